/** Other logs that tell of failures: each form gives its failures with time and code, and none is ever called good. */
import {describe, expect, it} from 'vitest';
import {CONFIGMGR_MESSAGES} from '../../../src/core/neighbors/configmgr.js';
import {isLater, timeIn} from '../../../src/core/neighbors/entry-times.js';
import {UPDATE_EVENTS} from '../../../src/core/neighbors/event-log.js';
import {actionOf, failureCodesIn} from '../../../src/core/neighbors/neighbor-fact.js';
import {neighborReason} from '../../../src/core/neighbors/neighbor-text.js';
import {TOOLS, toolOf} from '../../../src/core/neighbors/tool-output.js';
import type {FileReport, NeighborLog} from '../../../src/core/types.js';
import {textReport} from '../../helpers/neighbor-report.js';
import {analyzeBytes, analyzeText, concat, end, etwLog, start, utf16} from '../../helpers/log-lines.js';

function neighborOf(text: string): NeighborLog {
	const {status, log, neighbor, verdict} = analyzeText(text);
	expect([status, log]).toEqual(['skipped', null]);
	expect(verdict.level).not.toBe('good');
	if (neighbor === null) throw new Error('nothing was told');
	return neighbor;
}

function cmtrace(message: string, clock = '10:00:01.000', component = 'WUAHandler'): string {
	return (
		`<![LOG[${message}]LOG]!><time="${clock}-060" date="03-14-2024" component="${component}" context="" type="3" ` +
		'thread="4120" file="cwuahandler.cpp:3405">\r\n'
	);
}

const FAILED = ['OnSearchComplete - Failed to end search job. Error = 0x80244022.', 'Scan failed with error = 0x80244022.'] as const;

describe('WUAHandler.log', () => {
	const whole = [cmtrace('Async searching of updates using WUAgent started.', '10:00:00.000'), ...FAILED.map((text) => cmtrace(text))];

	it('tells a failed scan once, with its time and code', () => {
		expect(neighborOf(whole.join(''))).toEqual({
			kind: 'wuahandler',
			what: 'WUAHandler.log of Configuration Manager',
			machineName: null,
			failures: [
				{action: 'scan', code: '0x80244022', name: 'WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL', line: 2, time: '2024-03-14T10:00:01.000'},
			],
			failureCount: 1,
			lastSuccess: null,
		});
	});

	it('is named first, with the failure, the meaning, and what the log would add', () => {
		const {verdict, findings} = analyzeText(whole.join(''));
		expect(verdict.level).toBe('warning');
		expect(verdict.text).toMatch(/^This is WUAHandler\.log of Configuration Manager: its last scan failed on 2024-03-14 at 10:00:01 with /);
		expect(verdict.text).toMatch(
			/ 0x80244022 \(WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL\)\. .*HTTP 503.* The WindowsUpdate\.log of this PC shows the server/,
		);
		expect(findings).toMatchObject([{rule: 'wrong-kind-of-log', severity: 'warning', evidence: [{line: 2}]}]);
		expect(findings[0]?.evidence[0]?.text).toContain('Scan failed on 2024-03-14 at 10:00:01 with 0x80244022');
	});

	it('is read to its end, also behind the first 64 KiB', () => {
		const filler = cmtrace('Search Criteria is (Type=1)', '10:00:00.000').repeat(800);
		expect(neighborOf(filler + cmtrace('Scan failed with error = 0x8024402c.')).failures).toMatchObject([{code: '0x8024402C', line: 801}]);
	});

	it('speaks of no failure where none is told', () => {
		for (const text of ['Successfully completed scan.', 'Async searching of updates using WUAgent started.', 'Evaluating policy'])
			expect(analyzeText(cmtrace(text)).reason).not.toMatch(/fail|not why/);
	});

	it('is not good where its last scan was', () => {
		const text = whole.join('') + cmtrace('Successfully completed scan.', '11:00:00.000');
		const {verdict} = analyzeText(text);
		expect(verdict.level).toBe('none');
		expect(verdict.text).toMatch(/its last scan on 2024-03-14 at 11:00:00 succeeded\. One failed before that on 2024-03-14/);
		expect(textReport(analyzeText(text))).toContain('line 2: Scan failed on 2024-03-14');
	});

	it.each([
		['pasted as messages alone', FAILED.join('\n'), null],
		[
			'in the other form of its lines',
			FAILED.map((text) => `${text}  $$<WUAHandler><03-14-2024 10:00:01.000-060><thread=4120 (0x1018)>`).join('\n'),
			'2024-03-14T10:00:01.000',
		],
		[
			'copied from CMTrace',
			FAILED.map((text) => `${text}\tWUAHandler\t3/14/2024 10:00:01 AM\t4120 (0x1018)`).join('\n'),
			'2024-03-14T10:00:01',
		],
		[
			'with an entry of two lines',
			cmtrace(`Scan failed\nwith error = 0x80244022.`.replace('\n', ' ')).replace('Scan', 'Scan'),
			'2024-03-14T10:00:01.000',
		],
	])('is recognized %s', (_, text, time) => {
		expect(neighborOf(text)).toMatchObject({kind: 'wuahandler', failureCount: 1, failures: [{code: '0x80244022', time}]});
	});

	it('is recognized in UTF-16', () => {
		const {neighbor} = analyzeBytes(concat(Uint8Array.of(0xff, 0xfe), utf16(whole.join(''))));
		expect(neighbor).toMatchObject({kind: 'wuahandler', failures: [{code: '0x80244022'}]});
	});

	it('gives way to a log that comes after it', () => {
		expect(analyzeText(whole.join('') + etwLog(start('X', 1), end('X', 1)))).toMatchObject({status: 'analyzed', neighbor: null});
	});
});

