/** Inputs made of honest ones by damage: bytes and lines that are flipped, cut out, doubled, swapped, moved or put in. */
import fc from 'fast-check';
import {bytesOf, concat} from '../helpers/log-lines.js';
import type {FuzzTarget} from './target.js';

const LF = 10;

/** Bytes at which parsers turn. */
const TURNS = [
	0x00, 0x09, 0x0a, 0x0d, 0x1b, 0x20, 0x22, 0x27, 0x2a, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0x9b, 0xc0, 0xe2, 0xed, 0xef, 0xf4, 0xfe,
	0xff,
] as const;

/** Places are shares of the length, so that a change fits an input of any length, also while it is made smaller. */
interface Change {
	readonly kind: ChangeKind;
	readonly from: number;
	readonly length: number;
	readonly to: number;
	readonly bytes: Uint8Array;
}

type ChangeKind = keyof typeof CHANGES;

interface Place {
	readonly start: number;
	readonly stop: number;
	readonly to: number;
	readonly bytes: Uint8Array;
	readonly other: Uint8Array;
}

const CHANGES = {
	flip: (input, {start, stop, bytes}) =>
		input.map((byte, at) => (at >= start && at < stop ? byte ^ (bytes[(at - start) % bytes.length] ?? 1) : byte)),
	set: (input, {start, stop, to}) => input.map((byte, at) => (at >= start && at < stop ? (TURNS[to % TURNS.length] ?? 0) : byte)),
	insert: (input, {start, bytes}) => concat(input.subarray(0, start), bytes, input.subarray(start)),
	delete: (input, {start, stop}) => concat(input.subarray(0, start), input.subarray(stop)),
	duplicate: (input, {start, stop}) => concat(input.subarray(0, stop), input.subarray(start)),
	repeat: (input, {start, stop, to}) =>
		concat(input.subarray(0, start), ...Array.from({length: to % 60}, () => input.subarray(start, stop)), input.subarray(stop)),
	truncate: (input, {start}) => input.subarray(0, start),
	splice: (input, {start, stop, other}) =>
		concat(input.subarray(0, start), other.subarray(Math.min(start, other.length), Math.min(stop, other.length)), input.subarray(stop)),
	deleteLine: (input, place) => lines(input, place, () => []),
	duplicateLine: (input, place) => lines(input, place, (line) => [line, line]),
	swapLines: (input, place) => lines(input, place, (line, next) => [next, line], 2),
	moveLine: (input, {start, to}) => {
		const line = lineAt(input, start);
		const rest = concat(input.subarray(0, line.start), input.subarray(line.stop));
		const at = lineAt(rest, Math.min(to, rest.length)).start;
		return concat(rest.subarray(0, at), input.subarray(line.start, line.stop), rest.subarray(at));
	},
} as const satisfies Readonly<Record<string, (input: Uint8Array, place: Place) => Uint8Array>>;

/** The line around a place, with its end. */
function lineAt(input: Uint8Array, at: number): {readonly start: number; readonly stop: number} {
	const end = input.indexOf(LF, at);
	return {start: at === 0 ? 0 : input.lastIndexOf(LF, at - 1) + 1, stop: end < 0 ? input.length : end + 1};
}

/** Puts other lines in the place of one, or of two that follow each other. */
function lines(
	input: Uint8Array,
	{start}: Place,
	change: (line: Uint8Array, next: Uint8Array) => readonly Uint8Array[],
	count: 1 | 2 = 1,
): Uint8Array {
	const first = lineAt(input, start);
	const second = count === 2 ? lineAt(input, Math.min(first.stop, input.length)) : {start: first.stop, stop: first.stop};
	const changed = change(input.subarray(first.start, first.stop), input.subarray(second.start, second.stop));
	return concat(input.subarray(0, first.start), ...changed, input.subarray(Math.max(first.stop, second.stop)));
}

const SHARES = 10_000;
const KINDS = Object.keys(CHANGES) as ChangeKind[];

function apply(input: Uint8Array, change: Change, other: Uint8Array): Uint8Array {
	const start = Math.floor((change.from / SHARES) * input.length);
	const stop = Math.min(input.length, start + change.length);
	return CHANGES[change.kind](input, {start, stop, to: change.to, bytes: change.bytes, other});
}

/** Inputs of a target: mostly damaged pieces of its seeds, now and then bytes without any sense. */
export function inputsOf({seeds, words, maxBytes}: FuzzTarget): fc.Arbitrary<Uint8Array> {
	const known = seeds();
	const tokens = fc
		.constantFrom(...words, '\r\n', ' ', '\u202e', '\u{1F642}', '\ufeff', '\u001b]52;c;x\u0007', '=1+1', '9'.repeat(20))
		.map(bytesOf);
	const seed = fc.constantFrom(...known);
	const change: fc.Arbitrary<Change> = fc.record({
		kind: fc.constantFrom(...KINDS),
		from: fc.nat(SHARES),
		length: fc.oneof({weight: 4, arbitrary: fc.nat(8)}, {weight: 2, arbitrary: fc.nat(120)}, {weight: 1, arbitrary: fc.nat(maxBytes)}),
		to: fc.nat(maxBytes),
		bytes: fc.oneof({weight: 2, arbitrary: tokens}, {weight: 1, arbitrary: fc.uint8Array({minLength: 1, maxLength: 12})}),
	});
	const damaged = fc
		.record({seed, other: seed, from: fc.nat(SHARES), isWhole: fc.boolean(), changes: fc.array(change, {maxLength: 8})})
		.map(({seed: bytes, other, from, isWhole, changes}) => {
			const start = isWhole ? 0 : Math.floor((from / SHARES) * bytes.length);
			// What repeats itself again and again would only make everything slow.
			return changes.reduce((input, one) => apply(input, one, other).subarray(0, maxBytes * 4), bytes.subarray(start, start + maxBytes));
		});
	const made = fc
		.array(fc.oneof({weight: 3, arbitrary: tokens}, {weight: 1, arbitrary: fc.uint8Array({maxLength: 20})}), {maxLength: 40})
		.map((parts) => concat(...parts));
	return fc.oneof({weight: 8, arbitrary: damaged}, {weight: 2, arbitrary: made}, {weight: 1, arbitrary: fc.uint8Array({maxLength: 400})});
}
