/**
 * A triage in a process of its own, with a worker that ends it: node dying-run.mjs LOGS OUT JOBS MODE KILLED_AT. Prints what it
 * planned. While it reads a file whose name contains KILLED_AT, it is killed, which is not the worker's doing.
 */
import {basename} from 'node:path';
import {triage} from '../../../dist/node/triage/triage.js';

const [, , logs, out, jobs, mode, killedAt] = process.argv;
const UNTIL_IT_READS_MS = 300;

const outcome = await triage({
	inputs: [logs],
	out,
	version: '0',
	jobs: Number(jobs),
	mode,
	workerFile: new URL('./dying-worker.mjs', import.meta.url),
	listener(event) {
		if (event.type === 'planned') process.stdout.write(`${JSON.stringify(event)}\n`);
		if (event.type === 'started' && basename(event.path).includes(killedAt))
			setTimeout(() => process.kill(process.pid, 'SIGKILL'), UNTIL_IT_READS_MS);
	},
});
await outcome.close(true);
