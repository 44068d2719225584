/** Line numbers gathered one by one, ascending, without an object for each. */

const FIRST_ROOM = 1024;

export interface LineList {
	readonly length: number;
	add(line: number): void;
	/** The lines so far, in memory of their own; the list is empty then. */
	detach(): Uint32Array<ArrayBuffer>;
}

export function createLineList(): LineList {
	let lines = new Uint32Array(FIRST_ROOM);
	let length = 0;
	return {
		get length() {
			return length;
		},
		add(line) {
			if (length === lines.length) {
				const grown = new Uint32Array(length * 2);
				grown.set(lines);
				lines = grown;
			}
			lines[length++] = line;
		},
		detach() {
			const taken = lines.slice(0, length);
			if (lines.length > FIRST_ROOM) lines = new Uint32Array(FIRST_ROOM);
			length = 0;
			return taken;
		},
	};
}
