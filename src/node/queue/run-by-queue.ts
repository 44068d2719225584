/** Has workers read what a run plans: puts jobs into the queue, takes what workers wrote, and asks again for what is missing. */
import {randomBytes} from 'node:crypto';
import {open, readFile} from 'node:fs/promises';
import type {NatsConnection} from '@nats-io/transport-node';
import {isJsonObject} from '../../core/triage/json-check.js';
import {filesOf, type Plan, type PlannedInput} from '../triage/plan.js';
import {type InputReader, type Run, readAll} from '../triage/read-all.js';
import {type Block, readBlocks, stateOf} from '../triage/run-blocks.js';
import type {OrderedBlock} from '../triage/run-writer.js';
import type {TriageMeter, TriageOptions} from '../triage/triage-options.js';
import {jobText, splitJob} from './job.js';
import {type PlannedJob, planJobs} from './job-plan.js';
import {type JobStream, openJobStream, type SentJob} from './job-stream.js';
import {asQueueError} from './queue-error.js';
import {type JobSettings, queueNameOf, type Shards, shardsIn} from './shards.js';
import type {WorkerProgress} from './worker-progress.js';

export interface QueueRunOptions {
	/** Folder below which workers find what is read; paths in jobs begin there. Asked once the inputs are known. */
	readonly root: () => Promise<string>;
	/** A worker that is silent for so long is taken for dead, and its jobs go to others. @default 30,000 */
	readonly patienceMs?: number;
	/** How long a job may be neither in the queue nor done before it is put in again. @default 5000 */
	readonly settleMs?: number;
	readonly listener?: (event: QueueEvent) => void;
}

export type QueueEvent =
	/** Jobs are in the queue; `outside`: inputs that workers cannot reach and that are read here in the end. */
	| {readonly type: 'queued'; readonly root: string; readonly jobs: number; readonly outside: number; readonly again: boolean}
	/** Workers that were heard of lately. */
	| {readonly type: 'workers'; readonly workers: number}
	/** A worker could not do a job. */
	| {readonly type: 'problem'; readonly worker: string; readonly problem: string}
	/** Workers could not do these; they are read here. */
	| {readonly type: 'left-over'; readonly inputs: number};

const PATIENCE_MS = 30_000;
const SETTLE_MS = 5000;
/** How often to look into the folder without being told that there is something new. */
const LOOK_EVERY_MS = 2000;
const CHECK_EVERY_MS = 500;
/** So often a job may leave the queue without results before this program reads its inputs itself. */
const MAX_ROUNDS = 3;
const WORKER_SEEN_MS = 10_000;
/** Reasons are told from the first result of an input that failed. */
const REASON_BYTES = 64 * 1024;

/** @param options of the run; those of reading are for workers */
export function createQueueReader(connection: NatsConnection, options: TriageOptions, queueOptions: QueueRunOptions): InputReader {
	const shards = shardsIn(options.out);
	const tell = queueOptions.listener ?? (() => {});
	let settings = '';

	return {
		async earlier() {
			if (options.mode === 'fresh') await shards.removeAll();
			settings = await shards.keepSettings(await jobSettingsOf(options));
			await shards.removeOthers(settings);
			const blocks = new Map<string, Block>();
			for (const path of await shards.list(settings)) await readBlocks(path, blocks);
			return blocks;
		},
		async readAll(inputs, plan, blocks, run, meter) {
			let rest: readonly PlannedInput[] = [...plan.toRead, ...plan.retryAlone];
			try {
				await keepEarlier(shards, blocks, run);
				if (rest.length > 0) {
					const root = await queueOptions.root();
					const queue = await queueNameOf(options.out);
					const stream = await asQueueError(() => openJobStream(connection, queue));
					rest = await readByWorkers({shards, settings, root, stream, plan, blocks, run, meter, tell, options: queueOptions});
				}
			} catch (error) {
				await run.writer.close();
				throw error;
			}
			if (rest.length > 0 && !run.signal.aborted) tell({type: 'left-over', inputs: rest.length});
			await readAll(inputs, restOf(plan, rest), blocks, run, meter);
			if (!run.signal.aborted) await shards.removeAll();
		},
	};
}

function restOf(plan: Plan, rest: readonly PlannedInput[]): Plan {
	const alone = new Set(plan.retryAlone);
	return {
		...plan,
		toRead: rest.filter((planned) => !alone.has(planned)),
		retryAlone: rest.filter((planned) => alone.has(planned)),
	};
}

async function jobSettingsOf(options: TriageOptions): Promise<JobSettings> {
	const {version, rules = [], policies = [], findsContext = true, machinePattern = null, timeoutMs = 600_000} = options;
	return {
		version,
		rules,
		policies: await Promise.all(
			policies.map(async (policy) => {
				const {path, at} = typeof policy === 'string' ? {path: policy, at: policy} : policy;
				return {path, content: await readFile(at, 'base64').catch(() => null)};
			}),
		),
		findsContext,
		machinePattern: machinePattern === null ? null : {source: machinePattern.source, flags: machinePattern.flags},
		timeoutMs,
	};
}

