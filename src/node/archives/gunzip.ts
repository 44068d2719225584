/** Unpacks a gzip stream as it comes. */
import {errorCode, InputError} from '../input-error.js';
import {type ArchiveLimits, createBudget, type UnpackBudget} from './limits.js';

const OUTPUT_BYTES = 256 * 1024;

export function isGzip(head: Uint8Array): boolean {
	return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The unpacked bytes, of all members where several were put together. Each chunk is the caller's until the next.
 *
 * @param budget of the archive that the stream stands in, if any
 * @throws InputError where the data is damaged or unpacks to too much; errors of the source as they are
 */
export async function* gunzip(
	source: AsyncIterable<Uint8Array>,
	limits: ArchiveLimits,
	budget: UnpackBudget | null = null,
): AsyncGenerator<Uint8Array> {
	// Few logs are packed, and these modules take some time to load.
	const [{Readable}, {createGunzip}] = await Promise.all([import('node:stream'), import('node:zlib')]);
	let packed = 0;
	const own = budget ?? createBudget(() => packed, limits);
	let sourceError: unknown = null;
	async function* measured(): AsyncGenerator<Buffer> {
		try {
			for await (const chunk of source) {
				packed += chunk.length;
				// A reader's buffer is used again, while the decompressor may still hold the chunk.
				yield Buffer.from(chunk);
			}
		} catch (error) {
			sourceError = error;
			throw error;
		}
	}
	const unzipped = createGunzip({chunkSize: OUTPUT_BYTES});
	const input = Readable.from(measured(), {objectMode: true, highWaterMark: 1});
	input.on('error', (error) => unzipped.destroy(error));
	input.pipe(unzipped);
	try {
		for await (const chunk of unzipped as AsyncIterable<Buffer>) {
			own.countBytes(chunk.length);
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
