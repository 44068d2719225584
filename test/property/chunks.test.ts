/** A report depends on the bytes of a log and not on how they came: chunks of any size give what one chunk gives. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {chunkSizes, cut, encodedLog, logText} from '../helpers/generated-logs.js';
import {checkInvariants} from '../helpers/invariants.js';
import {analyzeBytes, analyzeChunks, bytesOf, concat, etwLine} from '../helpers/log-lines.js';

const SEED = 20240314;

/** The analyzer looks at the first 64 KiB as a whole; only what comes after them is read as it comes. */
const FILLER = `${etwLine({component: 'Driver', text: 'Skipping printer driver 2 due to incomplete info'})}\r\n`.repeat(640);

const longest = fc.constantFrom(16, 64, 200, undefined).map((maxLineBytes) => (maxLineBytes === undefined ? {} : {maxLineBytes}));

it('a log that fits into the head that is looked at first', () => {
	fc.assert(
		fc.property(encodedLog(), chunkSizes, longest, (bytes, sizes, options) => {
			const whole = analyzeBytes(bytes, options);
			expect(analyzeChunks(cut(bytes, sizes), options)).toStrictEqual(whole);
			checkInvariants(whole);
		}),
		{seed: SEED, numRuns: 600},
	);
});

it('a log behind that head', () => {
	fc.assert(
		fc.property(encodedLog(FILLER), chunkSizes, longest, (bytes, sizes, options) => {
			const border = Math.max(0x10000, bytes.length - 3000);
			const whole = analyzeBytes(bytes, options);
			expect(analyzeChunks([bytes.subarray(0, border), ...cut(bytes.subarray(border), sizes)], options)).toStrictEqual(whole);
			checkInvariants(whole);
		}),
		{seed: SEED, numRuns: 500},
	);
});

it('a log across the border of that head', () => {
	const filler = bytesOf(FILLER);
	fc.assert(
		fc.property(fc.nat(200), logText, chunkSizes, fc.boolean(), (shift, text, sizes, isFirst) => {
			// The border falls somewhere into the generated part, or the generated part comes first.
			const padding = bytesOf(`${' '.repeat(shift)}\n`);
			const bytes = isFirst ? concat(bytesOf(text), padding, filler) : concat(filler.subarray(0, 0x10000 - 1500), padding, bytesOf(text));
			const whole = analyzeBytes(bytes);
			expect(
				analyzeChunks(
					cut(
						bytes,
						sizes.map((size) => size * 7 + 1),
					),
				),
			).toStrictEqual(whole);
			checkInvariants(whole);
		}),
		{seed: SEED, numRuns: 60},
	);
});

it('a file that is no log', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('PK\u0003\u0004', 'MSCF', '<Events>', '<html>', '', 'Dear all,\n'),
			fc.uint8Array({maxLength: 400}),
			chunkSizes,
			(head, tail, sizes) => {
				const bytes = concat(bytesOf(head), tail);
				expect(analyzeChunks(cut(bytes, sizes))).toStrictEqual(analyzeBytes(bytes));
			},
		),
		{seed: SEED, numRuns: 300},
	);
});
