/** A triage in a process of its own, with a worker that ends it: node dying-run.mjs LOGS OUT JOBS MODE. Prints what it planned. */
import {triage} from '../../../dist/node/triage/triage.js';

const [, , logs, out, jobs, mode] = process.argv;
const outcome = await triage({
	inputs: [logs],
	out,
	version: '0',
	jobs: Number(jobs),
	mode,
	workerFile: new URL('./dying-worker.mjs', import.meta.url),
	listener(event) {
		if (event.type === 'planned') process.stdout.write(`${JSON.stringify(event)}\n`);
	},
});
await outcome.close(true);
