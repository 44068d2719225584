/** The text of a trace, or of all traces of a set, as it is decoded; goes on where files grow, and where new ones come. */
import {type FileHandle, open} from 'node:fs/promises';
import {basename} from 'node:path';
import {createTraceLog, type TraceLog} from '../../core/etl/trace-log.js';
import {openFile} from '../../core/inputs/walk.js';
import {inputErrorReason} from '../input-error.js';
import {diskFile} from '../inputs/file-source.js';
import {filesOfSet, type Input} from '../inputs/input.js';
import {isCompressed, SIGNATURE_BYTES, walkOptions} from '../inputs/platform.js';
import {createLineTray, type OnLevels} from '../../core/log-files/trace-text.js';

const CHUNK_BYTES = 256 * 1024;

/** What was read of a text cannot be gone on with: it must be read anew. The message says why, for people. */
export class TextReplaced extends Error {
	override readonly name = 'TextReplaced';
}

export interface TraceFeed {
	/** The next lines; `null`: there are no more, for now. @throws TextReplaced, InputError, and errors of the system */
	next(): Promise<Uint8Array | null>;
	/** Read of the files. */
	readonly bytes: number;
}

/** A file that may grow. */
interface TraceFile {
	readonly path: string;
	/** `null`: it ends here, for now. The bytes are valid until the next call. */
	read(): Promise<Uint8Array | null>;
	close(): Promise<void>;
}

/** @param onLevels is told the level of each line before the line comes */
export function createTraceFeed(input: Input, onLevels: OnLevels): TraceFeed {
	const lines = createLineTray(onLevels);
	const begun = new Set<string>();
	const isSet = input.kind === 'trace-set';
	let log: TraceLog | null = null;
	let file: TraceFile | null = null;
	/** The last bytes of a file were no whole buffer, and its lines are shown all the same. */
	let isCut = false;
	let bytes = 0;

	async function following(): Promise<readonly string[]> {
		const files = input.kind === 'trace-set' ? await filesOfSet(input) : [input.path];
		const last = file === null ? -1 : files.indexOf(file.path);
		return files.slice(last + 1).filter((one) => !begun.has(one));
	}

	/** @returns false where there is none, for now */
	async function openNext(): Promise<boolean> {
		for (const next of await following()) {
			if (isCut) throw new TextReplaced('Another trace follows one that was read while it was written: they are read anew.');
			begun.add(next);
			const opened = await openTraceFile(next).catch((error: unknown) => {
				// The report says which file of a set could not be read.
				if (!isSet || inputErrorReason(error) === null) throw error;
				return null;
			});
			if (opened === null) continue;
			await file?.close();
			file = opened;
			if (log === null) log = createTraceLog(lines.sink, {name: isSet ? basename(next) : null});
			else log.next(basename(next));
			return true;
		}
		return false;
	}

	/** All lines there are: a file that ends within a buffer cannot be gone on with. */
	function settle(): void {
		if (log === null || isCut) return;
		if (log.isWhole) {
			log.settle();
		} else {
			isCut = true;
			log.end();
		}
	}

	return {
		get bytes() {
			return bytes;
		},
		async next() {
			for (;;) {
				const [text] = lines.take();
				if (text !== undefined) return text;
				const chunk = (await file?.read()) ?? null;
				if (chunk !== null) {
					if (isCut) throw new TextReplaced('The file ended within a buffer, of which there is more now: it is read anew.');
					bytes += chunk.length;
					log?.push(chunk);
				} else if (!(await openNext())) {
					settle();
					const [rest] = lines.take();
					return rest ?? null;
				}
			}
		},
	};
}

async function openTraceFile(path: string): Promise<TraceFile> {
	const handle = await open(path, 'r');
	try {
		const signature = new Uint8Array(SIGNATURE_BYTES);
		await handle.read(signature, 0, signature.length, 0);
		if (!isCompressed(signature)) return growingFile(path, handle);
	} catch (error) {
		await handle.close();
		throw error;
	}
	await handle.close();
	return packedFile(path);
}

function growingFile(path: string, handle: FileHandle): TraceFile {
	const buffer = new Uint8Array(CHUNK_BYTES);
	let position = 0;
	return {
		path,
		async read() {
			const {bytesRead} = await handle.read(buffer, 0, buffer.length, position);
			position += bytesRead;
			return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
		},
		close: () => handle.close(),
	};
}

/** What is packed does not grow. */
async function packedFile(path: string): Promise<TraceFile> {
	const {source, close} = await openFile(diskFile(path), walkOptions());
	let isEnded = false;
	return {
		path,
		async read() {
			if (isEnded) return null;
			const next = await source.next();
			if (next !== null && next.done !== true) return next.value;
			isEnded = true;
			return null;
		},
		close,
	};
}
