/** Texts that make a regular expression work as hard as it can: made of its own pieces, repeated, and failing at the end. */
import type {Node} from './parse.js';
import {testOf} from './program.js';

/** `before`, then `pump` again and again, then `after`. */
export interface Attack {
	readonly before: string;
	readonly pump: string;
	readonly after: string;
}

const LETTERS = 'aA0 .-/\\"\'<>()[]{}=:;,_*#@|\t\n\réx1F%&+?!~$^`Zz\u00e5\u4e00\u0001';

/** What no part of a pattern wants, so that a match must fail late. */
const ENDS = ['', '\u0001', '\n\u0001!'] as const;

const PLAIN_PUMPS = [' ', 'a', '0', '[', '(', '\\', '*', '.', '"', 'a ', '\t', '- '] as const;

/** A choice of many literals is one of words: a few of them tell how the rest behaves. */
const MAX_OPTIONS = 4;
const MAX_MEMBERS = 4;
const MAX_ATTACKS = 60;

export function attacksOf(root: Node, flags: string): readonly Attack[] {
	const pumps = new Map<string, Attack>();
	const add = (before: string, pump: string, ends: readonly string[] = ENDS): void => {
		if (pump === '') return;
		for (const after of ends) pumps.set(JSON.stringify([before, pump, after]), {before, pump, after});
	};

	function members(source: string, count: number): readonly string[] {
		const test = testOf(source, flags);
		const found = [...LETTERS].filter((letter) => test(letter.codePointAt(0) ?? 0)).slice(0, count);
		if (found.length > 0) return found;
		for (let code = 0; code < 0x3000; code++) if (test(code)) return [String.fromCharCode(code)];
		return [];
	}

	/** One text that the tree matches; repetitions as short as they may be, or once. */
	function sample(node: Node, isFull: boolean): string {
		switch (node.type) {
			case 'set':
				return members(node.source, 1)[0] ?? '';
			case 'sequence':
				return node.items.map((item) => sample(item, isFull)).join('');
			case 'choice':
				return sample(node.options[0] ?? {type: 'sequence', items: []}, isFull);
			case 'repeat':
				return sample(node.body, isFull).repeat(Math.max(node.min, isFull && node.max > 0 ? 1 : 0));
			case 'group':
				return sample(node.body, isFull);
			default:
				return '';
		}
	}

	/** Adds a pump for each repetition, behind what leads to it. */
	function threadSearch(node: Node, before: string): void {
		switch (node.type) {
			case 'sequence': {
				let [short, full] = [before, before];
				for (const item of node.items) {
					threadSearch(item, short);
					if (full !== short) threadSearch(item, full);
					short += sample(item, false);
					full += sample(item, true);
				}
				return;
			}
			case 'choice':
				for (const option of node.options.slice(0, MAX_OPTIONS)) threadSearch(option, before);
				return;
			case 'repeat':
				if (node.max > 1) {
					add(before, sample(node.body, true));
					if (node.body.type === 'set') for (const member of members(node.body.source, MAX_MEMBERS)) add(before, member);
				}
				threadSearch(node.body, before);
				return;
			case 'group':
			case 'look':
				threadSearch(node.body, before);
				return;
			default:
		}
	}

	for (const isFull of [true, false]) {
		const whole = sample(root, isFull);
		add('', whole);
		add('', whole.slice(0, -1));
		add('', whole.slice(0, Math.ceil(whole.length / 2)));
		add(whole, whole.slice(-1));
	}
	for (const pump of PLAIN_PUMPS) add('', pump, ENDS.slice(0, 2));
	threadSearch(root, '');
	return [...pumps.values()].slice(-MAX_ATTACKS * ENDS.length);
}

/** The attack as a text of about so many characters. */
export function textOf({before, pump, after}: Attack, length: number): string {
	return before + pump.repeat(Math.max(1, Math.ceil((length - before.length) / pump.length))) + after;
}
