/** Finds what is known about a component from the bytes of its column, without making a string for each line. */

interface Entry<T> {
	readonly bytes: Uint8Array;
	readonly value: T;
}

/** Names past this are looked up anew each time: hostile logs can have a new one on every line. */
const MAX_NAMES = 4096;
const BUCKETS = 1024;

export interface ComponentTable<T> {
	find(bytes: Uint8Array, start: number, end: number): T;
}

/** @param describe called once for each name, as printed */
export function createComponentTable<T>(describe: (name: string) => T): ComponentTable<T> {
	const buckets: (Entry<T>[] | undefined)[] = new Array(BUCKETS).fill(undefined);
	let names = 0;
	let last: Entry<T> = {bytes: new Uint8Array(0), value: describe('')};

	function isSame(entry: Entry<T>, bytes: Uint8Array, start: number, length: number): boolean {
		if (entry.bytes.length !== length) return false;
		for (let at = 0; at < length; at++) if (entry.bytes[at] !== bytes[start + at]) return false;
		return true;
	}

	return {
		find(bytes, start, end) {
			const length = end - start;
			if (isSame(last, bytes, start, length)) return last.value;
			let hash = length;
			for (let at = start; at < end; at++) hash = (hash * 31 + (bytes[at] as number)) | 0;
			const number = hash & (BUCKETS - 1);
			const bucket = buckets[number];
			for (const entry of bucket ?? []) {
				if (isSame(entry, bytes, start, length)) {
					last = entry;
					return entry.value;
				}
			}
			let name = '';
			for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] as number);
			const entry = {bytes: bytes.slice(start, end), value: describe(name)};
			if (names < MAX_NAMES) {
				names++;
				if (bucket === undefined) buckets[number] = [entry];
				else bucket.push(entry);
			}
			last = entry;
			return entry.value;
		},
	};
}
