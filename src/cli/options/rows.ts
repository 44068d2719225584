/** What a row of the option table and a row of the command table say. */
import type {ExitCodeRow} from '../exit-codes.js';

/** One of the words that an option takes, as the help explains it. */
interface ChoiceRow {
	readonly help: string;
	/** The file that an output writes. */
	readonly file?: string;
}

/** Words to choose from: a plain list, or each with its help. */
export type Choices = readonly string[] | Readonly<Record<string, ChoiceRow>>;

/** Lists that stand beside large modules are loaded only when their option, the help, or completion needs them. */
export type ChoiceSource = Choices | (() => Promise<Choices>);

export type ValueKind =
	/** Off unless given: `--NAME`. */
	| {readonly kind: 'flag'}
	/** On unless `--no-NAME` is given. */
	| {readonly kind: 'default-on'}
	/** `--NAME` or `--no-NAME`; neither leaves the decision to the program. */
	| {readonly kind: 'yes-no'}
	| {readonly kind: 'path'; readonly label: string}
	/** `beginnings`: words that completion offers with `=` behind. */
	| {readonly kind: 'text'; readonly label: string; readonly beginnings?: ChoiceSource}
	| {readonly kind: 'number'; readonly label: string; readonly least: number; readonly most: number; readonly isWhole: boolean}
	/** `isOpen`: the command takes other words, too, and checks them. */
	| {readonly kind: 'choice'; readonly label: string; readonly choices: ChoiceSource; readonly isOpen?: true};

/** Headings of the help, in this order. */
export const OPTION_GROUPS = ['Input', 'Analysis', 'Queue', 'Scan', 'Filter', 'Output', 'General'] as const;

export interface OptionRow {
	/** Without dashes. */
	readonly name: string;
	readonly short?: string;
	readonly value: ValueKind;
	/** For values: what counts where the option is not given. */
	readonly default?: string | number;
	/** May be given several times; `commas`: and takes several words with commas between. */
	readonly repeatable?: true | 'commas';
	/** One sentence, for help, completion, and docs. */
	readonly help: string;
	/** More sentences, for the help of the command only. */
	readonly details?: string;
	readonly group: (typeof OPTION_GROUPS)[number];
	readonly commands: readonly string[];
}

export interface Positionals {
	/** As the usage line shows it. */
	readonly label: string;
	/** `path`, any text, or one of a few words, which are for completion and checked by the command. */
	readonly kind: 'path' | 'text' | readonly string[];
	readonly count: 'any' | 'some' | 'one';
	/** What to name, as a sentence: the end of the message where there is none. */
	readonly missing: string;
	/** Options that stand in for it. */
	readonly unless?: readonly string[];
	/** `-` stands for standard input, which can be read once only. */
	readonly isStdinAllowed?: true;
	/** Words such as -2145107924 are not options. */
	readonly mayBeNegative?: true;
}

export interface CommandRow {
	readonly name: string;
	/** One sentence, for the list of commands and for completion. */
	readonly summary: string;
	/** What follows the name in the list of commands. */
	readonly synopsis: string;
	/** First paragraphs of the help of the command. */
	readonly about: string;
	/** Lines of usage, without `wulens`. */
	readonly usage: readonly string[];
	/** Paragraphs about the arguments. */
	readonly arguments?: readonly string[];
	/** Lines that stand as they are, behind the arguments. */
	readonly table?: readonly string[];
	/** Paragraphs behind the options. */
	readonly notes?: readonly string[];
	/** `null`: there are none. */
	readonly positionals: Positionals | null;
	readonly exitCodes: readonly ExitCodeRow[];
}
