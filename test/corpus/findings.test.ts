/** Findings on real logs: nothing is called wrong that went well. Needs the folder of the corpus suite. */
import {describe, expect, it} from 'vitest';
import type {FileReport, Finding} from '../../src/core/types.js';
import {corpusNames, corpusReport, isCorpusMissing} from '../helpers/corpus.js';

/** Rules that speak of each whole log, worst first; what the other files have follows from them. */
const FINDINGS: Readonly<Record<string, readonly string[]>> = {
	'WHOLE-win10-2004-store-227scans-20201119a.log': [],
	'WHOLE-win10-21h2-esES-sccm-wsus-https8531-proxy-fallback.log': [
		'user-proxy-fallback-used',
		'wsus-certificate-store-empty',
		'scan-cut-off',
	],
	// A driver could not be installed; the same scans and others worked after that.
	'WHOLE-win10-22h2-19041.2913-oobe-mcr-fod-164scans.log': ['failure-outside-scans', 'scan-cancelled'],
	'WHOLE-win11-22h2-uus923-bom-proxy-fallback-ok.log': ['user-proxy-fallback-used'],
	'WHOLE-win11-23h2-uus1215-bom-8024402c-system-then-user-proxy.log': ['all-proxies-failed'],
	'WHOLE-win11-23h2-uus1309-zhCN-bom-mojibake-60s.log': [],
	'WHOLE-win7-7.6.7600.256-205sessions-tabs-crlf.log': [],
};

it.skipIf(isCorpusMissing)('real logs are there to be judged (needs a folder of them; WULENS_CORPUS can name one)', () => {
	expect(corpusNames()).toEqual(expect.arrayContaining(Object.keys(FINDINGS)));
});

if (!isCorpusMissing) {
	describe.each(corpusNames())('%s', checkFindings);
	it.each(Object.entries(FINDINGS))('%s has its findings and no others', (name, rules) => {
		expect(corpusReport(name).findings.map(({rule}) => rule)).toEqual(rules);
	});
}

function scansOf(report: FileReport, ids: readonly number[]): FileReport['scans'] {
	return report.scans.filter(({id}) => ids.includes(id));
}

function checkFindings(name: string): void {
	const report = corpusReport(name);

	it('has one cause for each failed scan, and it is an error unless it is over', () => {
		const isOver = ({explanation}: Finding): boolean => explanation.startsWith('Nothing to do');
		const causes = report.findings.filter((finding) => finding.severity === 'error' || isOver(finding));
		expect(causes.filter((finding) => isOver(finding) && finding.severity !== 'info')).toEqual([]);
		const blamed = causes.flatMap(({scans}) => scans);
		expect(blamed.sort((a, b) => a - b)).toEqual(report.scans.filter(({outcome}) => outcome === 'failed').map(({id}) => id));
		expect(new Set(blamed).size).toBe(blamed.length);
	});

	it('warns of no offline scan', () => {
		const warned = report.findings.filter(({severity}) => severity !== 'info').flatMap(({scans}) => scansOf(report, scans));
		expect(warned.filter(({online}) => online === false)).toEqual([]);
	});

	it('takes no file signature for a refused connection', () => {
		const refused = report.findings.filter(({rule}) => /trust|tls|certificate-not/.test(rule)).flatMap(({scans}) => scansOf(report, scans));
		expect(refused.filter(({failures}) => !failures.some(({category}) => category === 'trust'))).toEqual([]);
	});

	it('claims no deviation: these clients did what the rules say', () => {
		expect(report.scans.flatMap(({deviations}) => deviations)).toEqual([]);
	});

	it('quotes each finding', () => {
		expect(report.findings.filter(({evidence}) => evidence.length === 0)).toEqual([]);
		expect(
			report.findings.filter(({explanation, nextSteps}) => nextSteps.length === 0 && !/Nothing to do|o action is needed/.test(explanation)),
		).toEqual([]);
	});
}
