/** The tree of a regular expression as a program for the counting engine. */
import type {AssertKind, Node} from './parse.js';

/** By its number: a code point, or a UTF-16 unit where the flags ask for no more. */
export type CharacterTest = (character: number) => boolean;

export type Instruction =
	| {readonly op: 'set'; readonly test: CharacterTest}
	/** A repeated character, which any engine runs through without a step for each of its parts. */
	| {readonly op: 'run'; readonly test: CharacterTest; readonly min: number; readonly max: number; readonly isLazy: boolean}
	| {readonly op: 'split'; readonly first: number; readonly second: number}
	| {readonly op: 'jump'; readonly to: number}
	| {readonly op: 'save'; readonly slot: number}
	| {readonly op: 'assert'; readonly kind: AssertKind}
	| {
			readonly op: 'look';
			readonly program: readonly Instruction[];
			readonly isAhead: boolean;
			readonly isNegative: boolean;
			readonly width: number;
	  }
	| {readonly op: 'count-start'; readonly slot: number}
	| {
			readonly op: 'count-test';
			readonly slot: number;
			readonly min: number;
			readonly max: number;
			readonly isLazy: boolean;
			readonly exit: number;
	  }
	| {readonly op: 'count-next'; readonly slot: number; readonly min: number; readonly to: number}
	| {readonly op: 'match'};

export interface Program {
	readonly instructions: readonly Instruction[];
	/** Captures, then two for each repetition: how often, and where it began. */
	readonly slots: number;
}

/** @param flags those that say what a character is */
export function testOf(source: string, flags: string): CharacterTest {
	const pattern = new RegExp(`^(?:${source})$`, flags.replace(/[^ius]/g, ''));
	const ask = (character: number): boolean => pattern.test(String.fromCodePoint(character));
	/** By character: 0 not asked yet, 1 no, 2 yes. */
	const ascii = new Uint8Array(0x80);
	const others = new Map<number, boolean>();
	return (character) => {
		if (character < 0x80) {
			if (ascii[character] === 0) ascii[character] = ask(character) ? 2 : 1;
			return ascii[character] === 2;
		}
		let answer = others.get(character);
		if (answer === undefined) {
			answer = ask(character);
			others.set(character, answer);
		}
		return answer;
	};
}

/** Longest text that a tree can match. */
function widthOf(node: Node): number {
	switch (node.type) {
		case 'set':
			return 2;
		case 'sequence':
			return node.items.reduce((sum, item) => sum + widthOf(item), 0);
		case 'choice':
			return Math.max(...node.options.map(widthOf));
		case 'repeat': {
			const width = widthOf(node.body);
			return width === 0 ? 0 : width * node.max;
		}
		case 'group':
			return widthOf(node.body);
		default:
			return 0;
	}
}

export function compile(root: Node, groups: number, flags: string): Program {
	let slots = 2 * (groups + 1);

	function program(node: Node): Instruction[] {
		const code: Instruction[] = [];
		emit(node, code);
		code.push({op: 'match'});
		return code;
	}

	/** Keeps a place for an instruction whose targets are known later. */
	function hole(code: Instruction[]): number {
		return code.push({op: 'match'}) - 1;
	}

	function emit(node: Node, code: Instruction[]): void {
		switch (node.type) {
			case 'set':
				code.push({op: 'set', test: testOf(node.source, flags)});
				return;
			case 'sequence':
				for (const item of node.items) emit(item, code);
				return;
			case 'group':
				if (node.index !== null) code.push({op: 'save', slot: 2 * node.index});
				emit(node.body, code);
				if (node.index !== null) code.push({op: 'save', slot: 2 * node.index + 1});
				return;
			case 'assert':
				code.push({op: 'assert', kind: node.kind});
				return;
			case 'look':
				code.push({op: 'look', program: program(node.body), isAhead: node.isAhead, isNegative: node.isNegative, width: widthOf(node.body)});
				return;
			case 'choice': {
				const ends: number[] = [];
				node.options.forEach((option, index) => {
					const isLast = index === node.options.length - 1;
					const split = isLast ? -1 : hole(code);
					emit(option, code);
					if (isLast) return;
					ends.push(hole(code));
					code[split] = {op: 'split', first: split + 1, second: code.length};
				});
				for (const end of ends) code[end] = {op: 'jump', to: code.length};
				return;
			}
			case 'repeat': {
				const {body, min, max, isLazy} = node;
				if (body.type === 'set') {
					code.push({op: 'run', test: testOf(body.source, flags), min, max, isLazy});
					return;
				}
				const slot = slots;
				slots += 2;
				code.push({op: 'count-start', slot});
				const test = hole(code);
				emit(body, code);
				code.push({op: 'count-next', slot, min, to: test});
				code[test] = {op: 'count-test', slot, min, max, isLazy, exit: code.length};
			}
		}
	}

	return {instructions: program(root), slots};
}
