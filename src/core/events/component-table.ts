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
	return new NameTable(describe);
}

class NameTable<T> implements ComponentTable<T> {
	private readonly describe: (name: string) => T;
	private readonly entries: (Entry<T> | undefined)[] = new Array(PLACES).fill(undefined);
	private readonly none: T;

	constructor(describe: (name: string) => T) {
		this.describe = describe;
		this.none = describe('');
	}

	find(bytes: Uint8Array, start: number, end: number): T {
		const length = end - start;
		if (length === 0) return this.none;
		// Length and three letters are enough to tell the client's names apart.
		const place =
			((bytes[start] as number) + (bytes[end - 1] as number) * 7 + (bytes[start + (length >> 1)] as number) * 31 + length * 101) &
			(PLACES - 1);
		const entry = this.entries[place];
		if (entry !== undefined && isSame(entry.bytes, bytes, start, length)) return entry.value;
		let name = '';
		for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] as number);
		const found = {bytes: bytes.slice(start, end), value: this.describe(name)};
		this.entries[place] = found;
		return found.value;
	}
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
	if (name.length !== length) return false;
	for (let at = 0; at < length; at++) if (name[at] !== bytes[start + at]) return false;
	return true;
}
