/** Files packed by gzip, also where several were put one behind the other (RFC 1952). */
import type {CompressionFormat} from '../../core/inputs/formats.js';
import {InputError} from '../../core/inputs/input-error.js';
import {concatBytes} from '../../core/inputs/input-source.js';
import type {UnpackBudget} from '../../core/inputs/limits.js';
import {createDecompressor, CutData, DamagedData} from './decompress.js';

const HEAD_BYTES = 10;
/** Behind a member: the checksum and the number of its bytes. */
const TAIL_BYTES = 8;
/** The number of bytes is counted up to this. */
const LARGEST = 2 ** 32;
/** What deflate can make of a byte. */
const MOST_RATIO = 1032;
/** Zeros at the end of a file are held back up to this, until it is known whether they are padding. */
const MOST_PADDING = 1024 * 1024;
/** Some decompressors work beside the script: so many milliseconds is waited for what they still have to make. */
const MAX_WAITS = 1000;
/** The same where nothing came yet: an empty file is packed in this. */
const EMPTY_WAITS = 50;

export const GZIP: CompressionFormat = {
	name: 'gzip',
	signatureLength: 2,
	isRecognized: (head) => head[0] === 0x1f && head[1] === 0x8b,
	unpack: gunzip,
};

/**
 * The browser unpacks one member and takes another behind it for damage, so that members are told apart here: a head stands
 * behind a number that is the number of bytes unpacked so far. Zeros that fill up the file are no damage either.
 */
async function* gunzip(source: AsyncIterable<Uint8Array>, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
	let member = createDecompressor('gzip');
	let unpacked = 0;
	/** Bytes of this member that were pushed. */
	let pushed = 0;

	async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of chunks) {
			budget.countBytes(chunk.length);
			unpacked += chunk.length;
			yield chunk;
		}
	}

	async function* push(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
		yield* counted(member.push(bytes));
		pushed += bytes.length;
	}

	/** Not pushed yet: the head of another member may begin in it. */
	let rest: Uint8Array = new Uint8Array(0);
	try {
		for await (const chunk of source) {
			const bytes = concatBytes([rest, chunk]);
			let start = 0;
			for (const at of headsIn(bytes)) {
				yield* push(bytes.subarray(start, at));
				start = at;
				if (pushed < HEAD_BYTES + TAIL_BYTES || at < TAIL_BYTES) continue;
				const size = sizeBefore(bytes, at);
				const missing = (): number => (((size - unpacked) % LARGEST) + LARGEST) % LARGEST;
				for (let waits = 0; waits < MAX_WAITS && missing() > 0 && missing() <= pushed * MOST_RATIO; waits++) yield* counted(member.later());
				if (missing() > 0) continue;
				yield* counted(member.end());
				member = createDecompressor('gzip');
				[unpacked, pushed] = [0, 0];
			}
			const zeros = bytes.length - endWithoutZeros(bytes);
			const kept = zeros > MOST_PADDING ? 0 : zeros + TAIL_BYTES;
			const end = Math.max(start, bytes.length - Math.max(kept, HEAD_BYTES + TAIL_BYTES - 1));
			yield* push(bytes.subarray(start, end));
			rest = bytes.slice(end);
		}
		const begin = endWithoutZeros(rest);
		yield* push(rest.subarray(0, begin));
		let padding = paddingFrom(rest, begin, unpacked);
		for (let waits = 0; waits < (unpacked > 0 ? MAX_WAITS : EMPTY_WAITS) && padding === null && begin < rest.length; waits++) {
			yield* counted(member.later());
			padding = paddingFrom(rest, begin, unpacked);
		}
		if (unpacked === 0) padding = begin + 1 + TAIL_BYTES;
		yield* push(rest.subarray(begin, padding ?? rest.length));
		yield* counted(member.end());
	} catch (error) {
		if (error instanceof CutData) throw new InputError('the compressed data ends in the middle');
		throw error instanceof DamagedData ? new InputError('the compressed data is damaged') : error;
	} finally {
		member.cancel();
	}
}

/** Where ten bytes look like the head of a member: deflate, no flags beyond the five, a known way of packing and system. */
function* headsIn(bytes: Uint8Array): Generator<number> {
	for (let at = bytes.indexOf(0x1f); at >= 0 && at + HEAD_BYTES <= bytes.length; at = bytes.indexOf(0x1f, at + 1)) {
		if (bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8) continue;
		const [flags = 0, way = 0, system = 0] = [bytes[at + 3], bytes[at + 8], bytes[at + 9]];
		if (flags < 0x20 && (way === 0 || way === 2 || way === 4) && (system <= 13 || system === 255)) yield at;
	}
}

function endWithoutZeros(bytes: Uint8Array): number {
	let end = bytes.length;
	while (end > 0 && bytes[end - 1] === 0) end--;
	return end;
}

/**
 * Where the zeros begin that fill up the file: the number before them, which may end with zeros itself, is that of the bytes
 * unpacked. Of an empty file, the last byte that is packed is zero, too.
 *
 * @returns `null`: there is no such number, or not all is unpacked yet
 */
function paddingFrom(bytes: Uint8Array, begin: number, unpacked: number): number | null {
	for (let at = Math.max(begin, TAIL_BYTES); at <= Math.min(bytes.length, begin + TAIL_BYTES); at++) {
		if (unpacked > 0 && sizeBefore(bytes, at) === unpacked % LARGEST) return at;
	}
	return null;
}

/** The number at the end of a member. */
function sizeBefore(bytes: Uint8Array, at: number): number {
	return new DataView(bytes.buffer, bytes.byteOffset + at - 4, 4).getUint32(0, true);
}
