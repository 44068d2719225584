/** The lines of one log: opened, indexed by a thread, read, searched, and followed as the file grows. */
import {createLineIndex} from '../../core/line-index/line-index.js';
import {createLineTable} from '../../core/line-index/line-table.js';
import {readLines} from '../../core/line-index/read-lines.js';
import type {LogName, LogText, TextEvent} from '../../core/line-index/viewer-port.js';
import {inputErrorReason} from '../input-error.js';
import type {Input} from '../inputs/input.js';
import {CONSTANT_OF_LOG, CONSTANT_OF_TRACE, type FileChange, type Follower, followFile} from './follow.js';
import {followSet} from './follow-set.js';
import {type OpenLog, openLog} from './open-log.js';
import type {IndexReply, IndexRequest} from './protocol.js';
import type {StdinSpool} from './stdin-store.js';
import {readInto} from './descriptors.js';
import {startOf} from './text-feed.js';
import {createTextJobs} from './text-jobs.js';
import {startWorker, type WorkerThread} from './worker-thread.js';

/** Lines of a chunk of the table that is there first. */
const BEGINNING_LINES = 1024;

export interface OpenedText {
	readonly text: LogText;
	/** Ends all work on it, and waits for that. */
	close(): Promise<void>;
}

/** One reading of the log, until it is replaced or closed. */
interface Reading {
	readonly worker: WorkerThread<IndexRequest>;
	log: OpenLog | null;
	/** The screen reads lines meanwhile. */
	readonly reads: Set<Promise<unknown>>;
	follower: Follower | null;
	stopStdin: (() => void) | null;
	/** Read of the file. */
	bytes: number;
	isComplete: boolean;
	isOver: boolean;
}

/**
 * @param known what the path names, where that is known from its analysis; else `null`
 * @param stdin opens standard input where the log is that; else `null`
 */
