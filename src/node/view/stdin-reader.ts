/** Reads standard input from where it is stored while it comes. */
import {setTimeout as delay} from 'node:timers/promises';
import {isArchive, isCompressed} from '../inputs/platform.js';
import {readInto} from './descriptors.js';
import type {StdinStore} from './protocol.js';

const CHUNK_BYTES = 256 * 1024;
const LOOK_AGAIN_MS = 20;

/** A log of which nothing more came for so long is told about as it is: who writes it may never end. */
const SILENCE_MS = 1000;

/**
 * The bytes until the end, or until nothing comes any more; what is packed has no use but as a whole. Each chunk is the
 * caller's until the next.
 */
export async function* readStdin({descriptor, isEnded}: StdinStore): AsyncGenerator<Uint8Array> {
	const buffer = new Uint8Array(CHUNK_BYTES);
	let position = 0;
	let isPacked = false;
	let silence = 0;
	for (;;) {
		// Asked for before the read: what came after it may still have bytes before it.
		const isLast = Atomics.load(isEnded, 0) !== 0;
		const length = await readInto(descriptor, buffer, CHUNK_BYTES, position);
		if (length > 0) {
			if (position === 0) isPacked = isCompressed(buffer) || isArchive(buffer);
			position += length;
			silence = 0;
			yield buffer.subarray(0, length);
			continue;
		}
		if (isLast || (silence >= SILENCE_MS && position > 0 && !isPacked)) return;
		await delay(LOOK_AGAIN_MS);
		silence += LOOK_AGAIN_MS;
	}
}
