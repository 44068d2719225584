/** Keeps what comes on standard input in a temporary file, for it comes once only and is wanted more often. */
import {write} from 'node:fs';
import {Readable} from 'node:stream';
import {promisify} from 'node:util';
import {outputErrorReason} from '../input-error.js';
import type {StdinStore} from './protocol.js';
import {openTemporaryFile} from './temporary-file.js';

const writeDescriptor = promisify(write);

export interface StdinSpool extends StdinStore {
	/** Why it was not stored to its end, for people. */
	readonly problem: string | null;
	/** Called when there are more bytes, and at the end. @returns ends that */
	onGrowth(listener: () => void): () => void;
	close(): Promise<void>;
}

/** @throws errors of the file system */
export async function spoolStdin(stream: AsyncIterable<Uint8Array>): Promise<StdinSpool> {
	const file = await openTemporaryFile();
	const isEnded = new Int32Array(new SharedArrayBuffer(4));
	const listeners = new Set<() => void>();
	let isClosed = false;
	let problem: string | null = null;
	let writing: Promise<unknown> = Promise.resolve();

	function tell(): void {
		for (const listener of listeners) listener();
	}

	async function store(): Promise<void> {
		let position = 0;
		for await (const chunk of stream) {
			for (let done = 0; done < chunk.length; ) {
				if (isClosed) return;
				const write = writeDescriptor(file.descriptor, chunk, done, chunk.length - done, position);
				writing = write.catch(() => {});
				const {bytesWritten} = await write;
				done += bytesWritten;
				position += bytesWritten;
			}
			tell();
		}
	}

	store()
		.catch((error: unknown) => {
			problem = outputErrorReason(error) ?? (error instanceof Error ? error.message : String(error));
		})
		.finally(() => {
			Atomics.store(isEnded, 0, 1);
			tell();
		});

	return {
		descriptor: file.descriptor,
		isEnded,
		get problem() {
			return problem;
		},
		onGrowth(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			isClosed = true;
			listeners.clear();
			// Else the program would wait for whoever writes to it.
			if (stream instanceof Readable) stream.destroy();
			await writing;
			await file.close();
		},
	};
}
