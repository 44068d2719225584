/** The help texts, made from the tables of commands, options, and topics. */
import {wrapText} from '../../core/wording/wrap.js';
import {helpWidth} from '../help-width.js';
import {TOPICS} from '../topics/index.js';
import {choiceHelp, choiceWords, loadChoices, orList} from './choices.js';
import {COMMANDS, type CommandName, commandRow} from './command-table.js';
import {type Choices, OPTION_GROUPS, type OptionRow} from './rows.js';
import {optionsOf, spellings} from './values.js';

const INDENT = 2;
/** Where the texts of options begin, and those of their choices. */
const OPTION_TEXT = 26;
/** Where long options begin: behind the letters of short ones. */
const LONG_OPTION = 6;
/** At least so many blanks between a name and its text. */
const GAP = 2;
const COMMAND_TEXT = 28;

/** The help of the whole program: its commands and topics. */
export function mainHelp(): string {
	const entry = (name: string, text: string): string => item(name, text, COMMAND_TEXT);
	return [
		paragraph('wulens reads Windows Update logs and explains, for each scan, what happened and why.', 0),
		`\nUsage:\n  wulens COMMAND [OPTIONS] [ARGUMENTS]\n`,
		entry('wulens', 'Drop logs on the terminal, or type a path.'),
		entry('wulens FILE…', 'Open logs in the terminal, as wulens view does.'),
		entry('wulens 0x8024402C', 'Explain an error code, as wulens explain does.'),
		entry('wulens --version', 'Print the version.'),
		'\nCommands:\n',
		...COMMANDS.map(({name, synopsis, summary}) => entry(`wulens ${name} ${synopsis}`, summary)),
		'\nTopics:\n',
		...Object.entries(TOPICS).map(([name, {help}]) => entry(`wulens help ${name}`, help)),
		`\nTry: wulens analyze WindowsUpdate.log\n\n`,
		paragraph(
			'To create the log on Windows 10 and 11, run Get-WindowsUpdateLog in PowerShell as administrator. Windows 8.1 ' +
				'and earlier write C:\\Windows\\WindowsUpdate.log themselves.',
			0,
		),
	].join('');
}

/** The help of one command. */
export async function commandHelp(name: CommandName): Promise<string> {
	const {about, usage, arguments: paragraphs = [], table = [], notes = [], exitCodes} = commandRow(name);
	const options = optionsOf(name);
	const groups = OPTION_GROUPS.map((group) => ({group, rows: options.filter((row) => row.group === group)})).filter(
		({rows}) => rows.length > 0,
	);
	const optionTexts = await Promise.all(
		groups.map(
			async ({group, rows}) =>
				`\n${groups.length === 1 ? 'Options' : `${group} options`}:\n${(await Promise.all(rows.map(optionText))).join('')}`,
		),
	);
	return [
		paragraph(about, 0),
		'\nUsage:\n',
		...usage.map((line) => `  wulens${line === '' ? '' : ` ${line}`}\n`),
		...paragraphs.map((text) => `\n${paragraph(text, INDENT)}`),
		...(table.length === 0 ? [] : ['\n', ...table.map((line) => `  ${line}\n`)]),
		...optionTexts,
		'\nExit codes:\n',
		...exitCodes.map(({code, text}) => item(String(code), text, INDENT + '130  '.length)),
		...notes.map((text) => `\n${paragraph(text, 0)}`),
	].join('');
}

/** `--color, --no-color`, `-r, --reporter NAME` */
function optionName(row: OptionRow): string {
	const {short, value} = row;
	const long = spellings(row)
		.filter((spelling) => spelling.startsWith('--'))
		.join(', ');
	return `${short === undefined ? '' : `-${short}, `}${long}${'label' in value ? ` ${value.label}` : ''}`;
}

async function optionText(row: OptionRow): Promise<string> {
	const {short, value} = row;
	const source = value.kind === 'choice' ? value.choices : value.kind === 'text' ? value.beginnings : undefined;
	const choices = source === undefined ? [] : await loadChoices(source);
	const explained = choiceHelp(choices);
	const longest = Math.max(0, ...explained.map(({word}) => word.length));
	const name = `${' '.repeat(short === undefined ? LONG_OPTION - INDENT : 0)}${optionName(row)}`;
	return (
		item(name, optionSentences(row, choices), OPTION_TEXT) +
		explained.map((choice) => item(choice.word, choice.help, OPTION_TEXT + longest + GAP, OPTION_TEXT)).join('')
	);
}

const REPEATABLE: Readonly<Record<'true' | 'commas', string>> = {
	true: 'Can be repeated.',
	commas: 'Can be repeated, or take a comma-separated list.',
};

/** The help of the row, and what its other columns say. */
function optionSentences({value, help, details, default: preset, repeatable}: OptionRow, choices: Choices): string {
	const hasHelp = choiceHelp(choices).length > 0;
	const words = hasHelp ? [] : choiceWords(choices);
	return [
		help,
		words.length === 0 ? null : `One of ${orList(words)}.`,
		details,
		preset === undefined ? null : `The default is ${preset}.`,
		repeatable === undefined ? null : REPEATABLE[`${repeatable}`],
		value.kind === 'text' && hasHelp ? 'Fields:' : null,
	]
		.filter((sentence) => typeof sentence === 'string')
		.join(' ');
}

/** A name and its text from a column on; below it where the name is too long. */
function item(name: string, text: string, column: number, indent: number = INDENT): string {
	const margin = ' '.repeat(column);
	const lead = `${' '.repeat(indent)}${name}`;
	const start = lead.length + GAP <= column ? lead.padEnd(column) : `${lead}\n${margin}`;
	return `${start}${wrapText(text, helpWidth(), column, column)}\n`;
}

function paragraph(text: string, indent: number): string {
	return `${' '.repeat(indent)}${wrapText(text, helpWidth(), indent, indent)}\n`;
}
