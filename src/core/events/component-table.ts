/** Looks up a component by the bytes of its column, without creating a string for each line. */

interface Entry<T> {
	readonly bytes: Uint8Array;
	readonly value: T;
}

/** A power of two. Names with the same slot replace each other; a client has about thirty. */
const PLACES = 1024;

export interface ComponentTable<T> {
	find(bytes: Uint8Array, start: number, end: number): T;
}

/** @param describe called once for each name, as logged, and again for names that were replaced */
export function createComponentTable<T>(describe: (name: string) => T): ComponentTable<T> {
	const entries: (Entry<T> | undefined)[] = new Array(PLACES).fill(undefined);
	const none = describe('');

	function isSame(entry: Entry<T>, bytes: Uint8Array, start: number, length: number): boolean {
		if (entry.bytes.length !== length) return false;
		for (let at = 0; at < length; at++) if (entry.bytes[at] !== bytes[start + at]) return false;
		return true;
	}

	return {
		find(bytes, start, end) {
			const length = end - start;
			if (length === 0) return none;
			// Length and three letters are enough to tell the client's names apart.
			const place =
				((bytes[start] as number) + (bytes[end - 1] as number) * 7 + (bytes[start + (length >> 1)] as number) * 31 + length * 101) &
				(PLACES - 1);
			const entry = entries[place];
			if (entry !== undefined && isSame(entry, bytes, start, length)) return entry.value;
			let name = '';
			for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] as number);
			const found = {bytes: bytes.slice(start, end), value: describe(name)};
			entries[place] = found;
			return found.value;
		},
	};
}
