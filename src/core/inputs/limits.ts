/** How much an archive may unpack to before it counts as made to do harm. */
import {InputError} from './input-error.js';

export interface ArchiveLimits {
	/** Entries of one archive; the rest are not read. */
	readonly entries: number;
	/** Unpacked bytes for each packed one. Text logs reach 20, the worst of them 100; deflate allows 1032. */
	readonly ratio: number;
	/** So many unpacked bytes are always allowed, whatever the ratio: analyzing them takes seconds. */
	readonly freeBytes: number;
	/** An archive within an archive is held in memory whole, up to this. */
	readonly nestedBytes: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
	entries: 100_000,
	ratio: 200,
	freeBytes: 1024 * 1024 * 1024,
	nestedBytes: 256 * 1024 * 1024,
};

/** What an archive may still unpack to; shared with the archives in it. */
export interface UnpackBudget {
	/** Whether so many bytes more are within the limits. */
	allows(bytes: number): boolean;
	/** @throws InputError past the limit */
	countBytes(bytes: number): void;
}

/** @param size packed bytes of the archive so far, or in all */
export function createBudget(size: () => number, limits: ArchiveLimits): UnpackBudget {
	let taken = 0;
	const allows = (bytes: number): boolean => taken + bytes <= Math.max(limits.freeBytes, size() * limits.ratio);
	return {
		allows,
		countBytes(bytes) {
			if (!allows(bytes)) throw new InputError(overBudget(limits));
			taken += bytes;
		},
	};
}

export function overBudget({ratio}: ArchiveLimits): string {
	return `unpacked it would be more than ${ratio} times the size of the archive, as only archives made to do harm are`;
}
