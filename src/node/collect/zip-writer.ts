/** Writes a zip archive to disk, piece by piece. */
import {open, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {ZipFile} from 'yazl';
import {temporaryName} from '../temporary-name.js';

export interface ZipWriter {
	/** @throws errors of reading, after what was read until then has got its place; errors of writing */
	add(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
	/** Puts the archive where it belongs. @throws errors of writing */
	end(): Promise<void>;
	/** Leaves nothing behind. */
	discard(): Promise<void>;
}

/** @param path is there only when all of it is written; it and its files may be larger than 4 GB. @throws errors of writing */
export async function createZip(path: string): Promise<ZipWriter> {
	const temporary = join(dirname(path), temporaryName(path));
	const file = await open(temporary, 'wx');
	const zip = new ZipFile();
	const discarded = new AbortController();
	const written = pipeline(zip.outputStream, file.createWriteStream(), {signal: discarded.signal});
	// Whoever waits for it is told; until then nobody may.
	written.catch(() => {});

	return {
		async add(name, chunks) {
			const isRead = new Promise<void>((resolve, reject) => {
				async function* untilError(): AsyncGenerator<Uint8Array> {
					try {
						yield* chunks;
						resolve();
					} catch (error) {
						// The archive holds what was read until then.
						reject(error);
					}
				}
				zip.addReadStream(Readable.from(untilError(), {objectMode: false}), name);
			});
			await Promise.race([isRead, written]);
		},
		async end() {
			zip.end();
			await written;
			await rename(temporary, path);
		},
		async discard() {
			discarded.abort();
			await written.catch(() => {});
			// Windows removes no file that is open.
			await file.close().catch(() => {});
			await rm(temporary, {force: true});
		},
	};
}
