/** What the log screen shows, at the sizes people have. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Severity} from '../../../src/core/types.js';
import type {AboutLog} from '../../../src/tui/log/messages.js';
import {ASCII, SIZES} from '../../helpers/frames.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';
import {PROJECT} from '../../helpers/run-wulens.js';
import {sampleReport} from '../../helpers/sample-reports.js';

function sampleLines(name: string): readonly string[] {
	return readFileSync(join(PROJECT, `samples/${name}.log`), 'utf8')
		.split(/\r?\n/)
		.slice(0, -1);
}

/** As the root tells it of the first failed scan. */
function aboutSample(name: string): AboutLog {
	const report = sampleReport(name);
	const marks = new Map<number, Severity>(
		report.scans.flatMap(({timeline}) => timeline.map(({line, severity}) => [line, severity] as const)),
	);
	for (const {evidence, severity} of report.findings) for (const {line} of evidence) marks.set(line, severity);
	const scan = report.scans.find(({outcome}) => outcome === 'failed') ?? report.scans[0];
	return {
		marksOfReport: marks,
		scan:
			scan === undefined
				? null
				: {first: scan.start?.line ?? 1, last: scan.end?.line ?? Number.MAX_SAFE_INTEGER, pid: scan.pid, tid: scan.tid},
	};
}

const WSUS = 'wsus-system-proxy-fails-no-fallback';
const LEGACY = 'win7-named-proxy-8024402c';

function sampleScreen(name: string, columns: number, rows: number): LogScreen {
	return new LogScreen(sampleLines(name), {size: {columns, rows}, about: aboutSample(name)});
}

