/** Fills the columns of a log's lines from its bytes, as they come. */
import {createLineSplitter, type LineSplitter} from '../lines/line-splitter.js';
import {createLineHeaderReader} from '../records/line-header-reader.js';
import {createRecordHeader} from '../records/record-header.js';
import {createTimeTracker} from '../records/time-tracker.js';
import {createComponentNames} from './component-names.js';
import type {LevelQueue} from './level-queue.js';
import {chunkBytes, chunkData, KIND, type LineChunk, LINES_PER_CHUNK, openChunk, storedKind, storedSeconds} from './line-chunk.js';
import type {TableDelta} from './line-table.js';
import {createThreadNumbers} from './thread-numbers.js';

const LF = 0x0a;
const CR = 0x0d;
const MAX_OFFSET = 0xffff_ffff;

export interface LineIndexOptions {
	/** Makes the memory of a chunk, shared with other threads or not. */
	readonly allocate: (bytes: number) => ArrayBufferLike;
	/** Bytes before the first line, such as a byte order mark. @default 0 */
	readonly start?: number;
	/** @default LINES_PER_CHUNK */
	readonly linesPerChunk?: number;
	/** Levels of the lines as they come; all of them must have an end. @default none */
	readonly levels?: LevelQueue;
	/** The largest offset within a chunk. @default what 32 bits hold */
	readonly maxOffset?: number;
}

export interface LineIndex {
	/** Lines so far. Fewer than before after a push to a text that was settled in the middle of a line, until that line has its end. */
	readonly count: number;
	/** Takes the next bytes of the text, cut anywhere: UTF-8, or any code page that has ASCII in it. */
	push(bytes: Uint8Array): void;
	/**
	 * The text ends here, for now or for good: a last line without end becomes a line.
	 *
	 * @returns where in the text to push on from if it grows: the begin of that line, which is then taken back
	 */
	settle(): number;
	/** What is new in the table since the last call. */
	delta(): TableDelta;
}

/** Lines are what `createLineSplitter` makes of the bytes; columns, what the dialects of records read in them. */
export function createLineIndex({
	allocate,
	start = 0,
	levels,
	linesPerChunk = LINES_PER_CHUNK,
	maxOffset = MAX_OFFSET,
}: LineIndexOptions): LineIndex {
	const chunks: LineChunk[] = [];
	const components = createComponentNames();
	const threads = createThreadNumbers();
	const reader = createLineHeaderReader();
	const header = createRecordHeader();
	const clock = createTimeTracker();
	/** Of the last record, for its continuation lines. */
	let last = {seconds: 0, component: 0, thread: 0, isRecord: false};
	let count = 0;
	let hasLevels = false;
	/** Bytes pushed, of the whole text. */
	let bytes = start;
	/** Where the last line ends that has an end. */
	let wholeBytes = start;
	/** Where the text that the splitter got begins. */
	let splitterStart = start;
	let splitter = createSplitter();
	/** The state before a last line that has no end yet. */
	let open: (() => void) | null = null;
	let openOffset = 0;
	const sent = {chunks: 0, components: 0, threads: 0};

	function createSplitter(): LineSplitter {
		return createLineSplitter({
			line: (lineBytes, lineStart, lineEnd, offset) => addLine(lineBytes, lineStart, lineEnd, splitterStart + offset),
			chunkEnd() {},
		});
	}

	function chunkFor(offset: number): LineChunk {
		const chunk = chunks.at(-1);
		if (chunk !== undefined && count - chunk.firstLine + 1 < chunk.capacity && offset - chunk.base <= maxOffset) return chunk;
		const next = openChunk({firstLine: count + 1, base: offset, capacity: linesPerChunk, buffer: allocate(chunkBytes(linesPerChunk))});
		chunks.push(next);
		return next;
	}

	function addLine(lineBytes: Uint8Array, lineStart: number, lineEnd: number, offset: number): void {
		let kind: number = last.isRecord ? KIND.continuation : KIND.unparsed;
		if (reader.read(lineBytes, lineStart, lineEnd, header)) {
			kind = KIND.record;
			const ms = clock.msOf(header);
			last.seconds = storedSeconds(ms === null ? null : Math.floor(ms / 1000));
			last.component = components.numberOf(header.bytes, header.componentStart, header.componentEnd);
			last.thread = threads.numberOf(header.pid, header.tid);
			last.isRecord = true;
		}
		const chunk = chunkFor(offset);
		const row = count - chunk.firstLine + 1;
		chunk.offsets[row] = offset - chunk.base;
		chunk.seconds[row] = last.seconds;
		chunk.threads[row] = last.thread;
		chunk.components[row] = last.component;
		const level = levels?.next() ?? 0;
		hasLevels ||= level > 0;
		chunk.kinds[row] = storedKind(kind, level);
		if (last.seconds > (chunk.latest[0] as number)) chunk.latest[0] = last.seconds;
		count++;
	}

	/** What to do to be as before the next line. */
	function remember(): () => void {
		const before = {...last};
		const {current} = reader;
		const lines = count;
		const lengths = {chunks: chunks.length, components: components.names.length, threads: threads.threads.length};
		const latest = chunks.at(-1)?.latest[0] ?? 0;
		return () => {
			last = before;
			reader.current = current;
			count = lines;
			chunks.length = lengths.chunks;
			components.cut(lengths.components);
			threads.cut(lengths.threads);
			const chunk = chunks.at(-1);
			if (chunk !== undefined) chunk.latest[0] = latest;
			sent.chunks = Math.min(sent.chunks, lengths.chunks);
			sent.components = Math.min(sent.components, lengths.components);
			sent.threads = Math.min(sent.threads, lengths.threads);
		};
	}

	return {
		get count() {
			return count;
		},
		push(chunk) {
			if (chunk.length === 0) return;
			if (open !== null) {
				open();
				open = null;
				bytes = openOffset;
			}
			splitter.push(chunk);
			// What follows the last byte may be the other half of its line end.
			const lastEnd = Math.max(chunk.lastIndexOf(LF), chunk.subarray(0, -1).lastIndexOf(CR));
			if (lastEnd >= 0) wholeBytes = bytes + lastEnd + 1;
			bytes += chunk.length;
		},
		settle() {
			if (open !== null) return openOffset;
			const before = remember();
			const lines = count;
			splitter.end();
			splitter = createSplitter();
			if (count > lines) {
				const chunk = chunks.at(-1);
				openOffset = chunk === undefined ? bytes : chunk.base + (chunk.offsets[count - chunk.firstLine] ?? 0);
				open = before;
			}
			splitterStart = open === null ? bytes : openOffset;
			return splitterStart;
		},
		delta() {
			const delta: TableDelta = {
				chunks: {from: sent.chunks, items: chunks.slice(sent.chunks).map(chunkData)},
				components: {from: sent.components, items: components.names.slice(sent.components)},
				threads: {from: sent.threads, items: threads.threads.slice(sent.threads)},
				count,
				hasLevels,
				wholeCount: open === null ? count : count - 1,
				bytes: open === null ? wholeBytes : bytes,
			};
			sent.chunks = chunks.length;
			sent.components = components.names.length;
			sent.threads = threads.threads.length;
			return delta;
		},
	};
}
