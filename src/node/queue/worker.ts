/** What all parts of a worker know, and how it tells of what goes on. */
import {hostname} from 'node:os';
import type {NatsConnection} from '@nats-io/transport-node';
import type {TriageEvent} from '../triage/triage-options.js';
import {tellProgress} from './job-stream.js';
import type {Shards} from './shards.js';

export interface WorkOptions {
	/** Folder below which the files of jobs lie. Nothing outside is read. */
	readonly root: string;
	/** The output folder of the producer, which must be shared. Nothing outside is written. */
	readonly out: string;
	readonly version: string;
	/** Takes only the jobs of files in this folder of the root. @default all */
	readonly site?: string | null;
	/** Jobs at the same time, each read by a thread. @default 1 */
	readonly jobs?: number;
	/** Ends after so long without a job. @default never */
	readonly idleMs?: number | null;
	readonly signal?: AbortSignal;
	readonly listener?: (event: WorkEvent) => void;
	/** Another file for the threads, for tests of threads that fail. */
	readonly workerFile?: URL;
}

export type WorkEvent =
	| Extract<TriageEvent, {type: 'started' | 'failed'}>
	/** The results of a job are in their place; the queue does not know yet. */
	| {readonly type: 'written'; readonly inputs: number; readonly bytes: number}
	/** Something is not as it should be, a full sentence; each is told once. */
	| {readonly type: 'problem'; readonly problem: string};

export interface Worker {
	/** Unlike that of any other worker. */
	readonly id: string;
	/** The real path. */
	readonly root: string;
	readonly shards: Shards;
	readonly options: WorkOptions;
}

export interface Speaker {
	problem(text: string): void;
	/** There are results. */
	written(): void;
	end(): void;
}

const EVERY_MS = 1000;

/** Tells the producer, and whoever runs this worker. @param queue see `queueNameOf` */
export function createSpeaker(connection: NatsConnection, queue: string, {id, options}: Worker, bytesInWork: () => number): Speaker {
	const name = `${hostname()} ${process.pid} ${id}`;
	const told = new Set<string>();
	function tell(hasWritten: boolean, problem: string | null): void {
		if (!connection.isClosed()) tellProgress(connection, queue, {worker: name, bytesInWork: bytesInWork(), hasWritten, problem});
	}
	const timer = setInterval(() => tell(false, null), EVERY_MS);
	tell(false, null);
	return {
		problem(text) {
			tell(false, text);
			if (told.has(text) || told.size >= MOST_TOLD) return;
			told.add(text);
			options.listener?.({type: 'problem', problem: text});
		},
		written: () => tell(true, null),
		end: () => clearInterval(timer),
	};
}

/** What comes from the queue may be anything, and any number of it. */
const MOST_TOLD = 1000;
