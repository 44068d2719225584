/** The words that an option takes. */
import type {Choices, ChoiceSource} from './rows.js';

/** The list, loaded where it stands beside a large module. */
export async function loadChoices(source: ChoiceSource): Promise<Choices> {
	return typeof source === 'function' ? await source() : source;
}

export function choiceWords(choices: Choices): readonly string[] {
	return isPlainList(choices) ? choices : Object.keys(choices);
}

/** The words with their help; empty for a plain list. */
export function choiceHelp(choices: Choices): readonly {readonly word: string; readonly help: string}[] {
	return isPlainList(choices)
		? []
		: Object.entries(choices).map(([word, {help, file}]) => ({word, help: file === undefined ? help : `${file}: ${help}`}));
}

function isPlainList(choices: Choices): choices is readonly string[] {
	return Array.isArray(choices);
}

/** `a, b, or c` */
export function orList(words: readonly string[]): string {
	return new Intl.ListFormat('en-US', {type: 'disjunction'}).format(words);
}
