/** Answers searches and filters over the lines of a log; what the thread of the text does. */
import {createColumnFilter, withContext} from '../../core/line-index/line-filter.js';
import {createLineList} from '../../core/line-index/line-list.js';
import {createLineTable} from '../../core/line-index/line-table.js';
import type {LineFilter, TextQuery} from '../../core/line-index/viewer-port.js';
import {compileQuery, type TextMatcher} from '../../core/line-index/text-search.js';
import {inputErrorReason} from '../input-error.js';
import {type BlockReader, blockEnd, createBlockReader} from './line-blocks.js';
import type {TextReply, TextRequest} from './protocol.js';
import {createThrottle} from './throttle.js';

/** Lines that are filtered by their columns before other messages get their turn. */
const COLUMN_STEP = 1 << 18;

export type PostText = (reply: TextReply, transfer?: readonly ArrayBuffer[]) => void;

/** @returns takes requests, the first of which opens the log */
export function createTextRunner(post: PostText): (request: TextRequest) => void {
	const columns = createLineTable();
	let isComplete = false;
	let descriptor = -1;
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
		const matcher = compile(query);
		if ('reason' in matcher) return post({type: 'failed', id, reason: matcher.reason});
		const reader = createBlockReader(columns, descriptor);
		const hits = createLineList();
		const throttle = createThrottle();
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
		const matcher = wanted.text === null ? null : compile(wanted.text);
		if (matcher !== null && 'reason' in matcher) return post({type: 'failed', id, reason: matcher.reason});
		const byColumns = createColumnFilter(wanted, columns);
		const reader = matcher === null ? null : createBlockReader(columns, descriptor);
		const found = createLineList();
		const throttle = createThrottle();
		let searchedLines = 0;
		const tell = (): void => post({type: 'progress', id, searchedLines});
		const isWhole = await walk(
			id,
			1,
			(first, last) => (matcher === null ? Math.min(last, first + COLUMN_STEP - 1) : blockEnd(columns, first, last)),
			async (first, last) => {
				if (matcher === null || reader === null) {
					byColumns.forEach(first, last, found.add);
					await new Promise((resolve) => setImmediate(resolve));
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

	return (request) => {
		switch (request.type) {
			case 'open':
				descriptor = request.descriptor;
				return;
			case 'table': {
				columns.apply(request.delta);
				({isComplete} = request);
				const woken = waiting;
				waiting = [];
				for (const wake of woken) wake();
				return;
			}
			case 'cancel': {
				running.delete(request.id);
				post({type: 'cancelled', id: request.id});
				const woken = waiting;
				waiting = [];
				for (const wake of woken) wake();
				return;
			}
			case 'ask': {
				const {id, searched, question} = request.question;
				running.add(id);
				const answer = question.type === 'search' ? search(id, searched, question.query) : filter(id, question.filter);
				answer
					.catch((error: unknown) => {
						const reason = inputErrorReason(error) ?? reasonOfEngine(error);
						if (reason === null) throw error;
						post({type: 'failed', id, reason});
					})
					.finally(() => running.delete(id));
				return;
			}
			default:
				request satisfies never;
		}
	};
}

function compile(query: TextQuery): TextMatcher | {readonly reason: string} {
	return compileQuery(query, (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
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
