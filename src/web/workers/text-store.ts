/** The text of one log to be shown: the file itself where it is one, or the text made of it, kept in blobs. */
import {createLevelQueue, type LevelQueue} from '../../core/line-index/level-queue.js';
import type {ReadInto} from '../../core/line-index/line-blocks.js';
import {chunksOf} from '../../core/inputs/byte-source.js';
import {InputError} from '../../core/inputs/input-error.js';
import {concatBytes} from '../../core/inputs/input-source.js';
import {formatOf} from '../../core/inputs/formats.js';
import {type NamedFile, walkInput} from '../../core/inputs/walk.js';
import {detectEncoding} from '../../core/lines/encoding.js';
import {createUtf8, isMadeIntoText, type NamedTrace, textOfTrace, textOfTraces} from '../../core/log-files/trace-text.js';
import {readBytes, streamOf} from '../inputs/blob-file.js';
import {sourceOf} from '../inputs/page-inputs.js';
import {walkOptions} from '../inputs/platform.js';
import type {LogOrigin} from './protocol.js';

const CHUNK_BYTES = 2 * 1024 * 1024;
/** The encoding is told from so many bytes. */
const HEAD_BYTES = 4096;
/** Text that was made is put away in pieces, which the browser may move to disk. */
const PIECE_BYTES = 8 * 1024 * 1024;

export interface TextStore {
	/** Bytes before the text. */
	readonly start: number;
	/** The text as it comes; each chunk is the caller's until the next. */
	chunks(): AsyncIterable<Uint8Array>;
	/** What came already, by its place. */
	readonly readInto: ReadInto;
	/** Of the lines of traces, before their text. */
	readonly levels: LevelQueue;
}

/** @throws InputError and errors of the browser */
export async function openText(origin: LogOrigin): Promise<TextStore> {
	const [file] = origin.input.files;
	if (origin.member === null && origin.input.kind === 'file' && file !== undefined) {
		const head = await readBytes(file.blob, 0, Math.min(file.blob.size, HEAD_BYTES));
		const encoding = detectEncoding(head);
		const {platform} = walkOptions();
		const isPacked = formatOf(head, platform.compressions) !== null || formatOf(head, platform.archives) !== null;
		if (!isPacked && !isMadeIntoText(head) && encoding.form === 'bytes') return fileStore(file.blob, encoding.markLength);
	}
	return madeStore(origin);
}

function fileStore(blob: Blob, start: number): TextStore {
	return {
		start,
		levels: createLevelQueue(),
		chunks: () => streamOf(blob.slice(start)),
		async readInto(buffer, length, position) {
			const bytes = await readBytes(blob, position, Math.min(blob.size, position + length));
			buffer.set(bytes);
			return bytes.length;
		},
	};
}

/** What was unpacked or decoded, each piece with its place. */
function madeStore(origin: LogOrigin): TextStore {
	const levels = createLevelQueue();
	const pieces: {readonly at: number; readonly blob: Blob}[] = [];
	let waiting: Uint8Array[] = [];
	let waitingAt = 0;
	let length = 0;

	function keep(chunk: Uint8Array): void {
		waiting.push(chunk);
		length += chunk.length;
		if (length - waitingAt < PIECE_BYTES) return;
		pieces.push({at: waitingAt, blob: new Blob(waiting as Uint8Array<ArrayBuffer>[])});
		waiting = [];
		waitingAt = length;
	}

	async function pieceAt(position: number): Promise<Uint8Array> {
		if (position >= waitingAt) {
			waiting = [concatBytes(waiting)];
			return (waiting[0] ?? new Uint8Array(0)).subarray(position - waitingAt);
		}
		// All but the last are a little longer than a piece.
		let index = Math.min(pieces.length - 1, Math.floor(position / PIECE_BYTES));
		while (index > 0 && (pieces[index]?.at ?? 0) > position) index--;
		const piece = pieces[index];
		return piece === undefined
			? new Uint8Array(0)
			: readBytes(piece.blob, position - piece.at, Math.min(piece.blob.size, position - piece.at + CHUNK_BYTES));
	}

	return {
		start: 0,
		levels,
		async *chunks() {
			for await (const chunk of utf8Of(textOf(origin, levels))) {
				if (chunk.length === 0) continue;
				keep(chunk);
				yield chunk;
			}
		},
		async readInto(buffer, wanted, position) {
			let done = 0;
			while (done < wanted && position + done < length) {
				const bytes = (await pieceAt(position + done)).subarray(0, wanted - done);
				if (bytes.length === 0) break;
				buffer.set(bytes, done);
				done += bytes.length;
			}
			return done;
		},
	};
}

/** Each chunk is the caller's until the next. */
async function* textOf({input, member}: LogOrigin, levels: LevelQueue): AsyncGenerator<Uint8Array> {
	for await (const item of walkInput(sourceOf(input), {...walkOptions(), only: {member}})) {
		if (item.kind === 'trace-set') {
			yield* textOfTraces(tracesOf(item.traces), {}, levels.add);
			return;
		}
		if (item.kind === 'file') {
			yield* textOfTrace(chunksOf((await item.open()).source), levels.add);
			return;
		}
		// What else is wrong with an archive does not keep its members from being read.
		if (item.problem.type === 'unreadable') throw new InputError(item.problem.reason);
	}
	throw new InputError('there is no such file in the archive');
}

async function* tracesOf(traces: readonly NamedFile[]): AsyncGenerator<NamedTrace> {
	for (const {name, open} of traces) {
		const {source, close} = await open();
		yield {name, chunks: chunksOf(source)};
		await close();
	}
}

/** Each chunk is the caller's for good. */
async function* utf8Of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let made: Uint8Array[] = [];
	let head: Uint8Array = new Uint8Array(0);
	let text: ReturnType<typeof createUtf8> | null = null;
	const open = (): ReturnType<typeof createUtf8> => {
		const opened = createUtf8(head, (bytes) => made.push(bytes.slice()));
		opened.push(head);
		return opened;
	};
	function* take(): Generator<Uint8Array> {
		const taken = made;
		made = [];
		yield* taken;
	}
	for await (const chunk of chunks) {
		if (text !== null) text.push(chunk);
		else {
			head = concatBytes([head, chunk]);
			if (head.length >= HEAD_BYTES) text = open();
		}
		yield* take();
	}
	text ??= open();
	text.end();
	yield* take();
}
