/** What a worker does with a job that it was given: reads it, takes it apart, or leaves it to others. */
import {OutputError} from '../triage/whole-file.js';
import {type Job, jobText, parseJob, splitJob} from './job.js';
import type {JobReader} from './job-reader.js';
import type {TakenJob} from './job-stream.js';
import type {Speaker, Worker} from './worker.js';

interface Hands {
	readonly worker: Worker;
	readonly reader: JobReader;
	readonly speaker: Speaker;
	readonly signal: AbortSignal;
}

interface JobDone {
	readonly inputs: number;
	readonly bytes: number;
}

/** After a job that this worker cannot do, others have time to take what is next. */
const REFUSED_MS = 2000;

/** @returns what was done; `null`: nothing, because it was done already, or somebody else may do it */
export async function doJob(taken: TakenJob, lane: number, hands: Hands): Promise<JobDone | null> {
	const job = parseJob(taken.text);
	if (job === null) {
		hands.speaker.problem('The queue contains something that is not a job of this version of wulens.');
		taken.drop();
		return null;
	}
	const beat = setInterval(() => taken.working(), Math.max(1, taken.patienceMs / 3));
	try {
		if (await hands.worker.shards.has(job.id)) {
			await acknowledge(() => taken.done());
			hands.speaker.written();
			return null;
		}
		// Somebody died at it, or was away for long: each file gets a chance of its own.
		if (taken.deliveries > 1 && job.inputs.length > 1) {
			await acknowledge(() => taken.replaceBy(splitJob(job).map((part) => ({id: part.id, text: jobText(part)}))));
			return null;
		}
		return await read(job, taken, lane, hands);
	} finally {
		clearInterval(beat);
	}
}

async function read(job: Job, taken: TakenJob, lane: number, {worker, reader, speaker, signal}: Hands): Promise<JobDone | null> {
	try {
		const outcome = await reader.read(job, {lane, isAlone: taken.deliveries > 1 || job.isAlone, patienceMs: taken.patienceMs});
		switch (outcome.type) {
			case 'refused':
				speaker.problem(outcome.reason);
				taken.drop();
				await pause(REFUSED_MS, signal);
				return null;
			case 'stopped':
				taken.giveBack();
				return null;
			case 'written': {
				const done = {inputs: job.inputs.length, bytes: job.inputs.reduce((sum, {bytes}) => sum + bytes, 0)};
				worker.options.listener?.({type: 'written', ...done});
				await acknowledge(() => taken.done());
				speaker.written();
				return done;
			}
			default:
				outcome satisfies never;
				return null;
		}
	} catch (error) {
		if (!(error instanceof OutputError)) throw error;
		speaker.problem(`${error.message}.`);
		taken.giveBack();
		await pause(REFUSED_MS, signal);
		return null;
	}
}

/** Where the server is away, the job comes again, and its results are there. */
async function acknowledge(action: () => Promise<void>): Promise<void> {
	await action().catch(() => {});
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener(
			'abort',
			() => {
				clearTimeout(timer);
				resolve();
			},
			{once: true},
		);
	});
}
