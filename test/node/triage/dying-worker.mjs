/** A worker that dies of inputs whose names ask for it; others it reads as the real one does. */
import {workerData} from 'node:worker_threads';
import {meterOfLane} from '../../../dist/node/triage/worker-messages.js';
import {createInputProcessor} from '../../../dist/node/triage/process-input.js';

const {settings, counters} = workerData;
const processBatch = createInputProcessor(settings);

export default async function run(batch) {
	meterOfLane(counters, batch.lane).step();
	for (const {path, part} of batch.inputs) {
		const isRead = part === undefined || (part.type === 'members' && part.from <= 3 && part.to > 3);
		if (path.includes('member-3') && isRead && path.includes('throws')) throw new Error('thrown at a member');
		if (path.includes('member-3') && isRead) process.kill(process.pid, 'SIGKILL');
		if (path.includes('member-3')) continue;
		if (path.includes('hang')) for (;;);
		if (path.includes('exit')) process.exit(7);
		// What V8 does where it finds no memory; a thread cannot call process.abort.
		if (path.includes('abort')) process.kill(process.pid, 'SIGKILL');
		if (path.includes('throw'))
			setImmediate(() => {
				throw new Error('thrown aside');
			});
		if (path.includes('throw')) await new Promise(() => {});
		// Little by little: a table that grows by half the limit at once would end the program.
		if (path.includes('memory')) for (let all = null; ; ) all = {all, path: `${path}${all?.path.length}`};
	}
	return processBatch(batch, meterOfLane(counters, batch.lane));
}
