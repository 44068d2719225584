/** A file that nobody else can read, and that is gone when the program is. */
import {randomUUID} from 'node:crypto';
import {unlinkSync} from 'node:fs';
import {unlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {InputError, outputErrorReason} from '../input-error.js';
import {closeDescriptor, openDescriptor} from './descriptors.js';

export interface TemporaryFile {
	/** For reading and writing. */
	readonly descriptor: number;
	close(): Promise<void>;
}

const named = new Set<string>();

function removeNamed(): void {
	for (const path of named) {
		try {
			unlinkSync(path);
		} catch {
			// It is gone, or the system keeps it; there is nobody left to tell.
		}
	}
	named.clear();
}

/**
 * @param isNameless takes the name away at once, so that the file ends with its descriptor, whatever ends the program.
 * Windows keeps the name of an open file.
 * @throws InputError where there can be none, with the folder in its message
 */
export async function openTemporaryFile(isNameless: boolean = process.platform !== 'win32'): Promise<TemporaryFile> {
	const path = join(tmpdir(), `wulens-${randomUUID()}`);
	const descriptor = await openDescriptor(path, 'wx+', 0o600).catch((error: unknown) => {
		const reason = outputErrorReason(error);
		throw reason === null ? error : new InputError(`no temporary file can be created in ${tmpdir()}: ${reason}`, {cause: error});
	});
	if (isNameless) await unlink(path);
	else keepName(path);
	let isOpen = true;
	return {
		descriptor,
		async close() {
			if (!isOpen) return;
			isOpen = false;
			await closeDescriptor(descriptor);
			if (!named.delete(path)) return;
			if (named.size === 0) process.removeListener('exit', removeNamed);
			await unlink(path).catch(() => {});
		},
	};
}

function keepName(path: string): void {
	if (named.size === 0) process.on('exit', removeNamed);
	named.add(path);
}
