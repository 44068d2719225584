/** What is said of traces: losses, gaps, sets, traces of others, messages without text; and the order of lines. */
import {describe, expect, it} from 'vitest';
import {createLineOrder} from '../../../src/core/etl/line-order.js';
import {createTraceLog} from '../../../src/core/etl/trace-log.js';
import {analyzeBytes, analyzeChunks, bytesOf, concat} from '../../helpers/log-lines.js';
import {fileReportErrors} from '../../helpers/report-schema.js';
import {traceLines} from '../../helpers/read-trace.js';
import {rawEvent, START, type TraceEntry, UPDATE_PROVIDER, wppMessage, writeTrace} from '../../helpers/trace-writer.js';

function entry(seconds: number, message: string, more: Partial<TraceEntry> = {}): TraceEntry {
	return {time: START + BigInt(Math.round(seconds * 10_000_000)), pid: 1788, tid: 10_920, component: 'Agent', message, ...more};
}

const TEN = Array.from({length: 10}, (_, index) => entry(index, `message ${index} ${'x'.repeat(300)}`));

function kindsOf(bytes: Uint8Array): readonly (readonly [string, number])[] {
	const report = analyzeBytes(bytes);
	expect(fileReportErrors(report)).toEqual([]);
	return report.issues.map(({kind, count}) => [kind, count]);
}

describe('what was lost', () => {
	it('is nothing in a whole trace', () => {
		expect(kindsOf(writeTrace(TEN))).toEqual([]);
		expect(analyzeBytes(writeTrace(TEN))).toMatchObject({
			status: 'analyzed',
			log: {dialect: 'trace', encoding: 'utf-16le', lines: 10, records: 10, utcOffset: '+00:00', windowsBuilds: ['10.0.22631']},
		});
	});

	it('is counted: events, buffers', () => {
		expect(kindsOf(writeTrace(TEN, {eventsLost: 41, buffersLost: 3}))).toEqual([
			['events-lost', 41],
			['trace-gap', 3],
		]);
	});

	it('shows in the numbers of buffers', () => {
		const trace = writeTrace(TEN, {bufferSize: 2048});
		expect(kindsOf(concat(trace.subarray(0, 4096), trace.subarray(6144)))).toEqual([['trace-gap', 1]]);
	});

	it('where the session was not closed', () => {
		expect(kindsOf(writeTrace(TEN, {isClosed: false}))).toEqual([['trace-unclosed', 1]]);
	});

	it('where the file is cut, all that came before is there', () => {
		const trace = writeTrace(TEN);
		expect(kindsOf(trace.subarray(0, 6000))).toEqual([
			['trace-cut', 1],
			['trace-damaged', 1],
		]);
		expect(analyzeBytes(trace.subarray(0, 6000)).log?.lines).toBe(2);
	});

	it('where a buffer is overwritten, all others are there', () => {
		const trace = writeTrace(TEN, {bufferSize: 2048});
		const damaged = trace.slice();
		damaged.fill(0, 4096, 6144);
		expect(kindsOf(damaged)).toEqual([
			['trace-gap', 1],
			['trace-damaged', 1],
		]);
		expect(analyzeBytes(damaged).log?.lines).toBe((analyzeBytes(trace).log?.lines ?? 0) - 2);
	});

	it('where an event cannot be decoded, only that one is missing', () => {
		const odd = rawEvent({
			time: 5_813_516_600_000n,
			id: UPDATE_PROVIDER.id,
			providerName: UPDATE_PROVIDER.name,
			schema: Uint8Array.from([0, 0x45, 0, 0x66, 0, 31]),
			payload: new Uint8Array(8),
		});
		expect(kindsOf(writeTrace(TEN.slice(0, 2), {extra: [odd]}))).toEqual([['undecoded', 1]]);
	});

	it.each<[string, (items: Buffer) => unknown]>([
		['shorter than its own header', (items) => items.writeUInt16LE(7, 0)],
		['longer than the event', (items) => items.writeUInt16LE(0x7000, 0)],
		['with more data than it has room for', (items) => items.writeUInt16LE(items.readUInt16LE(0) - 7, 6)],
	])('an event with an item that is %s is none', (_, damage) => {
		const bytes = Buffer.from(
			rawEvent({
				time: 5_813_516_600_000n,
				id: UPDATE_PROVIDER.id,
				providerName: UPDATE_PROVIDER.name,
				schema: new Uint8Array(Buffer.from('\0Agent\0Info\0\u0001')),
				payload: new Uint8Array(Buffer.from('text\0', 'utf16le')),
			}),
		);
		const whole = writeTrace(TEN.slice(0, 2), {extra: [new Uint8Array(bytes)]});
		damage(bytes.subarray(80));
		const damaged = writeTrace(TEN.slice(0, 2), {extra: [new Uint8Array(bytes)]});
		expect([kindsOf(whole), kindsOf(damaged)]).toEqual([[], [['undecoded', 1]]]);
	});

	it('of a compressed buffer, what could be unpacked is there', () => {
		const trace = writeTrace(TEN, {bufferSize: 2048, isCompressed: true}).slice();
		const first = 1024 + new DataView(trace.buffer).getUint32(1024, true);
		// The length of what it unpacks to.
		new DataView(trace.buffer).setUint32(first + 0x30, 2000, true);
		expect(kindsOf(trace)).toContainEqual(['trace-damaged', 1]);
		expect(analyzeBytes(trace).log?.lines).toBe(10);
		expect(kindsOf(trace.subarray(0, trace.length - 3))).toContainEqual(['trace-cut', 1]);
	});

	it('events of others are counted, of 32-bit programs read', () => {
		const other = rawEvent({time: 1n, id: '30336ed4-e327-447c-9de0-51b652c86108', payload: new Uint8Array(8)});
		const message = rawEvent({
			time: 5_813_516_600_000n,
			id: UPDATE_PROVIDER.id,
			providerName: UPDATE_PROVIDER.name,
			kind: 0x12,
			schema: new Uint8Array(Buffer.from('\0Misc\0Info\0\u0001')),
			payload: new Uint8Array(Buffer.from('from 32 bits\0', 'utf16le')),
		});
		expect(kindsOf(writeTrace(TEN.slice(0, 2), {extra: [other, message]}))).toEqual([['events-skipped', 1]]);
		expect(traceLines([writeTrace(TEN.slice(0, 2), {extra: [message]})]).text).toContain('Misc            from 32 bits\n');
	});
});

