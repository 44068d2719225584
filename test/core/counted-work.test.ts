/**
 * Hostile text costs work in proportion to its length, wherever text of any length is taken in one piece. Work is counted;
 * expressions are looked at one by one in `regular-expressions.test.ts`.
 */
import {countedWork, growthOf} from '../helpers/counted-work.js';
import {describe, expect, it} from 'vitest';
import {identifyContext, MAX_CONTEXT_BYTES} from '../../src/core/device-settings/read-settings.js';
import {readFields, readSchema} from '../../src/core/etl/tracelogging.js';
import {FAILURE_TEXTS} from '../../src/core/events/failure-texts.js';
import {MESSAGE_PATTERNS} from '../../src/core/events/patterns/index.js';
import {explain} from '../../src/core/explain/explain.js';
import {markdownText} from '../../src/core/report/markdown-text.js';
import {createRedactor} from '../../src/core/redact/redact.js';
import {matchesPattern} from '../../src/core/triage/wildcard.js';
import {classifyMessage} from '../helpers/classify-message.js';
import {ENDLESS_CONTEXT, readText} from '../helpers/settings-files.js';
import {analyzeText, bytesOf, end, etwLog, onThread, start} from '../helpers/log-lines.js';
import {RULES} from './explain/example-rules.js';

/** Twice the text, and what a table or a buffer that grows adds to it. */
const IN_PROPORTION = 2.2;

function repeated(unit: string, length: number): string {
	return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

describe('the counter', () => {
	it('counts the same again and again', async () => {
		const work = (): void => void createRedactor().text('C:\\Users\\a '.repeat(1000));
		work();
		const first = await countedWork(work);
		expect(first).toBeGreaterThan(1000);
		expect(await countedWork(work)).toBe(first);
	});

	it('notices a search that looks through the rest again and again', async () => {
		expect(
			await growthOf((size) => {
				const text = 'a'.repeat(size);
				for (let at = 0; at < size; at++) text.indexOf('b', at);
			}, 1000),
		).toBeGreaterThan(3.5);
	});
});

it.each([
	'a.',
	'a-',
	'1.',
	':',
	'\\a',
	'a@',
	'https://',
	'CN=',
	'<',
	'Proxy list: ',
	'a1:',
	'C:\\Users\\a ',
	'[::',
	'user name ',
	'target group = ',
])('redaction is linear on %j again and again', async (piece) => {
	expect(await growthOf((size) => createRedactor().text(repeated(piece, size)), 20_000)).toBeLessThan(IN_PROPORTION);
});

it.each([')', '(', '`', 'a,', '[', '*', 'a ', '\\', '<'])('Markdown is linear on %j again and again', async (piece) => {
	expect(await growthOf((size) => markdownText(`${repeated(piece, size)}x ${repeated(piece, size)}`), 20_000)).toBeLessThan(IN_PROPORTION);
});

it.each([
	'(',
	'proxy behavior ',
	'HTTP ',
	'A',
	'\u00e9\ud800',
	'\u001b]0;',
	'0x8024402c ',
])('an explanation is linear on %j again and again', async (piece) => {
	expect(await growthOf((size) => explain(repeated(piece, size), RULES), 20_000)).toBeLessThan(IN_PROPORTION);
});

it.each(ENDLESS_CONTEXT)('files with settings are read in proportion to %s', async (_, unit, before) => {
	const size = 32_768;
	expect(size * 2 + before.length).toBeLessThan(MAX_CONTEXT_BYTES);
	expect(
		await growthOf((length) => {
			const text = before + repeated(unit, length);
			identifyContext(bytesOf(text));
			readText(text);
		}, size),
	).toBeLessThan(IN_PROPORTION);
});

describe('messages', () => {
	const tails = ['a', ' ', 'a ', '9', '=', "'", '"', '.', '<', '{', '(', ', ', '\u{e9}', 'Id = ', '"StatusCode":1,', ' (Changed)'];
	const rows = [
		...MESSAGE_PATTERNS.map(({id, components, starts}) => ({id, component: components?.[0] ?? 'Misc', heads: starts})),
		...FAILURE_TEXTS.map(({id, examples}) => ({
			id,
			component: 'Misc',
			heads: examples.match.map((text) => `*FAILED* [80240438] ${text.slice(0, text.length / 2)}`),
		})),
	];

	it.each(rows)('$id costs no more than in proportion to a long line', async ({component, heads}) => {
		const growth = await growthOf((size) => {
			for (const head of heads) for (const tail of tails) classifyMessage(component, head + repeated(tail, size));
		}, 2000);
		expect(growth).toBeLessThan(IN_PROPORTION);
	});
});

it('patterns of names cost no more than in proportion where a regular expression would go back and forth', async () => {
	const pattern = `${'*a'.repeat(50)}*b`;
	expect(await growthOf((size) => expect(matchesPattern('a'.repeat(size), pattern)).toBe(false), 5000)).toBeLessThan(IN_PROPORTION);
});

it('a scan costs no more where thousands are open', async () => {
	const growth = await growthOf((count) => {
		const starts = Array.from({length: count}, (_, index) => onThread(index + 1, start('X', index)));
		const ends = Array.from({length: count}, (_, index) => onThread(77_777_777, end('X', count + index)));
		expect(analyzeText(etwLog(...starts, ...ends)).scans).toHaveLength(2 * count);
	}, 2000);
	expect(growth).toBeLessThan(IN_PROPORTION);
});

it('arrays in arrays of nothing, in the schema of an event, cost little', async () => {
	const names = Array.from({length: 8}, () => [...bytesOf('a\0'), 0xb8, 1, 0xff, 0xff]).flat();
	const schema = Uint8Array.from([0, ...bytesOf('E\0'), ...names, ...bytesOf('n\0'), 0x20, 0xff, 0xff]);
	const payload = new Uint8Array(60_000);
	const work = (): void => {
		const read = readSchema(schema, 0, schema.length);
		expect(read === null ? read : readFields(read, payload, 0, payload.length)).toBeNull();
	};
	expect(await countedWork(work)).toBeLessThan(10_000_000);
});
