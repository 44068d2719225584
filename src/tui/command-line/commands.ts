/** The command line: what can be typed after `:`, and what it means. */
import {parseJump} from '../log/jump.js';

/** What a file name says about what is to be written; names of reporters. */
const FORMATS = {html: 'html', htm: 'html', json: 'json', csv: 'csv', md: 'markdown'} as const;

export type ExportFormat = (typeof FORMATS)[keyof typeof FORMATS];

export type Command =
	/** A line, a part, or a time of the log, as `parseJump` takes it. */
	| {readonly type: 'go'; readonly text: string}
	| {readonly type: 'scan'; readonly id: number}
	| {readonly type: 'export'; readonly path: string; readonly format: ExportFormat}
	| {readonly type: 'help'}
	| {readonly type: 'quit'}
	| {readonly type: 'wrong'; readonly reason: string};

interface CommandInfo {
	readonly names: readonly [string, ...string[]];
	/** `export FILE` */
	readonly usage: string;
	/** An argument follows. */
	readonly hasArgument: boolean;
	/** @param argument without blanks around it; '' where there is none */
	readonly read: (argument: string) => Command;
}

const COMMANDS: readonly CommandInfo[] = [
	{names: ['scan'], usage: 'scan NUMBER', hasArgument: true, read: readScan},
	{names: ['export'], usage: 'export FILE', hasArgument: true, read: readExport},
	{names: ['help'], usage: 'help', hasArgument: false, read: () => ({type: 'help'})},
	{names: ['q', 'quit'], usage: 'q', hasArgument: false, read: () => ({type: 'quit'})},
];

export const COMMAND_NAMES: readonly string[] = COMMANDS.flatMap(({names}) => names);

/** All there is, in a row. */
export const USAGE = `Line 123, time 08:15 or 2024-03-13 08:00, ${COMMANDS.map(({usage}) => usage).join(', ')}`;

export function parseCommand(typed: string): Command {
	const text = typed.trim();
	if (parseJump(text) !== null) return {type: 'go', text};
	const [, name = '', argument = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
	const command = COMMANDS.find(({names}) => names.includes(name.toLowerCase()));
	return command?.read(argument) ?? {type: 'wrong', reason: `No such command. ${USAGE}`};
}

/** Whether what stands before the cursor is followed by a blank when it is completed. */
export function takesArgument(name: string): boolean {
	return COMMANDS.some(({names, hasArgument}) => hasArgument && names.includes(name));
}

function readScan(argument: string): Command {
	return /^\d{1,9}$/.test(argument) ? {type: 'scan', id: Number(argument)} : {type: 'wrong', reason: 'Type the number of a scan: scan 5'};
}

function readExport(argument: string): Command {
	const path = argument.replace(/^(?:"(.*)"|'(.*)')$/, '$1$2');
	const extension = /[^/\\]\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
	const format = isKnown(extension) ? FORMATS[extension] : null;
	return format === null
		? {
				type: 'wrong',
				reason: `Type a file name that ends in ${Object.keys(FORMATS)
					.filter((name) => name !== 'htm')
					.map((name) => `.${name}`)
					.join(', ')
					.replace(/, ([^,]*)$/, ', or $1')}: export report.html`,
			}
		: {type: 'export', path, format};
}

function isKnown(extension: string): extension is keyof typeof FORMATS {
	return Object.hasOwn(FORMATS, extension);
}
