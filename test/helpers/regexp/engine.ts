/**
 * A backtracking engine that counts its steps: what Node's does, in the same order, so that work can be compared. Unlike
 * that one it keeps what a group captured in an earlier round of a repetition, which costs no steps.
 */
import {Matcher, StepLimit, type Work} from './matcher.js';
import {type Node, parseRegExp} from './parse.js';
import {compile} from './program.js';

export interface CountedRegExp {
	/** All matches from the left, as a global search has them, or the first one. */
	run(text: string, limit?: number): CountedRun;
	readonly root: Node;
}

interface CountedRun {
	/** Of each match, its place and its captures. */
	readonly matches: readonly {readonly index: number; readonly captures: readonly (string | undefined)[]}[];
	readonly steps: number;
	/** The limit of steps was reached. */
	readonly isOver: boolean;
}

export function countedRegExp(source: string, flags: string): CountedRegExp {
	const {root, groups} = parseRegExp(source);
	const program = compile(root, groups, flags);
	const isMultiline = flags.includes('m');
	const isGlobal = flags.includes('g');
	const isAnchored = !isMultiline && beginsWithStart(root);

	function capturesOf(text: string, registers: Int32Array): readonly (string | undefined)[] {
		return Array.from({length: groups}, (_, index) => {
			const [start = -1, end = -1] = registers.subarray(2 * index + 2, 2 * index + 4);
			return start < 0 || end < 0 ? undefined : text.slice(start, end);
		});
	}

	function run(text: string, limit = Number.POSITIVE_INFINITY): CountedRun {
		const work: Work = {steps: 0, limit};
		const matcher = new Matcher(program, {text, isUnicode: /[uv]/.test(flags), isMultiline, work});
		const matches: CountedRun['matches'][number][] = [];
		try {
			for (let from = 0; from <= text.length; ) {
				if (!matcher.matches(from, -1)) {
					if (isAnchored) break;
					from++;
					continue;
				}
				matches.push({index: from, captures: capturesOf(text, matcher.registers)});
				if (!isGlobal) break;
				const end = matcher.registers[1] ?? from;
				from = end > from ? end : from + 1;
			}
			return {matches, steps: work.steps, isOver: false};
		} catch (error) {
			if (!(error instanceof StepLimit)) throw error;
			return {matches, steps: work.steps, isOver: true};
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
