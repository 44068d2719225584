/** A file of an output: written beside its place, and put there when all of it is written. */
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {outputErrorReason} from '../input-error.js';
import {temporaryName} from '../temporary-name.js';

/** An output could not be written; the message says which and why. */
export class OutputError extends Error {
	override readonly name = 'OutputError';
}

export interface WholeFile {
	/** Waits only where enough has come together to be written. */
	write(data: string | Uint8Array): Promise<void> | undefined;
	/** Writes the rest; the file is whole, but not in its place. */
	finish(): Promise<void>;
	/** Puts the finished file in its place. */
	keep(): Promise<void>;
	/** Takes away what was written; does nothing after `keep`. */
	discard(): Promise<void>;
}

const FLUSH_BYTES = 256 * 1024;

/** @throws OutputError, as all of its methods do */
export async function createWholeFile(path: string): Promise<WholeFile> {
	const temporary = join(dirname(path), temporaryName(path));
	const handle: FileHandle = await told(path, () => open(temporary, 'wx'));
	let parts: Uint8Array[] = [];
	let text = '';
	let bytes = 0;
	let isOpen = true;
	let isKept = false;

	function takeText(): void {
		if (text === '') return;
		const part = Buffer.from(text, 'utf8');
		parts.push(part);
		text = '';
	}

	async function flush(): Promise<void> {
		takeText();
		const chunk = Buffer.concat(parts);
		parts = [];
		bytes = 0;
		for (let at = 0; at < chunk.length; ) at += (await told(path, () => handle.write(chunk, at))).bytesWritten;
	}

	async function close(): Promise<void> {
		if (!isOpen) return;
		isOpen = false;
		await handle.close();
	}

	return {
		write(data) {
			if (typeof data === 'string') {
				text += data;
			} else {
				takeText();
				parts.push(data);
			}
			bytes += data.length;
			return bytes < FLUSH_BYTES ? undefined : flush();
		},
		async finish() {
			await flush();
			await told(path, close);
		},
		async keep() {
			await told(path, () => rename(temporary, path));
			isKept = true;
		},
		async discard() {
			if (isKept) return;
			await close().catch(() => {});
			await rm(temporary, {force: true});
		},
	};
}

async function told<Value>(path: string, action: () => Promise<Value>): Promise<Value> {
	try {
		return await action();
	} catch (error) {
		const reason = outputErrorReason(error);
		if (reason === null) throw error;
		throw new OutputError(`cannot write ${path}: ${reason}`, {cause: error});
	}
}
