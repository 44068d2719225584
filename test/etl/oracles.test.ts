/** Real traces against what other readers made of them. Needs a folder that is not part of the project. */
import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {createBufferReader} from '../../src/core/etl/buffers.js';
import {readTraceHeader} from '../../src/core/etl/trace-header.js';
import type {Field, FieldValue} from '../../src/core/etl/values.js';
import {areTracesMissing, oracleOf, textBeside, traceBytes, traceNames} from '../helpers/etl-data.js';
import {checkInvariants} from '../helpers/invariants.js';
import {type PlainEvent, readTrace, traceLines} from '../helpers/read-trace.js';
import {analyzeBytes} from '../helpers/log-lines.js';
import {fileReportErrors} from '../helpers/report-schema.js';

const UPDATE_TRACE = 'WindowsUpdate.20251008.140245.443.8.etl';

it.skipIf(areTracesMissing)('real traces are there (needs a folder of them; WULENS_ETL can name one)', () => {
	expect(traceNames()).toContain(UPDATE_TRACE);
});

if (!areTracesMissing) {
	describe.each(traceNames())('%s', checkTrace);
	describe('the trace of Windows Update', checkUpdateTrace);
}

interface Summary {
	readonly buffers: number;
	readonly compressed_buffers: number;
	readonly kinds: Readonly<Record<string, number>>;
	readonly tracelogging_events: number;
	readonly header: Readonly<Record<string, unknown>>;
	readonly payload_sha256: string;
	readonly event_header_tuple_sha256: string;
}

const KINDS: Readonly<Record<string, number>> = {
	System32: 1,
	System64: 2,
	Full32: 0x0a,
	Full64: 0x14,
	Message: 0x0f,
	PerfInfo32: 0x10,
	PerfInfo64: 0x11,
	Event32: 0x12,
	Event64: 0x13,
};

function checkTrace(name: string): void {
	const bytes = traceBytes(name);
	const trace = readTrace(bytes);
	const summary = (JSON.parse(textBeside('summary.json')) as Readonly<Record<string, Summary>>)[name];

	it('has the buffers and the records that were counted', () => {
		const {bufferStats, stats} = trace.reader;
		expect({
			buffers: bufferStats.buffers,
			compressed: bufferStats.compressed,
			damaged: bufferStats.damaged + stats.damagedBuffers,
			isCut: bufferStats.isCut,
		}).toEqual({buffers: summary?.buffers, compressed: summary?.compressed_buffers, damaged: 0, isCut: false});
		const kinds = Object.fromEntries(
			Object.entries(KINDS)
				.map(([kind, number]) => [kind, stats.kinds[number] ?? 0])
				.filter(([, count]) => count !== 0),
		);
		expect(kinds).toEqual(summary?.kinds);
		expect(trace.events.filter((event) => event.name !== null)).toHaveLength(summary?.tracelogging_events ?? -1);
	});

	it('unpacks to the same bytes', () => {
		const hash = createHash('sha256');
		let isFirst = true;
		const reader = createBufferReader({
			buffer(records, start, end) {
				hash.update(records.subarray(start, end));
				const header = isFirst ? readTraceHeader(records, start, end) : null;
				isFirst = false;
				if (header !== null) reader.expect(header);
			},
		});
		reader.push(bytes);
		reader.end();
		expect(hash.digest('hex')).toBe(summary?.payload_sha256);
	});

	it('has the same header columns of events, in the order of the file', () => {
		const hash = createHash('sha256');
		for (const event of trace.events) hash.update(`${event.rawTime},${event.provider},${event.id},${event.pid},${event.tid}\n`);
		expect(hash.digest('hex')).toBe(summary?.event_header_tuple_sha256);
	});

	it('has the same facts of the recording', () => {
		const {header} = trace;
		const known = summary?.header ?? {};
		expect(header).toMatchObject({
			windowsBuild: known.ProviderVersion,
			processors: known.NumProcs,
			eventsLost: known.EventsLost,
			buffersLost: known.BuffersLost,
			session: known.Logger,
			file: known.File,
			bufferSize: known.BufferSize,
		});
		const zone = known.tz as {readonly bias: number; readonly stdBias: number; readonly dstBias: number};
		expect(header?.zone).toMatchObject({bias: zone.bias, standardBias: zone.stdBias, daylightBias: zone.dstBias});
	});

	const decoded = oracleOf(name, 'decoded')?.filter(({kind}) => kind !== 'Message') ?? null;
	if (decoded !== null)
		it('decodes each event as the first other reader does', () => {
			expect(trace.events.map(comparable)).toEqual(decoded.map(fromDecoded));
		});

	const airbus = oracleOf(name, 'airbus')?.filter(({kind}) => kind === 'event') ?? null;
	if (airbus !== null && airbus.length > 0)
		it('has the columns, names and fields that the second other reader has', () => {
			expect(trace.events).toHaveLength(airbus.length);
			for (const [index, event] of trace.events.entries()) checkAirbus(event, airbus[index] ?? {});
		});

	it('gives the same in pieces', () => {
		const size = Math.max(997, Math.floor(bytes.length / 60));
		const cuts = Array.from({length: Math.floor(bytes.length / size)}, (_, index) => (index + 1) * size);
		expect(readTrace(bytes, cuts).events).toEqual(trace.events);
	});

	it('with bytes changed anywhere is read without a throw', () => {
		let random = 20_251_008;
		const next = (limit: number): number => {
			random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
			return Math.floor((random / 2 ** 32) * limit);
		};
		const runs = Math.max(2, Math.min(200, Math.floor(4_000_000 / bytes.length)));
		for (let run = 0; run < runs; run++) {
			const damaged = bytes.slice();
			for (let change = next(12); change >= 0; change--) damaged[next(run % 2 === 0 ? 1024 : bytes.length)] = next(256);
			checkInvariants(analyzeBytes(damaged, {path: name}));
		}
	});

	it('makes a report as the schema says', () => {
		const report = analyzeBytes(bytes, {path: name});
		expect(fileReportErrors(report)).toEqual([]);
		expect(report.status).toBe(/^(?:WindowsUpdate|SIH|waasmedic)\./.test(name) ? 'analyzed' : 'skipped');
	});
}

