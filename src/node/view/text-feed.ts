/** The text of a log as it comes from where it is: the bytes of the file, or what they are decoded and unpacked to. */
import {write} from 'node:fs';
import {promisify} from 'node:util';
import {createLevelQueue, type LevelQueue} from '../../core/line-index/level-queue.js';
import {detectEncoding} from '../../core/lines/encoding.js';
import {createUtf16Transcoder} from '../../core/lines/utf16-transcoder.js';
import {InputError, outputErrorReason} from '../input-error.js';
import {readInto} from './descriptors.js';
import {openPacked} from './open-packed.js';
import type {TextOrigin} from './protocol.js';
import {createTraceFeed} from './trace-feed.js';

const writeDescriptor = promisify(write);

/** Little at first, for the first screen; then enough that reading costs little. */
const FIRST_BYTES = 64 * 1024;
const CHUNK_BYTES = 1024 * 1024;

const ENCODING_BYTES = 4096;

export interface TextFeed {
	/** The next bytes of the text, valid until the next call; `null` where it ends, for now. @throws errors of reading */
	next(): Promise<Uint8Array | null>;
	/** Goes back to a place in the text that was read already. */
	rewind(offset: number): void;
	/** Read of the file; of packed ones, unpacked. */
	readonly bytes: number;
	/** Of the lines of traces, before their text. */
	readonly levels: LevelQueue;
}

/** Where the text begins in the file, or in the spool. */
export function startOf(origin: TextOrigin): number {
	return origin.type === 'in-place' ? origin.start : 0;
}

export function createTextFeed(origin: TextOrigin): TextFeed {
	switch (origin.type) {
		case 'in-place':
			return fileFeed(origin.descriptor, origin.start);
		case 'utf-16': {
			const file = fileFeed(origin.descriptor, origin.start);
			return spooledFeed(file.next, origin.spool, origin.isLittleEndian ? 'utf-16le' : 'utf-16be', () => file.bytes);
		}
		case 'traces': {
			const levels = createLevelQueue();
			const feed = createTraceFeed(origin.input, levels.add);
			return spooledFeed(feed.next, origin.spool, 'bytes', () => feed.bytes, levels);
		}
		case 'packed': {
			const levels = createLevelQueue();
			const chunks = openPacked(origin, levels.add);
			let bytes = 0;
			const next = async (): Promise<Uint8Array | null> => {
				const {value, done} = await chunks.next();
				if (done === true) return null;
				bytes += value.length;
				return value;
			};
			return spooledFeed(next, origin.spool, null, () => bytes, levels);
		}
		default:
			return origin satisfies never;
	}
}

function fileFeed(descriptor: number, start: number): TextFeed {
	let position = start;
	/** Where reading was once. */
	let furthest = start;
	let isFirst = true;
	const buffers = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)] as const;
	let turn: 0 | 1 = 0;
	/** The next chunk is read while this one is worked on. */
	let ahead: Promise<number> | null = null;

	const read = (length: number): Promise<number> => readInto(descriptor, buffers[turn], length, position);

	return {
		levels: createLevelQueue(),
		get bytes() {
			return furthest;
		},
		async next() {
			const wanted = isFirst ? FIRST_BYTES : CHUNK_BYTES;
			const reading = ahead ?? read(wanted);
			ahead = null;
			isFirst = false;
			const length = await reading;
			if (length === 0) return null;
			const chunk = buffers[turn].subarray(0, length);
			position += length;
			furthest = Math.max(furthest, position);
			turn = turn === 0 ? 1 : 0;
			if (length >= wanted) {
				ahead = read(CHUNK_BYTES);
				// Told when it is waited for.
				ahead.catch(() => {});
			}
			return chunk;
		},
		rewind(offset) {
			position = offset;
			ahead = null;
		},
	};
}

/**
 * What is read goes into the spool, from which lines are shown.
 *
 * @param form `null`: to be told from the first bytes, of what does not grow
 */
function spooledFeed(
	nextOfSource: () => Promise<Uint8Array | null>,
	spool: number,
	form: 'bytes' | 'utf-16le' | 'utf-16be' | null,
	bytesOfSource: () => number,
	levels: LevelQueue = createLevelQueue(),
): TextFeed {
	let parts: Uint8Array[] = [];
	const transcode = (isLittleEndian: boolean) => createUtf16Transcoder(isLittleEndian, (chunk) => parts.push(chunk.slice()));
	let decoder = form === null || form === 'bytes' ? null : transcode(form === 'utf-16le');
	let isFormKnown = form !== null;
	let isEnded = false;
	/** Bytes in the spool, and where the next ones are taken from. */
	let length = 0;
	let position = 0;

	function decode(chunk: Uint8Array): void {
		if (decoder === null) parts.push(chunk);
		else decoder.push(chunk);
	}

	/** Enough to tell the encoding, or all there is. */
	async function head(): Promise<Uint8Array | null> {
		const chunks: Uint8Array[] = [];
		let size = 0;
		while (size < ENCODING_BYTES) {
			const chunk = await nextOfSource();
			if (chunk === null) break;
			chunks.push(chunk.slice());
			size += chunk.length;
		}
		return size === 0 ? null : Buffer.concat(chunks);
	}

	async function more(): Promise<Uint8Array | null> {
		const chunk = isFormKnown ? await nextOfSource() : await head();
		if (chunk === null) return null;
		if (isFormKnown) {
			decode(chunk);
			return takeParts();
		}
		isFormKnown = true;
		const encoding = detectEncoding(chunk);
		if (encoding.form !== 'bytes') decoder = transcode(encoding.form === 'utf-16le');
		decode(chunk.subarray(encoding.markLength));
		return takeParts();
	}

	function takeParts(): Uint8Array {
		const [only] = parts;
		const taken = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
		parts = [];
		return taken;
	}

	async function store(chunk: Uint8Array): Promise<void> {
		try {
			for (let done = 0; done < chunk.length; )
				done += (await writeDescriptor(spool, chunk, done, chunk.length - done, length + done)).bytesWritten;
		} catch (error) {
			const reason = outputErrorReason(error);
			throw reason === null ? error : new InputError(`its text could not be written to a temporary file: ${reason}`);
		}
		length += chunk.length;
		position = length;
	}

	return {
		levels,
		get bytes() {
			return bytesOfSource();
		},
		async next() {
			if (position < length) {
				const again = new Uint8Array(Math.min(CHUNK_BYTES, length - position));
				const read = await readInto(spool, again, again.length, position);
				position += read;
				return read === 0 ? null : again.subarray(0, read);
			}
			for (;;) {
				const chunk = isEnded ? null : await more();
				if (chunk === null) {
					// What is packed is over, and must not be asked again; a file may grow.
					if (form === null) isEnded = true;
					return null;
				}
				if (chunk.length === 0) continue;
				await store(chunk);
				return chunk;
			}
		},
		rewind(offset) {
			position = offset;
		},
	};
}
