/**
 * No regular expression of the project is slow on hostile text.
 *
 * All of them are found in the source, the ones that modules build included, so that a new one is tested without being
 * named here. Each is run by an engine of our own that backtracks as the one of Node does and counts its steps; that it
 * finds the same is checked on the examples of the tables. The texts are made of the expression's own pieces: what leads
 * to each repetition, then what it repeats again and again, then something that it does not want. That is the form of
 * every text that makes a backtracking engine slow. What is slow shows in steps for each character: a bounded number
 * however long the text is, where the work is linear, half the length of the text and more where it is not.
 *
 * A static check (no repetition within a repetition) was not taken: it forbids what is harmless and sees neither two
 * repetitions that follow each other nor a search that begins anew at each character.
 */
import {globSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {FAILURE_TEXTS} from '../../src/core/events/failure-texts.js';
import {MESSAGE_PATTERNS} from '../../src/core/events/patterns/index.js';
import {NAME_PATTERNS} from '../../src/core/redact/name-patterns.js';
import {bytesOf, end, etwLog, ONLINE, start} from '../helpers/log-lines.js';
import {attacksOf, textOf} from '../helpers/regexp/attacks.js';
import {countedRegExp} from '../helpers/regexp/engine.js';
import {builtRegExps, type ProjectRegExp, writtenRegExps} from '../helpers/regexp/project.js';
import {PROJECT} from '../helpers/run-wulens.js';

/** The first look; what costs more there for each character than most do is looked at again on a long text. */
const SHORT = 256;
const NOTABLE = 16;
const LONG = 4096;

/** A bounded repetition may be tried from every character of a text, so that its bound counts here. */
const MAX_STEPS_PER_CHARACTER = 200;

/** What only reads text of a few characters that this program made itself. */
const OWN_NUMBERS: ReadonlySet<string> = new Set([String.raw`\B(?=(?:\d{3})+$)`]);

function worstOf({source, flags}: ProjectRegExp): {readonly steps: number; readonly attack: string} {
	const engine = countedRegExp(source, flags);
	let worst = {steps: 0, attack: ''};
	for (const attack of attacksOf(engine.root, flags)) {
		const short = textOf(attack, SHORT);
		let steps = engine.run(short, NOTABLE * short.length).steps / short.length;
		if (steps >= NOTABLE) {
			const long = textOf(attack, LONG);
			steps = engine.run(long, (MAX_STEPS_PER_CHARACTER + 1) * long.length).steps / long.length;
		}
		if (steps > worst.steps) worst = {steps, attack: JSON.stringify(attack)};
		if (steps > MAX_STEPS_PER_CHARACTER) break;
	}
	return worst;
}

describe('the engine that counts', () => {
	const examples: readonly (readonly [RegExp, readonly string[]])[] = [
		...[...MESSAGE_PATTERNS, ...FAILURE_TEXTS].map(({match, examples: {match: good, noMatch: bad}}) => [match, [...good, ...bad]] as const),
		...NAME_PATTERNS.map(({pattern, examples: pairs}) => [pattern, pairs.map(([text]) => text)] as const),
		[/(a{1,3}?)(a*)(?:b|$)|^c+?/g, ['aaaab', 'aaaa', 'ccc', 'bab']],
		[/(?:a|b)*?(c)|(?<=x{0,2})y(?!z)/g, ['ababc', 'xxyxyz', 'aby']],
		[/(?:a?){2,5}b|\bword\B|[^\n]{2}$/gm, ['aaab', 'word words', 'ab\ncd']],
		[/(?:|a)+b|\u{1F642}+|\p{Lu}/gu, ['aab', '\u{1F642}\u{1F642}x', 'aÄ']],
	];

	it('finds what the one of Node finds', () => {
		for (const [pattern, texts] of examples) {
			for (const text of texts) {
				const {matches} = countedRegExp(pattern.source, pattern.flags).run(text);
				const expected = pattern.global
					? [...text.matchAll(pattern)]
					: [pattern.exec(text)].flatMap((match) => (match === null ? [] : [match]));
				expect(matches, `${pattern} on ${text}`).toEqual(expected.map((match) => ({index: match.index, captures: match.slice(1)})));
			}
		}
	});

	it.each([
		/(a+)+$/,
		/(?:a|a)*$/,
		/^(?:a?){50}a{50}$/,
		/\s+$/,
		/a.*b/,
		/^a*a*b/,
		/(?:\[a\]|[^ ]{1,9}){1,32}$/,
		/x[\s\S]{0,2000}y/g,
		/,(?=(?:[^"]*"[^"]*")*$)/g,
	])('knows %s as slow', ({source, flags}) => {
		expect(worstOf({place: '', source, flags}).steps).toBeGreaterThan(MAX_STEPS_PER_CHARACTER);
	});

	it.each([/^\s*a/, /[^"]{1,64}"/, /(?<!\s)\s+$/, /^(?:[^;]{1,255};)*$/, /a{1,8}b/g])('knows %s as linear', ({source, flags}) => {
		expect(worstOf({place: '', source, flags}).steps).toBeLessThanOrEqual(MAX_STEPS_PER_CHARACTER);
	});
});

describe('every expression of the project', () => {
	let all: readonly ProjectRegExp[] = [];

	beforeAll(async () => {
		vi.resetModules();
		const built = await builtRegExps(async () => {
			for (const file of globSync('src/core/**/*.ts', {cwd: PROJECT})) await import(join(PROJECT, file));
			const [{createRedactor}, {createAnalyzer: analyzer}] = await Promise.all([
				import('../../src/core/redact/redact.js'),
				import('../../src/core/analyze.js'),
			]);
			const one = analyzer({path: 'C:\\Users\\Jane Doe\\a b.log'});
			one.push(bytesOf(etwLog(start('CcmExec', 2), ONLINE, end('CcmExec', 2, '0x80240438'))));
			createRedactor({secrets: ['Jane Doe', 'a.b']}).file(one.end());
		});
		const found = [...writtenRegExps(['src/core', 'src/node', 'src/tui', 'src/cli']), ...built];
		all = [...new Map(found.map((one) => [`${one.source} ${one.flags}`, one])).values()];
	}, 60_000);

	it('is found', () => {
		const sources = new Set(all.map(({source}) => source));
		const tables = [
			...MESSAGE_PATTERNS.map(({match}) => match),
			...FAILURE_TEXTS.map(({match}) => match),
			...NAME_PATTERNS.map(({pattern}) => pattern),
		];
		expect(tables.filter(({source}) => !sources.has(source))).toEqual([]);
		expect(all.some(({place}) => place.includes('records/dialects/pasted.ts'))).toBe(true);
		expect(all.length).toBeGreaterThan(300);
	});

	it(`takes ${MAX_STEPS_PER_CHARACTER} steps for a character at most`, {timeout: 300_000}, () => {
		const slow = all
			.filter(({source}) => !OWN_NUMBERS.has(source))
			.map((one) => ({...one, ...worstOf(one)}))
			.filter(({steps}) => steps > MAX_STEPS_PER_CHARACTER);
		expect(slow.map(({place, source, attack}) => `${place}: /${source}/ on ${attack}`)).toEqual([]);
	});
});