/** Results of workers whose producer did not see the end go where all results are kept. */
async function keepEarlier(shards: Shards, blocks: Map<string, OrderedBlock>, {writer}: Run): Promise<void> {
	for (const [path, {block}] of blocks)
		if (block.file.startsWith(shards.folder)) blocks.set(path, {block: await writer.copy(block), done: null});
}

interface Work {
	readonly shards: Shards;
	readonly settings: string;
	readonly root: string;
	readonly stream: JobStream;
	readonly plan: Plan;
	readonly blocks: Map<string, OrderedBlock>;
	readonly run: Run;
	readonly meter: (meter: TriageMeter) => void;
	readonly tell: (event: QueueEvent) => void;
	readonly options: QueueRunOptions;
}

/** A job that is not done. */
interface OpenJob extends PlannedJob {
	/** How often it left the queue without results. */
	readonly rounds: number;
}

/** @returns what workers did not read */
async function readByWorkers(work: Work): Promise<readonly PlannedInput[]> {
	const {plan, stream, run, options, tell, root, settings} = work;
	const {jobs, outside, sites} = planJobs(root, settings, plan.toRead, plan.retryAlone);
	const isSmall = ({job}: PlannedJob): boolean => Buffer.byteLength(jobText(job)) < stream.maxBytes;
	const leftOver = [...outside, ...jobs.filter((job) => !isSmall(job)).flatMap(({inputs}) => inputs)];
	let open: readonly OpenJob[] = jobs.filter(isSmall).map((job) => ({...job, rounds: 0}));
	const results = createShardReader(work);
	const workers = watchWorkers(stream, tell);
	work.meter(workers);
	const sender = createSender(work, sites);
	await sender.begin(open);
	tell({type: 'queued', root, jobs: open.length, outside: leftOver.length, again: false});
	let quietSince: number | null = null;

	async function look(): Promise<void> {
		await results.collect();
		open = open.flatMap((job) => stillOpen(job, results.isOpen));
	}

	/** No job is in the queue, and some have no results. */
	async function askAgain(): Promise<void> {
		const now = performance.now();
		quietSince ??= now;
		if (now - quietSince < (options.settleMs ?? SETTLE_MS)) return;
		quietSince = null;
		const lost = open.map((job) => ({...job, rounds: job.rounds + 1}));
		for (const {rounds, inputs} of lost) if (rounds >= MAX_ROUNDS) leftOver.push(...inputs);
		open = lost.filter(({rounds}) => rounds < MAX_ROUNDS);
		// A file that is there without all results would be taken for done.
		for (const {job} of open) await results.remove(job.id);
		await sender.again(open);
	}

	try {
		for (let lastLook = 0; open.length > 0 && !run.signal.aborted; ) {
			const left = await sender.left(open);
			const isTime = workers.takeNews() || left === 0 || performance.now() - lastLook > LOOK_EVERY_MS;
			if (isTime) {
				lastLook = performance.now();
				await look();
			}
			if (left !== 0) quietSince = null;
			else if (open.length > 0) await askAgain();
			workers.show();
			if (open.length > 0) await pause(CHECK_EVERY_MS, run.signal);
		}
	} finally {
		await stream.end().catch(() => {});
	}
	return leftOver;
}

/** What of a job is not done; where workers took it apart, each of its inputs. */
function stillOpen(planned: OpenJob, isOpen: (path: string) => boolean): readonly OpenJob[] {
	const {job, inputs} = planned;
	const open = inputs.filter(({input}) => isOpen(input.path));
	if (open.length === 0 || open.length === inputs.length) return open.length === 0 ? [] : [planned];
	return splitJob(job).flatMap((part, index): readonly OpenJob[] => {
		const input = inputs[index];
		return input !== undefined && open.includes(input) ? [{...planned, job: part, inputs: [input]}] : [];
	});
}

interface Sender {
	/** @throws QueueError */
	begin(jobs: readonly OpenJob[]): Promise<void>;
	/** Puts jobs in that left the queue without results. */
	again(jobs: readonly OpenJob[]): Promise<void>;
	/** Jobs in the queue; `null`: nobody knows, now. What the server lost, and what did not get through, is put in again. */
	left(jobs: readonly OpenJob[]): Promise<number | null>;
}

