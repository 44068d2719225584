/**
 * A worker in a process of its own: node worker.mjs SERVER ROOT OUT JOBS [STAGE PATTERN MARK TIMES]. Where a stage and a pattern
 * are given, it dies by SIGKILL when it begins to read a path that fits (started), or has put results in their place and not
 * told the queue (written); with a mark other than "always", once for each file that can be made anew: MARK.0, MARK.1 ... At the
 * stage "reading", whatever process reads dies of paths that dying-worker.mjs knows.
 */
import {openSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {connectTo} from '../../../dist/node/queue/connection.js';
import {QueueError} from '../../../dist/node/queue/queue-error.js';
import {work} from '../../../dist/node/queue/work.js';

const [, , server, root, out, jobs, stage, pattern = '', mark = 'always', times = '0'] = process.argv;
const interruption = new AbortController();
process.once('SIGTERM', () => interruption.abort());

function mayDie() {
	if (mark === 'always') return true;
	for (let time = 0; time < Number(times); time++) {
		try {
			openSync(`${mark}.${time}`, 'wx');
			return true;
		} catch {
			// That death was somebody else's.
		}
	}
	return false;
}

/** A server that is away comes back: whoever starts a worker again would try again, too. */
async function connected() {
	for (;;) {
		try {
			return await connectTo({url: server}, 'test');
		} catch (error) {
			if (!(error instanceof QueueError) || interruption.signal.aborted) throw error;
			await setTimeout(200);
		}
	}
}

const connection = await connected();
await work(connection, {
	root,
	out,
	version: '0',
	jobs: Number(jobs),
	...(stage === 'reading' ? {workerFile: new URL('../triage/dying-worker.mjs', import.meta.url)} : {}),
	signal: interruption.signal,
	listener(event) {
		if (event.type === stage && new RegExp(pattern).test(event.path ?? '') && mayDie()) process.kill(process.pid, 'SIGKILL');
	},
});
await connection.close();