describe('lines', () => {
	it('have the columns of Get-WindowsUpdateLog', () => {
		const trace = writeTrace(
			[
				entry(0.5, '  Übergröße \u{1d11e} '),
				entry(1, '   '),
				entry(2, 'first\nsecond', {component: 'ComponentOfMoreThan15', pid: 1_234_567, tid: 7}),
			],
			{bias: -60},
		);
		expect(traceLines([trace]).text).toBe(
			[
				'2024/03/12 18:47:21.5000000 1788  10920 Agent             Übergröße \u{1d11e} ',
				'2024/03/12 18:47:22.0000000 1788  10920 Agent           ',
				'2024/03/12 18:47:23.0000000 1234567 7     ComponentOfMoreThan15 first\nsecond',
				'',
			].join('\n'),
		);
	});

	it('end as asked, in the zone that is asked', () => {
		expect(traceLines([writeTrace([entry(0, 'a\nb')], {bias: 480})], {zone: {minutes: 330}, lineEnd: 'crlf'}).text).toBe(
			'2024/03/12 23:17:21.0000000 1788  10920 Agent           a\nb\r\n',
		);
	});

	it('have every letter of a long message, and numbers of every length', () => {
		const long = '\u66f4'.repeat(20_000);
		const {text} = traceLines([
			writeTrace([entry(0, long, {pid: 9, tid: 10}), entry(1, long, {pid: 99_999, tid: 100_000})], {bufferSize: 65_536}),
		]);
		expect(text.split('\n').map((line) => [line.slice(28, 46), line.length])).toEqual([
			['9     10    Agent ', 20_056],
			['99999 100000 Agent', 20_057],
			['', 0],
		]);
	});

	it('of one message that was too long are joined', () => {
		const report = analyzeBytes(writeTrace([entry(0, 'x'.repeat(1000)), entry(0.0001, '*contd (1)* rest'), entry(1, 'other')]));
		expect(report.log).toMatchObject({lines: 3, records: 3});
	});

	it('have no time where the header makes no sense', () => {
		const trace = writeTrace([entry(0, 'a')]);
		trace.fill(0, 4 + 72, 6 + 72);
		expect(analyzeBytes(trace)).toMatchObject({status: 'analyzed', log: {lines: 1, firstTime: null, utcOffset: null}});
	});

	it('as JSON have all that the event says', () => {
		const [line] = traceLines([writeTrace([entry(0.5, 'text', {level: 3})])], {form: 'ndjson'}).text.split('\n');
		expect(JSON.parse(line ?? '')).toEqual({
			time: '2024-03-12T17:47:21.5000000Z',
			rawTime: '5813521523785',
			provider: 'WUTraceLogging',
			providerId: UPDATE_PROVIDER.id,
			name: 'Agent',
			id: 0,
			version: 0,
			channel: 11,
			level: 3,
			opcode: 0,
			task: 0,
			keywords: '0x1',
			pid: 1788,
			tid: 10_920,
			activity: null,
			fields: {Info: 'text'},
		});
	});
});

