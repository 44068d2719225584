/** The stream of a queue on a NATS server (JetStream): who puts jobs in, who takes them, and what all tell each other. */
import {createHash} from 'node:crypto';
import {
	AckPolicy,
	type Consumer,
	type ConsumerInfo,
	JetStreamApiCodes,
	JetStreamApiError,
	type JetStreamManager,
	jetstream,
	jetstreamManager,
	RetentionPolicy,
	StorageType,
} from '@nats-io/jetstream';
import type {NatsConnection} from '@nats-io/transport-node';
import {parsedProgress, type WorkerProgress} from './worker-progress.js';

/** Jobs of a site go to those that asked for that site, or for no site in particular. */
export interface SentJob {
	readonly text: string;
	/** Unlike that of any other message; the server drops what it has had before. */
	readonly messageId: string;
	/** `null`: of no site. */
	readonly site: string | null;
}

export interface JobStream {
	/** Takes away what earlier runs left. @param patienceMs a job is given to another worker if its worker is silent for so long */
	begin(sites: readonly (string | null)[], patienceMs: number): Promise<void>;
	/** @throws errors of the connection; some of the jobs may be in then */
	send(jobs: readonly SentJob[]): Promise<void>;
	/** Jobs that are not done; `null`: the stream is not there. */
	left(): Promise<number | null>;
	end(): Promise<void>;
	/** Longer jobs do not get through, in bytes. */
	readonly maxBytes: number;
	onProgress(take: (progress: WorkerProgress) => void): void;
}

export interface TakenJob {
	readonly text: string;
	/** How often it was given to somebody, this time included. */
	readonly deliveries: number;
	/** A worker must be heard of this often, or its job goes to another. */
	readonly patienceMs: number;
	/** Puts parts of it in its place. @throws errors of the connection; it then stays in the queue */
	replaceBy(parts: readonly {readonly id: string; readonly text: string}[]): Promise<void>;
	/** Somebody still works on it. */
	working(): void;
	/** Waits until the server knows. */
	done(): Promise<void>;
	/** Somebody else may try. */
	giveBack(): void;
	/** It leaves the queue. */
	drop(): void;
}

export interface JobTaker {
	/** Waits a second at most. `null`: there is none; `no-site`: there are jobs, but the site that was asked for is not among theirs. */
	take(): Promise<TakenJob | 'no-site' | null>;
}

/** The duplicate window of the server: how long it remembers ids of messages. */
const REMEMBER_NS = 120_000_000_000;
const NS_A_MS = 1_000_000;
const SEND_AT_ONCE = 500;
const MAX_TAKEN = 1000;
const WAIT_MS = 1000;

const SITE_PREFIX = 'site-';
/** For files of no site. */
const NO_SITE = 'all';

/** Names of sites are names of folders, which may hold what names of subjects may not. */
function keyOf(site: string | null): string {
	return site === null ? NO_SITE : `${SITE_PREFIX}${createHash('sha256').update(site.toLowerCase()).digest('hex').slice(0, 20)}`;
}

/** @param queue see `queueNameOf` */
export async function openJobStream(connection: NatsConnection, queue: string): Promise<JobStream> {
	const name = streamName(queue);
	const manager = await jetstreamManager(connection);
	const client = jetstream(connection);

	return {
		maxBytes: connection.info?.max_payload ?? 1024 * 1024,
		async begin(sites, patienceMs) {
			await deleteStream(manager, name);
			await manager.streams.add({
				name,
				subjects: [`wulens.${queue}.jobs.>`],
				retention: RetentionPolicy.Workqueue,
				storage: StorageType.File,
				duplicate_window: REMEMBER_NS,
			});
			for (const site of new Set([null, ...sites]))
				await manager.consumers.add(name, {
					durable_name: keyOf(site),
					filter_subject: subjectOf(queue, keyOf(site)),
					ack_policy: AckPolicy.Explicit,
					ack_wait: patienceMs * NS_A_MS,
					max_deliver: -1,
					max_ack_pending: MAX_TAKEN,
				});
		},
		async send(jobs) {
			for (let at = 0; at < jobs.length; at += SEND_AT_ONCE)
				await Promise.all(
					jobs
						.slice(at, at + SEND_AT_ONCE)
						.map(({text, messageId, site}) => client.publish(subjectOf(queue, keyOf(site)), text, {msgID: messageId})),
				);
		},
		async left() {
			try {
				return (await manager.streams.info(name)).state.messages;
			} catch (error) {
				if (isNotThere(error)) return null;
				throw error;
			}
		},
		end: () => deleteStream(manager, name),
		onProgress(take) {
			connection.subscribe(progressSubject(queue), {
				callback: (_error, message) => {
					const progress = parsedProgress(message.string());
					if (progress !== null) take(progress);
				},
			});
		},
	};
}

