/** The XML that tracerpt makes of a trace gives the report of the trace. */
import {describe, expect, it} from 'vitest';
import {analyzeBytes, analyzeChunks, bytesOf, concat, end, etwLog, start, utf16} from '../../../helpers/log-lines.js';
import {chunksOf} from '../../../helpers/read-trace.js';
import {fileReportErrors} from '../../../helpers/report-schema.js';
import {entriesOf, START, writeTrace} from '../../../helpers/trace-writer.js';
import {xmlEvent, xmlHeader, xmlOf} from '../../../helpers/tracerpt-writer.js';

function utcMinute(time: bigint): string {
	return new Date(Number((time - 116_444_736_000_000_000n) / 10_000n)).toISOString().slice(0, 19);
}

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

	it('says what was lost', () => {
		expect(analyzeBytes(bytesOf(xmlOf(ENTRIES, {eventsLost: 41}))).issues).toMatchObject([{kind: 'events-lost', count: 41}]);
	});

	it('of others is named', () => {
		expect(analyzeBytes(bytesOf(`<Events>\n${xmlHeader()}</Events>`))).toMatchObject({
			status: 'skipped',
			reason: expect.stringMatching(
				/^This is the XML form of a trace \(tracerpt\) without an event of Windows Update\. Give the trace/,
			) as string,
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

	it('with raw times has those that the clock of the session tells', () => {
		/** A clock of 3 MHz that had counted two hours when the session began. */
		const raw = (time: bigint): bigint => 21_600_000_000n + ((time - START) * 3n) / 10n;
		const withRaw = (xml: string, time: bigint): string => xml.replace(/<TimeCreated [^>]*>/, `<TimeCreated RawTime="${raw(time)}" />`);
		const clock = `<Data Name="PerfFreq">3000000</Data><Data Name="StartTime">${START}</Data><Data Name="ReservedFlags">0x1</Data></EventData>`;
		const header = withRaw(xmlHeader(), START)
			.replace('68fdd900-4a3e-11d1-84f4-0000f80464e3', '9e814aad-3204-11d2-9a82-006008a86939')
			.replace(
				'</EventData>',
				`${clock}<ExtendedTracingInfo><EventGuid>{68fdd900-4a3e-11d1-84f4-0000f80464e3}</EventGuid></ExtendedTracingInfo>`,
			);
		const events = ENTRIES.map((entry) => withRaw(xmlEvent(entry), entry.time));
		const read = analyzeBytes(bytesOf(`<Events>\n${header}${events.join('')}</Events>`));
		expect(read).toMatchObject({issues: [], log: {utcOffset: '+00:00', windowsBuilds: ['10.0.22631']}});
		const [first, last] = [ENTRIES.at(0), ENTRIES.at(-1)].map((entry) => utcMinute(entry?.time ?? 0n));
		expect(read.log?.firstTime).toContain(first);
		expect(read.log?.lastTime).toContain(last);
		expect(analyzeBytes(bytesOf(`<Events>\n${events.join('')}</Events>`)).log).toMatchObject({lines: 3, firstTime: null});
	});

	it('without an end is no event, and said to be damaged', () => {
		const endless = '<Data Name="x">'.repeat(200_000);
		expect(analyzeBytes(bytesOf(`<Events>\n<Event>${endless}`)).status).toBe('skipped');
		expect(analyzeBytes(bytesOf(`${XML.replace('</Events>', '')}<Event>${endless}`)).issues).toMatchObject([{kind: 'trace-damaged'}]);
		expect(analyzeBytes(bytesOf(XML.slice(0, -30)))).toMatchObject({log: {lines: 2}, issues: [{kind: 'trace-damaged', count: 1}]});
	});
});
