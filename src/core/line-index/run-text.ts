/** Answers searches and filters over the lines of a log; what a thread of the text does. */
import {createColumnFilter, withContext} from './line-filter.js';
import {createLineList} from './line-list.js';
import {type BlockReader, blockEnd, createBlockReader, type ReadInto} from './line-blocks.js';
import type {LineColumns} from './line-table.js';
import {type BytesToText, compileQuery, type TextMatcher} from './text-search.js';
import {createThrottle} from './throttle.js';
import type {LineFilter, TextQuery} from './viewer-port.js';

/** Lines that are filtered by their columns before other messages get their turn. */
const COLUMN_STEP = 1 << 18;

export interface TextQuestion {
	readonly id: number;
	/** Lines that were searched before, by a thread that is no more. */
	readonly searched: number;
	readonly question: {readonly type: 'search'; readonly query: TextQuery} | {readonly type: 'filter'; readonly filter: LineFilter};
}

export type TextReply =
	| {readonly type: 'cancelled'; readonly id: number}
	| {readonly type: 'hits'; readonly id: number; readonly lines: Uint32Array<ArrayBuffer>; readonly searchedLines: number}
	| {readonly type: 'progress'; readonly id: number; readonly searchedLines: number}
	| {readonly type: 'filtered'; readonly id: number; readonly visible: Uint32Array<ArrayBuffer>; readonly matches: Uint32Array<ArrayBuffer>}
	| {readonly type: 'ended'; readonly id: number}
	| {readonly type: 'failed'; readonly id: number; readonly reason: string};

export type PostText = (reply: TextReply, transfer?: readonly ArrayBuffer[]) => void;

/** What answering takes that platforms have in different ways. */
export interface TextPlatform {
	readonly readInto: ReadInto;
	readonly toText: BytesToText;
	/** Milliseconds, from any beginning. */
	now(): number;
	/** Lets messages come that wait. */
	pause(): Promise<void>;
	/** Why an error of reading came about, for people; `null`: it is a bug. */
	reasonOf(error: unknown): string | null;
}

export interface TextRunner {
	ask(question: TextQuestion): void;
	cancel(id: number): void;
	/** There are more lines in the table, or there will be no more. */
	grown(isComplete: boolean): void;
}

/** @param columns the lines, filled while questions wait */
export function createTextRunner(columns: LineColumns, platform: TextPlatform, post: PostText): TextRunner {
	let isComplete = false;
	const running = new Set<number>();
	let waiting: (() => void)[] = [];

	/** Goes over the lines in steps until there are no more and will be none. @returns false where it was cancelled */
	async function walk(
		id: number,
		from: number,
		stepEnd: (first: number, last: number) => number,
		step: (first: number, last: number) => Promise<void>,
		onPause: () => void,
	): Promise<boolean> {
		let line = from;
		for (;;) {
			if (!running.has(id)) return false;
			const last = isComplete ? columns.count : columns.wholeCount;
			if (line > last) {
				if (isComplete) return true;
				onPause();
				await new Promise<void>((resolve) => waiting.push(resolve));
				continue;
			}
			const end = stepEnd(line, last);
			await step(line, end);
			line = end + 1;
		}
	}

	async function search(id: number, searched: number, query: TextQuery): Promise<void> {
		const matcher = compile(query, platform);
		if ('reason' in matcher) return post({type: 'failed', id, reason: matcher.reason});
		const reader = createBlockReader(columns, platform.readInto);
		const hits = createLineList();
		const throttle = createThrottle(platform.now);
		let searchedLines = searched;
		const tell = (): void => {
			const lines = hits.detach();
			post({type: 'hits', id, lines, searchedLines}, [lines.buffer]);
		};
		const isWhole = await walk(
			id,
			searched + 1,
			(first, last) => blockEnd(columns, first, last),
			async (first, last) => {
				const block = await reader.read(first, last);
				if (!running.has(id)) return;
				matcher.search(block, hits.add);
				searchedLines = last;
				if (throttle.isDue()) tell();
			},
			tell,
		);
		if (!isWhole) return;
		tell();
		post({type: 'ended', id});
	}

	async function filter(id: number, wanted: LineFilter): Promise<void> {
		const matcher = wanted.text === null ? null : compile(wanted.text, platform);
		if (matcher !== null && 'reason' in matcher) return post({type: 'failed', id, reason: matcher.reason});
		const byColumns = createColumnFilter(wanted, columns);
		const reader = matcher === null ? null : createBlockReader(columns, platform.readInto);
		const found = createLineList();
		const throttle = createThrottle(platform.now);
		let searchedLines = 0;
		const tell = (): void => post({type: 'progress', id, searchedLines});
		const isWhole = await walk(
			id,
			1,
			(first, last) => (matcher === null ? Math.min(last, first + COLUMN_STEP - 1) : blockEnd(columns, first, last)),
			async (first, last) => {
				if (matcher === null || reader === null) {
					byColumns.forEach(first, last, found.add);
					await platform.pause();
				} else {
					const candidates = createLineList();
					byColumns.forEach(first, last, candidates.add);
					if (candidates.length > 0) await searchAmong(candidates.detach(), first, last, matcher, reader, found.add);
				}
				searchedLines = last;
				if (throttle.isDue()) tell();
			},
			tell,
		);
		if (!isWhole) return;
		const matches = found.detach();
		const visible = withContext(matches, wanted.context, columns.count);
		post({type: 'filtered', id, visible, matches}, [visible.buffer, matches.buffer]);
	}

	function wakeAll(): void {
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
	}

	return {
		ask({id, searched, question}) {
			running.add(id);
			const answer = question.type === 'search' ? search(id, searched, question.query) : filter(id, question.filter);
			answer
				.catch((error: unknown) => {
					const reason = platform.reasonOf(error) ?? reasonOfEngine(error);
					if (reason === null) throw error;
					post({type: 'failed', id, reason});
				})
				.finally(() => running.delete(id));
		},
		cancel(id) {
			running.delete(id);
			post({type: 'cancelled', id});
			wakeAll();
		},
		grown(isCompleteNow) {
			isComplete = isCompleteNow;
			wakeAll();
		},
	};
}

function compile(query: TextQuery, {toText}: TextPlatform): TextMatcher | {readonly reason: string} {
	return compileQuery(query, toText);
}

async function searchAmong(
	candidates: Uint32Array,
	first: number,
	last: number,
	matcher: TextMatcher,
	reader: BlockReader,
	onLine: (line: number) => void,
): Promise<void> {
	const block = await reader.read(first, last);
	let next = 0;
	matcher.search(block, (line) => {
		while (next < candidates.length && (candidates[next] as number) < line) next++;
		if (candidates[next] === line) onLine(line);
	});
}

/** Some expressions can be compiled but not run: they need more stack or memory than there is. */
function reasonOfEngine(error: unknown): string | null {
	return error instanceof RangeError || error instanceof SyntaxError ? 'the regular expression is too complex' : null;
}
