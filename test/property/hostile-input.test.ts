/** Nothing that is given to the analyzer makes it throw, and its counts add up: arbitrary bytes and damaged samples. */
import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {chunkSizes, cut} from '../helpers/generated-logs.js';
import {checkInvariants} from '../helpers/invariants.js';
import {analyzeBytes, analyzeChunks, bytesOf, concat, etwLine, legacyLine} from '../helpers/log-lines.js';

const SEED = 20240316;
const SAMPLES = new URL('../../samples/', import.meta.url);

describe('arbitrary bytes', () => {
	it('alone', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 600}), chunkSizes, (bytes, sizes) => {
				const report = analyzeChunks(cut(bytes, sizes));
				expect(report.bytes).toBe(bytes.length);
				checkInvariants(report);
			}),
			{seed: SEED, numRuns: 600},
		);
	});

	it('within the lines of a log', () => {
		const before = fc.constantFrom(
			etwLine({text: ''}),
			etwLine({text: '* START * Finding updates CallerId = '}),
			etwLine({text: '* END * Finding updates CallerId = X, Id = '}),
			etwLine({component: 'WebServices', text: '*FAILED* [8024'}),
			etwLine({component: 'Agent', text: 'ScanQOS. ServerId = '}),
			etwLine({component: '', text: ''}),
			legacyLine({text: '** START **  Agent: Finding updates [CallerId = '}),
			legacyLine({component: 'Misc', text: 'WARNING: SendRequest failed with hr = '}),
			'> 2019/06/05 10:21:33.1234567 5120 6644 Agent ',
			'2024/03/12 19:47:21.',
			'2013-03-04\t09:00:01:112\t',
			'03E4 1668 ',
			'',
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(before, fc.uint8Array({maxLength: 60})), {maxLength: 12}), chunkSizes, (lines, sizes) => {
				const bytes = concat(...lines.flatMap(([text, rest]) => [bytesOf(text), rest, Uint8Array.of(10)]));
				checkInvariants(analyzeChunks(cut(bytes, sizes), {maxLineBytes: 100}));
			}),
			{seed: SEED, numRuns: 600},
		);
	});
});

describe('damaged samples', () => {
	interface Change {
		readonly kind: 'flip' | 'insert' | 'delete' | 'duplicate';
		/** Shares of the length, so that one change fits a file of any length. */
		readonly from: number;
		readonly to: number;
		readonly bytes: Uint8Array;
	}

	const share = fc.nat(10_000).map((value) => value / 10_000);
	const change: fc.Arbitrary<Change> = fc.record({
		kind: fc.constantFrom('flip', 'insert', 'delete', 'duplicate'),
		from: share,
		to: fc.oneof(
			share,
			fc.nat(40).map((value) => value / 10_000),
		),
		bytes: fc.uint8Array({minLength: 1, maxLength: 12}),
	});

	function damage(bytes: Uint8Array, {kind, from, to, bytes: other}: Change): Uint8Array {
		const start = Math.floor(from * bytes.length);
		// Seldom more than a few lines, but now and then a large part of the file.
		const stop = Math.min(bytes.length, to < from ? start + Math.floor(to * 2000) : Math.floor(to * bytes.length));
		const [head, slice, tail] = [bytes.subarray(0, start), bytes.subarray(start, stop), bytes.subarray(stop)];
		switch (kind) {
			case 'flip':
				return concat(
					head,
					slice.map((byte, index) => byte ^ (other[index % other.length] ?? 0)),
					tail,
				);
			case 'insert':
				return concat(head, other, slice, tail);
			case 'delete':
				return concat(head, tail);
			case 'duplicate':
				return concat(head, slice, slice, tail);
		}
	}

	const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.log'));

	it.each(names)('%s', (name) => {
		const sample = new Uint8Array(readFileSync(new URL(name, SAMPLES)));
		fc.assert(
			fc.property(fc.array(change, {minLength: 1, maxLength: 6}), chunkSizes, (changes, sizes) => {
				const bytes = changes.reduce(damage, sample);
				const whole = analyzeBytes(bytes);
				checkInvariants(whole);
				expect(
					analyzeChunks(
						cut(
							bytes,
							sizes.map((size) => size * 11 + 1),
						),
					),
				).toStrictEqual(whole);
			}),
			{seed: SEED, numRuns: 40},
		);
	});
});
