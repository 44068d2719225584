/** Types of statistics.mjs for the tests. */

export interface LogCounts {
	readonly lines: number;
	readonly scans: number;
	readonly continuation: number;
	readonly withGuid: number;
	readonly withVector: number;
	readonly failed: number;
	/** Changes from one thread to another. */
	readonly runs: number;
	readonly sessions: number;
	readonly threads: number;
	/** Lengths of messages by component. */
	readonly lengths: ReadonlyMap<string, readonly number[]>;
}

export function countLog(text: string): LogCounts;
