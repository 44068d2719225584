/** Which lines make a scan: starts and ends in every build's wording, threads, cut files, restarts. */
import {describe, expect, it} from 'vitest';
import type {Scan} from '../../../src/core/types.js';
import {
	analyzeText,
	end,
	etwLog,
	legacyLog,
	OFFLINE,
	ONLINE,
	onlyScan,
	onThread,
	PID,
	start,
	STORE_ID,
	TID,
	WSUS_ID,
	WSUS_URL,
} from '../../helpers/log-lines.js';

function scansOf(text: string): readonly Scan[] {
	return analyzeText(text).scans;
}

/** `1 CcmExec#2 10920 1-5 succeeded`: number, caller, thread, first and last line, outcome. */
function summary(text: string): readonly string[] {
	return scansOf(text).map(
		({id, caller, callId, tid, start: first, end: last, outcome}) =>
			`${id} ${caller}#${callId} ${tid} ${first?.line ?? ''}-${last?.line ?? ''} ${outcome}`,
	);
}

describe('a scan of Windows 10 1709 and later', () => {
	const scan = onlyScan(
		etwLog(
			'ComApi * START *   Search ClientId = CcmExec, ServiceId = 3DA21691-E39D-4DA6-8A4B-B43877BCB1B7, Flags: 0X10050 (cV = aBcD.2)',
			start('CcmExec', 2),
			'Agent Online = Yes; Interactive = Yes; AllowCachedResults = No; Ignore download priority = No',
			'Agent Criteria = IsInstalled=0""',
			`Agent ServiceID = {${WSUS_ID.toLowerCase()}} Managed`,
			'Agent Search Scope = {Machine}',
			'Misc Got WSUS Client/Server URL: https://WSUS.example:8531/ClientWebService/client.asmx""',
			`ProtocolTalker ServiceId = {${WSUS_ID}}, Server URL = https://WSUS.example:8531/ClientWebService/client.asmx`,
			'Agent Found 163 updates and 70 categories in search; evaluated appl. rules of 622 out of 1150 deployed entities',
			end('CcmExec', 2),
			'ComApi * END *   Search ClientId = CcmExec, Updates found = 163, ServiceId = 3DA21691 (cV = aBcD.2)',
		),
	);

	it('has a caller, ids and a correlation vector', () => {
		expect(scan).toMatchObject({id: 1, pid: PID, tid: TID, callId: 2, caller: 'CcmExec', cv: 'aBcD.2.2'});
	});

	it('lasts from START to END', () => {
		expect(scan).toMatchObject({
			start: {line: 2, time: '2024-03-12T10:00:01.0000000'},
			end: {line: 10, time: '2024-03-12T10:00:09.0000000'},
			durationMs: 8000,
		});
	});

	it('says what was asked for, of whom, and with which result', () => {
		expect(scan).toMatchObject({
			online: true,
			interactive: true,
			service: {id: WSUS_ID, name: 'WSUS'},
			server: {url: 'https://WSUS.example:8531/ClientWebService/client.asmx', scheme: 'https', host: 'wsus.example', port: 8531},
			updatesFound: 163,
			outcome: 'succeeded',
			exitCode: '0x00000000',
			exitName: 'S_OK',
			rootCause: null,
			failures: [],
		});
	});

	it('has a timeline from its first line to its last', () => {
		expect(scan.timeline.map(({line, kind}) => `${line} ${kind}`)).toEqual([
			'2 start',
			'3 setting',
			'5 setting',
			'7 endpoint',
			'8 endpoint',
			'9 result',
			'10 end',
		]);
	});
});

