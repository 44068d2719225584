/** What a worker tells the producer of itself, now and then. Nothing depends on it. */
import {isJsonObject} from '../../core/triage/json-check.js';

export interface WorkerProgress {
	/** Unlike that of any other worker. */
	readonly worker: string;
	/** Bytes read so far of what it is reading. */
	readonly bytesInWork: number;
	/** It has done a job just now. */
	readonly hasWritten: boolean;
	/** Why it could not do a job, a full sentence; `null`: it could. */
	readonly problem: string | null;
}

const MAX_TEXT = 1000;

/** `null`: it is something else; anybody who reaches the queue can say anything. */
export function parsedProgress(text: string): WorkerProgress | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isJsonObject(value)) return null;
	const {worker, bytesInWork, hasWritten, problem} = value;
	if (typeof worker !== 'string' || typeof bytesInWork !== 'number' || typeof hasWritten !== 'boolean') return null;
	return {
		worker: worker.slice(0, MAX_TEXT),
		bytesInWork: Number.isFinite(bytesInWork) ? Math.max(0, bytesInWork) : 0,
		hasWritten,
		problem: typeof problem === 'string' ? problem.slice(0, MAX_TEXT) : null,
	};
}
