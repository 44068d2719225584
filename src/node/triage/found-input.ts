/** An input of a triage: a file that was found, or something that cannot be read as one. */

export interface FoundInput {
	/** As people know it: as given, with what was found in it behind. */
	readonly path: string;
	/** What the system calls it, where that is no text in UTF-8; the path then shows such bytes as `\xHH`. */
	readonly raw: Uint8Array | null;
	readonly bytes: number;
	/** Milliseconds since 1970. */
	readonly modified: number;
	/** Where in the path the names begin that may be of machines. */
	readonly namesFrom: number;
	/** Why it is not read; `null`: it is. */
	readonly problem: {readonly status: 'skipped' | 'failed'; readonly reason: string} | null;
}

/** In code units, which is the same everywhere. */
export function byPath(one: {readonly path: string}, other: {readonly path: string}): number {
	return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
