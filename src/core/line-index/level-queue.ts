/** Levels of the lines of a trace, on their way beside the text that says nothing of them. */

export interface LevelQueue {
	/** Of the lines that come next, in their order. */
	add(levels: Uint8Array): void;
	/** Of the next line; 0 where none is known. */
	next(): number;
}

export function createLevelQueue(): LevelQueue {
	let parts: Uint8Array[] = [];
	/** The first part that is not used up, and where. */
	let part = 0;
	let at = 0;
	return {
		add(levels) {
			if (levels.length > 0) parts.push(levels);
		},
		next() {
			const level = parts[part]?.[at];
			if (level === undefined) return 0;
			at++;
			if (at === parts[part]?.length) {
				at = 0;
				part++;
				if (part === parts.length) {
					parts = [];
					part = 0;
				}
			}
			return level;
		},
	};
}