it('ScanAgent.log tells its failed scans', () => {
	const text = cmtrace('ScanJob({A}): CScanJob::OnScanComplete -Scan Failed with Error=0x80240438', '10:00:01.000', 'ScanAgent');
	expect(neighborOf(text)).toMatchObject({kind: 'scan-agent', failures: [{action: 'scan', code: '0x80240438'}]});
});

it('entries of other components are failures only with codes of Windows Update', () => {
	const other = cmtrace('Failed to refresh Resync state message. Error = 0x87d00310.', '10:00:01.000', 'UpdatesStore');
	expect(analyzeText(other)).toMatchObject({neighbor: null, reason: expect.stringContaining('a Configuration Manager client log')});
	expect(neighborOf(cmtrace('Download failed with error = 0x80246007', '10:00:01.000', 'UpdatesHandler'))).toMatchObject({
		kind: 'configmgr',
		failures: [{action: 'download', code: '0x80246007'}],
	});
	expect(neighborOf(cmtrace('Job error (0x800b0109) received for assignment', '10:00:01.000', 'UpdatesDeploymentAgent'))).toMatchObject({
		kind: 'configmgr',
		failures: [{code: '0x800B0109'}],
	});
});

describe('ReportingEvents.log', () => {
	const entry = (number: string, name: string, code: string, state: string, day = '14'): string =>
		`{5D1A9F20-7E1B-4B0A-9C7E-1F0E2D3C4B5A}\t2024-03-${day} 09:15:12:345+0100\t1\t${number} [${name}]\t101\t` +
		`{00000000-0000-0000-0000-000000000000}\t0\t${code}\tCcmExec\t${state}\tSoftware Synchronization\tA sentence.\taBcD.1\r\n`;

	it('tells failed scans and installations', () => {
		const text =
			entry('148', 'AGENT_DETECTION_FAILED', '8024402c', 'Failure') + entry('182', 'AGENT_INSTALLING_FAILED', '80070643', 'Failure', '15');
		expect(neighborOf(text)).toMatchObject({
			kind: 'reporting-events',
			failures: [
				{action: 'scan', code: '0x8024402C', time: '2024-03-14T09:15:12.345'},
				{action: 'install', code: '0x80070643'},
			],
		});
	});

	it('a later scan that succeeds ends failed scans, but not a failed installation', () => {
		const good = entry('147', 'AGENT_DETECTION_FINISHED', '0', 'Success', '16');
		expect(analyzeText(entry('148', 'AGENT_DETECTION_FAILED', '8024402c', 'Failure') + good).verdict.level).toBe('none');
		const {verdict} = analyzeText(entry('182', 'AGENT_INSTALLING_FAILED', '80070643', 'Failure') + good);
		expect(verdict).toMatchObject({
			level: 'warning',
			text: expect.stringMatching(/its last installation failed .* Its last scan on 2024-03-16/),
		});
	});
});

const XML_EVENT = (id: number, time: string, data: string): string =>
	"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-WindowsUpdateClient'/>" +
	`<EventID>${id}</EventID><TimeCreated SystemTime='${time}'/><EventRecordID>5</EventRecordID></System>` +
	`<EventData><Data Name='x'>${data}</Data></EventData></Event>`;

