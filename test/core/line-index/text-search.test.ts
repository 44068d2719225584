/** Search finds what a look at each line by itself finds. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {TextQuery} from '../../../src/core/line-index/viewer-port.js';
import {compileQuery} from '../../../src/core/line-index/text-search.js';
import {encodedLog, logText} from '../../helpers/generated-logs.js';
import {bytesOf} from '../../helpers/log-lines.js';
import {blockOf, splitLines, tableOf} from './table-helpers.js';

const SEED = 20240319;
const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function found(bytes: Uint8Array, query: Partial<TextQuery>): readonly number[] {
	const matcher = compileQuery({text: '', isRegExp: false, isCaseSensitive: false, ...query}, toText);
	if ('reason' in matcher) throw new Error(matcher.reason);
	const lines: number[] = [];
	matcher.search(blockOf(bytes, tableOf([bytes])), (line) => lines.push(line));
	return lines;
}

function foundOneByOne(bytes: Uint8Array, {text, isRegExp, isCaseSensitive}: TextQuery): readonly number[] {
	const expression = new RegExp(isRegExp ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), isCaseSensitive ? 'm' : 'im');
	return splitLines(bytes).flatMap((line, at) => (expression.test(line.text) ? [at + 1] : []));
}

const TEXTS = [
	'e',
	'START',
	'start',
	'Exit code = 0x8',
	'* ',
	'.',
	'(',
	'\\',
	'é',
	'É',
	'错误',
	'🙂',
	'ó',
	'',
	' ',
	'\t',
	'\0',
	'>',
	'\r',
	'\n',
	'a\nb',
	'\u0001',
];
const EXPRESSIONS = [
	'',
	'x*',
	'^',
	'$',
	'^$',
	'^\\s*$',
	'\\s',
	'\\s+',
	'\\S',
	'[^x]',
	'[^a]*b',
	'a[^x]*b',
	'.',
	'.*',
	'Exit.code',
	'code\\s+=',
	'Exit code = 0x[0-9A-F]{8}',
	'a.b',
	'prox.',
	'proxy$',
	'\\bAgent\\b',
	'\\Bgent',
	'(?=A)',
	'Agent(?!x)',
	'(?<=A)gent',
	'(?<!A)gent',
	'o\\s*$',
	'[\\s\\S]*foo',
	'(Agent|Misc)',
	'(?:a|e)+',
	'\\d+',
	'[a-f]{2,}',
	'\\x41',
	'\\n',
	'\\r',
	'[\\n]',
	'é',
	'[é错]',
	'\\u9519',
	'.\\.',
	'\\W',
	'[ -~]',
	'[\\t-~]+',
	'm.?$',
	'^.{0,3}$',
	'\\]',
	'[\\]]',
	'{',
	'a{1',
	'\\*contd',
];
const query: fc.Arbitrary<TextQuery> = fc.oneof(
	fc.record({
		text: fc.oneof(fc.constantFrom(...TEXTS), fc.string({maxLength: 3})),
		isRegExp: fc.constant(false),
		isCaseSensitive: fc.boolean(),
	}),
	fc.record({text: fc.constantFrom(...EXPRESSIONS), isRegExp: fc.constant(true), isCaseSensitive: fc.boolean()}),
);
const lines = fc.array(
	fc.constantFrom('a', 'b', 'a1', 'ab', 'é', 'É x', 'foo', '', ' ', '\r', 'a\rb', 'proxy', 'Agent', '🙂', '\0', 'm', 'Größe'),
	{maxLength: 12},
);
const text = fc.oneof(
	logText,
	fc
		.tuple(lines, fc.constantFrom('\n', '\r\n', '\r\r\n'), fc.boolean())
		.map(([parts, end, hasEnd]) => parts.join(end) + (hasEnd ? end : '')),
);
const bytes = fc.oneof(
	text.map(bytesOf),
	text.map((content) => Uint8Array.from(content, (letter) => letter.charCodeAt(0) & 0xff)),
	encodedLog(),
	fc.uint8Array({maxLength: 120}),
);

describe('search', () => {
	it('is as good as a look at each line', () => {
		fc.assert(
			fc.property(bytes, query, (content, asked) => {
				expect(found(content, asked)).toEqual(foundOneByOne(content, asked));
			}),
			{seed: SEED, numRuns: 3000},
		);
	});

	it('takes plain text as it is', () => {
		expect(found(bytesOf('a.b\naxb\nA.B\n'), {text: 'a.b'})).toEqual([1, 3]);
		expect(found(bytesOf('a.b\naxb\nA.B\n'), {text: 'a.b', isCaseSensitive: true})).toEqual([1]);
	});

	it('finds letters beyond ASCII in UTF-8 and in ANSI, whatever their case', () => {
		const content = Uint8Array.from([...bytesOf('Größe\n'), ...bytesOf('GR'), 0xd6, 0xdf, ...bytesOf('E\ngrosse\n')]);
		expect(found(content, {text: 'größe'})).toEqual([1, 2]);
		expect(found(content, {text: 'größe', isCaseSensitive: true})).toEqual([]);
		expect(found(content, {text: 'gr..e$', isRegExp: true})).toEqual([1, 2]);
	});

	it('never goes over the end of a line, and ends where an expression matches nothing at all', () => {
		const content = bytesOf('a1\r\n2b\r\n\r\nab\r\n');
		expect(found(content, {text: 'a[^x]*b', isRegExp: true})).toEqual([4]);
		expect(found(content, {text: '1\\s+2', isRegExp: true})).toEqual([]);
		expect(found(content, {text: 'x*', isRegExp: true})).toEqual([1, 2, 3, 4]);
		expect(found(content, {text: '^$', isRegExp: true})).toEqual([3]);
		expect(found(content, {text: ''})).toEqual([1, 2, 3, 4]);
	});

	it('is linear where an expression would run over many lines', () => {
		const content = bytesOf('abc\n'.repeat(100_000));
		expect(found(content, {text: '[\\s\\S]*foo', isRegExp: true})).toEqual([]);
	});

	it.each([
		['(', 'Unterminated group'],
		['a**', 'Nothing to repeat'],
		['[', 'Unterminated character class'],
	])('says why %s is no expression', (source, reason) => {
		expect(compileQuery({text: source, isRegExp: true, isCaseSensitive: true}, toText)).toEqual({
			reason: `the regular expression cannot be used: ${reason}`,
		});
	});
});
