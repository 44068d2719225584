/** The page's side of the worker that holds the lines of a log. */
import type {TextQuery} from '../../core/line-index/viewer-port.js';
import type {LinesReply, LinesRequest, LineView, LogOrigin, ShownLine} from './protocol.js';
import {type PageWorker, startWorker} from './start-worker.js';

/** What is known of the lines by now. */
export interface LinesState {
	readonly lines: number;
	readonly bytes: number;
	readonly isComplete: boolean;
	readonly components: readonly string[];
	/** Why reading ended early; `null`: it did not. */
	readonly failure: string | null;
	/** Rows of the view; `null`: they are being filtered. */
	readonly rows: number | null;
	readonly isFiltered: boolean;
	readonly hits: number;
	readonly isSearching: boolean;
	/** Why a search or a filter cannot be used. */
	readonly refusal: string | null;
}

export interface Lines {
	readonly state: LinesState;
	/** Told of every change of the state. @returns ends that */
	listen(listener: () => void): () => void;
	filter(view: LineView | null): void;
	search(query: TextQuery | null): void;
	/** `null`: the view is another one by now. */
	rows(from: number, count: number): Promise<readonly ShownLine[] | null>;
	/** Those that the log has. */
	byNumber(lines: readonly number[]): Promise<readonly ShownLine[]>;
	rowOf(line: number): Promise<number>;
	nextHit(line: number, isForward: boolean): Promise<number | null>;
	lineAt(seconds: number): Promise<number | null>;
	close(): void;
}

/** A worker that looks through blocks of lines hears of a question much sooner. */
const STUCK_AFTER_MS = 3000;

const NOTHING: LinesState = {
	lines: 0,
	bytes: 0,
	isComplete: false,
	components: [],
	failure: null,
	rows: 0,
	isFiltered: false,
	hits: 0,
	isSearching: false,
	refusal: null,
};

type Answer = Extract<LinesReply, {type: 'answer'}>['value'];

export function openLines(origin: LogOrigin): Lines {
	let state = NOTHING;
	const listeners = new Set<() => void>();
	const waiting = new Map<number, (value: Answer) => void>();
	let lastId = 0;
	let view = 0;
	let search = 0;
	let lastFilter: LineView | null = null;
	let lastQuery: TextQuery | null = null;
	let worker = start();

	function start(): PageWorker<LinesRequest> {
		const started = startWorker<LinesRequest, LinesReply>('lines', take, (reason) => change({failure: reason}));
		started.post({type: 'open', origin});
		return started;
	}

	/** An expression may keep the worker for ever: another one takes its place, with what is asked now. */
	function restartIfStuck(): void {
		const id = ++lastId;
		const asked = worker;
		const timer = setTimeout(() => {
			if (asked !== worker) return;
			worker.terminate();
			waiting.clear();
			worker = start();
			if (lastFilter !== null) worker.post({type: 'filter', view, filter: lastFilter});
			if (lastQuery !== null) worker.post({type: 'search', search, query: lastQuery});
		}, STUCK_AFTER_MS);
		waiting.set(id, () => clearTimeout(timer));
		worker.post({type: 'ping', id});
	}

	function change(part: Partial<LinesState>): void {
		state = {...state, ...part};
		for (const listener of listeners) listener();
	}

	function take(reply: LinesReply): void {
		switch (reply.type) {
			case 'grown': {
				const {lines, bytes, isComplete, components} = reply;
				change({lines, bytes, isComplete, components, ...(state.isFiltered ? {} : {rows: lines})});
				return;
			}
			case 'failed':
				change({failure: reply.reason});
				return;
			case 'filtered':
				if (reply.view === view) change({rows: reply.rows});
				return;
			case 'refused':
				change({refusal: reply.reason, isSearching: false});
				return;
			case 'hits':
				if (reply.search === search) change({hits: reply.count, isSearching: !reply.isComplete});
				return;
			case 'answer': {
				const resolve = waiting.get(reply.id);
				waiting.delete(reply.id);
				resolve?.(reply.value);
				return;
			}
			default:
				reply satisfies never;
		}
	}

	function ask(request: (id: number) => LinesRequest): Promise<Answer> {
		return new Promise((resolve) => {
			waiting.set(++lastId, resolve);
			worker.post(request(lastId));
		});
	}

	async function askNumber(request: (id: number) => LinesRequest): Promise<number | null> {
		const value = await ask(request);
		return typeof value === 'number' ? value : null;
	}

	async function askLines(request: (id: number) => LinesRequest): Promise<readonly ShownLine[] | null> {
		const value = await ask(request);
		return typeof value === 'number' ? null : value;
	}

	return {
		get state() {
			return state;
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		filter(wanted) {
			lastFilter = wanted;
			worker.post({type: 'filter', view: ++view, filter: wanted});
			restartIfStuck();
			change({isFiltered: wanted !== null, rows: wanted === null ? state.lines : null, refusal: null});
		},
		search(query) {
			lastQuery = query;
			worker.post({type: 'search', search: ++search, query});
			restartIfStuck();
			change({hits: 0, isSearching: query !== null, refusal: null});
		},
		rows: (from, count) => askLines((id) => ({type: 'rows', id, view, from, count})),
		byNumber: async (lines) => (await askLines((id) => ({type: 'lines', id, lines}))) ?? [],
		rowOf: async (line) => (await askNumber((id) => ({type: 'row-of', id, view, line}))) ?? 0,
		nextHit: (line, isForward) => askNumber((id) => ({type: 'next-hit', id, line, isForward})),
		lineAt: (seconds) => askNumber((id) => ({type: 'line-at', id, seconds})),
		close: () => worker.terminate(),
	};
}