const VIEWER = [
	'Log Name:      Microsoft-Windows-WindowsUpdateClient/Operational',
	'Source:        Microsoft-Windows-WindowsUpdateClient',
	'Date:          3/14/2024 9:01:33 AM',
	'Event ID:      25',
	'Level:         Error',
	'Computer:      pc01.contoso.example',
	'Description:',
	'Windows Update failed to check for updates with error 0x8024402C.',
].join('\r\n');

describe('events of Windows Update', () => {
	it.each([
		['copied from Event Viewer', VIEWER, '2024-03-14T09:01:33'],
		[
			'copied with their XML',
			`${VIEWER}\r\nEvent Xml:\r\n${XML_EVENT(25, '2024-03-14T08:01:33.123Z', '0x8024402c')}`,
			'2024-03-14T09:01:33',
		],
		[
			'as wevtutil prints them',
			'Event[0]:\r\n  Log Name: System\r\n  Source: Microsoft-Windows-WindowsUpdateClient\r\n  Date: 2024-03-14T09:01:33.1230000Z\r\n' +
				'  Event ID: 25\r\n  Description: \r\nWindows Update failed to check for updates with error 0x8024402C.\r\n',
			'2024-03-14T09:01:33.1230000',
		],
		[
			'as Get-WinEvent lists them, in another language',
			'TimeCreated  : 14.03.2024 09:01:33\r\nProviderName : Microsoft-Windows-WindowsUpdateClient\r\nId           : 25\r\n' +
				'Message      : Fehler 0x8024402C bei der Suche.\r\n',
			'2024-03-14T09:01:33',
		],
		[
			'as a table',
			'   ProviderName: Microsoft-Windows-WindowsUpdateClient\r\n\r\nTimeCreated           Id LevelDisplayName Message\r\n' +
				'3/14/2024 9:01:33 AM  25 Error            Windows Update failed to check for updates with error 0x8024402C.\r\n',
			'2024-03-14T09:01:33',
		],
		['as XML', `<Events>${XML_EVENT(25, '2024-03-14T08:01:33.123Z', '2149859372')}</Events>`, '2024-03-14T08:01:33.123'],
	])('are read %s', (_, text, time) => {
		expect(neighborOf(text)).toMatchObject({kind: 'event-log', failureCount: 1, failures: [{action: 'scan', code: '0x8024402C', time}]});
	});

	it('may have the newest first: times decide what is last', () => {
		const failing = XML_EVENT(25, '2024-03-15T08:00:00Z', '0x8024402c');
		const good = XML_EVENT(26, '2024-03-14T08:00:00Z', '3');
		expect(analyzeText(`<Events>${failing}${good}</Events>`).verdict.level).toBe('warning');
		expect(analyzeText(`<Events>${good.replace('14T', '16T')}${failing}</Events>`).verdict.level).toBe('none');
	});

	it('may have no code', () => {
		expect(neighborOf(UPDATE_EVENTS[0]?.example ?? '').failures).toMatchObject([{action: 'scan', code: null}]);
	});

	it('of another provider are named', () => {
		const text = `<Events>${XML_EVENT(25, '2024-03-14T08:00:00Z', '1').replace('WindowsUpdateClient', 'Kernel-General')}</Events>`;
		expect(analyzeText(text)).toMatchObject({neighbor: null, reason: expect.stringContaining('without Windows Update events')});
	});

	it.each(UPDATE_EVENTS.map((row) => [row.id, row] as const))('%i is recognized by its text', (_, {match, example}) => {
		expect(example).toMatch(match);
	});
});

describe('events of Windows Error Reporting', () => {
	const event = 'Event Name: WindowsUpdateFailure3\nP1: 10.0.19041.1\nP2: 80244022\nP3: {1}\nP4: Scan\nP8: UpdateOrchestrator\n';

	it.each([
		['as an event', event],
		['in one line', event.replaceAll('\n', ' ')],
		['as a .wer file', 'Version=1\nEventType=WindowsUpdateFailure3\nSig[0].Value=10.0.19041.1\nSig[1].Value=80244022\nSig[3].Value=Scan\n'],
	])('tell the code and what failed %s', (_, text) => {
		expect(neighborOf(text)).toMatchObject({kind: 'error-report', failures: [{action: 'scan', code: '0x80244022'}]});
	});

	it('are named where they are about something else', () => {
		expect(analyzeText('Event Name: AppHangB1\nP1: explorer.exe\nP2: 10.0.19041.1\n')).toMatchObject({
			verdict: {level: 'none', text: expect.stringMatching(/^This is a Windows Error Reporting event\. It shows no result/)},
		});
	});
});

