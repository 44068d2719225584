/** `wulens triage --queue`: as without, but workers read. */
import {resolve} from 'node:path';
import {connectTo} from '../node/queue/connection.js';
import {commonRoot} from '../node/queue/job-plan.js';
import {QueueError} from '../node/queue/queue-error.js';
import {createQueueReader, type QueueEvent} from '../node/queue/run-by-queue.js';
import {triage, type TriageOptions, type TriageOutcome} from '../node/triage/triage.js';
import type {OptionValues} from './options/values.js';
import {queueServer} from './queue-server.js';
import type {TriageProgress} from './triage-progress.js';
import {UsageError} from './usage-error.js';

const MILLISECONDS = 1000;

/** @throws UsageError where the queue cannot be used */
export async function triageByQueue(
	values: OptionValues<'triage'>,
	url: string,
	options: TriageOptions,
	progress: TriageProgress,
): Promise<TriageOutcome> {
	try {
		const connection = await connectTo(await queueServer(url, values), 'wulens triage');
		try {
			const named: string[] = [];
			const reader = createQueueReader(connection, options, {
				root: async () => (values.root === null ? commonRoot(named) : resolve(values.root)),
				patienceMs: values['worker-timeout'] * MILLISECONDS,
				listener: (event) => show(event, progress),
			});
			return await triage({...options, inputs: remembered(options.inputs, named)}, progress.measure, reader);
		} finally {
			await connection.close();
		}
	} catch (error) {
		throw error instanceof QueueError ? new UsageError(error.message) : error;
	}
}

async function* remembered(inputs: TriageOptions['inputs'], named: string[]): AsyncGenerator<string> {
	for await (const input of inputs) {
		named.push(input);
		yield input;
	}
}

function show(event: QueueEvent, progress: TriageProgress): void {
	switch (event.type) {
		case 'queued':
			if (event.again) progress.say(`The queue has lost its jobs; ${jobs(event.jobs)} put in again`);
			else progress.say(`${jobs(event.jobs)} in the queue; workers find the files below ${event.root}`);
			return;
		case 'workers':
			progress.setWorkers(event.workers);
			return;
		case 'problem':
			progress.say(`Worker ${event.worker}: ${event.problem}`);
			return;
		case 'left-over':
			progress.say(
				`Workers could not read ${event.inputs === 1 ? '1 input' : `${event.inputs.toLocaleString('en-US')} inputs`}; read here`,
			);
	}
}

function jobs(count: number): string {
	return count === 1 ? '1 job' : `${count.toLocaleString('en-US')} jobs`;
}
