/** Has inputs read by a pool of threads. An input that ends its thread, or keeps it for too long, fails alone. */
import {Piscina} from 'piscina';
import {errorCode} from '../input-error.js';
import {bytesOfLane, createCounters, meterOf, stepsOfLane, type WorkAnswer, type WorkSettings, type WorkTask} from './worker-messages.js';
import {failureReason} from './process-input.js';
import type {WorkerStart} from './worker-entry.js';

/** `failed`: the task as a whole, with the reason, a full sentence; `aborted`: by the signal of the run. */
export type RunAnswer =
	| {readonly type: 'done'; readonly items: WorkAnswer}
	| {readonly type: 'failed'; readonly reason: string}
	| {readonly type: 'aborted'};

export interface Runner {
	run(task: WorkTask): Promise<RunAnswer>;
	/** Bytes read so far of what is being read. */
	readonly bytesInWork: number;
	/** Ends the threads, also those at work. */
	close(): Promise<void>;
}

export interface RunnerOptions {
	readonly settings: WorkSettings;
	/** At most so many tasks at once. */
	readonly jobs: number;
	/** For each log: an archive has it for each log in it. */
	readonly timeoutMs: number;
	/** Of each thread, for what it keeps of one input. */
	readonly memoryMegabytes: number;
	readonly signal: AbortSignal;
	/** Another file for the threads, so that a test can have them fail. @default the one beside this file */
	readonly workerFile?: URL;
}

const LOOK_EVERY_MS = 250;

/** More at once would be moved past the limit of memory before the thread can be stopped, which ends the program. */
const YOUNG_MEGABYTES = 12;

/** A busy machine may take long to start a thread; that is not the fault of the input. */
const START_MS = 30_000;

/** The threads cannot be started at all. */
export class RunnerError extends Error {
	override readonly name = 'RunnerError';
}

export function createRunner(options: RunnerOptions): Runner {
	const counters = createCounters(options.jobs);
	const lanes = Array.from({length: options.jobs}, (_, lane) => lane);
	const {begin, close} = createPool(options, counters);

	async function run(task: WorkTask): Promise<RunAnswer> {
		const ending = new AbortController();
		const interrupt = (): void => ending.abort('interrupted');
		options.signal.addEventListener('abort', interrupt, {once: true});
		if (options.signal.aborted) interrupt();
		const stopWatch = watch(task.lane, () => ending.abort('timeout'));
		try {
			const items = await begin(task, ending.signal);
			return ending.signal.aborted ? endedAnswer(ending.signal) : {type: 'done', items};
		} catch (error) {
			if (error instanceof RunnerError) throw error;
			return ending.signal.aborted ? endedAnswer(ending.signal) : {type: 'failed', reason: reasonOf(error, options)};
		} finally {
			stopWatch();
			options.signal.removeEventListener('abort', interrupt);
			meterOf(counters, task.lane).reset();
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
			Math.min(LOOK_EVERY_MS, options.timeoutMs),
		);
		return () => clearInterval(timer);
	}

	function endedAnswer(signal: AbortSignal): RunAnswer {
		return signal.reason === 'timeout'
			? {type: 'failed', reason: `It took longer than ${seconds(options.timeoutMs)} and was given up; see --timeout.`}
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
	begin(task: WorkTask, signal: AbortSignal): Promise<WorkAnswer>;
	close(): Promise<void>;
}

function createPool({settings, jobs, memoryMegabytes, workerFile}: RunnerOptions, counters: BigInt64Array): Pool {
	let threads: {readonly pool: Piscina; readonly isStarted: Promise<unknown>} | null = null;

	/** Not before there is something to read. */
	function start(): {readonly pool: Piscina; readonly isStarted: Promise<unknown>} {
		const workerData: WorkerStart = {settings, counters};
		const pool = new Piscina({
			filename: (workerFile ?? new URL('./worker-entry.js', import.meta.url)).href,
			minThreads: jobs,
			maxThreads: jobs,
			maxQueue: jobs,
			concurrentTasksPerWorker: 1,
			// A thread that waits by blocking would not close the files that it has given up.
			atomics: 'disabled',
			recordTiming: false,
			workerData,
			resourceLimits: {maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES},
		});
		// Errors of threads without a task; those that have one reject it.
		pool.on('error', () => {});
		const nothing: WorkTask = {lane: 0, items: []};
		const isStarted = pool.run(nothing).catch((error: unknown) => {
			throw new RunnerError(`the threads that read cannot be started: ${error instanceof Error ? error.message : String(error)}`);
		});
		isStarted.catch(() => {});
		return {pool, isStarted};
	}

	return {
		async begin(task, signal) {
			threads ??= start();
			await threads.isStarted;
			return (await threads.pool.run(task, {signal})) as WorkAnswer;
		},
		async close() {
			await threads?.pool.destroy();
		},
	};
}

function reasonOf(error: unknown, {memoryMegabytes}: RunnerOptions): string {
	return errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY'
		? `It needed more than ${memoryMegabytes} MB of memory and was given up.`
		: failureReason(error);
}

function seconds(ms: number): string {
	return ms === 1000 ? 'a second' : `${ms / 1000} seconds`;
}