describe('lines as JSON', () => {
	it('have every field, also of one name', () => {
		const twice = rawEvent({
			time: 5_813_516_600_000n,
			id: UPDATE_PROVIDER.id,
			schema: new Uint8Array(Buffer.from('\0Odd\0a\0\x04a\0\x04__proto__\0\x04', 'latin1')),
			payload: Uint8Array.of(1, 2, 3),
		});
		const {text} = traceLines([writeTrace([], {extra: [twice, twice]})], {form: 'ndjson'});
		expect(
			text
				.split('\n')
				.slice(0, 2)
				.map((line) => (JSON.parse(line) as {readonly name: unknown; readonly provider: unknown}).name),
		).toEqual(['Odd', 'Odd']);
		expect(text).toContain('"fields":{"a":1,"a (2)":2,"__proto__":3}');
	});

	it('name each event by its own provider and schema', () => {
		const event = (id: string, providerName: string, name: string): Uint8Array =>
			rawEvent({
				time: 5_813_516_600_000n,
				id,
				providerName,
				schema: new Uint8Array(Buffer.from(`\0${name}\0a\0\u0004`, 'latin1')),
				payload: Uint8Array.of(1),
			});
		const other = '30336ed4-e327-447c-9de0-51b652c86108';
		const extra = [
			event(UPDATE_PROVIDER.id, 'A', 'one'),
			event(UPDATE_PROVIDER.id, 'A', 'two'),
			event(other, 'A', 'two'),
			event(other, 'B', 'two'),
			rawEvent({time: 1n, id: other, payload: new Uint8Array(4)}),
			event(other, 'B', 'two'),
		];
		const documents = traceLines([writeTrace([], {extra})], {form: 'ndjson'})
			.text.split('\n')
			.slice(0, -1)
			.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
		expect(documents.map(({provider, providerId, name}) => [provider, providerId === other, name])).toEqual([
			[null, true, null],
			['A', false, 'one'],
			['A', false, 'two'],
			['A', true, 'two'],
			['B', true, 'two'],
			['B', true, 'two'],
		]);
	});
});

