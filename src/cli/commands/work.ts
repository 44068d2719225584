/** `wulens work`: reads logs for a triage somewhere else. */
import {availableParallelism} from 'node:os';
import {plainText} from '../../core/wording/plain-text.js';
import {connectTo} from '../../node/queue/connection.js';
import {QueueError} from '../../node/queue/queue-error.js';
import {type WorkDone, type WorkEvent, work} from '../../node/queue/work.js';
import {OutputError} from '../../node/triage/whole-file.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {withInterruption} from '../interruption.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {queueServer} from '../queue-server.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';

type Values = OptionValues<'work'>;

const MILLISECONDS = 1000;
const MEGABYTE = 1024 * 1024;

export async function workCommand({values}: Parsed<'work'>): Promise<ExitCode> {
	const url = required(values, 'queue', 'the address of the queue');
	const places = {
		root: required(values, 'root', 'the folder of the logs'),
		out: required(values, 'out', 'the output folder of the triage'),
	};
	return withInterruption((signal) => run(url, places, values, signal), ['SIGINT', 'SIGTERM']);
}

function required(values: Values, name: 'queue' | 'root' | 'out', what: string): string {
	const value = values[name];
	if (value === null || value === '') throw new UsageError(`Name ${what} with --${name}.`);
	return value;
}

async function run(
	url: string,
	places: {readonly root: string; readonly out: string},
	values: Values,
	signal: AbortSignal,
): Promise<ExitCode> {
	const {idle, site, quiet} = values;
	try {
		const connection = await connectTo(await queueServer(url, values), 'wulens work');
		if (!quiet) say(`Waiting for jobs from ${connection.getServer()}`);
		try {
			const done = await work(connection, {
				...places,
				version: packageVersion(),
				site,
				jobs: values.jobs ?? availableParallelism(),
				idleMs: idle === null ? null : idle * MILLISECONDS,
				signal,
				listener: show,
			});
			if (!quiet) say(doneText(done));
			return signal.aborted ? EXIT.interrupted : EXIT.done;
		} finally {
			await connection.close();
		}
	} catch (error) {
		throw error instanceof QueueError || error instanceof OutputError ? new UsageError(error.message) : error;
	}
}

/** Files that cannot be read are told by the producer, too, which has them from all workers. */
function show(event: WorkEvent): void {
	if (event.type === 'problem') say(event.problem);
	else if (event.type === 'failed') say(`${event.path}: ${event.reason}`);
}

function say(text: string): void {
	process.stderr.write(`wulens: ${plainText(text)}\n`);
}

function doneText({jobs, inputs, bytes}: WorkDone): string {
	const count = (number: number, what: string): string => `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
	return `${count(jobs, 'job')} done, ${count(inputs, 'input')}, ${(bytes / MEGABYTE).toFixed(1)} MB`;
}
