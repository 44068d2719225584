/** What a row of CSV and an event of XML say, column by column. */
import {describe, expect, it} from 'vitest';
import {createCsvReader} from '../../../../src/core/etl/tracerpt/csv-events.js';
import type {TracerptEvent, TracerptReader, TracerptSink} from '../../../../src/core/etl/tracerpt/tracerpt-event.js';
import {createXmlReader} from '../../../../src/core/etl/tracerpt/xml-events.js';
import {bytesOf} from '../../../helpers/log-lines.js';
import {START, type TraceEntry} from '../../../helpers/trace-writer.js';
import {csvRow, xmlEvent} from '../../../helpers/tracerpt-writer.js';

const ENTRY: TraceEntry = {time: START, pid: 1788, tid: 10_920, component: 'Agent', message: 'text', level: 3};

function eventsOf(create: (sink: TracerptSink) => TracerptReader, text: string): readonly TracerptEvent[] {
	const events: TracerptEvent[] = [];
	const reader = create({header() {}, damage() {}, event: (event) => events.push(event)});
	reader.push(bytesOf(text));
	reader.end();
	return events;
}

describe('a row of CSV', () => {
	const row = csvRow(ENTRY);

	it('has all columns', () => {
		const edited = row
			.replace('0x0000000000000001', '0x80000000000000AB')
			.replace('{00000000-0000-0000-0000-000000000000}', '{30336ED4-E327-447C-9DE0-51B652C86108}');
		expect(eventsOf(createCsvReader, edited)).toEqual(
			[
				{
					time: {seconds: 13_354_739_241, ticks: 0, offset: 0},
					pid: 1788,
					tid: 10_920,
					provider: null,
					providerId: null,
					name: 'Agent',
					id: 0,
					version: 0,
					channel: 11,
					level: 3,
					opcode: 0,
					task: 0,
					keywords: '0x80000000000000ab',
					activity: '30336ed4-e327-447c-9de0-51b652c86108',
					fields: [{name: null, value: 'text'}],
				},
			].map((event) => ({...event, time: expect.objectContaining({seconds: 13_354_739_241, ticks: 0}) as unknown})),
		);
	});

	it('has no fields where there is no user data, and no activity that is nought', () => {
		expect(eventsOf(createCsvReader, row.replace('"text"', '  '))).toMatchObject([{fields: [], activity: null, keywords: '0x1'}]);
		expect(eventsOf(createCsvReader, row.replace('0x0000000000000001', '0x0000000000000000'))).toMatchObject([{keywords: '0x0'}]);
	});

	it.each([
		['"one" and "two"', 'one" and "two'],
		['""one""', '"one"'],
		['no quotes', 'no quotes'],
		['"a", ', 'a'],
	])('%j is %j', (data, value) => {
		expect(eventsOf(createCsvReader, row.replace('"text"', data))).toMatchObject([{fields: [{value}]}]);
	});
});

describe('an event of XML', () => {
	const xml = xmlEvent(ENTRY);

	it('has all that it says', () => {
		const edited = xml
			.replace('<EventID>0<', '<EventID Qualifiers="1">7<')
			.replace('<Version>0<', '<Version>1<')
			.replace('<Task>0<', '<Task>2<')
			.replace('<Opcode>0<', '<Opcode>4<')
			.replace('<Keywords>0x1<', '<Keywords>0x80000000000000AB<')
			.replace('{00000000-0000-0000-0000-000000000000}', '{30336ED4-E327-447C-9DE0-51B652C86108}')
			.replace('<Channel />', '<Channel>11</Channel>');
		expect(eventsOf(createXmlReader, edited)).toMatchObject([
			{
				time: {seconds: 13_354_739_241, ticks: 0, offset: -420},
				pid: 1788,
				tid: 10_920,
				provider: 'WUTraceLogging',
				providerId: '0b7a6f19-47c4-454e-8c5c-e868d637e4d8',
				name: 'Agent',
				version: 1,
				level: 3,
				opcode: 4,
				task: 2,
				keywords: '0x80000000000000ab',
				activity: '30336ed4-e327-447c-9de0-51b652c86108',
				fields: [{name: 'Info', value: 'text'}],
			},
		]);
	});

	it('has no keywords, no name and no activity where it does not tell them', () => {
		const bare = xml
			.replace(/<Keywords>.*?<\/Keywords>/, '')
			.replace(/<RenderingInfo[\s\S]*<\/RenderingInfo>/, '')
			.replace(/<Correlation.*\/>/, '');
		expect(eventsOf(createXmlReader, bare)).toMatchObject([{keywords: '0x0', name: null, activity: null, task: 0}]);
	});

	it('has the characters that its entities name', () => {
		const text = eventsOf(
			createXmlReader,
			xml.replace('>text<', '>&lt;a&GT; &amp;lt; &#65;&#x1F642;&#x110000; &apos;&quot; &other; &#65<'),
		)[0]?.fields[0]?.value;
		expect(text).toBe('<a> &lt; A\u{1f642}&#x110000; \'" &other; &#65');
	});

	it.each([
		['+05:30', 330],
		['-07:00', -420],
		['Z', 0],
		['', null],
	])('in the zone "%s"', (zone, offset) => {
		const [event] = eventsOf(createXmlReader, xml.replace('-07:00', zone));
		expect(event?.time).toEqual({seconds: 13_354_739_241 - 7 * 3600 - (offset ?? 0) * 60, ticks: 0, offset});
	});
});