describe('messages without text', () => {
	const messages = [wppMessage(131_643_648_170_000_000n), wppMessage(131_643_690_000_000_000n)];

	it('before 1709: says what to do', () => {
		const report = analyzeBytes(writeTrace([], {extra: messages, clock: 'system', build: 14393}));
		expect(report).toMatchObject({status: 'skipped', log: null});
		expect(report.reason).toMatch(
			/^This trace \(\.etl\) was written by Windows build 14393, before version 1709 \(build 16299\)\. .*\(2 messages, from/,
		);
		expect(report.reason).toContain(
			'from 2018-03-01 08:00:17 to 2018-03-01 09:10:00 UTC). Run Get-WindowsUpdateLog on a Windows 10 or Server version before 1709',
		);
		expect(report.findings.map(({rule}) => rule)).toEqual(['wrong-kind-of-log']);
	});

	it('of later Windows are of another program', () => {
		expect(analyzeBytes(writeTrace([], {extra: messages, clock: 'system', build: 26100})).reason).toMatch(
			/^This is an event trace \(\.etl\) of another program whose events hold numbers/,
		);
	});
});

describe('traces without Windows Update', () => {
	it('name whose they are', () => {
		expect(analyzeBytes(writeTrace(TEN, {provider: {name: 'Contoso', id: '30336ed4-e327-447c-9de0-51b652c86108'}})).reason).toMatch(
			/^This is an event trace \(\.etl\) of other programs \(Contoso\), without/,
		);
		expect(
			analyzeBytes(writeTrace(TEN, {provider: {name: 'Microsoft.Windows.Update.Orchestrator', id: '30336ed4-e327-447c-9de0-51b652c86108'}}))
				.reason,
		).toMatch(
			/^This is a trace of the update orchestrator or of its user interface \(10 events\): .* wulens convert makes text of this one\.$/,
		);
	});

	it('hold nothing but the header', () => {
		expect(analyzeBytes(writeTrace([])).reason).toMatch(/with nothing but its header/);
	});
});

describe('events of the update orchestrator', () => {
	const provider = {name: 'Microsoft.Windows.Update.Orchestrator', id: '30336ed4-e327-447c-9de0-51b652c86108'};

	it('become lines with all fields, as in USO.log, where that is asked for', () => {
		const event = rawEvent({
			time: 5_813_516_600_000n,
			id: provider.id,
			providerName: provider.name,
			schema: new Uint8Array(Buffer.from('\0Scan\0reason\0\x01isUser\0\x84\x03id\0\x0flist\0\x46code\0\x14', 'latin1')),
			payload: new Uint8Array(
				Buffer.concat([
					Buffer.from('timer\0', 'utf16le'),
					Buffer.of(1),
					Buffer.alloc(16, 0xab),
					Buffer.from('02000100ffff', 'hex'),
					Buffer.from('05400280', 'hex'),
				]),
			),
		});
		const {text, end} = traceLines([writeTrace([entry(1, 'of the client')], {extra: [event]})], {includeOrchestrator: true});
		expect(text.split('\n')[0]).toBe(
			'2024/03/12 17:47:21.0076215 1     2     Scan            [reason] : timer; [isUser] : true; [id] ' +
				': {abababab-abab-abab-abab-abababababab}; [list] : 1, 65535; [code] : 0x80024005; ',
		);
		expect(end).toMatchObject({reason: null, foreign: 0});
		expect(traceLines([writeTrace([entry(1, 'of the client')], {extra: [event]})]).end.foreign).toBe(1);
	});
});

describe('a set of traces', () => {
	const options = {bufferSize: 2048} as const;
	const first = writeTrace(TEN.slice(0, 5), {...options, firstSequence: 10});
	const second = writeTrace(TEN.slice(5), {...options, firstSequence: 13});

	it('is one log', () => {
		const {text, end} = traceLines([first, second]);
		expect(text).toBe(traceLines([writeTrace(TEN)]).text);
		expect(end.issues.map(({kind, count}) => [kind, count])).toEqual([['trace-set', 2]]);
	});

	it('with a file that is not there, says how much is missing', () => {
		const {end} = traceLines([first, writeTrace(TEN.slice(5), {...options, firstSequence: 40})]);
		expect(end.issues.map(({kind, count}) => [kind, count])).toEqual([
			['trace-set', 2],
			['trace-gap', 27],
		]);
	});

	it('in which files overlap has one order, and says so', () => {
		const odd = writeTrace(
			TEN.filter((_, index) => index % 2 === 1),
			{...options, start: START - 5_000_000_000n},
		);
		const even = writeTrace(
			TEN.filter((_, index) => index % 2 === 0),
			options,
		);
		const {text, end} = traceLines([odd, even]);
		expect(text).toBe(traceLines([writeTrace(TEN)]).text);
		expect(end.issues.map(({kind}) => kind)).toEqual(['trace-set', 'trace-overlap']);
	});

	it('whose names are in another order than their times, as in the night when summer time ends, has that of time', () => {
		const {text, end} = traceLines([second, first]);
		expect(text).toBe(traceLines([writeTrace(TEN)]).text);
		expect(end.issues.map(({kind}) => kind)).toEqual(['trace-set', 'trace-overlap']);
	});

	it('gives lines as soon as no older ones can come', () => {
		const days = [0, 1, 2].map((day) => writeTrace([entry(day * 86_400, `day ${day}`)]));
		const given: string[] = [];
		const log = createTraceLog((lines) =>
			given.push(
				...Buffer.from(lines)
					.toString()
					.trimEnd()
					.split('\n')
					.map((line) => line.slice(56)),
			),
		);
		const counts = days.map((bytes, day) => {
			if (day > 0) log.next(`file ${day}`);
			log.push(bytes);
			return given.length;
		});
		log.end();
		expect({counts, given}).toEqual({counts: [0, 0, 1], given: ['day 0', 'day 1', 'day 2']});
	});

	it('with a file whose times are not known keeps it together, behind the file before', () => {
		const untimed = writeTrace([entry(1, 'b'), entry(0, 'a')]);
		// The size of its header record: the header is none then.
		untimed.fill(0, 4 + 72, 6 + 72);
		const {text} = traceLines([writeTrace([entry(9, 'first')]), untimed, writeTrace([entry(3, 'last')])]);
		expect(
			text
				.split('\n')
				.slice(0, -1)
				.map((line) => line.slice(56)),
		).toEqual(['first', 'a', 'b', 'last']);
	});

	it('that is followed gives what it has, and more later', () => {
		const given: string[] = [];
		const log = createTraceLog((lines) => given.push(Buffer.from(lines).toString()));
		const whole = writeTrace(TEN, options);
		log.push(whole.subarray(0, 6144));
		log.settle();
		const before = given.join('');
		expect([before.split('\n').length - 1, log.isWhole]).toEqual([4, true]);
		log.push(whole.subarray(6144, 7000));
		expect(log.isWhole).toBe(false);
		log.push(whole.subarray(7000));
		log.end();
		expect(given.join('')).toBe(traceLines([whole]).text);
	});

	it('gives the level of each line', () => {
		const levels: number[] = [];
		const log = createTraceLog((_, levelsOf) => levels.push(...levelsOf()));
		log.push(writeTrace([entry(2, 'warning', {level: 3}), entry(1, 'two\nlines', {level: 5}), entry(0, 'error', {level: 2})]));
		log.end();
		expect(levels).toEqual([2, 5, 5, 3]);
	});

	it('with a file that is no trace, says so and reads the others', () => {
		const {text, end} = traceLines([first, bytesOf('no trace at all, but text that is longer than the header of a buffer is'), second]);
		expect(text.split('\n')).toHaveLength(11);
		expect(end.issues.map(({kind}) => kind)).toContain('trace-damaged');
	});
});

describe('the order of lines', () => {
	it('is that of time, then of buffers, then of the file', () => {
		const parts: string[] = [];
		const order = createLineOrder((lines) => parts.push(Buffer.from(lines).toString()));
		for (const [key, sequence, text] of [
			[5, 1, 'e'],
			[1, 2, 'b'],
			[1, 1, 'a'],
			[5, 1, 'f'],
			[3, 0, 'd'],
			[1, 2, 'c'],
		] as const) {
			order.reserve(1).set(bytesOf(text), order.length);
			order.add(key, sequence, 1, 4);
		}
		order.end();
		expect(parts.join('')).toBe('abcdef');
		expect(order).toMatchObject({late: 0, lines: 6});
	});

	it('goes on behind what was given', () => {
		const parts: string[] = [];
		const order = createLineOrder((lines) => parts.push(Buffer.from(lines).toString()));
		const add = (key: number, text: string): void => {
			order.reserve(text.length).set(bytesOf(text), order.length);
			order.add(key, 0, text.length, 4);
		};
		for (const [key, text] of [
			[1, 'a'],
			[2, 'bb'],
			[3, 'ccc'],
		] as const)
			add(key, text);
		order.giveBefore(0);
		order.giveBefore(3);
		expect([parts.join(''), order.late]).toEqual(['abb', 0]);
		add(4, 'dddd');
		add(1, 'e');
		order.giveBefore(4);
		expect([parts.join(''), order.late]).toEqual(['abbeccc', 1]);
		order.end();
		expect([parts.join(''), order.lines, order.length]).toEqual(['abbecccdddd', 5, 0]);
	});

	it('is kept within bounded memory, and what comes too late is counted', () => {
		const parts: string[] = [];
		const order = createLineOrder((lines) => parts.push(Buffer.from(lines).toString()), 1000);
		const keys = Array.from({length: 1000}, (_, index) => (index % 2 === 0 ? index : index - 7)).concat([3]);
		for (const key of keys) {
			const line = bytesOf(`${String(key).padStart(9)}\n`);
			order.reserve(line.length).set(line, order.length);
			order.add(key, 0, line.length, 4);
		}
		order.end();
		const given = parts.join('').trimEnd().split('\n').map(Number);
		expect(given).toHaveLength(1001);
		expect(order.late).toBe(1);
		const inOrder = given.filter((key, index) => !(key === 3 && index > 100));
		expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
	});

	it('of a trace that is longer than what is held is the same in pieces', () => {
		const many = Array.from({length: 3000}, (_, index) => entry(index / 10, `m${index}`));
		const trace = writeTrace(many, {order: (buffers) => [...buffers].reverse()});
		expect(analyzeChunks([trace.subarray(0, 5000), trace.subarray(5000)])).toEqual(analyzeBytes(trace));
		expect(
			traceLines([trace])
				.text.split('\n')
				.slice(0, -1)
				.map((line) => line.slice(50).trim().split(' ').at(-1)),
		).toEqual(many.map(({message}) => message));
	});
});
