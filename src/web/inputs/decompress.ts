/** The browser's decompressor, fed piece by piece so that what came out before damage is not lost. */
import {nextTask} from './next-task.js';

/** Small, for a piece in which there is damage gives nothing. */
const PIECE_BYTES = 32 * 1024;

/** Milliseconds in which nothing more comes before the end is asked for. */
const LAST_WAITS = 10;

/** Bytes behind what is packed, or none of the kind; what was unpacked before was given. */
export class DamagedData extends Error {
	override readonly name = 'DamagedData';
}

/** What is packed ends in the middle. */
export class CutData extends DamagedData {}

/** As Chromium, Firefox and Node say it; they have one kind of error for everything. */
const CUT = /truncated|ended without|unexpected end|Z_BUF_ERROR/i;

export interface Decompressor {
	/** @returns what became of it. @throws DamagedData */
	push(packed: Uint8Array): AsyncIterable<Uint8Array>;
	/** What else came of it a moment later. */
	later(): AsyncIterable<Uint8Array>;
	/** @throws CutData where the data is not at its end, and DamagedData */
	end(): AsyncIterable<Uint8Array>;
	cancel(): void;
}

export function createDecompressor(format: 'gzip' | 'deflate-raw'): Decompressor {
	const {readable, writable} = new DecompressionStream(format);
	const writer = writable.getWriter();
	const reader = readable.getReader();
	let waiting: Uint8Array[] = [];
	let failure: unknown = null;
	const drained = drain();

	/** Always reading, so that nothing is left in the queue when an error empties it. */
	async function drain(): Promise<void> {
		try {
			for (;;) {
				const {value, done} = await reader.read();
				if (done) return;
				waiting.push(value);
			}
		} catch (error) {
			failure = error;
		}
	}

	function take(): readonly Uint8Array[] {
		const taken = waiting;
		waiting = [];
		return taken;
	}

	return {
		async *push(packed) {
			for (let at = 0; at < packed.length; at += PIECE_BYTES) {
				// The buffer of the caller may change before the decompressor has looked at it.
				const piece = packed.slice(at, at + PIECE_BYTES);
				await writer.write(piece).catch((error: unknown) => {
					failure ??= error;
				});
				// What was written has come out then.
				await nextTask();
				yield* take();
				if (failure !== null) throw new DamagedData();
			}
		},
		async *later() {
			await later();
			yield* take();
		},
		async *end() {
			// An error at the end would empty the queue of what is still to come.
			for (let waits = 0; waits < LAST_WAITS; waits++) {
				await later();
				if (waiting.length > 0) waits = 0;
				yield* take();
			}
			const [closed] = await Promise.allSettled([writer.close(), drained]);
			yield* take();
			const error: unknown = closed.status === 'rejected' ? (failure ?? closed.reason) : failure;
			if (error !== null) throw CUT.test(wordsOf(error)) ? new CutData() : new DamagedData();
		},
		cancel() {
			reader.cancel().catch(() => {});
			writer.abort().catch(() => {});
		},
	};
}

function wordsOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? `${error.message} ${String(error.code)}` : String(error);
}

function later(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 1));
}
