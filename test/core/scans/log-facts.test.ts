/** What a whole log says about itself: dialect, versions, name of the PC, lines that may prove something about the machine. */
import {describe, expect, it} from 'vitest';
import type {LogEvent} from '../../../src/core/events/event.js';
import {createRecordHeader, type LineDialect, type RecordHeader} from '../../../src/core/records/record-header.js';
import {isLogFact, LogFactsCollector} from '../../../src/core/scans/log-facts.js';
import {analyzeText, bytesOf, legacyLog} from '../../helpers/log-lines.js';

function record(message: string, line = 1, dialect: LineDialect = 'etw'): RecordHeader {
	const bytes = bytesOf(message);
	return {...createRecordHeader(), bytes, messageEnd: bytes.length, line, dialect};
}

function withRecords(...records: readonly RecordHeader[]): LogFactsCollector {
	const facts = new LogFactsCollector();
	for (const one of records) facts.addRecord(one);
	return facts;
}

function withEvents(...events: readonly LogEvent[]): LogFactsCollector {
	const facts = new LogFactsCollector();
	for (const [index, event] of events.entries()) facts.addEvent(event, index + 1, `line ${index + 1}`);
	return facts;
}

const UNDECODED = 'Unknown( 15): GUID=1 (No Format Information found).';

describe('the dialect', () => {
	it.each([
		['etw', ['etw']],
		['etw', []],
		['etw', ['etw', 'legacy']],
		['etw', ['etw', 'raw']],
		['legacy', ['legacy', 'etw', 'legacy']],
		['legacy', ['legacy', 'raw']],
		['raw', ['raw', 'raw', 'etw']],
	] as const)('is %s for %j', (dialect, records) => {
		expect(withRecords(...records.map((one) => record('text', 1, one))).dialect(records.length)).toBe(dialect);
	});

	it('is undecoded where no record has a text', () => {
		expect(withRecords(record(UNDECODED), record(UNDECODED)).dialect(2)).toBe('undecoded');
		expect(withRecords(record(UNDECODED), record('text')).dialect(2)).toBe('etw');
	});
});

describe('undecoded records', () => {
	it('say nothing, and are counted; the first one is quoted', () => {
		const facts = new LogFactsCollector();
		expect(facts.addRecord(record('text', 1))).toBe(true);
		expect(facts.addRecord(record(`${UNDECODED}${'x'.repeat(300)}`, 2))).toBe(false);
		expect(facts.addRecord(record(UNDECODED, 3))).toBe(false);
		expect(facts.undecoded).toEqual({count: 2, firstLine: 2, firstText: `${UNDECODED}${'x'.repeat(300)}`.slice(0, 200)});
	});

	it('have no component: a component may say the same words', () => {
		const message = record(`Agent${UNDECODED}`);
		expect(new LogFactsCollector().addRecord({...message, componentEnd: 5, messageStart: 5})).toBe(true);
	});

	it('are none of a log without them', () => {
		expect(withRecords(record('text')).undecoded).toEqual({count: 0, firstLine: 0, firstText: ''});
	});
});

describe('the log of the update orchestrator', () => {
	const own = record('text');
	const other = record('[scan] : started; ');

	it.each([
		[[], false],
		[[own], false],
		[[own, other], false],
		[[own, other, other], true],
		[[...Array.from({length: 64}, () => own), ...Array.from({length: 200}, () => other)], false],
	])('is told by its first records (case %#)', (records, isOther) => {
		expect(withRecords(...records).isOrchestratorLog).toBe(isOther);
	});
});

describe('versions', () => {
	it('stand in the order in which they came, each once', () => {
		const facts = withEvents(
			{type: 'client-version', version: '2'},
			{type: 'service-discovery', windowsBuild: '10.0.2', clientVersion: '1'},
			{type: 'banner', version: '3', offsetMinutes: 60},
			{type: 'client-version', version: '2'},
			{type: 'service-discovery', windowsBuild: '10.0.1', clientVersion: null},
		);
		expect(facts.versions()).toEqual({clientVersions: ['2', '1', '3'], windowsBuilds: ['10.0.2', '10.0.1']});
	});

	it('are those of the banner of legacy logs', () => {
		const {log} = analyzeText(legacyLog('Report   * OS Version = 6.1.7601.1.0.65792', 'Report   * Computer Brand = Contoso'));
		expect(log?.windowsBuilds).toEqual(['6.1.7601']);
	});

	it('are bounded', () => {
		const events = Array.from({length: 1000}, (_, index): LogEvent => ({type: 'client-version', version: String(index)}));
		const {clientVersions} = withEvents(...events).versions();
		expect(clientVersions).toHaveLength(256);
		expect(clientVersions.at(-1)).toBe('255');
	});
});

describe('lines about the machine', () => {
	it('are those that may prove something about it', () => {
		const facts = withEvents(
			{type: 'wsus-setting', setting: 'server', value: null},
			{type: 'proxy-retry'},
			{type: 'client-version', version: '1'},
			{type: 'certificate-in-wsus-store', value: true},
			{type: 'pinning-mandatory', value: true},
		);
		expect(facts.machineLines).toEqual([
			{line: 1, text: 'line 1', kind: 'wsus'},
			{line: 3, text: 'line 3', kind: 'version'},
			{line: 5, text: 'line 5', kind: 'wsus'},
		]);
	});

	it('are bounded', () => {
		const facts = withEvents(...Array.from({length: 100}, (): LogEvent => ({type: 'certificate-store-empty'})));
		expect(facts.machineLines).toHaveLength(64);
	});

	it('name the PC; the last name counts, and a line without one takes none away', () => {
		const facts = withEvents(
			{type: 'device', name: 'PC-1', targetGroup: null},
			{type: 'device', name: 'PC-2', targetGroup: null},
			{type: 'device', name: null, targetGroup: 'group'},
		);
		expect(facts.machineName).toBe('PC-2');
	});
});

it('facts about the log are never part of a scan', () => {
	expect(isLogFact({type: 'banner', version: '1', offsetMinutes: null})).toBe(true);
	expect(isLogFact({type: 'client-version', version: '1'})).toBe(true);
	expect(isLogFact({type: 'device', name: null, targetGroup: null})).toBe(false);
	expect(isLogFact({type: 'scan-started', caller: '', callId: null, cv: null})).toBe(false);
});
