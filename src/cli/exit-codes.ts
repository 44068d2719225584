/** The exit codes of every command, and what each means. */

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

export interface ExitCodeRow {
	readonly code: ExitCode;
	readonly text: string;
}

const SUCCESS: ExitCodeRow = {code: EXIT.done, text: 'Success.'};
const INVALID_USAGE: ExitCodeRow = {code: EXIT.couldNotRun, text: 'Invalid usage.'};
const INTERRUPTED: ExitCodeRow = {code: EXIT.interrupted, text: 'Interrupted with Ctrl+C.'};

export const ANALYZE_EXIT_CODES: readonly ExitCodeRow[] = [
	{code: EXIT.done, text: 'Success. Files beside the logs that are of other kinds are named in the report and do not count as failures.'},
	{code: EXIT.found, text: 'Success, and there are findings at or above the --fail-on level.'},
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage, nothing could be read, or the output could not be written.'},
	{code: EXIT.someFailed, text: 'Some inputs could not be read. This takes precedence over exit code 1.'},
	INTERRUPTED,
];

export const TRIAGE_EXIT_CODES: readonly ExitCodeRow[] = [
	{code: EXIT.done, text: 'Success, and nothing failed.'},
	{code: EXIT.found, text: 'Success, and there are problems at or above the --fail-on level.'},
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage, nothing could be read, or the outputs could not be written.'},
	{
		code: EXIT.someFailed,
		text: 'Some inputs, or lines of results files or the inventory, could not be read. This takes precedence over exit code 1.',
	},
	INTERRUPTED,
];

export const WORK_EXIT_CODES: readonly ExitCodeRow[] = [
	{code: EXIT.done, text: 'There was no job for as long as --idle says. Files that could not be read are in the results.'},
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage, no connection to the queue, or a folder that cannot be used.'},
	INTERRUPTED,
];

export const QUERY_EXIT_CODES: readonly ExitCodeRow[] = [
	SUCCESS,
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage or SQL, no results or no DuckDB, or the output could not be written.'},
	{code: EXIT.someFailed, text: 'Some lines of the inventory could not be read.'},
	INTERRUPTED,
];

export const CONVERT_EXIT_CODES: readonly ExitCodeRow[] = [
	SUCCESS,
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage, or nothing could be converted.'},
	{code: EXIT.someFailed, text: 'Some inputs could not be read, or are not traces that contain text.'},
	INTERRUPTED,
];

export const EXPLAIN_EXIT_CODES: readonly ExitCodeRow[] = [
	{code: EXIT.done, text: 'Every query has an answer, or names that come close.'},
	{code: EXIT.couldNotRun, text: 'Invalid usage, or no query has an answer.'},
	{code: EXIT.someFailed, text: 'Some queries have no answer.'},
];

export const RULES_EXIT_CODES: readonly ExitCodeRow[] = [
	{code: EXIT.done, text: 'Success. For "rules test": all examples are right.'},
	{code: EXIT.found, text: 'Some examples are wrong.'},
	{code: EXIT.couldNotRun, text: 'Invalid usage, or a file could not be read.'},
];

export const VIEW_EXIT_CODES: readonly ExitCodeRow[] = [
	SUCCESS,
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage, or the terminal cannot be used.'},
];

export const PAGE_EXIT_CODES: readonly ExitCodeRow[] = [
	SUCCESS,
	{code: EXIT.couldNotRun, text: 'Could not run: invalid usage, the file could not be written, or the port is taken.'},
];

/** Commands that can only be called in a wrong way. */
export const PLAIN_EXIT_CODES: readonly ExitCodeRow[] = [SUCCESS, INVALID_USAGE];