describe('the output of tools', () => {
	it.each(TOOLS.map((tool) => [tool.what, tool] as const))('%s is recognized', (_, tool) => {
		expect(toolOf(tool.example)).toBe(tool);
	});

	it('has each code with its meaning', () => {
		const report = analyzeText('PS> Get-WindowsUpdate\nGet-WindowsUpdate : Exception from HRESULT: 0x8024402C\nfailed: 0x80240438\n');
		expect(report.verdict.text).toMatch(/^This is the output of PSWindowsUpdate: it reports 0x80240438/);
		expect(report.findings[0]?.evidence.map(({text}) => text)).toEqual([
			expect.stringContaining('0x8024402C (WU_E_PT_WINHTTP_NAME_NOT_RESOLVED). DNS lookup failed'),
			expect.stringContaining('0x80240438 (WU_E_PT_ENDPOINT_UNREACHABLE). The PC could not reach'),
		]);
	});

	it('may be codes alone', () => {
		expect(neighborOf('0x80240034\n8024001a\n-2145107924\n').failures.map(({code}) => code)).toEqual([
			'0x80240034',
			'0x8024001A',
			'0x8024402C',
		]);
	});

	it('is that of an extension of Azure if it names one', () => {
		const text =
			'2024-03-14T09:01:33Z Microsoft.CPlat.Core started\n2024-03-14T09:02:33Z Failed to search for updates. HResult: 0x8024402C\n';
		expect(neighborOf(text)).toMatchObject({kind: 'azure-extension', failures: [{action: 'scan', time: '2024-03-14T09:02:33'}]});
	});

	it('is not a document that names codes here and there', () => {
		const words = 'How the samples were made, and what each of them shows to those who read it. '.repeat(20);
		const report = analyzeText(`# Samples\n\n${words}\nOne fails with 0x8024402C.\n${words}\n${words}\nOne ends with 0x80244022.\n`);
		expect(report.neighbor).toBeNull();
		expect(report.verdict.level).not.toBe('warning');
	});

	it('is no failure if the code usually is no problem', () => {
		expect(analyzeText('result: 0x8024000C').verdict.level).toBe('none');
	});

	it.each([
		'Dear all,\nthe PC finds no updates.\n',
		'12 of 34',
		'color #C0FFEE00',
		'{80244022-0000-0000-0000-000000000000}',
	])('is not seen in %j', (text) => {
		expect(analyzeText(text)).toMatchObject({neighbor: null, reason: expect.stringMatching(/^No line looks like/)});
	});
});

it.each(CONFIGMGR_MESSAGES.map((row) => [row.example, row] as const))('the message %j is of its row', (example, row) => {
	expect(CONFIGMGR_MESSAGES.find(({match}) => match.test(example))).toBe(row);
	if (row.outcome === 'failed') expect(failureCodesIn(example)).toHaveLength(1);
});

it('quotes nothing of the file but codes and times', () => {
	const secret = 'password=hunter2';
	const reports: readonly FileReport[] = [
		analyzeText(cmtrace(`Scan failed with error = 0x80244022. ${secret}`)),
		analyzeText(`usoclient ${secret}: error 0x8024402C`),
		analyzeText(VIEWER.replace('pc01', secret)),
	];
	for (const report of reports) expect(JSON.stringify(report)).not.toContain('hunter2');
});

it('keeps the last failures and counts all', () => {
	const days = Array.from({length: 150}, (_, index) =>
		cmtrace(`Scan failed with error = 0x${(0x80244017 + (index % 8)).toString(16)}.`, `10:00:${String(index % 60).padStart(2, '0')}.000`),
	);
	const neighbor = neighborOf(days.join(''));
	expect(neighbor.failureCount).toBe(150);
	expect(neighbor.failures).toHaveLength(100);
});

it('has one reason for the same failure at different times', () => {
	const reasons = ['10:00:01.000', '11:30:00.000'].map((clock) =>
		neighborReason(neighborOf(cmtrace('Scan failed with error = 0x80244022.', clock)), {hasTimes: false}),
	);
	expect(new Set(reasons).size).toBe(1);
	expect(reasons[0]).toContain('0x80244022');
});

