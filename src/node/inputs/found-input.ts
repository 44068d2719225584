/** What a search for inputs found: a file, or something that cannot be read as one. */
import type {UnreadStatus} from '../../core/index.js';

export interface FoundInput {
	/** As people know it: as given, with what was found in it behind. */
	readonly path: string;
	/** The traces that are read as this one log, in their order; `null`: it is one file. */
	readonly parts: readonly FoundPart[] | null;
	/** What the system calls it, where that is no text in UTF-8; the path then shows such bytes as `\xHH`. */
	readonly raw: Uint8Array | null;
	readonly bytes: number;
	/** The folder in which it lies, where that is not the one that the path says. */
	readonly at?: string;
	/** Milliseconds since 1970; of a set of traces, that of the newest. */
	readonly modified: number;
	/** Where in the path the names begin that may be of machines. */
	readonly namesFrom: number;
	/** Why it is not read; `null`: it is. */
	readonly problem: {readonly status: UnreadStatus; readonly reason: string} | null;
}

/** A file of a set of traces. */
interface FoundPart {
	readonly path: string;
	readonly raw: Uint8Array | null;
	readonly bytes: number;
	readonly modified: number;
}

/** In code units, which is the same everywhere. */
export function byPath(one: {readonly path: string}, other: {readonly path: string}): number {
	return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
