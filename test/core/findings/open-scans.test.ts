/** Scans whose result is not in the log: the likely cause is told with its steps, and nothing is told twice. */
import {describe, expect, it} from 'vitest';
import {failedCall, HEALTHY, scanLog} from '../../../src/core/findings/rules/examples.js';
import {analyzeShort} from '../../helpers/short-logs.js';

function told(example: string): readonly string[] {
	return analyzeShort(example).findings.map(({severity, rule, scans}) => `${severity} ${rule} ${scans.join()}`);
}

describe('a scan whose end is not in the log', () => {
	it('is judged as a failed one, as a warning', () => {
		const {findings} = analyzeShort(scanLog({lines: failedCall('80244022'), exit: null}));
		expect(findings.map(({severity, rule}) => `${severity} ${rule}`)).toEqual([
			'warning server-http-status',
			'warning failing-without-end',
			'info scan-cut-off',
		]);
		expect(findings[0]?.steps[0]?.text).toContain('WsusPool');
		expect(findings[1]?.steps.map(({command}) => command)).toContain('wulens explain 0x80244022');
	});

	it('tells the transport error rather than the code it became', () => {
		const lines = ['Misc *FAILED* [80072EE7] Send request', 'WebServices *FAILED* [8024402C] Web service call'];
		expect(told(scanLog({lines, exit: null}))[0]).toBe('warning name-not-resolved 1');
	});

	it('is told with the failed scans of the same cause', () => {
		const failed = scanLog({lines: failedCall('80244022'), exit: '0x80244022'});
		const open = scanLog({lines: failedCall('80244022'), exit: null}).replaceAll('Id = 2', 'Id = 3');
		expect(told(`${failed}\n${open}`)).toEqual(['error server-http-status 1', 'warning failing-without-end 2', 'info scan-cut-off 2']);
	});

	it('has no cause where nothing failed', () => {
		expect(told(scanLog({exit: null}))).toEqual(['info scan-cut-off 1']);
	});

	it.each([
		['the database failed', 'DataStore *FAILED* [C8000710] Opening the database', true],
		['a line passes the result on', 'ProtocolTalker *FAILED* [8024801A] Sync of Updates', true],
		['the code is as frequent on PCs that are well', 'DataStore *FAILED* [80248007] Look-up', false],
	])('where %s', (_name, line, fails) => {
		const open = scanLog({lines: [line], exit: null}).replaceAll('Id = 2', 'Id = 3');
		const {verdict} = analyzeShort(`${HEALTHY}\n${open}`);
		expect(told(`${HEALTHY}\n${open}`).includes('warning failing-without-end 2')).toBe(fails);
		expect(verdict.level).toBe(fails ? 'warning' : 'info');
	});

	it('either never ends or is cut off', () => {
		const early = scanLog({exit: null});
		const later = '2024/03/12 14:00:00.0000000 1000  2300  Agent           * START * Finding updates CallerId = CcmExec  Id = 9';
		expect(told(`${early}\n${later}`)).toEqual(['info scan-never-ends 1', 'info scan-cut-off 2']);
	});
});

describe('a server that the log does not name', () => {
	const steps = analyzeShort('Agent * END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x80072EE7').findings[0];

	it('is in no title and no step', () => {
		expect(steps?.title).toBe('DNS lookup failed for the server or the proxy');
		expect(steps?.nextSteps.join('\n')).not.toMatch(/\(.*the server\)/);
	});

	it('is looked up first', () => {
		expect(steps?.steps[0]?.text).toContain('do not name the server');
		expect(steps?.steps[0]?.command).toContain('reg query');
	});
});
