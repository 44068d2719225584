/** The table of explanations: whole, sorted, in sentences, and what the generator makes of its data. */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {EXPLANATION_COUNT, PACKED_EXPLANATIONS} from '../../../src/core/codes/explanation-table.js';
import {allExplanations, explanationOf} from '../../../src/core/codes/explanations.js';
import {entryOf} from '../../../src/core/codes/hresult-lookup.js';
import {formatHresult, nameOf} from '../../../src/core/codes/index.js';

const GENERATOR = fileURLToPath(new URL('../../../src/core/codes/data/generate.mjs', import.meta.url));
const DATA = new URL('../../../src/core/codes/data/explanations.tsv', import.meta.url);
const rows = readFileSync(DATA, 'utf8')
	.trimEnd()
	.split('\n')
	.slice(1)
	.map((line) => line.split('\t'));
const all = [...allExplanations()].map(([code, explanation]) => ({code: formatHresult(code), ...explanation}));

describe('the table of explanations', () => {
	it('is what the generator makes of the data', () => {
		const {status, stderr} = spawnSync(process.execPath, [GENERATOR, '--check'], {encoding: 'utf8'});
		expect([status, stderr]).toEqual([0, '']);
	});

	it('decodes to one explanation for each row', () => {
		expect(all).toHaveLength(EXPLANATION_COUNT);
		expect(rows).toHaveLength(EXPLANATION_COUNT);
		expect(new Set(rows.map(([code]) => code)).size).toBe(EXPLANATION_COUNT);
	});

	it('explains codes of the HRESULT table only, by their names', () => {
		expect(rows.filter(([code = '', name]) => entryOf(Number(code))?.name !== name)).toEqual([]);
	});

	it('gives each row back as it stands in the data', () => {
		for (const [code = '', , meaning, causeClass, nextCheck] of rows)
			expect(explanationOf(Number(code)), code).toEqual({meaning, causeClass, nextCheck});
	});

	it('is sorted by code within each cause class, and names each class once', () => {
		for (const [, text] of PACKED_EXPLANATIONS) {
			const lines = text.match(/^[\dA-F]{8} .*$/gm);
			expect(lines).not.toBeNull();
			expect(lines).toEqual(lines?.toSorted());
		}
		const classes = PACKED_EXPLANATIONS.map(([causeClass]) => causeClass);
		expect(new Set(classes).size).toBe(classes.length);
		expect(new Set(rows.map((row) => row[3]))).toEqual(new Set(classes));
	});

	it.each(['meaning', 'nextCheck'] as const)('has a %s in full sentences of plain characters', (part) => {
		expect(all.filter((row) => !/^[A-Z][ -~]*[^\s.]\.$/.test(row[part]) || row[part].includes('  '))).toEqual([]);
	});

	it('keeps to lengths that a person reads', () => {
		expect(
			all.filter(({meaning, nextCheck}) => meaning.length < 12 || meaning.length > 140 || nextCheck.length < 12 || nextCheck.length > 200),
		).toEqual([]);
	});

	it('names a source for every row', () => {
		expect(new Set(rows.map((row) => row[5]))).toEqual(new Set(['client', 'field', 'header', 'inferred', 'logs', 'ms-docs']));
	});

	it('words what is inferred as likely or unconfirmed', () => {
		for (const [code, , meaning] of rows.filter((row) => row[5] === 'inferred'))
			expect(meaning, code).toMatch(/likely|no single cause is confirmed/);
	});
});

describe('explanationOf', () => {
	it('takes signed and unsigned numbers', () => {
		expect(explanationOf(-2145107924)).toBe(explanationOf(0x8024402c));
		expect(explanationOf(0x8024402c)?.causeClass).toBe('name-resolution');
		expect(explanationOf(0x80070649)).toBeNull();
	});

	it.each([
		[0x8024b304, 'trust-check'],
		[0x800b0001, 'trust-check'],
		[0x8024b303, 'file-signature'],
		[0x800b0004, 'file-signature'],
		[0x80096010, 'file-signature'],
		[0x80072f8f, 'tls-certificate'],
		[0x80240437, 'tls-certificate'],
		[0x8024401b, 'proxy'],
		[0x80240030, 'proxy'],
		[0x80072ee7, 'name-resolution'],
		[0x8024401c, 'network'],
		[0x80244022, 'wsus-server'],
		[0x00240001, 'not-an-error'],
		[0x00240010, 'not-an-error'],
		[0x8024000b, 'not-an-error'],
		[0x8024000c, 'not-an-error'],
		[0x80246007, 'not-an-error'],
		[0x80070426, 'service'],
	])('puts %i under the right suspicion', (code, causeClass) => {
		expect(explanationOf(code)?.causeClass, nameOf(code) ?? '').toBe(causeClass);
	});

	it('does not give the two trust codes one meaning', () => {
		expect(explanationOf(0x8024b304)?.meaning).not.toBe(explanationOf(0x800b0001)?.meaning);
	});
});