describe('the wording of other builds', () => {
	it('1507 to 1703: the exit code stands on a line of its own', () => {
		const log = (code: string): string =>
			etwLog(
				'Agent * START * Finding updates CallerId = UpdateOrchestrator  Id = 25',
				ONLINE,
				`Agent Exit code = ${code}`,
				'Agent * END * Finding updates CallerId = UpdateOrchestrator  Id = 25',
			);
		expect(onlyScan(log('0x80070426'))).toMatchObject({
			caller: 'UpdateOrchestrator',
			callId: 25,
			cv: null,
			outcome: 'failed',
			exitCode: '0x80070426',
		});
		expect(onlyScan(log('0x00000000'))).toMatchObject({outcome: 'succeeded', exitCode: '0x00000000'});
	});

	it('1507 to 1703: an end without any code is a success only where the scan shows that it got through', () => {
		const log = (...lines: readonly string[]): string =>
			etwLog('Agent * START * Finding updates CallerId = X  Id = 25', ...lines, 'Agent * END * Finding updates CallerId = X  Id = 25');
		expect(onlyScan(log())).toMatchObject({outcome: 'unknown', exitCode: null});
		expect(onlyScan(log('Agent Found 0 updates and 70 categories in search; evaluated'))).toMatchObject({
			outcome: 'succeeded',
			exitCode: null,
		});
		expect(onlyScan(log('WebServices Auto proxy settings for this web service call.'))).toMatchObject({outcome: 'succeeded'});
		expect(onlyScan(log('WebServices Web service call failed with hr = 8024401c.'))).toMatchObject({outcome: 'unknown', exitCode: null});
	});

	it('UUS builds: queueing is no part of the scan', () => {
		const text = etwLog(
			onThread(77, 'Agent * START * Queueing Finding updates work item [CallerId = X, Id = 2, cV = aBcD.0.1]'),
			onThread(77, 'Agent * END * Queueing Finding updates work item [CallerId = X, Id = 2, cV = aBcD.0.1]'),
			onThread(
				77,
				'Agent Taking Finding updates work item off the queue and starting on a new thread [CallerId = X, Id = 2, cV = aBcD.0.1]',
			),
			start('X', 2),
			end('X', 2),
		);
		expect(summary(text)).toEqual([`1 X#2 ${TID} 4-5 succeeded`]);
	});

	it('1709 to 22H2: nor is it there, where its END is printed by the thread of the scan', () => {
		const text = etwLog(
			onThread(77, 'Agent * START * Queueing Finding updates [CallerId = X  Id = 2]'),
			'Agent * END * Queueing Finding updates [CallerId = X  Id = 2]',
			start('X', 2),
			end('X', 2),
		);
		expect(summary(text)).toEqual([`1 X#2 ${TID} 3-4 succeeded`]);
	});

	it('Windows 7 to 8.1: a scan without an exit code succeeded', () => {
		const text = legacyLog(
			'Agent *************',
			'Agent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]',
			'Agent *********',
			'Agent   * Online = Yes; Ignore download priority = No',
			`Agent   * ServiceID = {${WSUS_ID}} Managed`,
			'PT +++++++++++  PT: Synchronizing server updates  +++++++++++',
			`PT   + ServiceId = {${WSUS_ID}}, Server URL = http://wsus.example:8530/ClientWebService/client.asmx`,
			'Agent   * Found 2 updates and 11 categories in search; evaluated appl. rules of 84 out of 311 deployed entities',
			'Agent *********',
			'Agent **  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
		);
		expect(onlyScan(text)).toMatchObject({
			pid: 932,
			tid: 0xf30,
			callId: null,
			caller: 'AutomaticUpdates',
			online: true,
			interactive: null,
			service: {name: 'WSUS'},
			server: {scheme: 'http', port: 8530},
			outcome: 'succeeded',
			exitCode: null,
			exitName: null,
			updatesFound: 2,
			durationMs: 8000,
			proxy: {outcome: 'unknown', attempts: []},
		});
	});

	it('Windows 7 to 8.1: a failed one says its code before its end', () => {
		const text = legacyLog(
			'Agent ** START **  Agent: Finding updates [CallerId = ]',
			'Agent   * WARNING: Skipping scan, self-update check returned 0x8024402C',
			'Agent   * WARNING: Exit code = 0x8024402C',
			'Agent **  END  **  Agent: Finding updates [CallerId = ]',
			'Agent WARNING: WU client failed Searching for update with error 0x8024402c',
		);
		expect(onlyScan(text)).toMatchObject({
			caller: '',
			outcome: 'failed',
			exitCode: '0x8024402C',
			exitName: 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED',
			rootCause: {code: '0x8024402C', line: 2},
		});
	});
});

describe('results', () => {
	it.each([
		['0x00000000', 'succeeded'],
		['0x00240010', 'succeeded'],
		['0x00240001', 'succeeded'],
		['0x8024000B', 'cancelled'],
		['0x8024402C', 'failed'],
		['0xC8000222', 'failed'],
	])('%s is %s', (code, outcome) => {
		expect(onlyScan(etwLog(start('X', 1), end('X', 1, code)))).toMatchObject({
			outcome,
			exitCode: code,
			rootCause: outcome === 'failed' ? {code} : null,
		});
	});

	it('of other things are not those of the scan', () => {
		const text = etwLog(
			start('X', 1),
			'Deployment Deployment job Id 1: Exit code = 0x80070426',
			'ComApi Exit code = 0x00000000, Result code = 0x8024402C (cV = aBcD.2)',
			'Agent * END * Service exit Exit code = 0x240001',
			end('X', 1),
		);
		expect(onlyScan(text)).toMatchObject({exitCode: '0x00000000', outcome: 'succeeded'});
	});
});

