/** Unpacking of compressed buffers: every form of an item, and input that lies. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {expandXpress} from '../../../src/core/etl/xpress.js';
import {packXpress} from '../../helpers/xpress-writer.js';

const SEED = 20251008;

function expand(packed: Uint8Array, length: number): Uint8Array {
	const target = new Uint8Array(length);
	return target.subarray(0, expandXpress(packed, 0, packed.length, target, length));
}

describe('gives back what was packed', () => {
	it.each([1, 2, 3, 9, 10, 24, 25, 279, 280, 281, 65_537, 65_560, 200_000])('a run of %i bytes', (length) => {
		const bytes = new Uint8Array(length + 1).fill(0x41);
		expect(expand(packXpress(bytes), bytes.length)).toEqual(bytes);
	});

	it('any bytes', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.uint8Array({maxLength: 30}), fc.nat(400)), {maxLength: 20}), (parts) => {
				const bytes = Uint8Array.from(parts.flatMap(([part, times]) => Array.from({length: times % 9}, () => [...part]).flat()));
				expect(expand(packXpress(bytes), bytes.length)).toEqual(bytes);
			}),
			{seed: SEED, numRuns: 300},
		);
	});
});

describe('input that is damaged', () => {
	const bytes = Uint8Array.from({length: 3000}, (_, at) => (at * at) % 60);
	const packed = packXpress(bytes);

	it('gives what comes before the end', () => {
		for (let length = 0; length < packed.length; length++) {
			const made = expand(packed.subarray(0, length), bytes.length);
			expect(made).toEqual(bytes.subarray(0, made.length));
		}
	});

	it('never writes past the length, nor reads before the beginning', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 200}), fc.nat(500), (input, length) => {
				const target = new Uint8Array(length + 8).fill(0xee);
				const made = expandXpress(input, 0, input.length, target, length);
				expect(made).toBeLessThanOrEqual(length);
				expect([...target.subarray(length)]).toEqual(Array.from({length: 8}, () => 0xee));
			}),
			{seed: SEED, numRuns: 2000},
		);
	});

	it('refuses a distance to before the beginning, and a length that is too short for its form', () => {
		expect(expand(Uint8Array.of(0, 0, 0, 0x80, 8, 0), 10)).toHaveLength(0);
		expect(expand(Uint8Array.of(0, 0, 0, 0x40, 0x41, 7, 0, 0x0f, 255, 21, 0), 100)).toHaveLength(1);
	});
});