describe('frames', () => {
	it('shows signs, number, time, component and message in a small window', () => {
		const screen = sampleScreen(WSUS, 60, 15).press('e', 'e', 'e', 'e', 'e');
		expect(screen.text()).toMatchInlineSnapshot(`
			"   Line Time     Compone… Message
			     37│06:30:53 Protoco… PTInfo: Server requested registra…
			 ·   38│06:30:55 IdleTim… WU operation (CAgentProtocolTalke…
			 ·   39│06:30:55 WebServ… Auto proxy settings for this web …
			 !   40│06:31:16 WebServ… WS error: There was an error comm…
			 !   41│06:31:16 WebServ… WS error: The given proxy cannot …
			 ✗   42│06:31:16 WebServ… Proxy Behavior: 1, system proxy o…
			▸!   43│06:31:16 WebServ… *FAILED* [80240438] Web service c…
			     44│06:31:16 WebServ… Current service auth scheme=0.
			     45│06:31:16 WebServ… Current Proxy auth scheme=0.
			 ·   46│06:31:18 WebServ… Auto proxy settings for this web …
			 !   47│06:31:39 WebServ… WS error: There was an error comm…
			 !   48│06:31:39 WebServ… WS error: The given proxy cannot …
			0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: The PC could not r…
			line 43 of 111"
		`);
	});

	it('shows the thread too in a usual one, and what a code means', () => {
		const screen = sampleScreen(WSUS, 80, 24).press('e', 'e', 'e', 'e', 'e');
		expect(screen.text()).toMatchInlineSnapshot(`
			"   Line Time         TID    Component   Message
			 ·   30│06:30:53.808 14396  WebServices WSUS TLS cert-pinning mandatory: No
			 ✗   31│06:30:53.808 14396  WebServices Proxy Behavior set to 1 for service url…
			     32│06:30:53.831 14396  Driver      Skipping printer driver 2 due to incomp…
			     33│06:30:53.838 14396  Driver      Skipping printer driver 5 due to incomp…
			 ·   34│06:30:53.979 14396  ProtocolTa… ServiceId = {3DA21691-E39D-4DA6-8A4B-B4…
			     35│06:30:53.980 14396  ProtocolTa… OK to reuse existing configuration
			     36│06:30:53.980 14396  ProtocolTa… Existing cookie is valid, just use it
			     37│06:30:53.980 14396  ProtocolTa… PTInfo: Server requested registration
			 ·   38│06:30:55.055 14396  IdleTimer   WU operation (CAgentProtocolTalker::Syn…
			 ·   39│06:30:55.057 14396  WebServices Auto proxy settings for this web servic…
			 !   40│06:31:16.099 14396  WebServices WS error: There was an error communicat…
			 !   41│06:31:16.099 14396  WebServices WS error: The given proxy cannot be rea…
			 ✗   42│06:31:16.099 14396  WebServices Proxy Behavior: 1, system proxy options…
			▸!   43│06:31:16.099 14396  WebServices *FAILED* [80240438] Web service call
			     44│06:31:16.099 14396  WebServices Current service auth scheme=0.
			     45│06:31:16.099 14396  WebServices Current Proxy auth scheme=0.
			 ·   46│06:31:18.103 14396  WebServices Auto proxy settings for this web servic…
			 !   47│06:31:39.147 14396  WebServices WS error: There was an error communicat…
			 !   48│06:31:39.147 14396  WebServices WS error: The given proxy cannot be rea…
			 !   49│06:31:39.147 14396  WebServices *FAILED* [80240438] Web service call
			     50│06:31:39.147 14396  WebServices Current service auth scheme=0.
			0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: The PC could not reach the update web …
			line 43 of 111"
		`);
	});

	it('shows date, process and thread in a large one', () => {
		const screen = sampleScreen(WSUS, 160, 50).press('e');
		const rows = screen.text().split('\n');
		expect(rows[0]).toBe('   Line Date       Time         PID    TID    Component      Message');
		expect(rows[1]).toBe('       1 2022/02/23 06:30:40.252 9612   11412  Shared         Power status changed'.slice(1));
		expect(rows.at(-1)).toBe('line 31 of 111');
	});

	it('shows the filtered lines above, the whole log below', () => {
		const screen = sampleScreen(WSUS, 80, 24).press('e', 'i', 's');
		expect(screen.text()).toMatchInlineSnapshot(`
			"    Line Time         TID    Component   Message
			  ·   22│06:30:53.631 14396  Agent       Online = Yes; Interactive = Yes; Allow…
			      23│06:30:53.631 14396  Agent       Criteria = (DeploymentAction=* AND Typ…
			  ·   24│06:30:53.631 14396  Agent       ServiceID = {3DA21691-E39D-4DA6-8A4B-B…
			      25│06:30:53.631 14396  Agent       Search Scope = {Machine}
			      26│06:30:53.631 14396  Agent       Caller SID for Applicability: S-1-5-18
			      27│06:30:53.631 14396  Agent       Include potentially superseded updates…
			  ·   28│06:30:53.807 14396  Misc        Got WSUS Client/Server URL: https://ws…
			  ·   29│06:30:53.808 14396  ProtocolTa… WSUS certificate store is empty
			  ·   30│06:30:53.808 14396  WebServices WSUS TLS cert-pinning mandatory: No
			 ▸✗   31│06:30:53.808 14396  WebServices Proxy Behavior set to 1 for service ur…
			── Whole log ───────────────────────────────────────────────────────────────────
			  ·   22│06:30:53.631 14396  Agent       Online = Yes; Interactive = Yes; Allow…
			      23│06:30:53.631 14396  Agent       Criteria = (DeploymentAction=* AND Typ…
			  ·   24│06:30:53.631 14396  Agent       ServiceID = {3DA21691-E39D-4DA6-8A4B-B…
			      25│06:30:53.631 14396  Agent       Search Scope = {Machine}
			      26│06:30:53.631 14396  Agent       Caller SID for Applicability: S-1-5-18
			      27│06:30:53.631 14396  Agent       Include potentially superseded updates…
			  ·   28│06:30:53.807 14396  Misc        Got WSUS Client/Server URL: https://ws…
			  ·   29│06:30:53.808 14396  ProtocolTa… WSUS certificate store is empty
			  ·   30│06:30:53.808 14396  WebServices WSUS TLS cert-pinning mandatory: No
			 ▸✗   31│06:30:53.808 14396  WebServices Proxy Behavior set to 1 for service ur…
			0 ms after the previous line, 177 ms into the scan, 2022-02-23 06:30:53, PID 96…
			line 31 of 111 │ 46 of 111 lines shown, 65 hidden (thread 14396; x: show all)"
		`);
	});

	it('shows the filter menu', () => {
		const screen = sampleScreen(WSUS, 80, 24).press('e', 'i', '&', 'down', 'space', 'down', 'space');
		expect(screen.text().split('\n').slice(-10).join('\n')).toMatchInlineSnapshot(`
			"Components
			  [ ] Shared
			▸ [x] Agent
			  [ ] ComApi
			  [ ] IdleTimer
			  [ ] Misc
			  [ ] ProtocolTalker
			  [ ] WebServices
			  [ ] Driver
			Space: select, Enter: back to the filter"
		`);
		screen.press('enter');
		expect(screen.text().split('\n').slice(-8).join('\n')).toMatchInlineSnapshot(`
			"Show only lines with
			  Text
			▸ Component    Agent                               Space: select, Backspace: all
			  Thread       14396
			  Process      9612
			  Lines        all
			  Context      no lines
			Enter: apply, Esc: cancel, Up and Down: other fields"
		`);
	});

	it('wraps long messages below themselves', () => {
		const screen = sampleScreen(WSUS, 60, 15).press(...':21', 'enter', 'W');
		expect(screen.text()).toMatchInlineSnapshot(`
			"   Line Time     Compone… Message
			     18 06:30:53 Agent    Added service 3DA21691-E39D-4DA6-8
			                          A4B-B43877BCB1B7 to sequential sca
			                          n list
			     19 06:30:53 Agent    Service 3DA21691-E39D-4DA6-8A4B-B4
			                          3877BCB1B7 is in sequential scan l
			                          ist
			     20 06:30:53 Agent    * END * Queueing Finding updates [
			                          CallerId = CcmExec  Id = 8]
			▸·   21│06:30:53 Agent    * START * Finding updates CallerId
			                           = CcmExec  Id = 8 (cV = Jw2zvjBUV
			                          o1BrkIq.204.0.0.2)
			 ·   22│06:30:53 Agent    Online = Yes; Interactive = Yes; A
			0 ms after the previous line, 0 ms into the scan, 2022-02-2…
			line 21 of 111 │ wrapped"
		`);
	});

	it('shows threads in hexadecimal where the log does, and needs no Unicode', () => {
		const screen = sampleScreen(LEGACY, 80, 15).press('e', 'i', 'm', '+');
		expect(screen.text(ASCII)).toMatchInlineSnapshot(`
			"    Line Time         TID    Component Message
			       9 08:02:11:556 6f4    Agent       * Access type: Named proxy
			      10 08:02:11:556 6f4    Agent       * Default proxy: proxy.contoso.example~
			      11 08:02:11:571 6f4    Agent       * Network state: Connected
			      12 08:02:58:604 6f4    Report    CWERReporter::Init succeeded
			      13 08:02:58:604 6f4    Agent     ***********  Agent: Initializing Windows~
			      14 08:02:58:604 6f4    Agent     ***********  Agent: Initializing global ~
			 >!*  15 08:02:58:604 6f4    Agent       * WSUS server: http://wsus02.contoso.e~
			  !   16 08:02:58:604 6f4    Agent       * WSUS status server: http://wsus02.co~
			      17 08:02:58:604 6f4    Agent       * Target group: (Unassigned Computers)
			      18 08:02:58:604 6f4    Agent       * Windows Update access disabled: No
			      19 08:02:58:620 6f4    DnldMgr   Download manager restoring 0 downloads
			      20 08:02:58:635 6f4    AU        ###########  AU: Initializing Automatic ~
			0 ms after the previous line, 2015-03-10 08:02:58, PID 932, TID 6f4, Agent
			line 15 | 56 of 134 shown (thread 6f4; 1 around each; x: all) | 1 mark"
		`);
	});

	it('shows the text as it is in the file', () => {
		const screen = sampleScreen(WSUS, 160, 15).press('t');
		expect(screen.text().split('\n')[0]).toContain('▸     1 2022/02/23 06:30:40.2520697 9612  11412 Shared          Power status changed');
	});
});

