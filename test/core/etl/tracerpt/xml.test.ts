/** The XML that tracerpt makes of a trace gives the report of the trace. */
import {describe, expect, it} from 'vitest';
import {analyzeBytes, analyzeChunks, bytesOf, concat, end, etwLog, start, utf16} from '../../../helpers/log-lines.js';
import {chunksOf} from '../../../helpers/read-trace.js';
import {fileReportErrors} from '../../../helpers/report-schema.js';
import {entriesOf, writeTrace} from '../../../helpers/trace-writer.js';
import {xmlEvent, xmlHeader, xmlOf} from '../../../helpers/tracerpt-writer.js';

const LOG = etwLog(start('X & "Y"', 1), 'Agent a <b> & c', end('X & "Y"', 1));
const ENTRIES = entriesOf(LOG, 420);
const XML = xmlOf(ENTRIES);

describe('the XML of a trace', () => {
	const report = analyzeBytes(bytesOf(XML));

	it('has the scans of the trace', () => {
		expect(fileReportErrors(report)).toEqual([]);
		expect(report).toMatchObject({
			status: 'analyzed',
			issues: [],
			log: {dialect: 'trace', lines: 3, records: 3, utcOffset: '-07:00', windowsBuilds: ['10.0.22631']},
			scans: [{caller: 'X & "Y"', outcome: 'succeeded'}],
		});
		expect(report.scans).toEqual(analyzeBytes(writeTrace(ENTRIES, {bias: 420})).scans);
	});

	it('in any pieces, and in UTF-16', () => {
		const cuts = Array.from({length: 40}, (_, index) => index * 61);
		expect(analyzeChunks(chunksOf(bytesOf(XML), cuts))).toEqual(report);
		expect(analyzeBytes(concat(Uint8Array.of(0xff, 0xfe), utf16(XML))).scans).toEqual(report.scans);
	});

	it('with raw times has those of the trace, and none without the header', () => {
		const raw = XML.replaceAll(/<TimeCreated SystemTime="[^"]{1,64}" \/>/g, '<TimeCreated RawTime="30000000" />').replace(
			/<Provider [^>]{0,128}68fdd900[^>]{0,128}>/,
			'<Provider Guid="{9e814aad-3204-11d2-9a82-006008a86939}" />',
		);
		const header = raw
			.replace('RawTime="30000000"', 'RawTime="10000000"')
			.replace('<EventData>', '<EventData><Data Name="PerfFreq">10000000</Data><Data Name="StartTime">133500000000000000</Data>')
			.replace(
				'</Event>',
				'<ExtendedTracingInfo><EventGuid>{68fdd900-4a3e-11d1-84f4-0000f80464e3}</EventGuid></ExtendedTracingInfo></Event>',
			);
		const read = analyzeBytes(bytesOf(header));
		expect(read.log).toMatchObject({lines: 3, firstTime: '2024-01-17T21:20:02.0000000', utcOffset: '+00:00'});
		expect(read.issues).toEqual([]);
		expect(analyzeBytes(bytesOf(raw)).issues).toMatchObject([{kind: 'time-unreadable', count: 3}, {kind: 'events-skipped'}]);
	});

	it('says what was lost', () => {
		expect(analyzeBytes(bytesOf(xmlOf(ENTRIES, {eventsLost: 41}))).issues).toMatchObject([{kind: 'events-lost', count: 41}]);
	});

	it('of others is named', () => {
		expect(analyzeBytes(bytesOf(`<Events>\n${xmlHeader()}</Events>`))).toMatchObject({
			status: 'skipped',
			reason: expect.stringMatching(/^This is a trace in XML form \(tracerpt\) without Windows Update events\. Use the trace/) as string,
		});
		expect(
			analyzeBytes(
				bytesOf(xmlOf(ENTRIES, {provider: {name: 'Microsoft.Windows.Update.Orchestrator', id: '30336ed4-e327-447c-9de0-51b652c86108'}})),
			).reason,
		).toMatch(/^This is a trace of the update orchestrator or of its user interface \(3 events\)/);
	});

	it('that comes after much of others is read', () => {
		expect(
			analyzeBytes(bytesOf(`<Events>\n${xmlHeader().repeat(1000)}${ENTRIES.map((entry) => xmlEvent(entry)).join('')}`)).scans,
		).toHaveLength(1);
	});

	it('without an end is no event, and said to be damaged', () => {
		const endless = '<Data Name="x">'.repeat(200_000);
		expect(analyzeBytes(bytesOf(`<Events>\n<Event>${endless}`)).status).toBe('skipped');
		expect(analyzeBytes(bytesOf(`${XML.replace('</Events>', '')}<Event>${endless}`)).issues).toMatchObject([{kind: 'trace-damaged'}]);
		expect(analyzeBytes(bytesOf(XML.slice(0, -30)))).toMatchObject({log: {lines: 2}, issues: [{kind: 'trace-damaged', count: 1}]});
	});
});
