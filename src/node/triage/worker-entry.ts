/** Where a worker thread starts: reads the batches that the pool gives it. */
import {workerData} from 'node:worker_threads';
import {createInputProcessor} from './process-input.js';
import {type BatchAnswer, type InputBatch, meterOfLane, type WorkerSettings} from './worker-messages.js';

/** What the pool gives each of its threads. */
export interface WorkerData {
	readonly settings: WorkerSettings;
	readonly counters: BigInt64Array;
}

const {settings, counters} = workerData as WorkerData;
const processBatch = createInputProcessor(settings);

export default function run(batch: InputBatch): Promise<BatchAnswer> {
	return processBatch(batch, meterOfLane(counters, batch.lane));
}
