/** From what the terminal sends to names of keys. */
import type {Key} from 'ink';
import type {KeyName} from './keys.js';

/**
 * The terminal library passes function keys on without saying which. Before it sees them, their sequences are replaced
 * by characters that no keyboard types, in a private area of Unicode.
 */
const FUNCTION_KEYS: readonly {readonly key: KeyName; readonly sequences: readonly string[]}[] = [
	{key: 'f1', sequences: ['\u001bOP', '\u001b[P', '\u001b[11~', '\u001b[[A']},
	{key: 'f3', sequences: ['\u001bOR', '\u001b[13~', '\u001b[[C']},
	{key: 'f5', sequences: ['\u001b[15~', '\u001b[[E']},
	{key: 'shift+f3', sequences: ['\u001b[1;2R', '\u001bO1;2R', '\u001b[13;2~', '\u001b[25~']},
];

const FIRST_CODE = 0xf0000;

const bySequence: ReadonlyMap<string, string> = new Map(
	FUNCTION_KEYS.flatMap(({sequences}, index) => sequences.map((sequence) => [sequence, String.fromCodePoint(FIRST_CODE + index)] as const)),
);
const byCharacter: ReadonlyMap<string, KeyName> = new Map(
	FUNCTION_KEYS.map(({key}, index) => [String.fromCodePoint(FIRST_CODE + index), key]),
);

const FUNCTION_KEY = /\u001b(?:O(?:1;2)?[PR]|\[(?:1;2R|P|1[135]~|13;2~|25~|\[[ACE]))/g;

const PASTE_START = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** @returns a function that takes what comes from the terminal, piece by piece; pasted text stays as it is */
export function createFunctionKeyFilter(): (text: string) => string {
	let isPasting = false;
	return (text) => {
		let result = '';
		let at = 0;
		while (at < text.length) {
			const mark = text.indexOf(isPasting ? PASTE_END : PASTE_START, at);
			const end = mark < 0 ? text.length : mark;
			const part = text.slice(at, end);
			result += isPasting ? part : part.replace(FUNCTION_KEY, (sequence) => bySequence.get(sequence) ?? sequence);
			if (mark < 0) break;
			result += isPasting ? PASTE_END : PASTE_START;
			at = end + PASTE_START.length;
			isPasting = !isPasting;
		}
		return result;
	};
}

const NAMED: readonly (readonly [keyof Key, KeyName])[] = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	['delete', 'delete'],
];

/**
 * The keys of one event. Held keys and fast typing come as one event with several characters, each of which is a key.
 *
 * @returns nothing for keys without a name here
 */
export function keysOf(input: string, key: Key): readonly KeyName[] {
	if (key.eventType === 'release') return [];
	if (key.tab) return [key.shift ? 'shift+tab' : 'tab'];
	const named = NAMED.find(([flag]) => key[flag] === true);
	if (named !== undefined) return [named[1]];
	if (key.ctrl) return /^[a-z]$/i.test(input) ? [`ctrl+${input.toLowerCase()}`] : [];
	if (key.meta) return [];
	return [...input].flatMap((character) => keyOfCharacter(character));
}

function keyOfCharacter(character: string): readonly KeyName[] {
	const functionKey = byCharacter.get(character);
	if (functionKey !== undefined) return [functionKey];
	if (character === ' ') return ['space'];
	if (character === '\r' || character === '\n') return ['enter'];
	if (character === '\t') return ['tab'];
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x20) return [`ctrl+${String.fromCharCode(code + 0x60)}`];
	return code === 0x7f ? ['backspace'] : [character];
}
