/** A worker: takes jobs, reads their files below its root, and writes the results to the shared folder, until it is stopped. */
import {randomBytes} from 'node:crypto';
import {realpath, stat} from 'node:fs/promises';
import type {NatsConnection} from '@nats-io/transport-node';
import {inputErrorReason} from '../input-error.js';
import {OutputError} from '../triage/whole-file.js';
import {WorkerPoolError} from '../triage/worker-pool.js';
import {doJob} from './do-job.js';
import {createJobReader} from './job-reader.js';
import {type JobTaker, openJobTaker} from './job-stream.js';
import {asQueueError, QueueError} from './queue-error.js';
import {queueNameOf, shardsIn} from './shards.js';
import {createSpeaker, type WorkOptions} from './worker.js';

export type {WorkEvent, WorkOptions} from './worker.js';

export interface WorkDone {
	readonly jobs: number;
	readonly inputs: number;
	readonly bytes: number;
}

/** Works until the signal, or until there was nothing to do for long. @throws QueueError or OutputError, with a message for the user */
export async function work(connection: NatsConnection, options: WorkOptions): Promise<WorkDone> {
	const root = await realRoot(options.root);
	const queue = await queueNameOf(options.out);
	const worker = {id: randomBytes(8).toString('hex'), root, shards: shardsIn(options.out), options};
	const stop = new AbortController();
	const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
	const reader = createJobReader(worker, signal);
	const speaker = createSpeaker(connection, queue, worker, () => reader.bytesInWork);
	const totals = {jobs: 0, inputs: 0, bytes: 0};
	const {site = null, idleMs = null, jobs = 1} = options;
	let lastJob = performance.now();
	let running = 0;

	async function takeOne(lane: number, taker: JobTaker): Promise<void> {
		const taken = await taker.take();
		if (taken === 'no-site') speaker.problem(`This run has no files in a folder "${site ?? ''}" directly below its root.`);
		else if (taken !== null) {
			running++;
			try {
				const done = await doJob(taken, lane, {worker, reader, speaker, signal});
				totals.jobs += done === null ? 0 : 1;
				totals.inputs += done?.inputs ?? 0;
				totals.bytes += done?.bytes ?? 0;
			} finally {
				running--;
				lastJob = performance.now();
			}
		}
		if (idleMs !== null && running === 0 && performance.now() - lastJob >= idleMs) stop.abort();
	}

	async function lane(index: number): Promise<void> {
		try {
			const taker = await asQueueError(() => openJobTaker(connection, queue, site));
			while (!signal.aborted) await takeOne(index, taker);
		} catch (error) {
			// The other lanes would fare no better.
			stop.abort();
			throw error;
		}
	}

	try {
		const ends = await Promise.allSettled(Array.from({length: jobs}, (_, index) => lane(index)));
		for (const end of ends) if (end.status === 'rejected') throw asUserError(end.reason, connection);
		return totals;
	} finally {
		speaker.end();
		await reader.close();
	}
}

function asUserError(error: unknown, connection: NatsConnection): unknown {
	if (error instanceof OutputError || error instanceof QueueError) return error;
	if (error instanceof WorkerPoolError) return new QueueError(error.message);
	return connection.isClosed() ? new QueueError('the connection to the queue has ended') : error;
}

async function realRoot(path: string): Promise<string> {
	try {
		const real = await realpath(path);
		if (!(await stat(real)).isDirectory()) throw new QueueError(`${path} is not a folder`);
		return real;
	} catch (error) {
		const reason = inputErrorReason(error);
		if (error instanceof QueueError || reason === null) throw error;
		throw new QueueError(`cannot read ${path}: ${reason}`);
	}
}
