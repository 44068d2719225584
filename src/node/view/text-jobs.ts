/** Has a log searched and filtered by a thread, which is replaced where an expression keeps it from hearing that it may stop. */
import type {LineColumns, TableDelta} from '../../core/line-index/line-table.js';
import type {TextQuestion, TextReply} from '../../core/line-index/run-text.js';
import type {Cancel, FilterEvent, LineFilter, SearchEvent, TextQuery} from '../../core/line-index/viewer-port.js';
import type {TextRequest} from './protocol.js';
import {startWorker, type WorkerThread} from './worker-thread.js';

/** A thread that works on a block hears of a cancellation within a few milliseconds. */
const ACKNOWLEDGED_WITHIN_MS = 150;

export interface TextJobs {
	search(query: TextQuery, listener: (event: SearchEvent) => void): Cancel;
	filter(filter: LineFilter, listener: (event: FilterEvent) => void): Cancel;
	/** The log can be read from now on. */
	open(descriptor: number): void;
	/** More lines are in the table, or it is complete. */
	update(delta: TableDelta, isComplete: boolean): void;
	/** Starts the thread, so that the first who asks need not wait for that. */
	prepare(): void;
	/** Ends what is asked now and what will be, until the log is opened again. */
	fail(reason: string): void;
	/** Ends the thread; nothing more is heard of what was asked. */
	stop(): Promise<void>;
}

type Job = {readonly id: number; searched: number} & (
	| {readonly type: 'search'; readonly query: TextQuery; readonly listener: (event: SearchEvent) => void}
	| {readonly type: 'filter'; readonly filter: LineFilter; readonly listener: (event: FilterEvent) => void}
);

/** @param columns the table as the screen has it */
export function createTextJobs(columns: LineColumns): TextJobs {
	const jobs = new Map<number, Job>();
	/** Cancelled, but the thread has not acknowledged it yet. */
	const unacknowledged = new Map<number, ReturnType<typeof setTimeout>>();
	const ending = new Set<Promise<void>>();
	let thread: WorkerThread<TextRequest> | null = null;
	let descriptor: number | null = null;
	let isComplete = false;
	let failure: string | null = null;
	let lastId = 0;

	function ask(job: Job): void {
		if (failure !== null) {
			const reason = failure;
			queueMicrotask(() => {
				if (jobs.delete(job.id)) job.listener({type: 'failed', reason});
			});
			return;
		}
		if (descriptor === null) return;
		const worker = thread ?? start(descriptor);
		const question: TextQuestion['question'] =
			job.type === 'search' ? {type: 'search', query: job.query} : {type: 'filter', filter: job.filter};
		worker.post({type: 'ask', question: {id: job.id, searched: job.searched, question}});
		worker.setBusy(true);
	}

	function start(of: number): WorkerThread<TextRequest> {
		const started = startWorker<TextRequest, TextReply>(new URL('./text-worker.js', import.meta.url), take, (reason) => {
			thread = null;
			acknowledgeAll();
			endAll(reason);
		});
		started.post({type: 'open', descriptor: of});
		started.post({type: 'table', delta: columns.whole(), isComplete});
		thread = started;
		return started;
	}

	function endAll(reason: string): void {
		const ended = [...jobs.values()];
		jobs.clear();
		for (const {listener} of ended) listener({type: 'failed', reason});
	}

	function acknowledgeAll(): void {
		for (const timer of unacknowledged.values()) clearTimeout(timer);
		unacknowledged.clear();
	}

	function stopThread(): void {
		acknowledgeAll();
		if (thread === null) return;
		const stopped = thread.terminate().catch(() => {});
		ending.add(stopped);
		stopped.then(() => ending.delete(stopped));
		thread = null;
	}

	function take(reply: TextReply): void {
		if (reply.type === 'cancelled') {
			clearTimeout(unacknowledged.get(reply.id));
			unacknowledged.delete(reply.id);
			releaseIfIdle();
			return;
		}
		const job = jobs.get(reply.id);
		if (job === undefined) return;
		switch (reply.type) {
			case 'hits':
				job.searched = reply.searchedLines;
				if (job.type === 'search') job.listener({type: 'hits', lines: reply.lines, searchedLines: reply.searchedLines});
				return;
			case 'progress':
				if (job.type === 'filter') job.listener({type: 'progress', searchedLines: reply.searchedLines});
				return;
			case 'filtered':
				if (finish(job) && job.type === 'filter') job.listener({type: 'end', visible: reply.visible, matches: reply.matches});
				return;
			case 'ended':
				if (finish(job) && job.type === 'search') job.listener({type: 'end'});
				return;
			case 'failed':
				if (finish(job)) job.listener({type: 'failed', reason: reply.reason});
				return;
			default:
				reply satisfies never;
		}
	}

	function finish({id}: Job): boolean {
		const was = jobs.delete(id);
		releaseIfIdle();
		return was;
	}

	/** A thread without work keeps nobody alive. */
	function releaseIfIdle(): void {
		if (jobs.size === 0 && unacknowledged.size === 0) thread?.setBusy(false);
	}

	function cancel(id: number): void {
		if (!jobs.delete(id) || thread === null) return;
		thread.post({type: 'cancel', id});
		unacknowledged.set(id, setTimeout(replaceThread, ACKNOWLEDGED_WITHIN_MS));
	}

	/** What was asked besides goes on where it was. */
	function replaceThread(): void {
		stopThread();
		for (const job of jobs.values()) ask(job);
	}

	function begin(job: Job): Cancel {
		jobs.set(job.id, job);
		ask(job);
		return () => cancel(job.id);
	}

	return {
		search: (query, listener) => begin({id: ++lastId, searched: 0, type: 'search', query, listener}),
		filter: (filter, listener) => begin({id: ++lastId, searched: 0, type: 'filter', filter, listener}),
		open(opened) {
			descriptor = opened;
			failure = null;
			for (const job of jobs.values()) ask(job);
		},
		update(delta, isCompleteNow) {
			isComplete = isCompleteNow;
			thread?.post({type: 'table', delta, isComplete});
		},
		prepare() {
			if (thread === null && descriptor !== null && failure === null) start(descriptor);
		},
		fail(reason) {
			failure = reason;
			stopThread();
			endAll(reason);
		},
		async stop() {
			jobs.clear();
			stopThread();
			descriptor = null;
			isComplete = false;
			failure = null;
			await Promise.all(ending);
		},
	};
}
