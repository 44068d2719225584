/** Titles of findings in parts, for lists of findings of several logs and for verdicts. */
import {readdirSync} from 'node:fs';
import {expect, it} from 'vitest';
import {titlePartsOf} from '../../../src/core/findings/title-parts.js';
import type {Finding} from '../../../src/core/types.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';

function finding(title: string): Finding {
	return {
		rule: 'r',
		severity: 'info',
		title,
		explanation: '',
		nextSteps: [],
		steps: [],
		references: [],
		scans: [],
		failures: [],
		evidence: [],
	};
}

it.each([
	['No answer in time from wsus01 (0x80072EE2)', 'No answer in time from wsus01', '0x80072EE2', null],
	['Scans were cancelled (3 scans: CcmExec)', 'Scans were cancelled', '3 scans: CcmExec', 'aside'],
	['It is not pinned (1 scan); no harm was done', 'It is not pinned (1 scan); no harm was done', null, 'main'],
	['A policy names another server (a) than the log (b)', 'A policy names another server (a) than the log', 'b', null],
	['Nothing in brackets', 'Nothing in brackets', null, null],
])('of a finding that was read from JSON: %s', (title, main, aside, count) => {
	expect(titlePartsOf(finding(title))).toStrictEqual({main, aside, count, inVerdict: null});
});

const samples = readdirSync(new URL('../../../samples/', import.meta.url)).filter((name) => name.endsWith('.log'));

it.each(samples)('that the rules give are those that the titles of %s tell', (name) => {
	const {findings} = sampleReport(name);
	const given = findings.map((found) => ({...titlePartsOf(found), inVerdict: null}));
	expect(findings.map(({title}) => titlePartsOf(finding(title)))).toEqual(given);
	expect(findings.filter(({title}, index) => !title.startsWith(given[index]?.main ?? '?'))).toEqual([]);
});
