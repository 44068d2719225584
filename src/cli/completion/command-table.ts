/** Every command with its options, in one table: shells complete from it, and a test holds the parsers and the help to it. */
import {STORE_STATES} from '../../core/expected-behavior/expectation-rules.js';
import {WHERE_FIELDS} from '../../core/triage/filter.js';
import {GROUPINGS} from '../../core/triage/summary.js';
import {POLICY_VALUES, SCHEMES, SEVERITIES} from '../../core/vocabulary.js';
import {REPORTERS} from '../../core/report/reporters/index.js';
import {OUTPUTS} from '../../node/triage/outputs.js';
import {TOPIC_NAMES} from '../topics/index.js';

/** What follows an option or a command: a path, anything, or one of a few words. */
export type WordKind = 'path' | 'text' | readonly string[];

export interface OptionRow {
	/** Without its dashes; `no-` is part of the name. */
	readonly name: string;
	readonly short?: string;
	/** Absent: it takes no value. */
	readonly value?: WordKind;
	readonly help: string;
}

export interface CommandRow {
	readonly name: string;
	readonly help: string;
	readonly options: readonly OptionRow[];
	/** What may follow besides options; `null`: nothing. */
	readonly operands: WordKind | null;
}

const HELP: OptionRow = {name: 'help', short: 'h', help: 'say how the command is used'};
const COLOUR: readonly OptionRow[] = [
	{name: 'color', help: 'colour, also where there is no terminal'},
	{name: 'no-color', help: 'no colour'},
];
const WIDTH: OptionRow = {name: 'width', value: 'text', help: 'columns of the text'};
const QUIET: OptionRow = {name: 'quiet', short: 'q', help: 'no progress on standard error'};
const REDACT: OptionRow = {name: 'redact', help: 'replace names of users, hosts and machines'};
const FAIL_ON: OptionRow = {name: 'fail-on', value: SEVERITIES, help: 'exit code 1 from this severity on'};
const FILES_FROM: OptionRow = {name: 'files-from', value: 'path', help: 'read more inputs from a list, a path a line'};
const SETTINGS: readonly OptionRow[] = [
	{name: 'policy', value: 'path', help: 'settings of the PC'},
	{name: 'no-context', help: 'do not look for settings beside the log'},
	{name: 'rules', value: 'path', help: 'rules of your own'},
];

/** What triage and report share. */
const TRIAGE_OUTPUT: readonly OptionRow[] = [
	{name: 'out', short: 'o', value: 'path', help: 'folder for the outputs'},
	{name: 'reporter', short: 'r', value: Object.keys(OUTPUTS), help: 'which outputs'},
	{name: 'group-by', value: GROUPINGS, help: 'a list more in the answer'},
	{name: 'since', value: 'text', help: 'scans from this time on'},
	{name: 'until', value: 'text', help: 'scans up to this time'},
	{name: 'where', value: Object.keys(WHERE_FIELDS).map((field) => `${field}=`), help: 'only what fits'},
	{name: 'top', value: 'text', help: 'rows of each list of the answer'},
	{name: 'baseline', value: 'path', help: 'compare with an earlier run'},
	REDACT,
	FAIL_ON,
	...COLOUR,
	WIDTH,
	QUIET,
	HELP,
];

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