describe('signs', () => {
	it('are ASCII where the console has no more', () => {
		for (const size of SIZES) {
			const screen = sampleScreen(WSUS, size.columns, size.rows).press('e', 'm', '/').type('proxy');
			for (const keys of [
				[],
				['W'],
				['right'],
				['W', 't'],
				['t', 'i'],
				['s'],
				['&'],
				['tab', 'space'],
				['escape', 'escape'],
				['escape', '/', 'ctrl+r'],
				['escape', 'F'],
			]) {
				expect(screen.press(...keys).text(ASCII)).toMatch(/^[\x20-\x7e\n]*$/);
			}
		}
	});

	it('say by themselves what colours say', () => {
		const screen = sampleScreen(WSUS, 80, 24).press('e', 'm', 'e', '/').type('error');
		const rows = screen.text().split('\n');
		expect(rows.find((row) => / 31[│ ]/.test(row))).toMatch(/^ ✗\* {2}31│/);
		expect(rows.find((row) => / 40[│ ]/.test(row))).toMatch(/^▸!\/ {2}40│/);
		expect(rows.find((row) => / 37[│ ]/.test(row))).toMatch(/^ {5}37│/);
	});

	it('mark gaps between filtered lines', () => {
		const screen = new LogScreen(manyLines(100)).press('/').type('nothing of this').press('&').type('call');
		expect(
			screen
				.text()
				.split('\n')
				.slice(1, 4)
				.map((row) => row.slice(0, 8)),
		).toEqual([' ▸    10', '≈     20', '≈     30']);
		screen.press('+');
		expect(
			screen
				.text()
				.split('\n')
				.slice(1, 6)
				.map((row) => row.slice(0, 8)),
		).toEqual(['       9', ' ▸    10', '      11', '≈     19', '      20']);
	});
});

