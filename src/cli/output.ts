/** Writes to standard output or a file: waits where the reader is slow, ends quietly where it has gone. */
import {createWriteStream} from 'node:fs';
import {once} from 'node:events';
import type {Writable} from 'node:stream';
import {inputErrorReason} from '../node/input-error.js';
import {UsageError} from './usage-error.js';

export interface Output {
	/** Waits until the text is taken. Does nothing once `isClosed`. */
	write(text: string): Promise<void>;
	/** The reader has gone (`| head`): nobody wants the rest. */
	readonly isClosed: boolean;
	end(): Promise<void>;
}

function isBrokenPipe(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'EOF');
}

export function outputTo(stream: Writable): Output {
	let closed = false;
	let failure: unknown = null;
	let wake: (() => void) | null = null;
	stream.on('error', (error) => {
		closed = true;
		if (!isBrokenPipe(error)) failure = error;
		wake?.();
	});
	function check(): void {
		if (failure !== null) throw failure;
	}
	return {
		get isClosed() {
			return closed;
		},
		async write(text) {
			check();
			if (closed || text === '') return;
			if (!stream.write(text)) {
				await new Promise<void>((resolve) => {
					wake = resolve;
					stream.once('drain', resolve);
				});
			}
			check();
		},
		async end() {
			check();
		},
	};
}

/** @throws UsageError where the file cannot be written */
export async function outputToFile(path: string): Promise<Output> {
	const stream = createWriteStream(path);
	try {
		await once(stream, 'open');
	} catch (error) {
		throw cannotWrite(path, error);
	}
	const output = outputTo(stream);
	return {
		get isClosed() {
			return output.isClosed;
		},
		async write(text) {
			try {
				await output.write(text);
			} catch (error) {
				throw cannotWrite(path, error);
			}
		},
		async end() {
			stream.end();
			try {
				await once(stream, 'close');
				await output.end();
			} catch (error) {
				throw cannotWrite(path, error);
			}
		},
	};
}

function cannotWrite(path: string, error: unknown): UsageError {
	const reason = inputErrorReason(error) ?? (error instanceof Error ? error.message : String(error));
	return new UsageError(`cannot write ${path}: ${reason}`);
}
