/** `wulens help exit-codes` */
import {
	ANALYZE_EXIT_CODES,
	CONVERT_EXIT_CODES,
	EXPLAIN_EXIT_CODES,
	type ExitCodeRow,
	PLAIN_EXIT_CODES,
	QUERY_EXIT_CODES,
	RULES_EXIT_CODES,
	TRIAGE_EXIT_CODES,
	VIEW_EXIT_CODES,
	WORK_EXIT_CODES,
} from '../exit-codes.js';
import {type Block, page} from './page.js';

const COMMANDS: readonly {readonly commands: string; readonly rows: readonly ExitCodeRow[]}[] = [
	{commands: 'analyze', rows: ANALYZE_EXIT_CODES},
	{commands: 'triage, report', rows: TRIAGE_EXIT_CODES},
	{commands: 'work', rows: WORK_EXIT_CODES},
	{commands: 'query', rows: QUERY_EXIT_CODES},
	{commands: 'convert', rows: CONVERT_EXIT_CODES},
	{commands: 'explain', rows: EXPLAIN_EXIT_CODES},
	{commands: 'rules', rows: RULES_EXIT_CODES},
	{commands: 'view', rows: VIEW_EXIT_CODES},
	{commands: 'expect, completion, help', rows: PLAIN_EXIT_CODES},
];

export function exitCodes(): string {
	return page('Exit codes', [
		{text: 'Exit codes tell whether the command ran, not how bad the log is. Use --fail-on to make findings part of the exit code.'},
		...COMMANDS.flatMap(({commands, rows}): readonly Block[] => [
			{heading: commands},
			...rows.map(({code, text}) => ({item: String(code), text})),
		]),
		{heading: 'In a script'},
		{command: 'wulens analyze --fail-on error --out report.html --reporter html WindowsUpdate.log || echo "look at report.html"'},
	]);
}
