/** The thread that reads inputs. */
import {workerData} from 'node:worker_threads';
import {meterOf, type WorkAnswer, type WorkSettings, type WorkTask} from './worker-messages.js';
import {createWork} from './process-input.js';

/** What the pool gives each of its threads. */
export interface WorkerStart {
	readonly settings: WorkSettings;
	readonly counters: BigInt64Array;
}

const {settings, counters} = workerData as WorkerStart;
const work = createWork(settings);

export default function run(task: WorkTask): Promise<WorkAnswer> {
	return work(task, meterOf(counters, task.lane));
}