const COMMANDS_BEFORE_HELP: readonly CommandRow[] = [
	{
		name: 'view',
		help: 'open logs in the terminal',
		operands: 'path',
		options: [
			...SETTINGS,
			{name: 'ascii', help: 'no characters beyond ASCII'},
			...COLOUR,
			{name: 'screen-reader', help: 'plain text that a screen reader can follow'},
			HELP,
		],
	},
	{
		name: 'analyze',
		help: 'say what is wrong in logs, how that is known, and what to do',
		operands: 'path',
		options: [
			{name: 'reporter', short: 'r', value: Object.keys(REPORTERS), help: 'how to print'},
			{name: 'out', short: 'o', value: 'path', help: 'print to a file'},
			...SETTINGS,
			FAIL_ON,
			REDACT,
			FILES_FROM,
			...COLOUR,
			WIDTH,
			QUIET,
			HELP,
		],
	},
	{
		name: 'triage',
		help: 'read the logs of many machines and say which have which problem',
		operands: 'path',
		options: [
			FILES_FROM,
			{name: 'machine-from', value: 'text', help: 'where the name of the machine stands in a path'},
			{name: 'jobs', short: 'j', value: 'text', help: 'inputs read at once'},
			{name: 'timeout', value: 'text', help: 'seconds that one log may take'},
			{name: 'resume', help: 'go on from the results in the folder, or fail'},
			{name: 'fresh', help: 'read everything, whatever is in the folder'},
			{name: 'view', help: 'look at the answer in the terminal'},
			...SETTINGS,
			...TRIAGE_OUTPUT,
		],
	},
	{name: 'report', help: 'make the outputs of a triage again from its results', operands: 'path', options: TRIAGE_OUTPUT},
	{
		name: 'convert',
		help: 'turn traces (.etl) into the text of Get-WindowsUpdateLog',
		operands: 'path',
		options: [
			{name: 'to', value: ['log', 'ndjson'], help: 'lines of the log, or every event'},
			{name: 'zone', value: 'text', help: 'time of the log: recorded, utc or an offset'},
			{name: 'crlf', help: 'end lines with CR and LF'},
			{name: 'out', short: 'o', value: 'path', help: 'write to a file'},
			QUIET,
			HELP,
		],
	},
	{
		name: 'explain',
		help: 'say what a code, a rule or a name means',
		operands: 'text',
		options: [
			{name: 'list', help: 'the rules'},
			{name: 'list-codes', help: 'all codes'},
			{name: 'reporter', short: 'r', value: ['text', 'json'], help: 'how to print'},
			...COLOUR,
			WIDTH,
			HELP,
		],
	},
	{
		name: 'expect',
		help: 'say which proxies and pinning the rules of Windows let expect',
		operands: null,
		options: [
			{name: 'service', value: ['wsus', 'windows-update', 'microsoft-update', 'store'], help: 'who is asked'},
			{name: 'scheme', value: SCHEMES, help: 'how a WSUS server is asked'},
			{name: 'url', value: 'text', help: 'address of the server'},
			{name: 'interactive', value: ['user', 'flag', 'no'], help: 'whether a user started the scan'},
			{name: 'build', value: 'text', help: 'Windows build or version of the client'},
			{name: 'date', value: 'text', help: 'a device with all updates of that day'},
			{name: 'proxy-policy', value: POLICY_VALUES.map(String), help: 'SetProxyBehaviorForUpdateDetection'},
			{name: 'pinning-policy', value: POLICY_VALUES.map(String), help: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection'},
			{name: 'store', value: STORE_STATES, help: 'the WindowsServerUpdateServices store'},
			{name: 'reporter', short: 'r', value: ['text', 'json'], help: 'how to print'},
			HELP,
		],
	},
	{name: 'rules', help: 'list the rules that judge a log; test rules of your own', operands: ['list', 'facts', 'test'], options: [HELP]},
	{name: 'completion', help: 'print a script that completes commands and options in a shell', operands: SHELLS, options: [HELP]},
];

export const COMMAND_TABLE: readonly CommandRow[] = [
	...COMMANDS_BEFORE_HELP,
	{
		name: 'help',
		help: 'say how a command is used, or more about a topic',
		operands: [...COMMANDS_BEFORE_HELP.map(({name}) => name), ...TOPIC_NAMES],
		options: [],
	},
];

/** `--reporter`, `-r` */
export function spellings({name, short}: OptionRow): readonly string[] {
	return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}

export function isWords(kind: WordKind | null | undefined): kind is readonly string[] {
	return typeof kind === 'object' && kind !== null;
}
