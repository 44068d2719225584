/** A log written as a trace gives the report that its text gives, but for what only one of them can know. */
import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {FileReport} from '../../../src/core/types.js';
import {analyzeBytes, analyzeChunks, analyzeText} from '../../helpers/log-lines.js';
import {chunksOf, traceLines} from '../../helpers/read-trace.js';
import {entriesOf, START, type TraceOptions, writeTrace} from '../../helpers/trace-writer.js';

const SAMPLES = new URL('../../../samples/', import.meta.url);

/** In the columns that a trace can be written from, and in the order of time, as traces are. */
function sampleText(name: string): string {
	const bytes = readFileSync(new URL(name, SAMPLES));
	const text = (bytes[0] === 0xff || bytes[1] === 0 ? bytes.toString('utf16le') : bytes.toString('utf8'))
		.replace(/^\ufeff/, '')
		.replaceAll('\r\n', '\n');
	const entries = text.replaceAll(/^(\d{4})-(\d\d)-(\d\d) /gm, '$1/$2/$3 ');
	return entries;
}

const names = readdirSync(SAMPLES).filter((name) => /^(?:online|two|utf16|win10-1607-exit|win11|wsus)/.test(name));

function known(report: FileReport): unknown {
	const {path: _p, bytes: _b, log, issues, coverage: _c, findings, ...rest} = report;
	const {dialect: _d, encoding: _e, utcOffset: _u, windowsBuilds: _w, ...facts} = log ?? {};
	return {...rest, facts, findings, issues: issues.filter(({kind}) => !/^(?:trace-|events-)/.test(kind))};
}

const FORMS: readonly (readonly [string, TraceOptions])[] = [
	['plain', {}],
	['compressed', {isCompressed: true, bufferSize: 65_536}],
	['in buffers that stand in another order', {order: (buffers) => [...buffers].sort((one, other) => ((one * 7) % 5) - ((other * 7) % 5))}],
	['from a PC with another zone', {bias: 480}],
	['with a clock that is system time', {clock: 'system'}],
	['with a counter of another speed', {frequency: 20_000_000n}],
	['with a counter of cycles', {clock: 'cycles', mhz: 3000}],
	['from Windows of 32 bits', {pointerSize: 4, bias: -330}],
	['with small buffers', {bufferSize: 8192, firstSequence: 908}],
];

describe.each(names)('%s', (name) => {
	const text = sampleText(name);
	const fromText = analyzeText(text);

	it.each(FORMS)('%s', (_form, options) => {
		const entries = entriesOf(text, options.bias ?? 0);
		const least = entries.reduce((one, {time}) => (time < one ? time : one), entries[0]?.time ?? START);
		const trace = writeTrace(entries, {start: least - 5_000_000n, ...options});
		const isOrdered = entries.every(({time}, index) => time >= (entries[index - 1]?.time ?? 0n));
		const {text: written, end} = traceLines([trace]);
		if (isOrdered) {
			expect(written.split('\n').map((line) => line.trimEnd())).toEqual(`${text.trimEnd()}\n`.split('\n').map((line) => line.trimEnd()));
			expect(known(analyzeBytes(trace))).toEqual(known(fromText));
		} else {
			expect(written.split('\n').length).toBe(`${text.trimEnd()}\n`.split('\n').length);
		}
		expect(end.utcOffset).toBe(-(options.bias ?? 0) + 0);
	});
});

describe('a trace in pieces', () => {
	const text = sampleText('wsus-http.log');
	const trace = writeTrace(entriesOf(text), {start: entriesOf(text)[0]?.time ?? START, isCompressed: true, bufferSize: 16_384});
	const whole = analyzeBytes(trace);

	it('gives the same report however it is cut', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(trace.length), {maxLength: 12}), (cuts) => {
				expect(analyzeChunks(chunksOf(trace, cuts))).toEqual(whole);
			}),
			{seed: 20251008, numRuns: 60},
		);
	});

	it('byte by byte', () => {
		expect(analyzeChunks(Array.from(trace, (byte) => Uint8Array.of(byte)))).toEqual(whole);
	});
});