describe('times', () => {
	it.each([
		['2024-03-14 09:15:12:345+0100', '2024-03-14T09:15:12.345'],
		['3/14/2024 9:01:33 PM', '2024-03-14T21:01:33'],
		['3/4/2024 12:01:33 AM', '2024-03-04T00:01:33'],
		['14/03/2024 09:01:33', '2024-03-14T09:01:33'],
		['04.03.2024 09:01:33', '2024-03-04T09:01:33'],
		['04/03/2024 09:01:33', null],
		['2024-13-14 09:15:12', null],
		['2024-03-14 25:15:12', null],
		['no time', null],
	])('%s is %s', (text, time) => {
		expect(timeIn(text)).toBe(time);
	});

	it('decide what is later, and lines where there are none', () => {
		expect(isLater({line: 1, time: '2024-03-15T00:00:00'}, {line: 2, time: '2024-03-14T00:00:00'})).toBe(true);
		expect(isLater({line: 1, time: null}, {line: 2, time: '2024-03-14T00:00:00'})).toBe(false);
	});
});

it.each([
	['Failed to search for updates to install', 'scan'],
	['There were problems installing updates; search the web', 'install'],
	['download failed', 'download'],
	['failed', 'other'],
])('%s is about: %s', (text, action) => {
	expect(actionOf(text)).toBe(action);
});

describe('logs of the servicing stack and of setup', () => {
	const line = (level: string, text: string): string => `2024-03-14 10:00:01, ${level.padEnd(21)} ${text}\r\n`;

	it.each([
		['CBS.log, the servicing stack log', 'CBS    Failed to resolve execution package [HRESULT = 0x800f081f]', '0x800F081F'],
		['DISM.log', 'DISM   DISM Package Manager: PID=1 TID=2 Failed to add the package. (hr:0x800f0954)', '0x800F0954'],
		['a Windows Setup log (setupact.log or setuperr.log)', 'SP     Operation failed: Install. Error: 0xC1900101', '0xC1900101'],
	])('list their errors: %s', (what, error, code) => {
		const [before, after] = ['a session begins', 'it goes on'].map((text) => line('Info', error.slice(0, 7) + text));
		expect(neighborOf(`${before}${line('Error', error)}${after}`)).toMatchObject({
			what,
			failures: [{action: 'install', code, line: 2, time: '2024-03-14T10:00:01'}],
		});
	});

	it('and not what is no error, whatever its code', () => {
		const {status, neighbor, reason} = analyzeText(line('Info', 'CBS    Session not found [HRESULT = 0x800f0805]').repeat(3));
		expect([status, neighbor]).toEqual(['skipped', null]);
		expect(reason).toContain('CBS.log');
	});
});

describe('an event that Event Viewer copied in another language', () => {
	const event = (number: string, text: string): string =>
		['Source :       Microsoft-Windows-WindowsUpdateClient', 'Date :         14/03/2024 10:00:01', number, 'Description :', text].join(
			'\r\n',
		);

	it.each([
		['with its number', 'ID de l’événement :20', 'install'],
		['with a number that is not found', 'Code : ?', 'install'],
	])('tells its failure, %s', (_what, number, action) => {
		const {failures} = neighborOf(event(number, 'Échec d’installation : la mise à jour a échoué avec l’erreur 0x80070643 : exemple'));
		expect(failures).toMatchObject([{action, code: '0x80070643', time: '2024-03-14T10:00:01'}]);
	});

	it('tells a success by its number', () => {
		expect(neighborOf(event('ID de l’événement :26', 'Windows Update a trouvé 3 mises à jour.'))).toMatchObject({
			failures: [],
			lastSuccess: {time: '2024-03-14T10:00:01'},
		});
	});
});

describe('the first step of another log', () => {
	it.each([
		['of a scan', 'Scan failed with error = 0x87d00692.', 'Run gpresult /h'],
		['of an installation', '2024-03-12 10:00:00, Error                 CBS    Failed. [HRESULT = 0x80073712]', 'Run DISM /Online'],
		['of a code that is not explained', 'Exception from HRESULT: 0x8024FFF0', 'On Windows 10 and 11, create the log'],
	])('is about the code %s', (_, text, step) => {
		expect(analyzeText(text).findings[0]?.steps[0]?.text).toContain(step);
	});

	it('does not send people to a log of scans where an installation failed', () => {
		expect(analyzeText('2024-03-12 10:00:00, Error                 CBS    Failed. [HRESULT = 0x80073712]').reason).toContain('CBS.log');
	});
});
