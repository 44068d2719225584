/** Writes a zip archive to disk, piece by piece. */
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {Zip, ZipDeflate} from 'fflate';
import {temporaryName} from '../temporary-name.js';

export interface ZipWriter {
	/** @throws errors of reading, and of writing */
	add(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
	/** Puts the archive where it belongs. @throws errors of writing */
	end(): Promise<void>;
	/** Leaves nothing behind. */
	discard(): Promise<void>;
}

/** @param path is there only when all of it is written. @throws errors of writing */
export async function createZip(path: string): Promise<ZipWriter> {
	const temporary = join(dirname(path), temporaryName(path));
	const file: FileHandle = await open(temporary, 'wx');
	let waiting: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error !== null) throw error;
		waiting.push(chunk);
	});

	async function flush(): Promise<void> {
		const chunks = waiting;
		waiting = [];
		for (const chunk of chunks) await file.writeFile(chunk);
	}

	return {
		async add(name, chunks) {
			const entry = new ZipDeflate(name);
			zip.add(entry);
			try {
				for await (const chunk of chunks) {
					// The library keeps what it is given until there is enough of it.
					entry.push(chunk.slice());
					await flush();
				}
			} finally {
				// Also where reading failed: the archive holds what was read until then.
				entry.push(new Uint8Array(0), true);
				await flush();
			}
		},
		async end() {
			zip.end();
			await flush();
			await file.close();
			await rename(temporary, path);
		},
		async discard() {
			await file.close().catch(() => {});
			await rm(temporary, {force: true});
		},
	};
}
