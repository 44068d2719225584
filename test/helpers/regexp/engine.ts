/**
 * A backtracking engine that counts its steps: what Node's does, in the same order, so that work can be compared. Unlike
 * that one it keeps what a group captured in an earlier round of a repetition, which costs no steps.
 */
import {compile, type Instruction, type Program} from './program.js';
import {type Node, parseRegExp} from './parse.js';

export interface CountedRegExp {
	/** All matches from the left, as a global search has them, or the first one. */
	run(text: string, limit?: number): CountedRun;
	readonly root: Node;
}

export interface CountedRun {
	/** Of each match, its place and its captures. */
	readonly matches: readonly {readonly index: number; readonly captures: readonly (string | undefined)[]}[];
	readonly steps: number;
	/** The limit of steps was reached. */
	readonly isOver: boolean;
}

/** A place to go on from where the way taken fails: a fork, or a run of characters that can be shorter or longer. */
interface Fork {
	readonly kind: 'fork' | 'shorter' | 'longer';
	readonly at: number;
	place: number;
	/** Shortest end of a run, or the end that it may not pass. */
	readonly edge: number;
	readonly trail: number;
}

class StepLimit extends Error {}

const WORD = /\w/;

export function countedRegExp(source: string, flags: string): CountedRegExp {
	const {root, groups} = parseRegExp(source);
	const program = compile(root, groups, flags);
	const isUnicode = /[uv]/.test(flags);
	const isMultiline = flags.includes('m');
	const isGlobal = flags.includes('g');
	const isAnchored = !isMultiline && beginsWithStart(root);

	function run(text: string, limit = Number.POSITIVE_INFINITY): CountedRun {
		let steps = 0;
		const matches: CountedRun['matches'][number][] = [];

		function step(): void {
			if (++steps > limit) throw new StepLimit();
		}

		function characterAt(place: number): string {
			if (!isUnicode) return text.charAt(place);
			const code = text.codePointAt(place);
			return code === undefined ? '' : String.fromCodePoint(code);
		}

		function isWord(place: number): boolean {
			return place >= 0 && place < text.length && WORD.test(text.charAt(place));
		}

		function holds(kind: Extract<Instruction, {op: 'assert'}>['kind'], place: number): boolean {
			switch (kind) {
				case 'start':
					return place === 0 || (isMultiline && /[\n\r\u2028\u2029]/.test(text.charAt(place - 1)));
				case 'end':
					return place === text.length || (isMultiline && /[\n\r\u2028\u2029]/.test(text.charAt(place)));
				case 'word':
					return isWord(place - 1) !== isWord(place);
				case 'not-word':
					return isWord(place - 1) === isWord(place);
			}
		}

		/** @param end where the match must end; -1: anywhere */
		function matchAt({instructions, slots}: Program, start: number, end: number): number[] | null {
			const registers = new Array<number>(slots).fill(-1);
			const trail: number[] = [];
			const forks: Fork[] = [];
			let at = 0;
			let place = start;

			function set(slot: number, value: number): void {
				trail.push(slot, registers[slot] ?? -1);
				registers[slot] = value;
			}

			function goBack(): boolean {
				const fork = forks.at(-1);
				if (fork === undefined) return false;
				step();
				while (trail.length > fork.trail) {
					const value = trail.pop() ?? -1;
					registers[trail.pop() ?? 0] = value;
				}
				if (fork.kind === 'fork') {
					forks.pop();
					at = fork.at;
					place = fork.place;
					return true;
				}
				const instruction = instructions[fork.at];
				if (instruction?.op !== 'run') throw new Error('a fork of no run');
				if (fork.kind === 'shorter') {
					fork.place -=
						isUnicode && fork.place - 2 >= fork.edge && /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(fork.place - 2, fork.place))
							? 2
							: 1;
					if (fork.place <= fork.edge) forks.pop();
				} else {
					const character = characterAt(fork.place);
					if (character === '' || !instruction.test(character)) {
						forks.pop();
						return goBack();
					}
					fork.place += character.length;
					if (fork.place >= fork.edge) forks.pop();
				}
				at = fork.at + 1;
				place = fork.place;
				return true;
			}

			for (;;) {
				step();
				const instruction = instructions[at];
				if (instruction === undefined) throw new Error('the program has no end');
				let isGood = true;
				switch (instruction.op) {
					case 'match':
						if (end >= 0 && place !== end) {
							isGood = false;
							break;
						}
						registers[0] = start;
						registers[1] = place;
						return registers;
					case 'set': {
						const character = characterAt(place);
						isGood = character !== '' && instruction.test(character);
						place += character.length;
						at++;
						break;
					}
					case 'run': {
						const {test, min, max, isLazy} = instruction;
						const wanted = isLazy ? min : max;
						let count = 0;
						let shortest = place;
						while (count < wanted) {
							const character = characterAt(place);
							if (character === '' || !test(character)) break;
							step();
							count++;
							place += character.length;
							if (count === min) shortest = place;
						}
						isGood = count >= min;
						if (isGood && isLazy && max > min) forks.push({kind: 'longer', at, place, edge: place + max - min, trail: trail.length});
						if (isGood && !isLazy && place > shortest) forks.push({kind: 'shorter', at, place, edge: shortest, trail: trail.length});
						at++;
						break;
					}
					case 'split':
						forks.push({kind: 'fork', at: instruction.second, place, edge: 0, trail: trail.length});
						at = instruction.first;
						break;
					case 'jump':
						at = instruction.to;
						break;
					case 'save':
						set(instruction.slot, place);
						at++;
						break;
					case 'assert':
						isGood = holds(instruction.kind, place);
						at++;
						break;
					case 'look':
						isGood = looks(instruction, place) !== instruction.isNegative;
						at++;
						break;
					case 'count-start':
						set(instruction.slot, 0);
						set(instruction.slot + 1, -1);
						at++;
						break;
					case 'count-test': {
						const {slot, min, max, isLazy, exit} = instruction;
						const count = registers[slot] ?? 0;
						const body = at + 1;
						if (count >= max) {
							at = exit;
							break;
						}
						if (count >= min) forks.push({kind: 'fork', at: isLazy ? body : exit, place, edge: 0, trail: trail.length});
						at = count >= min && isLazy ? exit : body;
						if (at === body) set(slot + 1, place);
						break;
					}
					case 'count-next': {
						const {slot, min, to} = instruction;
						const count = registers[slot] ?? 0;
						// A repetition of nothing would go on forever.
						isGood = count < min || place !== registers[slot + 1];
						set(slot, count + 1);
						at = to;
					}
				}
				if (!isGood && !goBack()) return null;
			}
		}

		function looks({program: body, isAhead, width}: Extract<Instruction, {op: 'look'}>, place: number): boolean {
			const inner = {instructions: body, slots: program.slots};
			if (isAhead) return matchAt(inner, place, -1) !== null;
			for (let start = place; start >= Math.max(0, place - width); start--) if (matchAt(inner, start, place) !== null) return true;
			return false;
		}

		try {
			for (let from = 0; from <= text.length; ) {
				const found = matchAt(program, from, -1);
				if (found === null) {
					if (isAnchored) break;
					from++;
					continue;
				}
				const captures = Array.from({length: groups}, (_, index) => {
					const [start = -1, end = -1] = found.slice(2 * index + 2, 2 * index + 4);
					return start < 0 || end < 0 ? undefined : text.slice(start, end);
				});
				matches.push({index: from, captures});
				if (!isGlobal) break;
				const end = found[1] ?? from;
				from = end > from ? end : from + 1;
			}
			return {matches, steps, isOver: false};
		} catch (error) {
			if (!(error instanceof StepLimit)) throw error;
			return {matches, steps, isOver: true};
		}
	}

	return {run, root};
}

/** Such an expression is tried at the first place only. */
function beginsWithStart(node: Node): boolean {
	switch (node.type) {
		case 'assert':
			return node.kind === 'start';
		case 'sequence': {
			const first = node.items.find((item) => item.type !== 'look');
			return first !== undefined && beginsWithStart(first);
		}
		case 'choice':
			return node.options.every(beginsWithStart);
		case 'group':
			return beginsWithStart(node.body);
		default:
			return false;
	}
}
