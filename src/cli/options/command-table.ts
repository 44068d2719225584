/** Every command: the list of commands, the help of each, completion, and the docs are made from these rows. */
import {
	ANALYZE_EXIT_CODES,
	CONVERT_EXIT_CODES,
	EXPLAIN_EXIT_CODES,
	PAGE_EXIT_CODES,
	PLAIN_EXIT_CODES,
	QUERY_EXIT_CODES,
	RULES_EXIT_CODES,
	TRIAGE_EXIT_CODES,
	VIEW_EXIT_CODES,
	WORK_EXIT_CODES,
} from '../exit-codes.js';
import {TOPIC_NAMES} from '../topics/index.js';
import type {CommandRow} from './rows.js';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export const RULES_ACTIONS = ['list', 'facts', 'test'] as const;

const COMMANDS_BEFORE_HELP = [
	{
		name: 'view',
		summary: 'Open logs in the terminal: findings, scans, timelines, and the log itself.',
		synopsis: 'FILE…',
		about:
			'wulens view opens logs in the terminal: the verdict, the scans, a timeline of each scan, and the log itself, ' +
			'down to the line that proves a finding.',
		usage: ['', 'view [OPTIONS] FILE…'],
		arguments: [
			'FILE is anything that wulens analyze accepts: logs, folders, and archives. "-" is standard input, which may ' +
				'still be growing (not on Windows).',
			'Without FILE, drop files on the terminal or type a path.',
		],
		notes: ['Press ? for a list of keys. If standard output is not a terminal, the text report is printed instead.'],
		positionals: {label: 'FILE', kind: 'path', count: 'any', missing: '', isStdinAllowed: true},
		exitCodes: VIEW_EXIT_CODES,
	},
	{
		name: 'analyze',
		summary: 'Analyze logs: what is wrong, which lines prove it, and what to do.',
		synopsis: 'FILE…',
		about:
			'wulens analyze reads logs and reports what is wrong, which lines prove it, and what to do next. For each scan ' +
			'it shows who requested it, which service and server were used, which proxies were tried and with what result, ' +
			'what the certificate lines say, which failures occurred, and how the scan ended.',
		usage: ['analyze [OPTIONS] FILE…'],
		arguments: [
			'FILE is any log that Windows Update writes or Get-WindowsUpdateLog creates, in any encoding, or a trace (.etl); ' +
				'either may be compressed with gzip. A folder or zip archive stands for the files in it, and all ' +
				'WindowsUpdate.*.etl files in it are read as one log. "-" is standard input.',
		],
		positionals: {
			label: 'FILE',
			kind: 'path',
			count: 'some',
			missing: 'Name a log, a folder, or "-" for standard input.',
			unless: ['files-from'],
			isStdinAllowed: true,
		},
		exitCodes: ANALYZE_EXIT_CODES,
	},
	{
		name: 'triage',
		summary: 'Analyze the logs of many machines and rank their problems.',
		synopsis: 'PATH…',
		about:
			'wulens triage reads the logs of many machines and reports which machines have which problem, ' +
			'what helps most, and what changed when.',
		usage: ['triage [OPTIONS] PATH…'],
		arguments: [
			'PATH is a folder, which is read with all its subfolders, an archive, a log, or a pattern such as ' +
				'logs/*/WindowsUpdate.log. Logs are recognized by their content, also in .gz, .zip, .cab and .tar files and in ' +
				'archives within archives; all other files are counted as skipped. Links are followed, and each folder is read once.',
		],
		positionals: {
			label: 'PATH',
			kind: 'path',
			count: 'some',
			missing: 'Name folders, archives, logs, or patterns, or a list of them with --files-from.',
			unless: ['files-from'],
		},
		exitCodes: TRIAGE_EXIT_CODES,
	},
	{
		name: 'work',
		summary: 'Read logs for a triage on another machine, through a queue.',
		synopsis: '--queue URL --root DIR --out DIR',
		about:
			'wulens work reads logs for a wulens triage that was started with --queue, on this machine or on any number of ' +
			'others. It takes jobs from a NATS server, reads their files below --root, and writes the results to the output ' +
			'folder of the triage, which puts them together. A worker can be started before the triage, end, or be killed at ' +
			'any time: others do what it did not finish.',
		usage: ['work --queue URL --root DIR --out DIR [OPTIONS]'],
		notes: ['Producer and workers must be the same version of wulens.'],
		positionals: null,
		exitCodes: WORK_EXIT_CODES,
	},
	{
		name: 'report',
		summary: 'Write the outputs of a triage again from its results, or of several combined.',
		synopsis: 'RESULTS…',
		about: 'wulens report writes the outputs of wulens triage again from its results, without the logs.',
		usage: ['report [OPTIONS] RESULTS…'],
		arguments: [
			'RESULTS is a results.ndjson file or the folder that contains it. Several are combined; if two results have the ' +
				'same path, archive entry, and machine, the later one counts.',
		],
		positionals: {label: 'RESULTS', kind: 'path', count: 'some', missing: 'Name the results.ndjson of a triage, or its folder.'},
		exitCodes: TRIAGE_EXIT_CODES,
	},
	{
		name: 'query',
		summary: 'Ask the results of a triage with SQL.',
		synopsis: 'SQL',
		about:
			'wulens query runs a query of SQL over the results of wulens triage with DuckDB, and prints its rows. The tables are ' +
			'machines, scans, attempts (of proxies), findings, failures (outside scans), files, and, with --inventory, inventory; ' +
			'of a history: runs, machines, and problems.',
		usage: ['query [OPTIONS] SQL'],
		arguments: ['SQL is one SELECT in the dialect of DuckDB, in quotation marks. "-" is standard input.'],
		table: ['wulens query --in result "DESCRIBE scans"', 'wulens query --in result "SELECT machine FROM machines WHERE failed > 0"'],
		notes: [
			'DuckDB is not installed with wulens: npm install @duckdb/node-api. The executable wulens.exe cannot load it.',
			'docs/QUERIES.md has useful queries.',
		],
		positionals: {
			label: 'SQL',
			kind: 'text',
			count: 'one',
			missing: 'Write a query in quotation marks, or "-" for standard input.',
			isStdinAllowed: true,
		},
		exitCodes: QUERY_EXIT_CODES,
	},
	{
		name: 'convert',
		summary: 'Convert traces (.etl) to the text of Get-WindowsUpdateLog, or to JSON.',
		synopsis: 'FILE…',
		about:
			'wulens convert turns the traces that Windows Update writes (.etl, Windows 10 version 1709 and later) into text, ' +
			'on any operating system: the text of Get-WindowsUpdateLog, or everything that the events contain.',
		usage: ['convert [OPTIONS] FILE…'],
		arguments: [
			'FILE is a trace, or the XML or CSV that tracerpt made from one; either may be compressed with gzip. A folder or ' +
				'an archive (.zip, .cab, .tar), also one within another, stands for the traces in it. "-" is standard input. WindowsUpdate.*.etl ' +
				'files of one folder are read as one log, and so are traces of one folder that are named one after the other.',
		],
		positionals: {
			label: 'FILE',
			kind: 'path',
			count: 'some',
			missing: 'Name a trace, a folder, or "-" for standard input.',
			isStdinAllowed: true,
		},
		exitCodes: CONVERT_EXIT_CODES,
	},
	{
		name: 'explain',
		summary: 'Explain an error code, a rule, a setting, or a name from a log.',
		synopsis: 'CODE…',
		about:
			'wulens explain describes in plain words what a code, a rule, or a name in a log means, what to suspect, and ' +
			'what to check first. It does not need a network connection.',
		usage: ['explain [OPTIONS] QUERY…', 'explain [OPTIONS] -', 'explain --list | --list-codes'],
		arguments: [
			'QUERY is an error code in any form (0x8024402C, -2145107924, 2149859372, 12007), a symbol or a part of one ' +
				'(NAME_NOT_RESOLVED, "name not resolved"), an HTTP status ("HTTP 407"), a rule, a service or its GUID, a proxy ' +
				'behavior, a policy or registry value (SetProxyBehaviorForUpdateDetection), a caller (CcmExec), or a line of a log or a ' +
				'part of one.',
			'"-" reads queries from standard input, one per line. A line may also be text that contains codes: each code is ' +
				'explained once, and lines that contain none are ignored.',
		],
		positionals: {
			label: 'QUERY',
			kind: 'text',
			count: 'some',
			missing: 'Name a code such as 0x8024402C, a rule, or a part of a name, or "-" for standard input.',
			unless: ['list', 'list-codes'],
			isStdinAllowed: true,
			mayBeNegative: true,
		},
		exitCodes: EXPLAIN_EXIT_CODES,
	},
	{
		name: 'expect',
		summary: 'Predict which proxies and certificate pinning Windows will use.',
		synopsis: '[OPTIONS]',
		about:
			'wulens expect predicts, without a log, which proxies a scan will try and whether the certificate of the server ' +
			'must be pinned, with the rule behind each answer. What you do not specify stays unknown, and all answers that ' +
			'remain possible are shown.',
		usage: ['expect [OPTIONS]'],
		positionals: null,
		exitCodes: PLAIN_EXIT_CODES,
	},
	{
		name: 'rules',
		summary: 'List the rules that evaluate a log, or test your own rules.',
		synopsis: 'ACTION',
		about: 'wulens rules lists the rules that evaluate a log, and tests your own rules.',
		usage: ['rules list', 'rules facts', 'rules test [FILE…]'],
		table: [
			'list    ID, role, severity, and title of each rule',
			'facts   the facts that a condition can use',
			'test    run the examples of the rules in FILE, or of the built-in rules',
		],
		notes: [
			'FILE is JSON or YAML. It contains a list of rules with the keys id, severity (error, warning, info), role ' +
				'(cause, outside, context, file), title, when, explanation, steps (text, command, changes), references, evidence, ' +
				'and examples (match, noMatch). Use it with "wulens analyze --rules FILE"; your causes are ' +
				'checked before the built-in ones.',
			'Optional keys: variants; inVerdict, which replaces the title in the verdict; acrossCodes: true, for one finding about ' +
				'all error codes instead of one for each. Of a step: withoutCommand (text, command, changes), the step to show if the ' +
				'log does not provide what the command needs; onlyWithCommand: true, to leave the step out then; onOldWindows (text, ' +
				'command), for Windows 8.1 and earlier.',
		],
		positionals: {label: 'ACTION', kind: RULES_ACTIONS, count: 'some', missing: 'Choose list, facts, or test.'},
		exitCodes: RULES_EXIT_CODES,
	},
	{
		name: 'collect',
		summary: 'Gather the update logs and settings of this Windows PC into one archive.',
		synopsis: '[--out ZIP]',
		about:
			'wulens collect gathers what explains failing updates into one zip archive, which analyze, triage, view and the page ' +
			'read: update traces or WindowsUpdate.log, ReportingEvents.log, scan logs of Configuration Manager, policies, proxies, ' +
			'the certificates for WSUS, the version of Windows and the time zone.',
		usage: ['collect [--out ZIP]'],
		arguments: [],
		notes: [
			'It reads only, and says what it took and what it could not. Without an administrator it takes what can be read. ' +
				'It runs on Windows; collect.cmd does the same on a PC without wulens.',
		],
		positionals: {label: '', kind: 'text', count: 'any', missing: ''},
		exitCodes: PLAIN_EXIT_CODES,
	},
	{
		name: 'page',
		summary: 'Write the page that reads logs in a browser, for people without wulens.',
		synopsis: '[--serve [PORT]]',
		about:
			'wulens page writes wulens.html: one file that opens in any current browser, from a disk, a share, or a web site, ' +
			'and shows what wulens finds in the logs that are dropped on it. It cannot connect to anything, so logs do not ' +
			'leave the computer.',
		usage: ['page [--out FILE]', 'page --serve [PORT]'],
		arguments: ['PORT is the port of --serve. Without it, a free port is chosen.'],
		notes: ['--serve shows the page to browsers on this computer only (127.0.0.1), until Ctrl+C.'],
		positionals: {label: 'PORT', kind: 'text', count: 'any', missing: ''},
		exitCodes: PAGE_EXIT_CODES,
	},
	{
		name: 'completion',
		summary: 'Print a script that completes commands and options in a shell.',
		synopsis: 'SHELL',
		about: 'wulens completion prints a script that completes commands, options, and their values.',
		usage: [`completion ${SHELLS.join(' | ')}`],
		arguments: ['These commands enable it in the current session. The first lines of each script tell you how to enable it permanently.'],
		table: [
			'bash        source <(wulens completion bash)',
			'zsh         source <(wulens completion zsh)',
			'fish        wulens completion fish | source',
			'PowerShell  wulens completion powershell | Out-String | Invoke-Expression',
		],
		positionals: {label: 'SHELL', kind: SHELLS, count: 'one', missing: 'Choose bash, zsh, fish, or powershell.'},
		exitCodes: PLAIN_EXIT_CODES,
	},
] as const satisfies readonly CommandRow[];

const HELP_WORDS = [...COMMANDS_BEFORE_HELP.map(({name}) => name), 'help', ...TOPIC_NAMES] as const;

export const COMMANDS = [
	...COMMANDS_BEFORE_HELP,
	{
		name: 'help',
		summary: 'Show help for a command or a topic.',
		synopsis: '[COMMAND | TOPIC]',
		about: 'wulens help shows help for a command or a topic. Without either, it lists the commands and topics.',
		usage: ['help [COMMAND | TOPIC]'],
		positionals: {label: 'COMMAND | TOPIC', kind: HELP_WORDS, count: 'any', missing: ''},
		exitCodes: PLAIN_EXIT_CODES,
	},
] as const satisfies readonly CommandRow[];

export type CommandName = (typeof COMMANDS)[number]['name'];

export const COMMAND_NAMES: readonly CommandName[] = COMMANDS.map(({name}) => name);

export function isCommandName(name: string): name is CommandName {
	return COMMANDS.some((row) => row.name === name);
}

/** The row of a command. */
export function commandRow(name: CommandName): CommandRow {
	const row = COMMANDS.find((candidate) => candidate.name === name);
	if (row === undefined) throw new Error(`the command ${name} has no row`);
	return row;
}