function comparable({provider, pid, tid, rawTime, time, id, level, keyword, name, fields}: PlainEvent): Readonly<Record<string, unknown>> {
	return {
		provider,
		pid,
		tid,
		rawTime,
		time,
		id,
		level,
		keyword: `0x${keyword.toString(16)}`,
		name,
		fields: fields?.map(plainField) ?? null,
	};
}

function fromDecoded(oracle: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const {provider, pid, tid, ts, time, id, level, kw} = oracle;
	return {
		provider,
		pid,
		tid,
		rawTime: String(ts),
		time,
		id,
		level,
		keyword: kw,
		name: oracle.event ?? null,
		fields:
			oracle.fields === undefined
				? null
				: (oracle.fields as readonly (readonly [string, unknown])[]).map(([name, value]) => [name, plainOracle(value)]),
	};
}

function plainField({name, value}: Field): readonly [string, unknown] {
	return [name, plainValue(value)];
}

/** As the other reader prints them. */
function plainValue(value: FieldValue): unknown {
	if (typeof value === 'bigint') return value < 10n ** 15n ? Number(value) : String(value);
	if (typeof value === 'number') return value;
	if (value === null || typeof value === 'string') return value;
	return 'fields' in value ? value.fields.map(plainField) : value.map(plainValue);
}

/** A time there is a list of its parts; the longest numbers are texts. */
function plainOracle(value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	const parts: readonly unknown[] = value;
	if (parts.length === 8 && parts.every((part) => typeof part === 'number') && Number(parts[0]) > 1600) {
		const part = (index: number, digits: number): string => String(parts[index]).padStart(digits, '0');
		return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}`;
	}
	return parts.map((part) =>
		Array.isArray(part) && part.length === 2 && typeof part[0] === 'string' ? [part[0], plainOracle(part[1])] : plainOracle(part),
	);
}

/** It cannot read all types, nor counted strings without a NUL before them; 64-bit numbers are compared elsewhere. */
function checkAirbus(event: PlainEvent, oracle: Readonly<Record<string, unknown>>): void {
	expect({provider: event.provider, raw: event.rawTime, pid: event.pid, tid: event.tid, level: event.level}).toEqual({
		provider: oracle.provider,
		raw: String(oracle.raw_timestamp),
		pid: oracle.pid,
		tid: oracle.tid,
		level: oracle.level,
	});
	if (typeof oracle.event_name !== 'string' || 'tracelogging_error' in oracle) return;
	expect(event.name).toBe(oracle.event_name);
	const texts = Object.fromEntries(
		(event.fields ?? []).filter(({value}) => typeof value === 'string').map(({name, value}) => [name, value]),
	);
	for (const [field, value] of Object.entries(oracle.fields as Readonly<Record<string, unknown>>)) {
		if (typeof value === 'string' && texts[field] !== undefined && !/^[0-9a-f-]{36}$/i.test(value))
			expect(value.replace(/^\0/, '')).toBe(texts[field]);
	}
}

function checkUpdateTrace(): void {
	it('becomes the text of Get-WindowsUpdateLog, byte for byte', () => {
		const {text, end} = traceLines([traceBytes(UPDATE_TRACE)]);
		expect(text).toBe(textBeside(UPDATE_TRACE.replace('.etl', '.expected.log')));
		expect(end).toMatchObject({reason: null, utcOffset: -420, windowsBuilds: ['10.0.22631']});
		expect(end.issues).toMatchObject([{kind: 'events-lost', count: 41}]);
	});

	it('is the same log as its text', () => {
		const fromTrace = analyzeBytes(traceBytes(UPDATE_TRACE));
		const fromText = analyzeBytes(Buffer.from(textBeside(UPDATE_TRACE.replace('.etl', '.expected.log'))));
		expect(fromTrace.log).toMatchObject({dialect: 'trace', encoding: 'utf-16le', utcOffset: '-07:00', lines: 80, records: 80});
		const {dialect: _d, encoding: _e, utcOffset: _u, windowsBuilds: _w, ...log} = fromTrace.log ?? {};
		expect(fromText.log).toMatchObject(log);
		expect(fromTrace.scans).toEqual(fromText.scans);
	});

	it('gives in each prefix what was complete in it', () => {
		const bytes = traceBytes(UPDATE_TRACE);
		const lines = traceLines([bytes]).text.split('\n');
		const counts = new Set<number>();
		for (let length = 0; length <= bytes.length; length++) {
			if (length > 8192 && length % 13 !== 0) continue;
			const {text} = traceLines([bytes.subarray(0, length)]);
			const given = text.split('\n');
			given.pop();
			expect(lines.slice(0, given.length)).toEqual(given);
			counts.add(given.length);
		}
		expect(counts.size).toBeGreaterThan(70);
		expect(Math.max(...counts)).toBe(80);
	});
}
