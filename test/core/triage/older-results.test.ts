/** Results of earlier versions: their timelines can be shown like those of today. */
import {expect, it} from 'vitest';
import {upgradeResult} from '../../../src/core/triage/older-results.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {layoutTimeline} from '../../../src/core/timeline/timeline-layout.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';

const RESULT: TriageResult = {
	schema: 'wulens-result/1',
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
