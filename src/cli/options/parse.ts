/** Reads the arguments of a command as the option table says; every mistake becomes one sentence for the user. */
import {parseArgs, type ParseArgsConfig} from 'node:util';
import {STDIN} from '../../node/inputs/standard-input.js';
import {UsageError} from '../usage-error.js';
import {choiceWords, loadChoices, orList} from './choices.js';
import {type CommandName, commandRow} from './command-table.js';
import {suggestion} from './nearest.js';
import type {OptionRow, Positionals, ValueKind} from './rows.js';
import {optionsOf, type OptionValues, type Parsed, spellings} from './values.js';

const NEGATIVE_NUMBER = /^-\d+$/;

/** What was typed for an option: a word, or whether a switch was turned on. */
type Given = string | boolean;

/**
 * @returns the values with the types of the table; `null`: help was asked for
 * @throws UsageError for the first mistake, before any work is done
 */
export async function parseCommand<Command extends CommandName>(
	command: Command,
	argv: readonly string[],
): Promise<Parsed<Command> | null> {
	const rows = optionsOf(command);
	const {positionals: expected} = commandRow(command);
	const {tokens} = parseArgs({
		// With a blank before it, a negative code is not taken for options; whoever reads it trims it.
		args: argv.map((word) => (expected?.mayBeNegative === true && NEGATIVE_NUMBER.test(word) ? ` ${word}` : word)),
		options: parserOptions(rows),
		allowPositionals: true,
		// What it would refuse is refused here, in our words.
		strict: false,
		tokens: true,
	});
	const given = new Map<string, Given[]>();
	const positionals: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'positional') positionals.push(token.value);
		if (token.kind !== 'option') continue;
		const {row, value} = readOption(command, rows, token);
		given.set(row.name, [...(given.get(row.name) ?? []), value]);
	}
	if (given.has('help')) return null;
	const values: Record<string, unknown> = {};
	for (const row of rows) values[row.name] = await readValue(row, given.get(row.name) ?? []);
	checkPositionals(positionals, expected, given);
	if (!isComplete(command, values)) throw new Error(`an option of ${command} has no value`);
	return {values, positionals};
}

/** What Node's parser must know: which options take a word, and their letters. */
function parserOptions(rows: readonly OptionRow[]): NonNullable<ParseArgsConfig['options']> {
	return Object.fromEntries(
		rows.map(({name, short, value}) => [
			name,
			{type: isSwitch(value) ? ('boolean' as const) : ('string' as const), ...(short === undefined ? {} : {short})},
		]),
	);
}

function isSwitch({kind}: ValueKind): boolean {
	return kind === 'flag' || kind === 'default-on' || kind === 'yes-no';
}

interface OptionToken {
	readonly name: string;
	/** As it was typed, with dashes. */
	readonly rawName: string;
	readonly value: string | undefined;
	readonly inlineValue: boolean | undefined;
}

function readOption(
	command: CommandName,
	rows: readonly OptionRow[],
	{name, rawName, value, inlineValue}: OptionToken,
): {readonly row: OptionRow; readonly value: Given} {
	const negated = name.startsWith('no-') ? rows.find((row) => isSwitch(row.value) && row.name === name.slice('no-'.length)) : undefined;
	const row = negated ?? rows.find((candidate) => candidate.name === name);
	if (row === undefined) {
		const otherwise = `Run "wulens ${command} --help" for the list of options.`;
		throw new UsageError(`Unknown option "${rawName}".${suggestion(rawName, rows.flatMap(spellings), otherwise)}`);
	}
	if (isSwitch(row.value)) {
		if (value !== undefined) throw new UsageError(`${rawName} does not take a value.`);
		return {row, value: negated === undefined};
	}
	// An option in the place of a value: the value was forgotten.
	if (value === undefined || (inlineValue !== true && value.length > 1 && value.startsWith('-')))
		throw new UsageError(
			`Missing value for ${rawName}.${value === undefined ? '' : ` If "${value}" is the value, write --${row.name}=${value}.`}`,
		);
	return {row, value};
}

async function readValue({name, value: kind, default: preset, repeatable}: OptionRow, given: readonly Given[]): Promise<unknown> {
	const last = given.at(-1);
	if (kind.kind === 'flag') return last === true;
	if (kind.kind === 'default-on') return last !== false;
	if (kind.kind === 'yes-no') return last ?? null;
	const words = given.filter((word) => typeof word === 'string').flatMap((word) => (repeatable === 'commas' ? word.split(',') : [word]));
	if (repeatable !== undefined) return Promise.all(words.map((word) => readWord(name, kind, word)));
	const word = words.at(-1);
	return word === undefined ? (preset ?? null) : readWord(name, kind, word);
}

type WordKind = Exclude<ValueKind, {readonly kind: 'flag' | 'default-on' | 'yes-no'}>;

async function readWord(name: string, kind: WordKind, word: string): Promise<string | number> {
	switch (kind.kind) {
		case 'text':
		case 'path':
			return word;
		case 'number':
			return readNumber(name, kind, word);
		case 'choice': {
			const words = choiceWords(await loadChoices(kind.choices));
			if (words.includes(word) || kind.isOpen === true) return word;
			throw new UsageError(`Invalid value "${word}" for --${name}.${suggestion(word, words, '')} Choose ${orList(words)}.`);
		}
	}
}

function readNumber(name: string, {least, most, isWhole}: Extract<ValueKind, {readonly kind: 'number'}>, word: string): number {
	const number = Number(word);
	if (word.trim() === '' || !(number >= least && number <= most) || (isWhole && !Number.isInteger(number)))
		throw new UsageError(`Invalid value "${word}" for --${name}. Use a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}.`);
	return number;
}

function checkPositionals(positionals: readonly string[], expected: Positionals | null, given: ReadonlyMap<string, unknown>): void {
	const surplus = positionals[expected === null ? 0 : expected.count === 'one' ? 1 : positionals.length];
	if (surplus !== undefined) throw new UsageError(`Unexpected argument: "${surplus}".`);
	if (expected === null) return;
	const isReplaced = expected.unless?.some((name) => given.has(name)) === true;
	if (positionals.length === 0 && expected.count !== 'any' && !isReplaced)
		throw new UsageError(`Missing argument: ${expected.label}. ${expected.missing}`);
	if (expected.isStdinAllowed === true && positionals.filter((word) => word === STDIN).length > 1)
		throw new UsageError('Standard input ("-") can be read only once.');
}

/** Each row has got its value from `readValue`, which goes by the same facts as the types. */
function isComplete<Command extends CommandName>(command: Command, values: object): values is OptionValues<Command> {
	return optionsOf(command).every(({name}) => Object.hasOwn(values, name));
}
