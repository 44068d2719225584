/** Has inputs read by a pool of threads. An input that kills its thread, or takes too long, fails without the others. */
import {Piscina} from 'piscina';
import {errorCode} from '../input-error.js';
import {
	bytesOfLane,
	createCounters,
	meterOfLane,
	stepsOfLane,
	type BatchAnswer,
	type WorkerSettings,
	type InputBatch,
} from './worker-messages.js';
import {failureReason} from './process-input.js';
import type {WorkerData} from './worker-entry.js';

/** `failed`: the whole batch, with the reason, a full sentence, and whether to read it again is pointless; `aborted`: by the signal. */
export type PoolAnswer =
	| {readonly type: 'done'; readonly answers: BatchAnswer}
	| {readonly type: 'failed'; readonly reason: string; readonly isFatal?: boolean}
	| {readonly type: 'aborted'};

export interface WorkerPool {
	run(batch: InputBatch): Promise<PoolAnswer>;
	/** Bytes read so far of what is being read. */
	readonly bytesInWork: number;
	/** Ends the threads, even those that are busy. */
	close(): Promise<void>;
}

export interface WorkerPoolOptions {
	readonly settings: WorkerSettings;
	/** Batches that are read at once, each by a thread. */
	readonly jobs: number;
	/** For each log; an archive has this long for each log in it. */
	readonly timeoutMs: number;
	/** For each thread. */
	readonly memoryMegabytes: number;
	readonly signal: AbortSignal;
	/** Another file for the threads, for tests of threads that fail. @default the one beside this file */
	readonly workerFile?: URL;
}

const CHECK_EVERY_MS = 250;

/** With more, so much could be promoted at once that V8 ends the whole program before it can stop the thread at its limit. */
const YOUNG_MEGABYTES = 12;

/** A busy machine may take long to start a thread, which is not the input's fault. */
const START_MS = 30_000;

/** The threads could not be started. */
export class WorkerPoolError extends Error {
	override readonly name = 'WorkerPoolError';
}

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
	const counters = createCounters(options.jobs);
	const lanes = Array.from({length: options.jobs}, (_, lane) => lane);
	const {begin, close} = createPool(options, counters);

	async function run(batch: InputBatch): Promise<PoolAnswer> {
		const ending = new AbortController();
		const interrupt = (): void => ending.abort('interrupted');
		options.signal.addEventListener('abort', interrupt, {once: true});
		if (options.signal.aborted) interrupt();
		const stopWatch = watch(batch.lane, () => ending.abort('timeout'));
		try {
			const answers = await begin(batch, ending.signal);
			return ending.signal.aborted ? endedAnswer(ending.signal) : {type: 'done', answers};
		} catch (error) {
			if (error instanceof WorkerPoolError) throw error;
			return ending.signal.aborted ? endedAnswer(ending.signal) : {type: 'failed', reason: reasonOf(error, options)};
		} finally {
			stopWatch();
			options.signal.removeEventListener('abort', interrupt);
			meterOfLane(counters, batch.lane).reset();
		}
	}

	function watch(lane: number, onTimeout: () => void): () => void {
		let steps = stepsOfLane(counters, lane);
		let since = performance.now() + START_MS;
		const timer = setInterval(
			() => {
				const now = stepsOfLane(counters, lane);
				if (now !== steps) {
					steps = now;
					since = performance.now();
				} else if (performance.now() - since >= options.timeoutMs) onTimeout();
			},
			Math.min(CHECK_EVERY_MS, options.timeoutMs),
		);
		return () => clearInterval(timer);
	}

	function endedAnswer(signal: AbortSignal): PoolAnswer {
		return signal.reason === 'timeout'
			? {type: 'failed', reason: `Reading it took longer than ${seconds(options.timeoutMs)} and was stopped (see --timeout).`}
			: {type: 'aborted'};
	}

	return {
		run,
		get bytesInWork() {
			return lanes.reduce((sum, lane) => sum + bytesOfLane(counters, lane), 0);
		},
		close,
	};
}

interface Pool {
	begin(batch: InputBatch, signal: AbortSignal): Promise<BatchAnswer>;
	close(): Promise<void>;
}

function createPool({settings, jobs, memoryMegabytes, workerFile}: WorkerPoolOptions, counters: BigInt64Array): Pool {
	let threads: {readonly pool: Piscina; readonly isStarted: Promise<unknown>} | null = null;

	/** Threads are not started before there is something to read. */
	function start(): {readonly pool: Piscina; readonly isStarted: Promise<unknown>} {
		const workerData: WorkerData = {settings, counters};
		const pool = new Piscina({
			filename: (workerFile ?? new URL('./worker-entry.js', import.meta.url)).href,
			minThreads: jobs,
			maxThreads: jobs,
			maxQueue: jobs,
			concurrentTasksPerWorker: 1,
			// A thread that blocks while it waits would not close the files that it has given up.
			atomics: 'disabled',
			recordTiming: false,
			workerData,
			resourceLimits: {maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES},
		});
		// Errors of idle threads; a busy thread rejects its batch instead.
		pool.on('error', () => {});
		const nothing: InputBatch = {lane: 0, inputs: []};
		const isStarted = pool.run(nothing).catch((error: unknown) => {
			throw new WorkerPoolError(`cannot start worker threads: ${error instanceof Error ? error.message : String(error)}`);
		});
		isStarted.catch(() => {});
		return {pool, isStarted};
	}

	return {
		async begin(batch, signal) {
			threads ??= start();
			await threads.isStarted;
			return (await threads.pool.run(batch, {signal})) as BatchAnswer;
		},
		async close() {
			await threads?.pool.destroy();
		},
	};
}

function reasonOf(error: unknown, {memoryMegabytes}: WorkerPoolOptions): string {
	return errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY'
		? `Reading it needed more than ${memoryMegabytes} MB of memory and was stopped.`
		: failureReason(error);
}

function seconds(ms: number): string {
	return ms === 1000 ? '1 second' : `${ms / 1000} seconds`;
}
