/** The values of a command's options, with the types that the option table gives them. */
import type {CommandName} from './command-table.js';
import {OPTIONS} from './option-table.js';
import type {OptionRow} from './rows.js';

type Rows = (typeof OPTIONS)[number];

/** The rows of a command. */
type RowsOf<Command extends CommandName> = Rows extends infer Row
	? Row extends {readonly commands: readonly (infer Name)[]}
		? Command extends Name
			? Row
			: never
		: never
	: never;

type WordOf<List> = List extends readonly (infer Word)[] ? Word : Extract<keyof List, string>;

type ChoiceOf<Source> = Source extends () => Promise<infer List> ? WordOf<List> : WordOf<Source>;

type WordValue<Kind> = Kind extends {readonly isOpen: true}
	? string
	: Kind extends {readonly kind: 'choice'; readonly choices: infer Source}
		? ChoiceOf<Source>
		: Kind extends {readonly kind: 'number'}
			? number
			: string;

type ValueOf<Row> = Row extends {readonly value: {readonly kind: 'flag' | 'default-on'}}
	? boolean
	: Row extends {readonly value: {readonly kind: 'yes-no'}}
		? boolean | null
		: Row extends {readonly value: infer Kind; readonly repeatable: unknown}
			? readonly WordValue<Kind>[]
			: Row extends {readonly value: infer Kind; readonly default: unknown}
				? WordValue<Kind>
				: Row extends {readonly value: infer Kind}
					? WordValue<Kind> | null
					: never;

/**
 * Every option of a command by its name. `null`: it was not given and has no default; a repeatable one is then empty.
 */
export type OptionValues<Command extends CommandName> = {
	readonly [Row in RowsOf<Command> as Row extends {readonly name: infer Name extends string} ? Name : never]: ValueOf<Row>;
};

/** What was given to a command. */
export interface Parsed<Command extends CommandName> {
	readonly values: OptionValues<Command>;
	readonly positionals: readonly string[];
}

/** The rows of a command, in the order of its help. */
export function optionsOf(command: CommandName): readonly OptionRow[] {
	const rows: readonly OptionRow[] = OPTIONS;
	return rows.filter(({commands}) => commands.includes(command));
}

/** As the user types them: `--reporter`, `-r`; `--color`, `--no-color`. */
export function spellings({name, short, value}: OptionRow): readonly string[] {
	const long = value.kind === 'yes-no' ? [`--${name}`, `--no-${name}`] : [value.kind === 'default-on' ? `--no-${name}` : `--${name}`];
	return short === undefined ? long : [...long, `-${short}`];
}
