/** What the exit codes of every command mean. */

export const EXIT = {
	done: 0,
	/** Done, and something at or above `--fail-on` was found. */
	found: 1,
	/** Bad usage, or nothing readable. */
	couldNotRun: 2,
	/** Done, but some inputs failed. */
	someFailed: 3,
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
