/** Files packed by gzip. */
import type {CompressionFormat} from '../../core/inputs/formats.js';
import type {UnpackBudget} from '../../core/inputs/limits.js';
import {errorCode, InputError} from '../input-error.js';

const OUTPUT_BYTES = 256 * 1024;

export const GZIP: CompressionFormat = {
	name: 'gzip',
	signatureLength: 2,
	isRecognized: (head) => head[0] === 0x1f && head[1] === 0x8b,
	unpack: gunzip,
};

/** All members, where several were put together. */
async function* gunzip(source: AsyncIterable<Uint8Array>, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
	// Few logs are packed, and these modules take some time to load.
	const [{Readable}, {createGunzip}] = await Promise.all([import('node:stream'), import('node:zlib')]);
	let sourceError: unknown = null;
	async function* copied(): AsyncGenerator<Buffer> {
		try {
			for await (const chunk of source) {
				// A reader's buffer is used again, while the decompressor may still hold the chunk.
				yield Buffer.from(chunk);
			}
		} catch (error) {
			sourceError = error;
			throw error;
		}
	}
	const unzipped = createGunzip({chunkSize: OUTPUT_BYTES});
	const input = Readable.from(copied(), {objectMode: true, highWaterMark: 1});
	input.on('error', (error) => unzipped.destroy(error));
	input.pipe(unzipped);
	try {
		for await (const chunk of unzipped as AsyncIterable<Buffer>) {
			budget.countBytes(chunk.length);
			yield chunk;
		}
	} catch (error) {
		if (sourceError !== null) throw sourceError;
		throw errorCode(error)?.startsWith('Z_') === true ? new InputError(reasonOf(error)) : error;
	} finally {
		unzipped.destroy();
		input.destroy();
	}
}

function reasonOf(error: unknown): string {
	return errorCode(error) === 'Z_BUF_ERROR' ? 'the compressed data ends in the middle' : 'the compressed data is damaged';
}
