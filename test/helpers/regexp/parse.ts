/** Reads the source of a regular expression into a tree: as much of the grammar as the project uses, the rest is refused. */

/** `set`: one character, as a source that is tried with the engine of Node, so that classes mean what they mean there. */
export type Node =
	| {readonly type: 'set'; readonly source: string}
	| {readonly type: 'sequence'; readonly items: readonly Node[]}
	| {readonly type: 'choice'; readonly options: readonly Node[]}
	| {readonly type: 'repeat'; readonly body: Node; readonly min: number; readonly max: number; readonly isLazy: boolean}
	/** `index`: of a group that captures, from 1 on. */
	| {readonly type: 'group'; readonly body: Node; readonly index: number | null}
	| {readonly type: 'assert'; readonly kind: AssertKind}
	| {readonly type: 'look'; readonly body: Node; readonly isAhead: boolean; readonly isNegative: boolean};

export type AssertKind = 'start' | 'end' | 'word' | 'not-word';

export interface ParsedRegExp {
	readonly root: Node;
	readonly groups: number;
}

const ASSERTS: Readonly<Record<string, AssertKind>> = {'^': 'start', $: 'end', '\\b': 'word', '\\B': 'not-word'};
const LOOKS: Readonly<Record<string, {readonly isAhead: boolean; readonly isNegative: boolean}>> = {
	'(?=': {isAhead: true, isNegative: false},
	'(?!': {isAhead: true, isNegative: true},
	'(?<=': {isAhead: false, isNegative: false},
	'(?<!': {isAhead: false, isNegative: true},
};
const ESCAPE = /\\(?:x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|c[A-Za-z]|[pP]\{[^}]*\}|[\s\S])/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})(\??)/y;

/** @throws Error for back references and whatever else cannot be judged */
export function parseRegExp(source: string): ParsedRegExp {
	let at = 0;
	let groups = 0;

	function take(text: string): boolean {
		if (!source.startsWith(text, at)) return false;
		at += text.length;
		return true;
	}

	function sticky(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = at;
		const match = pattern.exec(source);
		if (match !== null) at += match[0].length;
		return match;
	}

	function choice(): Node {
		const options = [sequence()];
		while (take('|')) options.push(sequence());
		const [only] = options;
		return options.length === 1 && only !== undefined ? only : {type: 'choice', options};
	}

	function sequence(): Node {
		const items: Node[] = [];
		while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(atom()));
		return {type: 'sequence', items};
	}

	function repeated(body: Node): Node {
		const match = sticky(QUANTIFIER);
		if (match === null) return body;
		const [whole, low, range, high, lazy] = match;
		const sign = whole.charAt(0);
		const min = low === undefined ? (sign === '+' ? 1 : 0) : Number(low);
		const max =
			low === undefined
				? sign === '?'
					? 1
					: Number.POSITIVE_INFINITY
				: range === undefined
					? min
					: high === ''
						? Number.POSITIVE_INFINITY
						: Number(high);
		return {type: 'repeat', body, min, max, isLazy: lazy === '?'};
	}

	function atom(): Node {
		for (const [text, kind] of Object.entries(ASSERTS)) if (take(text)) return {type: 'assert', kind};
		for (const [text, look] of Object.entries(LOOKS)) if (take(text)) return {type: 'look', ...look, body: closed()};
		if (take('(?:')) return {type: 'group', index: null, body: closed()};
		if (sticky(/\(\?<\w+>|\((?!\?)/y) !== null) {
			groups++;
			return {type: 'group', index: groups, body: closed()};
		}
		if (source[at] === '(') throw new Error(`what is ${source.slice(at, at + 4)}? in /${source}/`);
		const set = source[at] === '[' ? sticky(/\[(?:[^\]\\]|\\[\s\S])*\]/y) : source[at] === '\\' ? sticky(ESCAPE) : sticky(/[\s\S]/uy);
		if (set === null || /^\\[1-9k]/.test(set[0])) throw new Error(`what is ${source.slice(at - 2, at + 8)}? in /${source}/`);
		return {type: 'set', source: set[0]};
	}

	function closed(): Node {
		const body = choice();
		if (!take(')')) throw new Error(`a group is not closed in /${source}/`);
		return body;
	}

	const root = choice();
	if (at < source.length) throw new Error(`what is ${source.slice(at)}? in /${source}/`);
	return {root, groups};
}
