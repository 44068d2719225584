/** UTF-16 is read two letters at a time where it is ASCII: whatever stands between, and wherever the bytes are cut. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createUtf16Transcoder} from '../../../src/core/lines/utf16-transcoder.js';

const text = fc
	.array(
		fc.oneof(
			fc.string({unit: fc.constantFrom(...'abc 0189:/\r\n\u007f'), maxLength: 40}),
			fc.constantFrom('\u0080', 'é', '错', '\ud83d\ude00', '\ufeff'),
		),
		{maxLength: 12},
	)
	.map((parts) => parts.join(''));

function utf16(value: string, isLittle: boolean): Uint8Array {
	const bytes = new Uint8Array(value.length * 2);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < value.length; at++) view.setUint16(at * 2, value.charCodeAt(at), isLittle);
	return bytes;
}

it.each([true, false])('little-endian: %s', (isLittle) => {
	fc.assert(
		fc.property(text, fc.array(fc.nat({max: 200}), {maxLength: 4}), fc.nat({max: 3}), (value, cuts, shift) => {
			const all = utf16(value, isLittle);
			// Chunks begin at any address.
			const room = new Uint8Array(all.length + 4);
			room.set(all, shift);
			const bytes = room.subarray(shift, shift + all.length);
			const read: number[] = [];
			const transcoder = createUtf16Transcoder(isLittle, (chunk) => read.push(...chunk));
			let from = 0;
			for (const cut of [...cuts.filter((one) => one < bytes.length).sort((a, b) => a - b), bytes.length]) {
				transcoder.push(bytes.subarray(from, cut));
				from = cut;
			}
			transcoder.end();
			expect(new TextDecoder('utf-8', {ignoreBOM: true}).decode(Uint8Array.from(read))).toBe(value);
			expect(transcoder.stats).toEqual({loneSurrogates: 0, truncated: false});
		}),
		{seed: 3, numRuns: 1000},
	);
});
