/** Which lines fulfil a filter: by their columns here, by their text as `text-search` finds it, with lines around them. */
import {levelOfStored} from './line-chunk.js';
import type {LineColumns, ThreadKey} from './line-table.js';
import type {LineFilter} from './viewer-port.js';

export interface ColumnFilter {
	/** Tells the lines between the two, both included, whose columns fulfil the filter; to be asked in ascending order. */
	forEach(first: number, last: number, onLine: (line: number) => void): void;
}

/** Everything that the filter asks but the text. */
export function createColumnFilter({components, pid, tid, level, lines}: LineFilter, columns: LineColumns): ColumnFilter {
	const names = components === null ? null : new Set(components.map((name) => name.toLowerCase()));
	/** How far the columns were known when what is allowed was decided. */
	let known: {
		readonly names: number;
		readonly lastName: string | undefined;
		readonly threads: number;
		readonly lastThread: ThreadKey | undefined;
	} | null = null;
	let isComponentAllowed = new Uint8Array(0);
	let isThreadAllowed = new Uint8Array(0);
	let nextOfLines = 0;

	function learn(): void {
		const {componentNames, threads} = columns;
		const lastName = componentNames.at(-1);
		const lastThread = threads.at(-1);
		if (
			known !== null &&
			known.names === componentNames.length &&
			known.lastName === lastName &&
			known.threads === threads.length &&
			known.lastThread === lastThread
		)
			return;
		known = {names: componentNames.length, lastName, threads: threads.length, lastThread};
		isComponentAllowed = Uint8Array.from(componentNames, (name) => (names === null || names.has(name.toLowerCase()) ? 1 : 0));
		isThreadAllowed = Uint8Array.from(threads, (thread) =>
			(pid === null || thread.pid === pid) && (tid === null || thread.tid === tid) ? 1 : 0,
		);
	}

	function byColumns(first: number, last: number, onLine: (line: number) => void): void {
		columns.forEachRun(first, last, (chunk, from, to) => {
			for (let row = from; row < to; row++) {
				if (level !== null && levelOfStored(chunk.kinds[row] as number) > level) continue;
				if (isComponentAllowed[chunk.components[row] as number] === 1 && isThreadAllowed[chunk.threads[row] as number] === 1)
					onLine(chunk.firstLine + row);
			}
		});
	}

	return {
		forEach(first, last, onLine) {
			learn();
			if (lines === null) {
				if (names !== null || pid !== null || tid !== null || level !== null) byColumns(first, last, onLine);
				else for (let line = first; line <= last; line++) onLine(line);
				return;
			}
			while (nextOfLines < lines.length && (lines[nextOfLines] as number) < first) nextOfLines++;
			for (; nextOfLines < lines.length && (lines[nextOfLines] as number) <= last; nextOfLines++) {
				const line = lines[nextOfLines] as number;
				if (line === lines[nextOfLines - 1]) continue;
				byColumns(line, line, onLine);
			}
		},
	};
}

/** The lines, and so many before and after each, as far as there are any. */
export function withContext(matches: Uint32Array, context: number, count: number): Uint32Array<ArrayBuffer> {
	const around = Math.max(0, Math.floor(context));
	if (around === 0) return matches.slice();
	let size = 0;
	forEachSpan(matches, around, count, (first, last) => {
		size += last - first + 1;
	});
	const visible = new Uint32Array(size);
	let at = 0;
	forEachSpan(matches, around, count, (first, last) => {
		for (let line = first; line <= last; line++) visible[at++] = line;
	});
	return visible;
}

/** Runs of lines that follow each other without a gap, or with. */
function forEachSpan(matches: Uint32Array, around: number, count: number, onSpan: (first: number, last: number) => void): void {
	let end = 0;
	for (const line of matches) {
		const first = Math.max(end + 1, line - around);
		const last = Math.min(count, line + around);
		if (first > last) continue;
		onSpan(first, last);
		end = last;
	}
}
