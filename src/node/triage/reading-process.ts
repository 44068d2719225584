/** Has inputs read by a process of its own, one batch at a time: a batch that ends it, ends nothing else. */
import {type ChildProcess, fork} from 'node:child_process';
import type {InputBatch} from './worker-messages.js';
import {type PoolAnswer, type WorkerPool, WorkerPoolError, type WorkerPoolOptions} from './worker-pool.js';

/** What the process is told: how to read, then what. */
export type ToReadingProcess =
	| {readonly type: 'begin'; readonly options: ReadingProcessOptions}
	| {readonly type: 'read'; readonly batch: InputBatch};

export interface ReadingProcessOptions extends Pick<WorkerPoolOptions, 'settings' | 'timeoutMs' | 'memoryMegabytes'> {
	/** Address of another file for the threads. */
	readonly workerFile: string | null;
}

/** `broken`: it cannot read anything, with the message of a `WorkerPoolError`. */
export type FromReadingProcess =
	| {readonly type: 'ready'}
	| {readonly type: 'broken'; readonly message: string}
	/** Bytes read so far of the batch. */
	| {readonly type: 'progress'; readonly bytes: number}
	| {readonly type: 'answer'; readonly answer: PoolAnswer};

/** Dying once may have been anything, as where the system was short of memory. */
const MOST_DEATHS = 2;

export const GIVEN_UP = 'wulens crashed twice while reading this file. It is skipped until it changes; --fresh retries it.';

/**
 * @param options as those of threads of this program; `jobs` is not used
 * @returns answers `failed`, and that it is fatal, where the process died twice while it read a batch
 */
export function createReadingProcess(options: WorkerPoolOptions): WorkerPool {
	let child: ChildProcess | null = null;
	let bytesInWork = 0;

	async function run(batch: InputBatch): Promise<PoolAnswer> {
		for (let deaths = 0; deaths < MOST_DEATHS; deaths++) {
			if (options.signal.aborted) return {type: 'aborted'};
			child ??= await start();
			const said = await ask(child, {type: 'read', batch: {...batch, lane: 0}});
			bytesInWork = 0;
			if (said?.type === 'broken') throw new WorkerPoolError(said.message);
			if (said?.type === 'answer') return said.answer;
			child = null;
		}
		return options.signal.aborted ? {type: 'aborted'} : {type: 'failed', reason: GIVEN_UP, isFatal: true};
	}

	async function start(): Promise<ChildProcess> {
		const started = fork(new URL('./reading-process-entry.js', import.meta.url), {
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		// What has gone wrong is seen by who waits for an answer.
		started.on('error', () => {});
		const stop = (): void => void started.kill('SIGKILL');
		options.signal.addEventListener('abort', stop, {once: true});
		started.once('exit', () => options.signal.removeEventListener('abort', stop));
		const {settings, timeoutMs, memoryMegabytes, workerFile} = options;
		const said = await ask(started, {type: 'begin', options: {settings, timeoutMs, memoryMegabytes, workerFile: workerFile?.href ?? null}});
		if (said === null && !options.signal.aborted) throw new WorkerPoolError('cannot start a process that reads: it ended at once');
		if (said?.type === 'broken') throw new WorkerPoolError(said.message);
		return started;
	}

	/** `null`: it ended without an answer. */
	function ask(asked: ChildProcess, message: ToReadingProcess): Promise<FromReadingProcess | null> {
		return new Promise((resolve) => {
			const onMessage = (said: unknown): void => {
				const answer = said as FromReadingProcess;
				if (answer.type === 'progress') bytesInWork = answer.bytes;
				else end(answer);
			};
			const onEnd = (): void => end(null);
			function end(answer: FromReadingProcess | null): void {
				asked.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
				resolve(answer);
			}
			asked.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
			if (asked.connected) asked.send(message);
			else end(null);
		});
	}

	return {
		run,
		get bytesInWork() {
			return bytesInWork;
		},
		async close() {
			const last = child;
			child = null;
			if (last === null || last.exitCode !== null || last.signalCode !== null) return;
			const isOver = new Promise((resolve) => void last.once('exit', resolve));
			last.kill('SIGKILL');
			await isOver;
		},
	};
}
