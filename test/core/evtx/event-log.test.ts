/** Event logs (.evtx): the events of Windows Update in them, whole or damaged, and what is said where there is none. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer} from '../../../src/core/analyze.js';
import {crc32} from '../../../src/core/evtx/crc32.js';
import {createEventLog} from '../../../src/core/evtx/event-log.js';
import {machineOf} from '../../../src/core/triage/machine-name.js';
import type {FileReport} from '../../../src/core/types.js';
import {type EvtxEvent, type EvtxOptions, evtxOf} from '../../helpers/evtx-writer.js';
import {bytesOf} from '../../helpers/log-lines.js';

const CHUNK = 64 * 1024;
const HEAD = 4096;
const SERVICE = '{9482F4B4-E343-43B6-B170-9A65BC822C77}';

const FAILED_SCAN: EvtxEvent = {id: 25, time: '2024-03-14T10:00:01.250Z', data: {errorCode: {type: 'hex32', value: 0x8024402c}}};
const FAILED_INSTALL: EvtxEvent = {
	id: 20,
	time: '2024-03-14T11:00:00Z',
	data: {
		errorCode: {type: 'hex32', value: 0x80073712},
		updateTitle: {type: 'string', value: 'Example <update> & "more"\r\n2024-03'},
		updateGuid: {type: 'guid', value: '{01234567-89AB-CDEF-0123-456789ABCDEF}'},
		updateRevisionNumber: {type: 'uint32', value: 201},
		serviceGuid: {type: 'guid', value: SERVICE},
	},
};
const FOUND: EvtxEvent = {id: 26, time: '2024-03-14T09:00:00Z', data: {updateCount: {type: 'uint32', value: 3}}};
const OTHER: EvtxEvent = {provider: 'Example-Provider', id: 20, time: '2024-03-14T08:00:00Z', data: {text: {type: 'string', value: 'x'}}};

function linesOf(bytes: Uint8Array): readonly string[] {
	let text = '';
	const log = createEventLog((lines) => {
		text += new TextDecoder().decode(lines);
	});
	log.push(bytes);
	log.end();
	return text.split('\n').slice(0, -1);
}

function reportOf(bytes: Uint8Array, size: number = bytes.length): FileReport {
	const analyzer = createAnalyzer({path: 'System.evtx'});
	for (let at = 0; at < bytes.length; at += size) analyzer.push(bytes.subarray(at, at + size));
	return analyzer.end();
}

describe('an event log', () => {
	it.each<NonNullable<EvtxOptions['form']>>(['templates', 'plain'])('gives each event of Windows Update as a line of XML (%s)', (form) => {
		expect(linesOf(evtxOf([OTHER, FAILED_INSTALL], {form}))).toEqual([
			'<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>' +
				`<Provider Name="Microsoft-Windows-WindowsUpdateClient"/><EventID>20</EventID>` +
				`<TimeCreated SystemTime="2024-03-14T11:00:00${form === 'plain' ? '' : '.000'}Z"/><EventRecordID>2</EventRecordID><Correlation/>` +
				'<Channel>Microsoft-Windows-WindowsUpdateClient/Operational</Channel><Computer>PC-0142.corp.example</Computer></System>' +
				'<EventData><Data Name="errorCode">0x80073712</Data>' +
				'<Data Name="updateTitle">Example &lt;update&gt; &amp; &quot;more&quot;  2024-03</Data>' +
				'<Data Name="updateGuid">{01234567-89AB-CDEF-0123-456789ABCDEF}</Data><Data Name="updateRevisionNumber">201</Data>' +
				`<Data Name="serviceGuid">${SERVICE}</Data></EventData></Event>`,
		]);
	});

	it('tells failures with code and time, the last scan that succeeded, and the computer', () => {
		const report = reportOf(evtxOf([FOUND, OTHER, FAILED_SCAN, FAILED_INSTALL]));
		expect([report.status, report.log, report.issues]).toEqual(['skipped', null, []]);
		expect(report.neighbor).toEqual({
			kind: 'event-log',
			what: 'an event log with Windows Update events',
			machineName: 'PC-0142.corp.example',
			failures: [
				{action: 'scan', code: '0x8024402C', name: 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED', line: 2, time: '2024-03-14T10:00:01.250'},
				{action: 'install', code: '0x80073712', name: 'ERROR_SXS_COMPONENT_STORE_CORRUPT', line: 3, time: '2024-03-14T11:00:00.000'},
			],
			failureCount: 2,
			lastSuccess: {line: 1, time: '2024-03-14T09:00:00.000'},
		});
		expect(machineOf(report)).toEqual({name: 'PC-0142', domain: 'corp.example', source: 'log'});
	});

	it.each([
		[34, 'install'],
		[35, 'install'],
		[31, 'download'],
	])('knows event %i as a failure: %s', (id, action) => {
		const data: EvtxEvent['data'] = {errorCode: {type: 'int32', value: -2147024891}};
		const {neighbor} = reportOf(evtxOf([{id, time: '2024-03-14T11:00:00Z', data}]));
		expect(neighbor?.failures).toMatchObject([{action, code: '0x80070005'}]);
	});

	it('counts events without a result as what the file is about', () => {
		const started: EvtxEvent = {id: 43, time: '2024-03-14T11:00:00Z', data: {updateTitle: {type: 'string', value: 'Example'}}};
		expect(reportOf(evtxOf([started])).neighbor).toMatchObject({kind: 'event-log', failureCount: 0});
	});

	it('gives an element for each text of an array', () => {
		const report: EvtxEvent = {
			provider: 'Windows Error Reporting',
			id: 1001,
			time: '2024-03-14T11:00:00Z',
			data: {texts: {type: 'strings', value: ['', '0', 'WindowsUpdateFailure3', 'Not available', '0', '10.0', '80240438', 'guid', 'Scan']}},
		};
		expect(linesOf(evtxOf([report]))[0]).toContain('<Data>WindowsUpdateFailure3</Data><Data>Not available</Data>');
		expect(reportOf(evtxOf([report])).neighbor).toMatchObject({kind: 'error-report', failures: [{code: '0x80240438'}]});
	});

	it('names no computer where its events are forwarded from several', () => {
		const {neighbor} = reportOf(evtxOf([FAILED_SCAN, {...FAILED_INSTALL, computer: 'PC-0143'}]));
		expect(neighbor?.machineName).toBeNull();
	});

	it('is read the same, however its bytes are cut', () => {
		const bytes = evtxOf([FOUND, FAILED_SCAN, FAILED_INSTALL], {perChunk: 1});
		const whole = reportOf(bytes);
		for (const size of [1000, HEAD, 4099, CHUNK, CHUNK + HEAD]) expect(reportOf(bytes, size)).toEqual(whole);
	});

	it('says what else to use where there is no event of Windows Update', () => {
		const {status, reason, neighbor} = reportOf(evtxOf([OTHER]));
		expect([status, neighbor]).toEqual(['skipped', null]);
		expect(reason).toMatch(/^This is a Windows event log \(\.evtx\)\. There is no event of Windows Update in it, as System\.evtx/);
		expect(reportOf(bytesOf('ElfFile\0')).reason).toContain('ends in the middle of a part');
	});
});

describe('a damaged event log', () => {
	const EVENTS = [FAILED_SCAN, FOUND, FAILED_INSTALL];

	it('loses only the chunk whose checksum is wrong, and says so', () => {
		const bytes = evtxOf(EVENTS, {perChunk: 1});
		const at = HEAD + CHUNK + 600;
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		const {neighbor, issues} = reportOf(bytes);
		expect(neighbor).toMatchObject({failureCount: 2, lastSuccess: null});
		expect(issues).toEqual([
			{
				kind: 'event-log-damaged',
				line: null,
				count: 1,
				message: 'Damaged parts of the event log (64 KB each), whose checksums are wrong; they were not read.',
			},
		]);
	});

	it('is read to where it was cut off', () => {
		const bytes = evtxOf(EVENTS, {perChunk: 3});
		const records = linesOf(bytes).length;
		const second = bytes.indexOf(Buffer.from([0x2a, 0x2a, 0, 0]), HEAD + 520);
		const cut = reportOf(bytes.subarray(0, second + 30));
		expect(records).toBe(3);
		expect(cut.neighbor).toMatchObject({failures: [{code: '0x8024402C'}], failureCount: 1});
		expect(cut.issues.map(({message}) => message).join(' ')).toContain('it was cut off');
	});

	it('is read as it stands while the log is open', () => {
		const {neighbor, issues} = reportOf(evtxOf(EVENTS, {isDirty: true}));
		expect([neighbor?.failureCount, issues]).toEqual([2, []]);
	});

	it('leaves out an event whose template leads nowhere, and reads those after it', () => {
		const bytes = evtxOf(EVENTS, {isDirty: true});
		bytes.writeUInt32LE(0xfffffff0, HEAD + 512 + 24 + 4 + 6);
		const {neighbor, issues} = reportOf(bytes);
		expect(neighbor?.failures.map(({code}) => code)).toEqual(['0x80073712']);
		expect(issues).toMatchObject([{kind: 'event-log-damaged', count: 1}]);
	});

	it('ends with templates that name themselves', () => {
		const bytes = evtxOf([FAILED_SCAN], {isDirty: true});
		// Behind the head of a definition, 24 bytes long, stand its tokens: here the very ones that name the template.
		const nested = bytes.lastIndexOf(Buffer.from([0x0f, 1, 1, 0, 0x0c, 1]));
		bytes.writeUInt32LE(nested - HEAD - 24, nested + 4 + 6);
		expect(reportOf(bytes).reason).toContain('Damaged events');
	});
});

describe('the checksum', () => {
	it('is that of zlib', () => {
		expect(crc32(bytesOf('1234'), bytesOf('56789'))).toBe(0xcbf43926);
	});
});
