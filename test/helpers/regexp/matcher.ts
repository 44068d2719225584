/** Runs the program of a regular expression at one place of a text after another, and counts what it does. */
import type {Instruction, Program} from './program.js';

/** Counts the steps of all matchers of a run. */
export interface Work {
	steps: number;
	readonly limit: number;
}

export interface Subject {
	readonly text: string;
	readonly isUnicode: boolean;
	readonly isMultiline: boolean;
	readonly work: Work;
}

/** The limit of steps was reached. */
export class StepLimit extends Error {}

/**
 * Places to go on from where the way taken fails, five numbers each: what it is, the instruction, the place, the shortest
 * end of a run or the end that it may not pass, and how long the trail was. Numbers in one list, since there are millions.
 */
const FORK = 5;
const [KIND, AT, PLACE, EDGE, TRAIL] = [0, 1, 2, 3, 4] as const;
/** What a place to go on from is: another branch, or a run of characters that can be shorter or longer. */
const [BRANCH, SHORTER, LONGER] = [0, 1, 2] as const;

type Of<Op extends Instruction['op']> = Extract<Instruction, {op: Op}>;

export class Matcher {
	/** Captures of the last match. */
	readonly registers: Int32Array;
	readonly #instructions: readonly Instruction[];
	readonly #subject: Subject;
	readonly #work: Work;
	readonly #text: string;
	readonly #isUnicode: boolean;
	/** Of the looks in the program, which have captures of their own. */
	readonly #inner = new Map<Of<'look'>, Matcher>();
	readonly #forks: number[] = [];
	#forkEnd = 0;
	/** Slots that were set and what they held before, in turn. */
	readonly #trail: number[] = [];
	#trailEnd = 0;
	#at = 0;
	#place = 0;

	constructor({instructions, slots}: Program, subject: Subject) {
		this.registers = new Int32Array(slots);
		this.#instructions = instructions;
		this.#subject = subject;
		this.#work = subject.work;
		this.#text = subject.text;
		this.#isUnicode = subject.isUnicode;
	}

	/**
	 * @param end where the match must end; -1: anywhere
	 * @throws StepLimit
	 */
	matches(start: number, end: number): boolean {
		this.registers.fill(-1);
		this.#forkEnd = 0;
		this.#trailEnd = 0;
		this.#at = 0;
		this.#place = start;
		for (;;) {
			this.#step(1);
			const instruction = this.#instructions[this.#at];
			if (instruction === undefined) throw new Error('the program has no end');
			if (instruction.op === 'match' && (end < 0 || this.#place === end)) {
				this.registers[0] = start;
				this.registers[1] = this.#place;
				return true;
			}
			if (!this.#perform(instruction) && !this.#goBack()) return false;
		}
	}

	#step(count: number): void {
		this.#work.steps += count;
		if (this.#work.steps > this.#work.limit) throw new StepLimit();
	}

	/** -1 at the end of the text. */
	#characterAt(place: number): number {
		if (place >= this.#text.length) return -1;
		return this.#isUnicode ? (this.#text.codePointAt(place) ?? -1) : this.#text.charCodeAt(place);
	}

	/** @returns whether it fits here; the place and the next instruction are set if it does */
	#perform(instruction: Instruction): boolean {
		switch (instruction.op) {
			case 'match':
				return false;
			case 'set':
				return this.#set(instruction);
			case 'run':
				return this.#run(instruction);
			case 'split':
				this.#fork(BRANCH, instruction.second, this.#place, 0);
				this.#at = instruction.first;
				return true;
			case 'jump':
				this.#at = instruction.to;
				return true;
			case 'save':
				this.#keep(instruction.slot, this.#place);
				this.#at++;
				return true;
			case 'assert':
				this.#at++;
				return this.#holds(instruction.kind);
			case 'look':
				this.#at++;
				return this.#looks(instruction) !== instruction.isNegative;
			case 'count-start':
				this.#keep(instruction.slot, 0);
				this.#keep(instruction.slot + 1, -1);
				this.#at++;
				return true;
			case 'count-test':
				this.#testCount(instruction);
				return true;
			case 'count-next':
				return this.#countNext(instruction);
			default:
				return instruction satisfies never;
		}
	}

	#set({test}: Of<'set'>): boolean {
		const character = this.#characterAt(this.#place);
		if (character < 0 || !test(character)) return false;
		this.#place += character > 0xffff ? 2 : 1;
		this.#at++;
		return true;
	}

