/** Results as they are written, and of earlier versions, become results like those of today. */
import {describe, expect, it} from 'vitest';
import {problemOfResult} from '../../../src/core/triage/check-result.js';
import {upgradeResult} from '../../../src/core/triage/older-results.js';
import {OLDER_RESULT_SCHEMA, RESULT_SCHEMA, type TriageResult} from '../../../src/core/triage/result.js';
import {resultLine} from '../../../src/core/triage/result-line.js';
import {layoutTimeline} from '../../../src/core/timeline/timeline-layout.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';

const RESULT: TriageResult = {
	schema: RESULT_SCHEMA,
	machine: {name: 'pc-1', domain: null, source: 'file'},
	report: sampleReport('wsus-http.log'),
};

it('of this version are left as they are', () => {
	expect(upgradeResult(RESULT)).toBe(RESULT);
});

it('without the proxy of the user and the policies on the source of updates say that these are not known', () => {
	const context = {files: [], proxyPolicy: 1, pinningPolicy: null, wsusServer: null, useWsusServer: null, systemProxy: null};
	const older = {...RESULT, report: {...RESULT.report, context: {...context, certificateStore: null}}} as unknown as TriageResult;
	expect(upgradeResult(older).report.context).toEqual({...context, certificateStore: null, userProxy: null, sourcePolicies: null});
});

it('without the details of timeline entries get them', () => {
	const older: TriageResult = JSON.parse(JSON.stringify(RESULT, (key, value: unknown) => (key === 'detail' ? undefined : value)));
	const [scan] = upgradeResult(older).report.scans;
	expect(scan?.timeline[0]).toMatchObject({kind: 'start', detail: {type: 'note'}});
	expect(scan === undefined ? null : layoutTimeline(scan)?.lanes).toHaveLength(6);
});

describe('what is expected of scans', () => {
	const [name, scans] = ['two-scans-at-once.log', sampleReport('two-scans-at-once.log').scans];
	const many: TriageResult = {...RESULT, report: {...sampleReport(name), scans: Array.from({length: 50}, () => scans).flat()}};

	it('is written once, and read as it was', () => {
		const line = resultLine(many);
		const reason = many.report.scans[0]?.expected.reasons[0]?.text ?? '';
		expect(reason).not.toBe('');
		expect(line.split(JSON.stringify(reason))).toHaveLength(2);
		expect(JSON.stringify(upgradeResult(JSON.parse(line)))).toBe(JSON.stringify(many));
	});

	it('is read from results of earlier versions, which repeat it', () => {
		const older: TriageResult = JSON.parse(JSON.stringify({...many, schema: OLDER_RESULT_SCHEMA}));
		expect(upgradeResult(older)).toEqual(many);
	});

	it.each([-1, 99, 0.5, '0', null, {}])('is not made up for an index that is none: %j', (expected) => {
		const written = JSON.parse(resultLine(RESULT));
		const [scan] = written.report.scans;
		const result = upgradeResult({...written, report: {...written.report, scans: [{...scan, expected}]}});
		expect(problemOfResult(result)?.path).toContain('expected');
	});

	it('can be any list in a line that is wrong', () => {
		for (const expectedBehaviors of [null, {}, 'x', 7]) {
			const written = JSON.parse(resultLine(RESULT));
			const result = upgradeResult({...written, report: {...written.report, expectedBehaviors}});
			expect(problemOfResult(result)).not.toBeNull();
		}
	});
});
