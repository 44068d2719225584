/** Holds the lines of one log: indexes them, shows any of them, searches and filters. The table stays here, for it may be large. */
import {createLineIndex} from '../../core/line-index/line-index.js';
import {createLineTable, type LineColumns} from '../../core/line-index/line-table.js';
import {readLines} from '../../core/line-index/read-lines.js';
import {createTextRunner, type TextPlatform, type TextReply, type TextRunner} from '../../core/line-index/run-text.js';
import {createThrottle} from '../../core/line-index/throttle.js';
import type {TextQuery} from '../../core/line-index/viewer-port.js';
import {readErrorReason} from '../inputs/platform.js';
import type {LinesReply, LinesRequest, LineView, ShownLine} from './protocol.js';
import {openText, type TextStore} from './text-store.js';

/** @returns takes requests, the first of which opens the log */
export function createLinesKeeper(post: (reply: LinesReply) => void): (request: LinesRequest) => void {
	const table: LineColumns = createLineTable();
	let store: TextStore | null = null;
	let runner: TextRunner | null = null;
	let isComplete = false;
	/** Questions to the runner by their numbers; what is answered to others is stale. */
	let lastQuestion = 0;
	let filterQuestion = 0;
	let searchQuestion = 0;
	let wantedView: LineView | null = null;
	let wantedQuery: TextQuery | null = null;
	let view = 0;
	/** Lines of the view; `null`: all. */
	let visible: Uint32Array | null = null;
	let search = 0;
	let hits: Uint32Array[] = [];

	const platform: TextPlatform = {
		readInto: (buffer, length, position) => (store === null ? Promise.resolve(0) : store.readInto(buffer, length, position)),
		toText: latin1,
		now: () => performance.now(),
		pause: () => new Promise((resolve) => setTimeout(resolve)),
		reasonOf: readErrorReason,
	};

	async function index(opened: TextStore): Promise<void> {
		const lines = createLineIndex({start: opened.start, levels: opened.levels, allocate: (bytes) => new ArrayBuffer(bytes)});
		const throttle = createThrottle(platform.now);
		let bytes = 0;
		const tell = (): void => {
			table.apply(lines.delta());
			runner?.grown(isComplete);
			post({type: 'grown', lines: table.count, bytes, isComplete, components: table.components});
		};
		for await (const chunk of opened.chunks()) {
			lines.push(chunk);
			bytes += chunk.length;
			if (throttle.isDue()) tell();
		}
		lines.settle();
		isComplete = true;
		tell();
	}

	async function open(request: Extract<LinesRequest, {type: 'open'}>): Promise<void> {
		store = await openText(request.origin);
		runner = createTextRunner(table, platform, take);
		// What was asked meanwhile.
		if (wantedView !== null) filter(view, wantedView);
		if (wantedQuery !== null) find(search, wantedQuery);
		await index(store);
	}

	function take(reply: TextReply): void {
		switch (reply.type) {
			case 'filtered':
				if (reply.id !== filterQuestion) return;
				visible = reply.visible;
				post({type: 'filtered', view, rows: visible.length, isComplete: true});
				return;
			case 'hits':
				if (reply.id !== searchQuestion) return;
				hits.push(reply.lines);
				post({type: 'hits', search, count: hitCount(), isComplete: false});
				return;
			case 'ended':
				if (reply.id === searchQuestion) post({type: 'hits', search, count: hitCount(), isComplete: true});
				return;
			case 'failed':
				if (reply.id === searchQuestion || reply.id === filterQuestion) post({type: 'refused', reason: reply.reason});
				return;
			case 'progress':
			case 'cancelled':
				return;
			default:
				reply satisfies never;
		}
	}

	function hitCount(): number {
		return hits.reduce((sum, {length}) => sum + length, 0);
	}

	function filter(number: number, wanted: LineView | null): void {
		if (filterQuestion > 0) runner?.cancel(filterQuestion);
		view = number;
		wantedView = wanted;
		visible = null;
		if (wanted === null) {
			filterQuestion = 0;
			post({type: 'filtered', view, rows: table.count, isComplete});
			return;
		}
		filterQuestion = ++lastQuestion;
		runner?.ask({id: filterQuestion, searched: 0, question: {type: 'filter', filter: {...wanted, level: null, context: 0}}});
	}

	function find(number: number, query: TextQuery | null): void {
		if (searchQuestion > 0) runner?.cancel(searchQuestion);
		search = number;
		wantedQuery = query;
		hits = [];
		searchQuestion = query === null ? 0 : ++lastQuestion;
		if (query !== null) runner?.ask({id: searchQuestion, searched: 0, question: {type: 'search', query}});
	}

	async function shown(lines: readonly number[]): Promise<readonly ShownLine[]> {
		const found: ShownLine[] = [];
		for (let at = 0; at < lines.length; ) {
			const first = lines[at] as number;
			let count = 1;
			while (lines[at + count] === first + count) count++;
			const texts = await readLines(table, platform.readInto, first, count);
			for (const [offset, text] of texts.entries()) found.push(lineOf(first + offset, text));
			at += count;
		}
		return found;
	}

	function lineOf(line: number, text: string): ShownLine {
		return {
			line,
			text,
			kind: table.kindOf(line),
			component: table.componentOf(line),
			level: table.levelOf(line),
			pid: table.pidOf(line),
			tid: table.tidOf(line),
		};
	}

	function rows(from: number, count: number): Promise<readonly ShownLine[]> {
		const end = Math.min(visible === null ? table.count : visible.length, from + count);
		const lines = Array.from({length: Math.max(0, end - from)}, (_, offset) => visible?.[from + offset] ?? from + offset + 1);
		return shown(lines);
	}

	function rowOf(line: number): number {
		return visible === null ? Math.max(0, Math.min(line, table.count) - 1) : firstFrom(visible, line);
	}

	/** Round the end. */
	function nextHit(line: number, isForward: boolean): number | null {
		const all = hits.length === 1 ? hits[0] : merged();
		if (all === undefined || all.length === 0) return null;
		const at = firstFrom(all, isForward ? line + 1 : line);
		return (isForward ? all[at] : all[at - 1]) ?? (isForward ? all[0] : all.at(-1)) ?? null;
	}

	function merged(): Uint32Array {
		const all = new Uint32Array(hitCount());
		let at = 0;
		for (const part of hits) {
			all.set(part, at);
			at += part.length;
		}
		hits = [all];
		return all;
	}

	function answer(id: number, value: Promise<readonly ShownLine[]> | number | null): void {
		if (value instanceof Promise) value.then((lines) => post({type: 'answer', id, value: lines})).catch(failed);
		else post({type: 'answer', id, value});
	}

	function failed(error: unknown): void {
		const reason = readErrorReason(error);
		post({type: 'failed', reason: reason ?? (error instanceof Error ? error.message : String(error))});
	}

	return (request) => {
		switch (request.type) {
			case 'open':
				open(request).catch(failed);
				return;
			case 'filter':
				filter(request.view, request.filter);
				return;
			case 'search':
				find(request.search, request.query);
				return;
			case 'rows':
				answer(request.id, request.view === view ? rows(request.from, request.count) : null);
				return;
			case 'lines':
				answer(request.id, shown(request.lines.filter((line) => line >= 1 && line <= table.count)));
				return;
			case 'row-of':
				answer(request.id, rowOf(request.line));
				return;
			case 'next-hit':
				answer(request.id, nextHit(request.line, request.isForward));
				return;
			case 'ping':
				return answer(request.id, null);
			case 'line-at':
				answer(request.id, table.lineAt(request.seconds));
				return;
			default:
				request satisfies never;
		}
	};
}

/** The index of the first number that is not less. */
function firstFrom(sorted: Uint32Array, wanted: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] as number) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}

const STEP = 8192;

/** One character for each byte. The decoder of this name is that of Windows-1252, which has other characters. */
function latin1(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
	return text;
}