/** Puts what a worker did in the one place where all is shown. Nobody waits for it. */
export function tellProgress(connection: NatsConnection, queue: string, progress: WorkerProgress): void {
	connection.publish(progressSubject(queue), JSON.stringify(progress));
}

/** @param site `null`: any */
export async function openJobTaker(connection: NatsConnection, queue: string, site: string | null): Promise<JobTaker> {
	const name = streamName(queue);
	const manager = await jetstreamManager(connection);
	const client = jetstream(connection);
	let current: Source | null = null;
	let turn = 0;

	/** One with jobs; of those that may have some, another each time. */
	async function choose(): Promise<Source | 'no-site' | null> {
		const infos = (await manager.consumers.list(name).next()).toSorted((one, other) => (one.name < other.name ? -1 : 1));
		const mine = infos.filter((info) => site === null || info.name === keyOf(site));
		if (mine.length === 0) return infos.length > 0 ? 'no-site' : null;
		const full = mine.filter(({num_pending}) => num_pending > 0);
		const maybe = full.length > 0 ? full : mine.filter(({num_ack_pending}) => num_ack_pending > 0);
		const chosen = maybe[turn++ % Math.max(1, maybe.length)];
		return chosen === undefined ? null : {consumer: await client.consumers.get(name, chosen.name), info: chosen};
	}

	return {
		async take() {
			try {
				const chosen: Source | 'no-site' | null = current ?? (await choose());
				if (chosen === null || chosen === 'no-site') {
					await pause();
					return chosen;
				}
				current = chosen;
				const message = await chosen.consumer.next({expires: WAIT_MS});
				if (message === null) {
					current = null;
					return null;
				}
				// The next one may be in another place; to wait here for it takes long.
				if (message.info.pending === 0) current = null;
				return {
					text: message.string(),
					deliveries: message.info.deliveryCount,
					patienceMs: (chosen.info.config.ack_wait ?? 0) / NS_A_MS,
					async replaceBy(parts) {
						// Who dies in the middle of it leaves parts that the next one does not put in again.
						await Promise.all(parts.map(({id, text}) => client.publish(message.subject, text, {msgID: `${id}-of-${message.seq}`})));
						await message.ackAck();
					},
					working: () => message.working(),
					async done() {
						await message.ackAck();
					},
					giveBack: () => message.nak(),
					drop: () => message.term(),
				};
			} catch (error) {
				current = null;
				if (connection.isClosed()) throw error;
				// The server is away, or the run is over: there is no job.
				await pause();
				return null;
			}
		},
	};
}

interface Source {
	readonly consumer: Consumer;
	readonly info: ConsumerInfo;
}

function streamName(queue: string): string {
	return `wulens-${queue}`;
}

function subjectOf(queue: string, key: string): string {
	return `wulens.${queue}.jobs.${key}`;
}

function progressSubject(queue: string): string {
	return `wulens.${queue}.progress`;
}

async function deleteStream(manager: JetStreamManager, name: string): Promise<void> {
	try {
		await manager.streams.delete(name);
	} catch (error) {
		if (!isNotThere(error)) throw error;
	}
}

function isNotThere(error: unknown): boolean {
	return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, WAIT_MS));
}
