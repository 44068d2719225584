/** The tables of commands and options in the form that every script is made from, with all lists of words loaded. */
import {choiceWords, loadChoices} from '../options/choices.js';
import {COMMANDS} from '../options/command-table.js';
import type {OptionRow, ValueKind} from '../options/rows.js';
import {optionsOf, spellings} from '../options/values.js';

/** What follows an option or a command: a path, anything, or one of a few words. */
export type WordKind = 'path' | 'text' | readonly string[];

export interface CompletedOption {
	/** With dashes: `--reporter`, `-r`. */
	readonly spellings: readonly string[];
	/** `null`: it takes no value. */
	readonly value: WordKind | null;
	readonly help: string;
}

export interface CompletedCommand {
	readonly name: string;
	readonly help: string;
	readonly options: readonly CompletedOption[];
	/** What may follow besides options; `null`: nothing. */
	readonly operands: WordKind | null;
}

/** All commands with their options. */
export function completedCommands(): Promise<readonly CompletedCommand[]> {
	return Promise.all(
		COMMANDS.map(async ({name, summary, positionals}) => ({
			name,
			help: sentenceText(summary),
			operands: positionals?.kind ?? null,
			options: (await Promise.all(optionsOf(name).map(completedOptions))).flat(),
		})),
	);
}

/** One option; two where `--NAME` and `--no-NAME` stand beside each other. */
async function completedOptions(row: OptionRow): Promise<readonly CompletedOption[]> {
	const help = sentenceText(row.help);
	if (row.value.kind === 'yes-no') return spellings(row).map((spelling) => ({spellings: [spelling], value: null, help}));
	return [{spellings: spellings(row), value: await wordKind(row.value), help}];
}

async function wordKind(value: ValueKind): Promise<WordKind | null> {
	switch (value.kind) {
		case 'flag':
		case 'default-on':
		case 'yes-no':
			return null;
		case 'path':
			return 'path';
		case 'number':
			return 'text';
		case 'choice':
			return choiceWords(await loadChoices(value.choices));
		case 'text':
			return value.beginnings === undefined ? 'text' : choiceWords(await loadChoices(value.beginnings)).map((word) => `${word}=`);
	}
}

/** Shells show descriptions without a period; and the scripts are ASCII. */
function sentenceText(sentence: string): string {
	return sentence.replace(/\.$/, '');
}

export function isWords(kind: WordKind | null): kind is readonly string[] {
	return typeof kind === 'object' && kind !== null;
}