function createSender({stream, options, tell, root}: Work, sites: readonly (string | null)[]): Sender {
	const {patienceMs = PATIENCE_MS} = options;
	// The server drops a message whose id it has had, also where the job has left the queue since.
	const run = randomBytes(6).toString('hex');
	let round = 0;
	let isSent = false;

	async function send(jobs: readonly OpenJob[]): Promise<void> {
		isSent = false;
		await stream.send(jobs.map(({job, site}): SentJob => ({text: jobText(job), messageId: `${job.id}-${run}-${round}`, site})));
		isSent = true;
	}

	async function begin(jobs: readonly OpenJob[]): Promise<void> {
		round++;
		await stream.begin(sites, patienceMs);
		await send(jobs);
	}

	return {
		begin: (jobs) => asQueueError(() => begin(jobs)),
		async again(jobs) {
			round++;
			await send(jobs).catch(() => {});
		},
		async left(jobs) {
			try {
				const left = await stream.left();
				if (left === null) {
					await begin(jobs);
					tell({type: 'queued', root, jobs: jobs.length, outside: 0, again: true});
				} else if (!isSent) await send(jobs);
				else return left;
				return null;
			} catch {
				// The server is away; the client connects again.
				return null;
			}
		},
	};
}

interface ShardReader {
	/** Takes the results of all files that are new. */
	collect(): Promise<void>;
	/** The input has no results yet. */
	isOpen(path: string): boolean;
	remove(id: string): Promise<void>;
}

function createShardReader({shards, settings, plan, blocks, run}: Work): ShardReader {
	const open = new Map([...plan.toRead, ...plan.retryAlone].map(({input}) => [input.path, input]));
	const seen = new Set<string>();

	async function take(file: string): Promise<void> {
		const found = new Map<string, Block>();
		try {
			await readBlocks(file, found);
		} catch {
			// A share that is away; the next look may find it.
			return;
		}
		seen.add(file);
		for (const [path, block] of found) {
			const input = open.get(path);
			if (input === undefined || block.bytes !== input.bytes || block.state !== stateOf(filesOf(input))) continue;
			open.delete(path);
			const reason = isFailed(block) ? await reasonOf(block) : null;
			blocks.set(path, {block: await run.writer.copy(block), done: null});
			if (reason !== null) run.tell({type: 'failed', path, reason});
			run.tell({type: 'finished', path, bytes: input.bytes, isSame: false, failed: block.failed});
		}
	}

	return {
		async collect() {
			for (const file of await shards.list(settings)) if (!seen.has(file) && !run.signal.aborted) await take(file);
		},
		isOpen: (path) => open.has(path),
		async remove(id) {
			seen.delete(shards.pathOf(id));
			await shards.remove(id);
		},
	};
}

/** As a whole. */
function isFailed({results, failed, hash}: Block): boolean {
	return results === 1 && failed === 1 && hash === null;
}

/** Why an input failed; `null`: the result does not say, or is long. */
async function reasonOf({file, offset, length}: Block): Promise<string | null> {
	const handle = await open(file, 'r');
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(Math.min(length, REASON_BYTES)), 0, Math.min(length, REASON_BYTES), offset);
		const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n');
		const value: unknown = JSON.parse(line);
		const report = isJsonObject(value) ? value.report : null;
		return isJsonObject(report) && typeof report.reason === 'string' ? report.reason : null;
	} catch {
		return null;
	} finally {
		await handle.close();
	}
}

interface Workers extends TriageMeter {
	/** Whether somebody has written results since it was asked last. */
	takeNews(): boolean;
	/** Tells how many there are, if that has changed. */
	show(): void;
}

function watchWorkers(stream: JobStream, tell: (event: QueueEvent) => void): Workers {
	const seen = new Map<string, WorkerProgress & {readonly at: number}>();
	const told = new Set<string>();
	let news = false;
	let shown = -1;

	function present(): readonly WorkerProgress[] {
		const now = performance.now();
		for (const [worker, {at}] of seen) if (now - at > WORKER_SEEN_MS) seen.delete(worker);
		return [...seen.values()];
	}

	stream.onProgress((progress) => {
		const {worker, hasWritten, problem} = progress;
		if (seen.size < MAX_WORKERS || seen.has(worker)) seen.set(worker, {...progress, at: performance.now()});
		news ||= hasWritten;
		if (problem === null || told.has(problem) || told.size >= MAX_PROBLEMS) return;
		told.add(problem);
		tell({type: 'problem', worker, problem});
	});
	return {
		get bytesInWork() {
			return present().reduce((sum, {bytesInWork}) => sum + bytesInWork, 0);
		},
		takeNews() {
			const had = news;
			news = false;
			return had;
		},
		show() {
			const workers = present().length;
			if (workers === shown) return;
			shown = workers;
			tell({type: 'workers', workers});
		},
	};
}

/** Whoever reaches the queue can say that he is many. */
const MAX_WORKERS = 10_000;
const MAX_PROBLEMS = 20;

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(end, ms);
		signal.addEventListener('abort', end, {once: true});
		function end(): void {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		}
	});
}
