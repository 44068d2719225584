/** The XML that tracerpt makes of a trace gives the report of the trace. */
import {describe, expect, it} from 'vitest';
import {analyzeBytes, analyzeChunks, bytesOf, concat, end, etwLog, start, utf16} from '../../helpers/log-lines.js';
import {chunksOf} from '../../helpers/read-trace.js';
import {entriesOf, type TraceEntry} from '../../helpers/trace-writer.js';

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function xmlEvent({time, pid, tid, component, message}: TraceEntry): string {
	const stamp = new Date(Number((time - 116_444_736_000_000_000n) / 10_000n)).toISOString().slice(0, 19);
	return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
	<System>
		<Provider Name="WUTraceLogging" Guid="{0b7a6f19-47c4-454e-8c5c-e868d637e4d8}" />
		<EventID>0</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x1</Keywords>
		<TimeCreated SystemTime="${stamp}.${String(time % 10_000_000n).padStart(7, '0')}00-07:00" />
		<Correlation ActivityID="{00000000-0000-0000-0000-000000000000}" />
		<Execution ProcessID="${pid}" ThreadID="${tid}" ProcessorID="3" KernelTime="0" UserTime="0" />
		<Channel /><Computer />
	</System>
	<EventData>
		<Data Name="Info">${escaped(message)}</Data>
	</EventData>
	<RenderingInfo Culture="en-US">
		<Task>${component}</Task>
	</RenderingInfo>
</Event>
`;
}

const HEADER = '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Guid="{68fdd900-4a3e-11d1-84f4-0000f80464e3}" /><TimeCreated SystemTime="2024-03-12T10:00:00.000000000-07:00" /></System><EventData><Data Name="BufferSize">4096</Data></EventData></Event>\n';

const LOG = etwLog(start('X & "Y"', 1), 'Agent a <b> & c', end('X & "Y"', 1));
const XML = `<?xml version="1.0" encoding="UTF-8"?>\n<Events>\n${HEADER}${entriesOf(LOG).map(xmlEvent).join('')}</Events>\n`;

describe('the XML of a trace', () => {
	const report = analyzeBytes(bytesOf(XML));

	it('has the scans of the trace', () => {
		expect(report).toMatchObject({status: 'analyzed', log: {dialect: 'trace', lines: 3, records: 3, utcOffset: '-07:00'}, scans: [{caller: 'X & "Y"', outcome: 'succeeded'}]});
		expect(report.scans).toEqual(analyzeBytes(bytesOf(LOG)).scans);
	});

	it('in any pieces, and in UTF-16', () => {
		const cuts = Array.from({length: 40}, (_, index) => index * 61);
		expect(analyzeChunks(chunksOf(bytesOf(XML), cuts))).toEqual(report);
		expect(analyzeBytes(concat(Uint8Array.of(0xff, 0xfe), utf16(XML))).scans).toEqual(report.scans);
	});

	it('of others is named', () => {
		expect(analyzeBytes(bytesOf(`<Events>\n${HEADER}</Events>`))).toMatchObject({status: 'skipped', reason: expect.stringMatching(/^This is the XML form of a trace \(tracerpt\) without an event of Windows Update\./) as string});
	});

	it('that comes after much of others is read', () => {
		expect(analyzeBytes(bytesOf(`<Events>\n${HEADER.repeat(1000)}${entriesOf(LOG).map(xmlEvent).join('')}`)).scans).toHaveLength(1);
	});

	it('without an end is no event, and takes no time', () => {
		const begin = performance.now();
		expect(analyzeBytes(bytesOf(`<Events>\n<Event>${'<Data Name="x">'.repeat(200_000)}`)).status).toBe('skipped');
		expect(performance.now() - begin).toBeLessThan(3000);
	});
});
