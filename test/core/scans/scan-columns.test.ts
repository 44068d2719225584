/** Columns say of each scan what the scan itself says, whether it is a plain object or read from bytes. */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {interestOf} from '../../../src/core/scans/scan-kinds.js';
import {callerName, originText, resultWords, serviceText} from '../../../src/core/wording/labels.js';
import {columnsOf, createScanColumns, keepColumns, type TextColumn} from '../../../src/core/scans/packed/scan-columns.js';
import {scanAt} from '../../helpers/made-scans.js';
import {PROJECT} from '../../helpers/run-wulens.js';
import {sampleReport} from '../../helpers/sample-reports.js';

const SAMPLES = readdirSync(join(PROJECT, 'samples'))
	.filter((name) => name.endsWith('.log'))
	.map((name) => name.slice(0, -4));

function textOf({texts, of}: TextColumn, index: number): string | undefined {
	return texts[of[index] ?? -1];
}

describe.each(SAMPLES)('%s', (name) => {
	const {scans} = sampleReport(name);
	const columns = createScanColumns(scans);

	it('says what its scans say', () => {
		expect(columns.durations).toHaveLength(scans.length);
		for (const [index, scan] of scans.entries()) {
			expect(columns.durations[index]).toBe(scan.durationMs ?? -1);
			expect(columns.interests[index]).toBe(interestOf(scan));
			expect(textOf(columns.callers, index)).toBe(scan.caller);
			expect(textOf(columns.services, index)).toBe(serviceText(scan));
			const words = textOf(columns.words, index);
			const shown = [
				callerName(scan),
				scan.server === null ? '' : originText(scan.server),
				resultWords(scan),
				...scan.failures.map(({code}) => code),
			];
			for (const word of shown) expect(words).toContain(word.toLowerCase());
		}
	});

	it('keeps each text once', () => {
		for (const {texts} of [columns.callers, columns.services, columns.words]) expect(new Set(texts).size).toBe(texts.length);
	});
});

it('times are milliseconds of the wall clock; without one there is no number', () => {
	const begun = scanAt(1, 1500, 20, 'succeeded', 'A');
	const {times} = createScanColumns([
		begun,
		{...begun, start: null},
		{...begun, start: null, end: null},
		{...begun, start: {line: 1, time: 'some day'}},
	]);
	expect([...times]).toEqual([
		Date.parse(`${begun.start?.time?.slice(0, 23)}Z`),
		Date.parse(`${begun.end?.time?.slice(0, 23)}Z`),
		Number.NaN,
		Number.NaN,
	]);
});

it('columns are made once for a list, or come from elsewhere', () => {
	const scans = [scanAt(1, 0, 1, 'failed', 'A')];
	expect(columnsOf(scans)).toBe(columnsOf(scans));
	const others = createScanColumns([]);
	keepColumns(scans, others);
	expect(columnsOf(scans)).toBe(others);
});