	#run({test, min, max, isLazy}: Of<'run'>): boolean {
		const wanted = isLazy ? min : max;
		let count = 0;
		let place = this.#place;
		let shortest = place;
		while (count < wanted) {
			const character = this.#characterAt(place);
			if (character < 0 || !test(character)) break;
			count++;
			place += character > 0xffff ? 2 : 1;
			if (count === min) shortest = place;
		}
		this.#step(count);
		if (count < min) return false;
		if (isLazy && max > min) this.#fork(LONGER, this.#at, place, place + max - min);
		if (!isLazy && place > shortest) this.#fork(SHORTER, this.#at, place, shortest);
		this.#place = place;
		this.#at++;
		return true;
	}

	#testCount({slot, min, max, isLazy, exit}: Of<'count-test'>): void {
		const count = this.registers[slot] ?? 0;
		const body = this.#at + 1;
		if (count >= max) {
			this.#at = exit;
			return;
		}
		const isOptional = count >= min;
		if (isOptional) this.#fork(BRANCH, isLazy ? body : exit, this.#place, 0);
		this.#at = isOptional && isLazy ? exit : body;
		if (this.#at === body) this.#keep(slot + 1, this.#place);
	}

	#countNext({slot, min, to}: Of<'count-next'>): boolean {
		const count = this.registers[slot] ?? 0;
		// A repetition of nothing would go on forever.
		const isGood = count < min || this.#place !== this.registers[slot + 1];
		this.#keep(slot, count + 1);
		this.#at = to;
		return isGood;
	}

	#holds(kind: Of<'assert'>['kind']): boolean {
		const place = this.#place;
		switch (kind) {
			case 'start':
				return place === 0 || (this.#subject.isMultiline && isLineEnd(this.#text.charCodeAt(place - 1)));
			case 'end':
				return place === this.#text.length || (this.#subject.isMultiline && isLineEnd(this.#text.charCodeAt(place)));
			case 'word':
				return this.#isWord(place - 1) !== this.#isWord(place);
			case 'not-word':
				return this.#isWord(place - 1) === this.#isWord(place);
			default:
				return kind satisfies never;
		}
	}

	#isWord(place: number): boolean {
		return place >= 0 && place < this.#text.length && /\w/.test(this.#text.charAt(place));
	}

	#looks(look: Of<'look'>): boolean {
		let inner = this.#inner.get(look);
		if (inner === undefined) {
			inner = new Matcher({instructions: look.program, slots: this.registers.length}, this.#subject);
			this.#inner.set(look, inner);
		}
		const place = this.#place;
		if (look.isAhead) return inner.matches(place, -1);
		for (let start = place; start >= Math.max(0, place - look.width); start--) if (inner.matches(start, place)) return true;
		return false;
	}

	#keep(slot: number, value: number): void {
		// Without a fork there is no way back to what it held.
		if (this.#forkEnd > 0) {
			this.#trail[this.#trailEnd++] = slot;
			this.#trail[this.#trailEnd++] = this.registers[slot] ?? -1;
		}
		this.registers[slot] = value;
	}

	#fork(kind: number, at: number, place: number, edge: number): void {
		const fork = this.#forkEnd;
		this.#forks[fork + KIND] = kind;
		this.#forks[fork + AT] = at;
		this.#forks[fork + PLACE] = place;
		this.#forks[fork + EDGE] = edge;
		this.#forks[fork + TRAIL] = this.#trailEnd;
		this.#forkEnd += FORK;
	}

	/** To the last place from which there is another way. */
	#goBack(): boolean {
		while (this.#forkEnd > 0) {
			this.#step(1);
			const fork = this.#forkEnd - FORK;
			const [kind = 0, at = 0, place = 0, edge = 0, trail = 0] = [
				this.#forks[fork + KIND],
				this.#forks[fork + AT],
				this.#forks[fork + PLACE],
				this.#forks[fork + EDGE],
				this.#forks[fork + TRAIL],
			];
			while (this.#trailEnd > trail) {
				this.#trailEnd -= 2;
				this.registers[this.#trail[this.#trailEnd] ?? 0] = this.#trail[this.#trailEnd + 1] ?? -1;
			}
			const next = kind === BRANCH ? place : kind === SHORTER ? place - this.#widthBefore(place, edge) : this.#longer(at, place);
			const isLast = kind === BRANCH || next < 0 || (kind === SHORTER ? next <= edge : next >= edge);
			if (isLast) this.#forkEnd = fork;
			else this.#forks[fork + PLACE] = next;
			if (next < 0) continue;
			this.#at = kind === BRANCH ? at : at + 1;
			this.#place = next;
			return true;
		}
		return false;
	}

	/** The end of a run that takes one character more; -1 where it cannot. */
	#longer(at: number, place: number): number {
		const instruction = this.#instructions[at];
		if (instruction?.op !== 'run') throw new Error('a fork of no run');
		const character = this.#characterAt(place);
		if (character < 0 || !instruction.test(character)) return -1;
		return place + (character > 0xffff ? 2 : 1);
	}

	#widthBefore(place: number, edge: number): number {
		if (!this.#isUnicode || place - 2 < edge) return 1;
		return (this.#text.codePointAt(place - 2) ?? 0) > 0xffff ? 2 : 1;
	}
}

function isLineEnd(character: number): boolean {
	return character === 0x0a || character === 0x0d || character === 0x2028 || character === 0x2029;
}