describe('text of the log', () => {
	for (const [what, text] of Object.entries(HOSTILE_TEXTS)) {
		it(`shows ${what} without harm`, () => {
			const line = `2024/03/12 14:00:00.0000000 4020  8000  Agent           ${text}`;
			const screen = new LogScreen([text, line, line, text], {about: {scan: null, marksOfReport: new Map([[2, 'error']])}});
			for (const keys of [
				[],
				['G'],
				['W'],
				['t'],
				['W', 'right'],
				['t', 'right'],
				['0', '/', ...[...text.slice(0, 40)].filter((key) => key >= ' '), 'enter'],
				['i'],
				['I'],
				['&'],
			]) {
				for (const size of SIZES) {
					screen.size = size;
					screen
						.send({type: 'resized'})
						.press(...keys)
						.text();
				}
			}
		});
	}

	it('is copied as it is', () => {
		const text = HOSTILE_TEXTS['an escape sequence'] ?? '';
		const screen = new LogScreen([text]).press('c');
		expect(screen.lastEffect()).toEqual({type: 'copy-line', text});
	});

	it('keeps characters of two cells and marks that are piled up in their columns', () => {
		const wide = '2024/03/12 14:00:00.0000000 4020  8000  Agent           日本語のメッセージです。'.padEnd(200, '長い');
		const piled = `2024/03/12 14:00:00.0000000 4020  8000  Agent           e${'\u0301'.repeat(3000)} end`;
		const screen = new LogScreen([wide, piled, wide]);
		for (const keys of [[], ['W'], ['right'], ['t'], ['W'], ['right', 'L'], ['0', '/', 'です'], ['enter']])
			screen.press(...keys.flatMap((key) => (key.length === 2 ? [...key] : [key]))).text();
		expect(screen.press('0', 't', 'W').text()).toContain('日本語のメッセージです。');
	});
});
