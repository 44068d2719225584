/** Reads the files of a job with the threads of a triage, and puts the results in their place, whole or not at all. */
import {mkdir, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {FoundInput} from '../inputs/found-input.js';
import {temporaryName} from '../temporary-name.js';
import {createReader, poolOptions, type Run} from '../triage/read-all.js';
import {createReadingProcess} from '../triage/reading-process.js';
import {cannotWrite} from '../triage/run-folder.js';
import {type OrderedBlock, openRunWriter} from '../triage/run-writer.js';
import type {TriageEvent, TriageOptions} from '../triage/triage-options.js';
import {createWorkerPool, type WorkerPool} from '../triage/worker-pool.js';
import {type Job, settingsOfId} from './job.js';
import {locate} from './places.js';
import type {JobSettings} from './shards.js';
import {beginAttempt} from './lost-workers.js';
import {createTurns} from './turns.js';
import type {Worker} from './worker.js';

type ReadOutcome =
	/** The results are in their place. */
	| {readonly type: 'written'}
	/** By the signal. */
	| {readonly type: 'stopped'}
	/** This worker cannot read it, a full sentence. */
	| {readonly type: 'refused'; readonly reason: string};

interface JobTurn {
	readonly lane: number;
	/** By a process of its own: if that dies, it died of this job. */
	readonly isAlone: boolean;
	/** A worker that was not heard of for so long is dead. */
	readonly patienceMs: number;
}

export interface JobReader {
	/** @throws OutputError where results cannot be written */
	read(job: Job, turn: JobTurn): Promise<ReadOutcome>;
	/** Bytes read so far of what is being read. */
	readonly bytesInWork: number;
	close(): Promise<void>;
}

/** The threads of a run; one with other settings has others. */
interface Threads {
	/** Of the settings. */
	readonly name: string;
	readonly settings: JobSettings;
	readonly options: TriageOptions;
	readonly pool: WorkerPool;
}

/** So many workers may be lost while a process of theirs reads a job; whatever the reason is, it is not held against the file. */
const MOST_LOST = 3;

export function createJobReader({id, root, shards, options}: Worker, signal: AbortSignal): JobReader {
	const turns = createTurns();
	const spool = join(shards.folder, `worker-${id}`);
	let threads: Threads | null = null;
	/** Those that read alone. */
	const processes = new Set<WorkerPool>();
	let count = 0;

	async function read(job: Job, turn: JobTurn): Promise<ReadOutcome> {
		const name = settingsOfId(job.id);
		const settings = await shards.readSettings(name);
		const problem =
			settings === null ? 'The run of a job is over, or not that of this output folder.' : problemOf(settings, options.version);
		if (settings === null || problem !== null) return {type: 'refused', reason: problem ?? ''};
		const inputs: FoundInput[] = [];
		for (const input of job.inputs) {
			const located = await locate(root, input);
			if (located.type !== 'found') return {type: 'refused', reason: located.reason};
			inputs.push(located.input);
		}
		const {own, end} = await begin(name, settings);
		try {
			// Another worker may have done it while this one waited.
			if (await shards.has(job.id)) return {type: 'written'};
			return await (turn.isAlone ? readAlone(job, inputs, turn, own) : write(job, inputs, turn.lane, own, own.pool));
		} finally {
			end();
		}
	}

	/** Waits for a turn with the threads of these settings. */
	async function begin(name: string, settings: JobSettings): Promise<{readonly own: Threads; readonly end: () => void}> {
		for (;;) {
			const isExclusive = threads?.name !== name;
			const end = await (isExclusive ? turns.alone() : turns.together());
			if (threads?.name === name) return {own: threads, end};
			try {
				if (!isExclusive) continue;
				await threads?.pool.close();
				threads = threadsOf(name, settings);
			} finally {
				end();
			}
		}
	}

	function threadsOf(name: string, settings: JobSettings): Threads {
		const {version, rules, policies, findsContext, machinePattern, timeoutMs} = settings;
		const own: TriageOptions = {
			inputs: [],
			out: options.out,
			version,
			rules,
			policies: policies.map(({path}, index) => ({path, at: policyPath(index)})),
			findsContext,
			machinePattern: machinePattern === null ? null : new RegExp(machinePattern.source, machinePattern.flags),
			timeoutMs,
			...(options.workerFile === undefined ? {} : {workerFile: options.workerFile}),
		};
		return {
			name,
			settings,
			options: own,
			pool: createWorkerPool(poolOptions({options: own, folder: {spool, key: null}}, options.jobs ?? 1, signal)),
		};
	}

	function policyPath(index: number): string {
		return join(spool, `policy-${index}`);
	}

	/** The producer takes the folder away at the end of a run. */
	async function makeSpool({settings: {policies}}: Threads): Promise<void> {
		if (await isThere(spool)) return;
		try {
			await mkdir(spool, {recursive: true});
			for (const [index, {content}] of policies.entries())
				if (content !== null) await writeFile(policyPath(index), Buffer.from(content, 'base64'));
		} catch (error) {
			throw cannotWrite(spool, error);
		}
	}

	async function readAlone(job: Job, inputs: readonly FoundInput[], {patienceMs}: JobTurn, own: Threads): Promise<ReadOutcome> {
		const attempt = await beginAttempt(shards.folder, job.id, id, patienceMs);
		const young = setInterval(() => void attempt.keepYoung(), Math.max(1, patienceMs / 3));
		try {
			if (attempt.lost >= MOST_LOST) return {type: 'refused', reason: lostReason(inputs)};
			const process = createReadingProcess(poolOptions({options: own.options, folder: {spool, key: null}}, 1, signal));
			processes.add(process);
			try {
				return await write(job, inputs, 0, own, process);
			} finally {
				processes.delete(process);
				await process.close();
			}
		} finally {
			clearInterval(young);
			await attempt.end();
		}
	}

	async function write(job: Job, inputs: readonly FoundInput[], lane: number, own: Threads, pool: WorkerPool): Promise<ReadOutcome> {
		await makeSpool(own);
		const temporary = join(shards.folder, temporaryName(job.id));
		const blocks = new Map<string, OrderedBlock>();
		const writer = await openRunWriter(temporary, 0);
		try {
			const run: Run = {options: own.options, folder: {spool, key: null}, writer, signal, tell};
			try {
				const planned = inputs.map((input) => ({input, known: null, attempts: 0}));
				await createReader(pool, blocks, run, signal).read(planned, `${count++}`, lane);
			} finally {
				await writer.close();
			}
			if (blocks.size < inputs.length) return {type: 'stopped'};
			await rename(temporary, shards.pathOf(job.id)).catch((error: unknown) => {
				throw cannotWrite(shards.folder, error);
			});
			return {type: 'written'};
		} finally {
			await rm(temporary, {force: true});
		}
	}

	function tell(event: TriageEvent): void {
		if (event.type === 'started' || event.type === 'failed') options.listener?.(event);
	}

	return {
		read,
		get bytesInWork() {
			return [threads?.pool, ...processes].reduce((sum, pool) => sum + (pool?.bytesInWork ?? 0), 0);
		},
		async close() {
			await threads?.pool.close();
			await rm(spool, {recursive: true, force: true});
		},
	};
}

function lostReason(inputs: readonly FoundInput[]): string {
	const names = inputs.map(({path}) => path).join(', ');
	return `${MOST_LOST} workers were lost while they read ${names}. It is left to the triage.`;
}

/** `null`: none. */
function problemOf({version}: JobSettings, own: string): string | null {
	return version === own ? null : `This is wulens ${own}, and the run is one of wulens ${version}; they must be the same.`;
}

async function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
