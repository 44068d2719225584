/** The lines of a log as columns: asked by the screen, by searches and by filters, filled from what an indexer says. */
import {
	type ChunkData,
	chunkData,
	KIND,
	kindOfStored,
	levelOfStored,
	type LineChunk,
	lowestStored,
	openChunk,
	secondsOfStored,
} from './line-chunk.js';
import {LINE_KINDS, type LineLevel, type LineTable} from './viewer-port.js';

/** A list from one place on; what was there before is gone. */
interface TailOf<T> {
	readonly from: number;
	readonly items: readonly T[];
}

/** What is new since the last time, to be sent between threads. */
export interface TableDelta {
	readonly chunks: TailOf<ChunkData>;
	/** The first is '', which is no component. */
	readonly components: TailOf<string>;
	/** The first is of lines without. */
	readonly threads: TailOf<ThreadKey>;
	readonly count: number;
	readonly hasLevels: boolean;
	/** Lines that have their end, so that they will not change. */
	readonly wholeCount: number;
	/** Where the last line ends in the text, with its line end. */
	readonly bytes: number;
}

export interface ThreadKey {
	readonly pid: number;
	readonly tid: number;
}

export interface LineColumns extends LineTable {
	readonly wholeCount: number;
	/** Where the last line ends in the text, with its line end. */
	readonly bytes: number;
	/** Where the line begins; of the line after the last, where the last ends. */
	offsetOf(line: number): number;
	/** The columns of the lines from `first` to `last`, in order; `from` is a row of the chunk, and the first that is not in it `to`. */
	forEachRun(first: number, last: number, run: (chunk: LineChunk, from: number, to: number) => void): void;
	/** By their numbers in the columns. */
	readonly componentNames: readonly string[];
	readonly threads: readonly ThreadKey[];
	apply(delta: TableDelta): void;
	/** Everything, for a table that holds nothing yet. */
	whole(): TableDelta;
	clear(): void;
}

export function createLineTable(): LineColumns {
	const chunks: LineChunk[] = [];
	const componentNames: string[] = [''];
	const threads: ThreadKey[] = [{pid: 0, tid: 0}];
	let components: readonly string[] = [];
	let count = 0;
	let hasLevels = false;
	let wholeCount = 0;
	let bytes = 0;
	/** Lines asked for are mostly near those asked for before. */
	let lastChunk = 0;

	function chunkOf(line: number): LineChunk | null {
		if (!(line >= 1 && line <= count)) return null;
		const next = chunks[lastChunk + 1];
		const near = chunks[lastChunk];
		if (near !== undefined && line >= near.firstLine && (next === undefined || line < next.firstLine)) return near;
		let low = 0;
		let high = chunks.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((chunks[middle] as LineChunk).firstLine <= line) low = middle;
			else high = middle - 1;
		}
		lastChunk = low;
		return chunks[low] ?? null;
	}

	/** The first line behind the chunk. */
	function endOf(index: number): number {
		return Math.min(count + 1, chunks[index + 1]?.firstLine ?? count + 1);
	}

	function threadOf(line: number): ThreadKey | undefined {
		const chunk = chunkOf(line);
		return chunk === null ? undefined : threads[chunk.threads[line - chunk.firstLine] ?? 0];
	}

	function offsetOf(line: number): number {
		if (line > count) return bytes;
		const chunk = chunkOf(line);
		return chunk === null ? 0 : chunk.base + (chunk.offsets[line - chunk.firstLine] ?? 0);
	}

	return {
		get count() {
			return count;
		},
		get hasLevels() {
			return hasLevels;
		},
		get wholeCount() {
			return wholeCount;
		},
		get bytes() {
			return bytes;
		},
		get components() {
			return components;
		},
		componentNames,
		threads,
		offsetOf,
		forEachRun(first, last, run) {
			for (let line = Math.max(1, first); line <= Math.min(last, count); ) {
				const chunk = chunkOf(line);
				if (chunk === null) return;
				const end = Math.min(endOf(lastChunk), last + 1);
				run(chunk, line - chunk.firstLine, end - chunk.firstLine);
				line = end;
			}
		},
		kindOf(line) {
			const chunk = chunkOf(line);
			return LINE_KINDS[kindOfStored(chunk?.kinds[line - chunk.firstLine] ?? KIND.unparsed)] ?? 'unparsed';
		},
		levelOf(line) {
			const chunk = chunkOf(line);
			return levelOfStored(chunk?.kinds[line - chunk.firstLine] ?? 0) as LineLevel;
		},
		secondsOf(line) {
			const chunk = chunkOf(line);
			return secondsOfStored(chunk?.seconds[line - chunk.firstLine] ?? 0);
		},
		componentOf(line) {
			const chunk = chunkOf(line);
			return componentNames[chunk?.components[line - chunk.firstLine] ?? 0] ?? '';
		},
		pidOf: (line) => threadOf(line)?.pid ?? 0,
		tidOf: (line) => threadOf(line)?.tid ?? 0,
		lineAt(seconds) {
			const lowest = lowestStored(seconds);
			if (lowest === null) return null;
			for (const [index, chunk] of chunks.entries()) {
				// Times may go back, so that only the latest of a chunk tells that all of it is earlier.
				if ((chunk.latest[0] ?? 0) < lowest) continue;
				const end = endOf(index);
				for (let line = chunk.firstLine; line < end; line++) if ((chunk.seconds[line - chunk.firstLine] as number) >= lowest) return line;
			}
			return null;
		},
		apply(delta) {
			replaceTail(chunks, delta.chunks.from, delta.chunks.items.map(openChunk));
			replaceTail(componentNames, delta.components.from, delta.components.items);
			replaceTail(threads, delta.threads.from, delta.threads.items);
			if (componentNames.length - 1 !== components.length || delta.components.items.length > 0) components = componentNames.slice(1);
			({count, hasLevels, wholeCount, bytes} = delta);
			lastChunk = 0;
		},
		whole: () => ({
			chunks: {from: 0, items: chunks.map(chunkData)},
			components: {from: 0, items: [...componentNames]},
			threads: {from: 0, items: [...threads]},
			count,
			hasLevels,
			wholeCount,
			bytes,
		}),
		clear() {
			chunks.length = 0;
			componentNames.length = 1;
			threads.length = 1;
			components = [];
			count = 0;
			hasLevels = false;
			wholeCount = 0;
			bytes = 0;
			lastChunk = 0;
		},
	};
}

/** Not by spreading, which would overflow the stack where there are very many. */
function replaceTail<T>(list: T[], from: number, items: readonly T[]): void {
	list.length = Math.min(list.length, from);
	for (const item of items) list.push(item);
}
