/** Makes tables of bytes, and says in plain words what is in them. */
import {createLineSplitter} from '../../../src/core/lines/line-splitter.js';
import {decodeText} from '../../../src/core/lines/decode-text.js';
import type {LevelQueue} from '../../../src/core/line-index/level-queue.js';
import {createLineIndex, type LineIndexOptions} from '../../../src/core/line-index/line-index.js';
import {createLineTable, type LineColumns} from '../../../src/core/line-index/line-table.js';
import type {LineBlock} from '../../../src/core/line-index/text-search.js';

/** Chunks of few lines, so that short logs have many. */
export const SMALL: Partial<LineIndexOptions> = {linesPerChunk: 5, maxOffset: 700};

export function tableOf(chunks: Iterable<Uint8Array>, options: Partial<LineIndexOptions> = {}): LineColumns {
	const columns = createLineTable();
	const index = createLineIndex({allocate: (bytes) => new SharedArrayBuffer(bytes), ...options});
	for (const chunk of chunks) {
		const lent = chunk.slice();
		index.push(lent);
		lent.fill(0x2a);
		columns.apply(index.delta());
	}
	index.settle();
	columns.apply(index.delta());
	return columns;
}

/** Everything that the table says. */
export function contentOf(columns: LineColumns): object {
	const lines = Array.from({length: columns.count}, (_, at) => {
		const line = at + 1;
		return [
			columns.offsetOf(line),
			columns.kindOf(line),
			columns.levelOf(line),
			columns.secondsOf(line),
			columns.componentOf(line),
			columns.pidOf(line),
			columns.tidOf(line),
		];
	});
	return {lines, components: columns.components, count: columns.count, bytes: columns.bytes};
}

export interface PlainLine {
	readonly offset: number;
	readonly text: string;
}

/** Lines as the splitter cuts them, which is what the analysis counts. */
export function splitLines(bytes: Uint8Array): readonly PlainLine[] {
	const lines: PlainLine[] = [];
	const splitter = createLineSplitter({
		line: (source, start, end, offset) => lines.push({offset, text: decodeText(source, start, end, true)}),
		chunkEnd() {},
	});
	splitter.push(bytes);
	splitter.end();
	return lines;
}

/** Again and again. */
export function levelsOf(...levels: readonly number[]): LevelQueue {
	let line = 0;
	return {add() {}, next: () => levels[line++ % levels.length] ?? 0};
}

export function blockOf(bytes: Uint8Array, columns: LineColumns): LineBlock {
	return {bytes, firstLine: 1, lineCount: columns.count, startOf: (line) => columns.offsetOf(line)};
}
