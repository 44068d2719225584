/** A report in pieces is the JSON that it would be in one. */
import {describe, expect, it} from 'vitest';
import {compactJson, indentedJson} from '../../../src/core/report/report-json.js';
import {hostileReport, proxyStory, sampleReport} from '../../helpers/finding-fixtures.js';

const REPORTS = {
	'of three scans': proxyStory(),
	'of no scan': {...proxyStory(), scans: []},
	'of a skipped file': {...sampleReport('wsus-http.log'), log: null, scans: []},
	'with texts that look like JSON': hostileReport('"scans": [\n]'),
};

describe.each(Object.entries(REPORTS))('the JSON of a report %s', (_, report) => {
	it('is the same on one line', () => {
		expect([...compactJson(report)].join('')).toBe(JSON.stringify(report));
	});

	it('is the same indented', () => {
		expect([...indentedJson(report, '')].join('')).toBe(JSON.stringify(report, null, 2));
		expect([...indentedJson(report, '    ')].join('')).toBe(JSON.stringify(report, null, 2).replaceAll('\n', '\n    '));
	});

	it('is one piece for each scan at least', () => {
		expect([...compactJson(report)].length).toBeGreaterThan(report.scans.length);
	});
});
