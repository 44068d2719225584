/** Whole real logs against what a correct reading of them is. Needs a folder that is not part of the project. */
import {describe, expect, it} from 'vitest';
import {createReport} from '../../src/core/report/report.js';
import type {FileReport, Scan} from '../../src/core/types.js';
import {corpusBytes, corpusFolder, corpusNames, corpusReport, hasCorpus, isCorpusRequired} from '../helpers/corpus.js';
import {analyzeChunks} from '../helpers/log-lines.js';
import {fileReportErrors, reportErrors} from '../helpers/report-schema.js';
import {CUTS, EXPECTED, type ExpectedFile, type ExpectedScan, type ExpectedWsus, NO_SCANS, type ScanGroup, SCANS} from './expected.js';

if (hasCorpus) {
	describe('the folder', () => {
		it('holds the files of the table and no others', () => {
			expect(corpusNames()).toEqual(Object.keys(EXPECTED).sort());
		});

		it('makes a report of all its files together', () => {
			const files = corpusNames().map(corpusReport);
			const report = createReport(files, '1.2.3');
			expect(reportErrors(report)).toEqual([]);
			const scans = files.flatMap((file) => file.scans);
			expect(report.totals).toMatchObject({files: 30, analyzed: 25, skipped: 5, failed: 0, scans: scans.length, succeeded: 622, failedScans: 4, cancelled: 2, unknown: 2});
		});
	});
	describe.each(Object.entries(EXPECTED))('%s', checkFile);
	describe.each(Object.entries(SCANS))('%s', checkScan);
	describe.each(CUTS)('%s', checkCut);
} else {
	console.log(`corpus suite not run: no folder ${corpusFolder} (WULENS_CORPUS names another one)`);
	it('is looked for where the settings say', () => {
		const named = process.env.WULENS_CORPUS;
		expect(corpusFolder).toMatch(named ? new RegExp(`^${RegExp.escape?.(named) ?? '.'}`) : /corpus$/);
		expect(() => corpusNames()).toThrow('ENOENT');
		expect(isCorpusRequired, 'WULENS_REQUIRE_ALL=1, but the folder is not there').toBe(false);
	});
}
