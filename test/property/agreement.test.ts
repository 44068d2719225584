/** Verdict, worst finding, exit code of --fail-on, the grade in triage and every reporter say the same about a log. */
import {totalsOf} from '../../src/core/report/report.js';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {exitCodeOf} from '../../src/cli/triage-outputs.js';
import {reaches} from '../../src/core/findings/severities.js';
import {REPORTERS, type ReporterName} from '../../src/core/report/reporters/index.js';
import {type FileReport, SEVERITIES, type Severity} from '../../src/core/types.js';
import {corpusNames, corpusReport, isCorpusMissing} from '../helpers/corpus.js';
import {fieldFolder, isFieldMissing} from '../helpers/field.js';
import {analyzeBytes} from '../helpers/log-lines.js';
import {resultWith, summarize} from '../helpers/triage-results.js';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
function logsIn(folder: string): readonly (readonly [string, () => FileReport])[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.log'))
		.map((name) => [name, () => analyzeBytes(readFileSync(join(folder, name)), {path: name})]);
}

function worstOf({findings}: FileReport): Severity | null {
	return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/** Words of a text, whatever the reporter wraps, escapes and marks. */
function wordsOf(text: string): string {
	return text
		.replace(/<wbr>/g, '')
		.replace(/<\/?span\b[^>]*>/g, ' ')
		.replace(/&(?:amp|lt|gt|quot|#39);/g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

function reported(name: ReporterName, report: FileReport): string {
	const reporter = REPORTERS[name].create({version: '1.2.3'});
	return [reporter.begin(), ...reporter.file(report), reporter.end(totalsOf([report]))].join('');
}

function checkAgreement(read: () => FileReport): void {
	it('agrees with itself', () => {
		const report = read();
		const {level, text} = report.verdict;
		const worst = worstOf(report);
		if (level === 'error' || level === 'warning') expect(worst).toBe(level);
		else expect(['info', null]).toContain(worst);
		if (level === 'info') expect(worst === 'info' || report.scans.some(({end}) => end === null)).toBe(true);
		for (const least of SEVERITIES) {
			const isReached = worst !== null && SEVERITIES.indexOf(worst) <= SEVERITIES.indexOf(least);
			if (level !== 'info') expect(reaches(report, least), least).toBe(isReached);
			const summary = summarize([resultWith(report, 'pc-1')]);
			if (report.log !== null) expect(exitCodeOf(summary, least), least).toBe(reaches(report, least) ? 1 : 0);
			expect(summary.machines.map(({verdict}) => verdict)).toEqual(report.log === null ? [] : [level]);
		}
		for (const name of ['text', 'markdown', 'html', 'json', 'ndjson'] as const)
			expect(wordsOf(reported(name, report)), name).toContain(wordsOf(text));
	});
}

describe.each(logsIn(samples))('sample %s', (_name, read) => checkAgreement(read));
describe.skipIf(isCorpusMissing).each(isCorpusMissing ? [] : corpusNames())('real log %s', (name) =>
	checkAgreement(() => corpusReport(name)),
);
describe.skipIf(isFieldMissing).each(isFieldMissing ? [] : logsIn(fieldFolder))('paste %s', (_name, read) => checkAgreement(read));