describe('callers', () => {
	it.each([
		'Update;',
		'Update;Microsoft.WindowsStore_8wekyb3d8bbwe',
		'Windows Defender',
		'<<PROCESS>>: taskhostw.exe',
		'Device Driver Retrieval Client',
		'Acquisition;DSIC',
	])('%j is read whole', (caller) => {
		expect(onlyScan(etwLog(start(caller, 12), end(caller, 12)))).toMatchObject({caller, callId: 12, outcome: 'succeeded'});
	});
});

describe('files that are cut', () => {
	it('begin inside a scan, of which only the end is left', () => {
		expect(scansOf(etwLog(end('CcmExec', 2, '0x8024402C'), 'Shared text'))).toMatchObject([
			{
				caller: 'CcmExec',
				callId: 2,
				cv: 'aBcD.2.2',
				start: null,
				end: {line: 1},
				durationMs: null,
				outcome: 'failed',
				online: null,
				rootCause: {code: '0x8024402C', line: 1},
			},
		]);
	});

	it('begin inside a scan some of whose lines are left', () => {
		const text = etwLog(
			onThread(5, 'WebServices *FAILED* [8024402C] Web service call'),
			'WebServices Auto proxy settings for this web service call.',
			'WebServices *FAILED* [80240438] Web service call',
			'Agent Found 0 updates and 70 categories in search; evaluated',
			end('CcmExec', 2, '0x80240438'),
		);
		expect(onlyScan(text)).toMatchObject({
			id: 1,
			start: null,
			end: {line: 5},
			updatesFound: 0,
			proxy: {attempts: [{line: 2, code: '0x80240438'}]},
			rootCause: {line: 3},
		});
	});

	it('end inside a scan', () => {
		expect(onlyScan(etwLog(start('CcmExec', 2), ONLINE))).toMatchObject({
			online: true,
			start: {line: 1},
			end: null,
			durationMs: null,
			outcome: 'unknown',
			exitCode: null,
			rootCause: null,
		});
	});

	it('have holes: a START where the last scan of the thread has no END', () => {
		expect(summary(etwLog(start('A', 2), OFFLINE, start('B', 3), ONLINE, end('B', 3)))).toEqual([
			`1 A#2 ${TID} 1- unknown`,
			`2 B#3 ${TID} 3-5 succeeded`,
		]);
	});

	it('have holes: an END of another scan than the one that was open', () => {
		expect(summary(etwLog(start('A', 2), end('B', 3)))).toEqual([`1 A#2 ${TID} 1- unknown`, `2 B#3 ${TID} -2 succeeded`]);
	});

	it('have lines that not only scans write: no scan', () => {
		expect(scansOf(etwLog('WebServices *FAILED* [80240438] Web service call', 'Misc *FAILED* [80072EE2] Send request'))).toEqual([]);
	});

	it('hold neither the first nor the last line of a scan: lines that only scans write are one', () => {
		const text = etwLog('WebServices *FAILED* [80240438] Web service call', 'Agent Found 0 updates and 70 categories in search; evaluated');
		expect(onlyScan(text)).toMatchObject({start: null, end: null, outcome: 'unknown', updatesFound: 0, failures: [{line: 1}]});
	});
});

