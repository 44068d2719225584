/** Holds an archive in memory that is no file of its own: it is read from its end. */
import type {ByteSource} from '../byte-source.js';
import {InputError} from '../input-error.js';
import type {ArchiveLimits} from './limits.js';

const MEGABYTE = 1024 * 1024;

/** @throws InputError where it is too large or interrupted, and errors of the source */
export async function holdArchive(source: ByteSource, {nestedBytes}: ArchiveLimits): Promise<Buffer> {
	const parts: Buffer[] = [];
	let length = 0;
	for (;;) {
		const next = await source.next();
		if (next === null) {
			source.cancel();
			throw new InputError('the program was interrupted');
		}
		if (next.done === true) return Buffer.concat(parts);
		length += next.value.length;
		if (length > nestedBytes) {
			source.cancel();
			throw new InputError(
				`a zip archive that is not a file of its own may have ${Math.floor(nestedBytes / MEGABYTE)} MiB at most; give it as a file`,
			);
		}
		parts.push(Buffer.from(next.value));
	}
}
