/** Damaged and hostile traces: nothing throws, nothing hangs, and what was readable is given. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createBufferReader} from '../../../src/core/etl/buffers.js';
import {traceLines} from '../../helpers/read-trace.js';
import {checkInvariants} from '../../helpers/invariants.js';
import {analyzeBytes} from '../../helpers/log-lines.js';
import {rawEvent, START, type TraceEntry, UPDATE_PROVIDER, writeBuffer, writeTrace} from '../../helpers/trace-writer.js';

const SEED = 20251008;

const ENTRIES: readonly TraceEntry[] = Array.from({length: 24}, (_, index) => ({
	time: START + BigInt(index) * 10_000n,
	pid: 1000 + (index % 3),
	tid: 7,
	component: index % 2 === 0 ? 'Agent' : 'ComApi',
	message: `message ${index}: ${'abc '.repeat(index)}`,
}));

const STRUCT = rawEvent({
	time: 5_813_516_600_000n,
	id: UPDATE_PROVIDER.id,
	providerName: UPDATE_PROVIDER.name,
	schema: new Uint8Array(Buffer.from('\0Misc\0a\0\x98\x02b\0\x01c\0\x46d\0\x17', 'latin1')),
	payload: new Uint8Array(Buffer.from('x\0\0\0\x02\0\x01\0\x02\0\x03\0abc', 'latin1')),
});

const TRACES: Readonly<Record<string, Uint8Array>> = {
	plain: writeTrace(ENTRIES, {bufferSize: 2048, extra: [STRUCT]}),
	compressed: writeTrace(ENTRIES, {bufferSize: 4096, isCompressed: true, extra: [STRUCT]}),
	'32 bits': writeTrace(ENTRIES, {bufferSize: 2048, pointerSize: 4, frequency: 3_579_545n}),
};

describe.each(Object.entries(TRACES))('%s', (_name, trace) => {
	const whole = traceLines([trace]).text;

	it('cut at every byte gives the lines that were complete', () => {
		let most = 0;
		for (let length = 0; length < trace.length; length++) {
			const lines = traceLines([trace.subarray(0, length)])
				.text.split('\n')
				.slice(0, -1);
			if (lines.length < most) expect.fail(`fewer lines at ${length}`);
			most = lines.length;
			if (length % 16 === 0) for (const line of lines) expect(whole).toContain(line);
		}
		expect(most).toBeGreaterThanOrEqual(ENTRIES.length - 1);
	});

	it('with any bytes changed makes a report whose counts add up', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat(trace.length - 1), fc.nat(255)), {minLength: 1, maxLength: 8}), (changes) => {
				const damaged = trace.slice();
				for (const [at, value] of changes) damaged[at] = value;
				checkInvariants(analyzeBytes(damaged));
				traceLines([damaged], {form: 'ndjson'});
			}),
			{seed: SEED, numRuns: 1500},
		);
	});
});

/** Buffers that are compressed are not all of one length. */
const WITH_EQUAL_BUFFERS = Object.entries(TRACES).filter(([, trace]) => trace.length % 2048 === 0);

describe.each(WITH_EQUAL_BUFFERS)('%s', (_name, trace) => {
	it('with one byte of a buffer changed loses no other buffer', () => {
		const lines = traceLines([trace]).text.split('\n');
		fc.assert(
			fc.property(fc.nat(trace.length - 2048 - 1), fc.nat(255), (place, value) => {
				const damaged = trace.slice();
				damaged[2048 + place] = value;
				const given = new Set(traceLines([damaged]).text.split('\n'));
				const missing = lines.filter((line) => !given.has(line));
				expect(missing.length).toBeLessThan(14);
			}),
			{seed: SEED, numRuns: 300},
		);
	});
});

describe('traces that are made to do harm', () => {
	it('cannot unpack to much more than they are', () => {
		const run = writeBuffer(new Uint8Array(4_000_000), {bufferSize: 4_194_304, sequence: 1, type: 0, isCompressed: true});
		const header = writeTrace([], {bufferSize: 4_194_304, isCompressed: true});
		const bomb = new Uint8Array(Buffer.concat([header, ...Array.from({length: 3000}, () => run)]));
		let unpacked = 0;
		const {push, end, stats} = createBufferReader({
			buffer(_bytes, start, stop) {
				unpacked += stop - start;
			},
		});
		push(bomb);
		end();
		expect(unpacked).toBeLessThan(65 * 1024 * 1024 + 64 * bomb.length);
		expect(stats.damaged).toBeGreaterThan(1000);
		expect(analyzeBytes(bomb).status).toBe('skipped');
	});

	it('any bytes after the head of a trace', () => {
		const head = writeTrace([]).subarray(0, 4096);
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 6000}), (bytes) => {
				checkInvariants(analyzeBytes(new Uint8Array(Buffer.concat([head, bytes]))));
			}),
			{seed: SEED, numRuns: 300},
		);
	});
});
