/** Scans whose result is not in the log: what may decide it is told, and nothing is told twice. */
import {describe, expect, it} from 'vitest';
import {failedCall, HEALTHY, scanLog} from '../../../src/core/findings/rules/examples.js';
import {analyzeShort} from '../../helpers/short-logs.js';

function told(example: string): readonly string[] {
	return analyzeShort(example).findings.map(({severity, rule, scans}) => `${severity} ${rule} ${scans.join()}`);
}

describe('a scan whose result is not in the log', () => {
	it('is judged though its end is there', () => {
		const example = `${scanLog({lines: failedCall('80244022'), exit: null})}\nAgent * END * Finding updates CallerId = CcmExec  Id = 2`;
		expect(told(example)[0]).toBe('warning server-http-status 1');
		expect(analyzeShort(example).verdict.level).toBe('warning');
	});

	it.each([
		['the database failed', 'DataStore *FAILED* [C8000710] Opening the database', 'warning'],
		['a line passes the result on', 'ProtocolTalker *FAILED* [8024801A] Sync of Updates', 'warning'],
		['the code is as frequent on PCs that are well', 'DataStore *FAILED* [80248007] Look-up', 'info'],
	])('where %s', (_name, line, level) => {
		const open = scanLog({lines: [line], exit: null}).replaceAll('Id = 2', 'Id = 3');
		expect(analyzeShort(`${HEALTHY}\n${open}`).verdict.level).toBe(level);
	});

	it('either never ends or is cut off', () => {
		const later = '2024/03/12 14:00:00.0000000 1000  2300  Agent           * START * Finding updates CallerId = CcmExec  Id = 9';
		expect(told(`${scanLog({exit: null})}\n${later}`)).toEqual(['info scan-never-ends 1', 'info scan-cut-off 2']);
	});
});
