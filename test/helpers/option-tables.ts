/** The parts of the README that are made from the tables of commands and options. */
import {choiceHelp, choiceWords, loadChoices, orList} from '../../src/cli/options/choices.js';
import {COMMANDS, type CommandName} from '../../src/cli/options/command-table.js';
import type {OptionRow} from '../../src/cli/options/rows.js';
import {optionsOf, spellings} from '../../src/cli/options/values.js';

const NAME_WIDTH = 36;

/** Between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
const PARTS: Readonly<Record<string, () => Promise<string>>> = {
	commands: async () =>
		COMMANDS.map(({name, synopsis, summary}) => `    ${`wulens ${name} ${synopsis}`.padEnd(NAME_WIDTH)}${summary}\n`).join(''),
	'options of analyze': () => optionTable('analyze'),
};

/**
 * @param page text with markers
 * @returns the same with every part as the tables say
 */
export async function withOptionTables(page: string): Promise<string> {
	let text = page;
	for (const [name, make] of Object.entries(PARTS)) {
		const [before, rest] = text.split(`<!-- begin ${name} -->\n`);
		const after = rest?.split(`<!-- end ${name} -->`)[1];
		if (before === undefined || after === undefined) throw new Error(`the page has no marks for ${name}`);
		text = `${before}<!-- begin ${name} -->\n${await make()}<!-- end ${name} -->${after}`;
	}
	return text;
}

async function optionTable(command: CommandName): Promise<string> {
	const rows = (await Promise.all(optionsOf(command).map(optionRows))).flat();
	return `| Option | |\n| --- | --- |\n${rows.map(([option, text]) => `| ${option} | ${text.replaceAll('|', '\\|')} |\n`).join('')}`;
}

/** One row for an option, and one for each word with a help of its own. */
async function optionRows(row: OptionRow): Promise<readonly (readonly [string, string])[]> {
	const {value, help, details, default: preset} = row;
	const label = 'label' in value ? ` ${value.label}` : '';
	const names = spellings(row)
		.map((spelling) => `\`${spelling}${spelling.startsWith('--') ? label : ''}\``)
		.join(', ');
	const list = value.kind === 'choice' ? await loadChoices(value.choices) : [];
	const choices = choiceHelp(list);
	const words = choices.length > 0 ? [] : choiceWords(list).map((word) => `\`${word}\``);
	const text = [
		help,
		words.length === 0 ? undefined : `One of ${orList(words)}.`,
		details,
		preset === undefined ? undefined : `The default is \`${preset}\`.`,
	]
		.filter((part) => part !== undefined)
		.join(' ');
	return [[names, text], ...choices.map((choice) => [`\`--${row.name} ${choice.word}\``, choice.help] as const)];
}