export function createLogText(
	name: LogName,
	known: Input | null,
	stdin: (() => Promise<StdinSpool>) | null,
	listener: (event: TextEvent) => void,
): OpenedText {
	const columns = createLineTable();
	const jobs = createTextJobs(columns);
	const ending = new Set<Promise<void>>();
	let isFollowing = false;
	let isClosed = false;
	/** A log that could not be opened is looked for again while it is followed. */
	let reading: Reading = begin();

	function begin(): Reading {
		const worker = startWorker<IndexRequest, IndexReply>(
			new URL('./index-worker.js', import.meta.url),
			(reply) => take(started, reply),
			(reason) => failed(started, reason),
		);
		const started: Reading = {
			worker,
			log: null,
			reads: new Set(),
			follower: null,
			stopStdin: null,
			bytes: 0,
			isComplete: false,
			isOver: false,
		};
		worker.setBusy(true);
		open(started).catch((error: unknown) => failed(started, reasonOf(error)));
		return started;
	}

	async function open(current: Reading): Promise<void> {
		const spool = (await stdin?.()) ?? null;
		const log = await openLog(name, spool, known);
		if (current.isOver) return log.close();
		current.log = log;
		jobs.open(log.textDescriptor);
		const isGrowing = (): boolean => spool !== null && Atomics.load(spool.isEnded, 0) === 0;
		if (spool !== null) {
			current.stopStdin = spool.onGrowth(() => {
				current.worker.post({type: 'grow', isGrowing: isGrowing()});
				if (spool.problem !== null) failed(current, `standard input could not be stored: ${spool.problem}`);
			});
		}
		current.worker.post({type: 'open', origin: log.origin, isGrowing: isGrowing()});
		showBeginning(current, log);
		follow();
	}

	/** The first lines, before the thread that indexes all of them has even begun. Its table takes the place of this one. */
	function showBeginning(current: Reading, {origin, beginning, size}: OpenLog): void {
		if (columns.count > 0) return;
		const index = createLineIndex({
			start: startOf(origin),
			linesPerChunk: BEGINNING_LINES,
			allocate: (bytes) => new SharedArrayBuffer(bytes),
		});
		index.push(beginning);
		if (index.count === 0) return;
		const delta = index.delta();
		columns.apply(delta);
		current.bytes = delta.bytes;
		jobs.update(delta, false);
		listener({type: 'lines', count: columns.count, bytes: delta.bytes, size});
	}

	function take(current: Reading, reply: IndexReply): void {
		if (current.isOver) return;
		if (reply.type === 'replaced') {
			restart(reply.reason);
			return;
		}
		if (reply.type === 'failed') {
			failed(current, reply.reason);
			return;
		}
		const {delta, bytes, isComplete} = reply;
		const isFirst = isComplete && !current.isComplete;
		const isNews = delta.count !== columns.count || delta.bytes !== columns.bytes || bytes !== current.bytes;
		columns.apply(delta);
		current.bytes = bytes;
		current.isComplete ||= isComplete;
		jobs.update(delta, current.isComplete);
		const size = current.log?.size ?? null;
		if (isNews || !isComplete) listener({type: 'lines', count: columns.count, bytes, size: size === null ? null : Math.max(size, bytes)});
		if (!isFirst) return;
		current.worker.setBusy(false);
		jobs.prepare();
		listener({type: 'complete'});
	}

	function failed(current: Reading, reason: string): void {
		if (current.isOver) return;
		// Lines that were read can be shown as long as it is open.
		current.worker.setBusy(false);
		jobs.fail(reason);
		listener({type: 'failed', reason});
		follow();
	}

	/** Ends a reading; its memory and its file are free some time later. */
	function retire(old: Reading): void {
		old.isOver = true;
		old.follower?.stop();
		old.stopStdin?.();
		const end = async (): Promise<void> => {
			await Promise.all([old.worker.terminate(), jobs.stop(), Promise.allSettled(old.reads)]);
			await old.log?.close();
		};
		const ended = end().catch(() => {});
		ending.add(ended);
		ended.then(() => ending.delete(ended));
	}

	function restart(reason: string): void {
		retire(reading);
		columns.clear();
		listener({type: 'restarted', reason});
		if (!isClosed) reading = begin();
	}

	function follow(): void {
		const current = reading;
		if (!isFollowing || isClosed || current.follower !== null || current.log === null) return;
		const {file, set, origin} = current.log;
		const onChange = (change: FileChange): void => {
			if (current.isOver) return;
			if (change.type === 'replaced') restart(change.reason);
			else if (change.type === 'lost') listener({type: 'failed', reason: change.reason});
			else grow(current);
		};
		if (set !== null) {
			current.follower = followSet(set, onChange);
		} else if (file !== null) {
			const isPacked = origin.type === 'packed';
			const size = isPacked ? file.size : Math.max(current.bytes, current.isComplete ? 0 : file.size);
			current.follower = followFile(
				{...file, size, isPacked, constant: origin.type === 'traces' ? CONSTANT_OF_TRACE : CONSTANT_OF_LOG},
				onChange,
			);
		}
	}

	function grow(current: Reading): void {
		const check = async (): Promise<void> => {
			if ((await current.log?.isMistaken()) === true) {
				if (!current.isOver) restart('The encoding of the log is known now. Reading it from the start.');
			} else if (!current.isOver) {
				current.worker.post({type: 'grow', isGrowing: false});
			}
		};
		check().catch((error: unknown) => failed(current, reasonOf(error)));
	}

	const text: LogText = {
		lines: columns,
		async read(first, count) {
			const {log, reads} = reading;
			if (log === null) return [];
			const read = readLines(columns, (buffer, length, position) => readInto(log.textDescriptor, buffer, length, position), first, count);
			reads.add(read);
			try {
				return await read;
			} catch (error) {
				throw new Error(reasonOf(error), {cause: error});
			} finally {
				reads.delete(read);
			}
		},
		search: jobs.search,
		filter: jobs.filter,
		follow(isFollowingNow) {
			isFollowing = isFollowingNow;
			if (isFollowing) return follow();
			reading.follower?.stop();
			reading.follower = null;
		},
		close() {
			if (isClosed) return;
			isClosed = true;
			retire(reading);
		},
	};

	return {
		text,
		async close() {
			text.close();
			await Promise.all(ending);
		},
	};
}

function reasonOf(error: unknown): string {
	return inputErrorReason(error) ?? (error instanceof Error ? error.message : String(error));
}