describe('threads and processes', () => {
	it('keep scans at once apart', () => {
		const text = etwLog(
			onThread(1, start('A', 2)),
			onThread(2, start('B', 3)),
			onThread(1, 'Agent Found 1 updates and 70 categories in search; evaluated'),
			onThread(2, 'WebServices *FAILED* [80240438] Web service call'),
			onThread(2, 'Agent Found 2 updates and 70 categories in search; evaluated'),
			onThread(1, end('A', 2)),
			onThread(2, end('B', 3, '0x80240438')),
		);
		expect(summary(text)).toEqual(['1 A#2 1 1-6 succeeded', '2 B#3 2 2-7 failed']);
		expect(scansOf(text).map(({updatesFound, failures}) => [updatesFound, failures.length])).toEqual([
			[1, 0],
			[2, 1],
		]);
	});

	it('close a scan by its Id where another thread prints the END', () => {
		expect(summary(etwLog(onThread(1, start('A', 2)), onThread(2, end('A', 2))))).toEqual(['1 A#2 1 1-2 succeeded']);
	});

	it('do so also where that thread has printed something of its own before', () => {
		const text = etwLog(
			onThread(2, 'WebServices *FAILED* [80240438] Web service call'),
			onThread(1, start('A', 2)),
			onThread(2, end('A', 2)),
		);
		expect(summary(text)).toEqual(['1 A#2 1 2-3 succeeded']);
		expect(onlyScan(text).failures).toEqual([]);
	});

	it('take the later of two scans with one Id, of which the first has lost its end', () => {
		const text = etwLog(onThread(1, start('A', 2)), onThread(2, start('A', 2)), onThread(3, end('A', 2)));
		expect(summary(text)).toEqual(['1 A#2 1 1- unknown', '2 A#2 2 2-3 succeeded']);
	});

	it('do so also where that thread runs another scan, which goes on', () => {
		const text = etwLog(onThread(1, start('A', 2)), onThread(2, start('B', 3)), onThread(2, end('A', 2)), onThread(2, end('B', 3)));
		expect(summary(text)).toEqual(['1 A#2 1 1-3 succeeded', '2 B#3 2 2-4 succeeded']);
	});

	it('begin anew after an END: later lines of the thread are of no scan', () => {
		const scan = onlyScan(etwLog(start('A', 2), end('A', 2), 'WebServices *FAILED* [80240438] Web service call'));
		expect(scan).toMatchObject({updatesFound: null, failures: []});
	});

	it('may repeat an Id: a cancelled scan and its second run are two', () => {
		const text = etwLog(start('A', 2), end('A', 2, '0x8024000B'), start('A', 2), end('A', 2));
		expect(summary(text)).toEqual([`1 A#2 ${TID} 1-2 cancelled`, `2 A#2 ${TID} 3-4 succeeded`]);
	});

	it('of a restarted service have another PID, so that the same thread and Id are another scan', () => {
		const text = etwLog(onThread(9, start('A', 1), 100), onThread(9, start('A', 1), 200), onThread(9, end('A', 1), 200));
		expect(scansOf(text)).toMatchObject([
			{pid: 100, outcome: 'unknown', end: null},
			{pid: 200, outcome: 'succeeded', end: {line: 3}},
		]);
	});

	it('number scans by their first lines, not by their ends', () => {
		const text = etwLog(onThread(1, start('A', 1)), onThread(2, start('B', 2)), onThread(2, end('B', 2)), onThread(1, end('A', 1)));
		expect(summary(text)).toEqual(['1 A#1 1 1-4 succeeded', '2 B#2 2 2-3 succeeded']);
	});

	it('without number do not push an open scan out', () => {
		const others = Array.from({length: 5000}, (_, index) => onThread(1000 + index, 'WebServices *FAILED* [80240438] Web service call'));
		expect(summary(etwLog(onThread(1, start('A', 1)), ...others, onThread(1, end('A', 1))))).toEqual(['1 A#1 1 1-5002 succeeded']);
	});
});

describe('the service of a scan', () => {
	it('is the one its own line names, also where it asks another address', () => {
		expect(
			onlyScan(
				etwLog(
					start('X', 1),
					`Agent ServiceID = {${STORE_ID}} Third party service (cV = aBcD.1)`,
					`Misc Got WSUS Client/Server URL: ${WSUS_URL}`,
					end('X', 1),
				),
			),
		).toMatchObject({
			service: {id: STORE_ID, name: 'Microsoft Store'},
			server: {url: WSUS_URL},
		});
	});

	it('is that of the address where no line of its own is left', () => {
		expect(onlyScan(etwLog(start('X', 1), `Misc Got WSUS Client/Server URL: ${WSUS_URL}`, end('X', 1))).service.name).toBe('WSUS');
	});

	it('may be one that nobody knows', () => {
		const id = 'AAAAAAAA-0000-4000-8000-000000000001';
		expect(onlyScan(etwLog(start('X', 1), `Agent ServiceID = {${id}} Third party service`, end('X', 1))).service).toEqual({id, name: null});
	});

	it('is all of them for an offline search over everything', () => {
		expect(
			onlyScan(etwLog(start('X', 1), OFFLINE, 'Agent ServiceID = {00000000-0000-0000-0000-000000000000} Third party service', end('X', 1))),
		).toMatchObject({online: false, service: {name: 'All services'}});
	});
});

describe('what a scan keeps', () => {
	it('is bounded, and what is dropped is counted', () => {
		const line = 'Agent *FAILED* [80246007] ISusInternal:: IsCommitRequired';
		const report = analyzeText(etwLog(start('X', 1), ...Array.from({length: 2500}, () => line), end('X', 1)));
		expect(report.scans[0]?.failures).toHaveLength(2000);
		expect(report.issues).toMatchObject([{kind: 'facts-dropped', count: 500}]);
	});

	it('has the text of wrapped lines whole, in any script', () => {
		const scan = onlyScan(etwLog(start('X', 1), 'WebServices WS error: es\r\nschlägt 错误 fehl', end('X', 1)));
		expect(scan.timeline.map(({text}) => text)).toContain('es schlägt 错误 fehl');
	});

	it('says of a cached result that the scan did not use the network', () => {
		expect(
			onlyScan(etwLog(start('X', 1), ONLINE, 'Agent Cached search result is available; will perform offline scan instead.', end('X', 1)))
				.online,
		).toBe(false);
	});
});
