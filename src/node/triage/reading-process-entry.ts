/** Where the process starts that reads inputs for another: with one thread, until the other process ends or takes it away. */
import type {FromReadingProcess, ReadingProcessOptions, ToReadingProcess} from './reading-process.js';
import {createWorkerPool, type WorkerPool, WorkerPoolError} from './worker-pool.js';

const TELL_EVERY_MS = 250;

let pool: WorkerPool | null = null;

// Keys and closed terminals are sent to all processes of a terminal; the other one decides what they mean.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

// In the midst of whatever a thread does.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

process.on('message', (message: ToReadingProcess) => void follow(message));

async function follow(message: ToReadingProcess): Promise<void> {
	try {
		if (message.type === 'begin') {
			pool = poolOf(message.options);
			// Starts the threads.
			await pool.run({lane: 0, inputs: []});
			tell({type: 'ready'});
		} else if (pool !== null) await read(pool, message);
	} catch (error) {
		tell({
			type: 'broken',
			message: error instanceof WorkerPoolError ? error.message : `cannot read in a process of its own: ${String(error)}`,
		});
	}
}

async function read(threads: WorkerPool, {batch}: Extract<ToReadingProcess, {type: 'read'}>): Promise<void> {
	const telling = setInterval(() => tell({type: 'progress', bytes: threads.bytesInWork}), TELL_EVERY_MS);
	try {
		tell({type: 'answer', answer: await threads.run(batch)});
	} finally {
		clearInterval(telling);
	}
}

function poolOf({workerFile, ...options}: ReadingProcessOptions): WorkerPool {
	return createWorkerPool({
		...options,
		jobs: 1,
		signal: new AbortController().signal,
		...(workerFile === null ? {} : {workerFile: new URL(workerFile)}),
	});
}

function tell(message: FromReadingProcess): void {
	// Without the other process, nobody waits for it.
	process.send?.(message, () => {});
}
