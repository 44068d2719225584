/** All regular expressions of the project's source: those written in it, and those it builds when its modules load. */
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {PROJECT} from '../run-wulens.js';

export interface ProjectRegExp {
	/** `src/core/a.ts:12`, or the file that builds it. */
	readonly place: string;
	readonly source: string;
	readonly flags: string;
}

/** A slash after one of these begins an expression; after anything else it divides. */
const BEFORE_EXPRESSION = new Set('(,=:[!&|?{};+-*%<>~^\n');
const WORDS_BEFORE = /(?:^|[^\w$.])(?:return|typeof|case|of|in|yield|await|void)$/;
const EXPRESSION = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;

/** @param folders of the project */
export function writtenRegExps(folders: readonly string[]): readonly ProjectRegExp[] {
	return folders
		.flatMap((folder) => globSync(`${folder}/**/*.ts`, {cwd: PROJECT}).toSorted())
		.flatMap((file) => literalsOf(file, readFileSync(join(PROJECT, file), 'utf8')));
}

function literalsOf(file: string, text: string): readonly ProjectRegExp[] {
	const found: ProjectRegExp[] = [];
	/** Depth of braces at which each template goes on. */
	const templates: number[] = [];
	let depth = 0;
	let before = '';

	function skip(end: RegExp, from: number): number {
		end.lastIndex = from;
		return end.test(text) ? end.lastIndex : text.length;
	}

	/** From within a template to its end, or to the braces in it. */
	function template(from: number): number {
		const at = skip(/\\[\s\S]|`|\$\{/g, from);
		const stop = text.slice(from, at);
		if (stop.endsWith('\\') || /\\[\s\S]$/.test(stop)) return template(at);
		if (stop.endsWith('${')) templates.push(depth++);
		else before = '`';
		return at;
	}

	for (let at = 0; at < text.length; ) {
		const character = text.charAt(at);
		const pair = text.slice(at, at + 2);
		if (pair === '//') at = skip(/\n/g, at);
		else if (pair === '/*') at = skip(/\*\//g, at);
		else if (character === "'" || character === '"') {
			at = skip(character === "'" ? /(?:[^'\\]|\\[\s\S])*'/y : /(?:[^"\\]|\\[\s\S])*"/y, at + 1);
			before = character;
		} else if (character === '`') at = template(at + 1);
		else if (character === '}' && templates.at(-1) === depth - 1) {
			templates.pop();
			depth--;
			at = template(at + 1);
		} else if (character === '/' && (BEFORE_EXPRESSION.has(before) || WORDS_BEFORE.test(text.slice(Math.max(0, at - 12), at).trimEnd()))) {
			EXPRESSION.lastIndex = at;
			const match = EXPRESSION.exec(text);
			if (match === null) throw new Error(`${file}: what is ${text.slice(at, at + 20)}?`);
			found.push({place: `${file}:${text.slice(0, at).split('\n').length}`, source: match[1] ?? '', flags: match[2] ?? ''});
			at = EXPRESSION.lastIndex;
			before = '/';
		} else {
			if (character === '{') depth++;
			else if (character === '}') depth--;
			if (character.trim() !== '') before = character;
			at++;
		}
	}
	return found;
}

/** Expressions that the project builds while something is done: when its modules load, above all. */
export async function builtRegExps(act: () => Promise<void>): Promise<readonly ProjectRegExp[]> {
	const found = new Map<string, ProjectRegExp>();
	const original = globalThis.RegExp;
	const record = (built: RegExp): RegExp => {
		const place = /\/(src\/[\w/.-]+\.ts)/.exec(new Error().stack ?? '')?.[1];
		if (place !== undefined) found.set(`${built.source} ${built.flags}`, {place, source: built.source, flags: built.flags});
		return built;
	};
	globalThis.RegExp = new Proxy(original, {
		construct: (target, parts) => record(Reflect.construct(target, parts)),
		apply: (target, self, parts) => record(Reflect.apply(target, self, parts)),
	});
	try {
		await act();
	} finally {
		globalThis.RegExp = original;
	}
	return [...found.values()];
}
