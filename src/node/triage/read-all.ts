/** Reads the inputs of a run, several at once, and keeps the results of each as soon as there are any. */
import {basename} from 'node:path';
import {pid} from 'node:process';
import type {FileReport} from '../../core/index.js';
import {unreadReport} from '../../core/report/unread-report.js';
import {machineOf} from '../../core/triage/machine-name.js';
import {DONE_SCHEMA, type Machine, RESULT_SCHEMA, type TriageDone, type TriageResult} from '../../core/triage/result.js';
import {resultLine} from '../../core/triage/result-line.js';
import type {FoundInput} from '../inputs/found-input.js';
import {createMachinePattern, SlowPatternError} from './machine-pattern.js';
import {filesOf, type Plan, type PlannedInput} from './plan.js';
import {mayBeLargeArchive, oneByOne, readInParts, type ReadInParts, type TaskRunner} from './read-archive.js';
import {createReadingProcess} from './reading-process.js';
import type {Block} from './run-blocks.js';
import type {RunFolder} from './run-folder.js';
import type {OrderedBlock, RunWriter} from './run-writer.js';
import {createSharedWork} from './shared-work.js';
import type {TriageEvent, TriageMeter, TriageOptions} from './triage-options.js';
import {OutputError} from './whole-file.js';
import type {BatchInput, InputAnswer, InputDone} from './worker-messages.js';
import {createWorkerPool, type WorkerPool, type WorkerPoolOptions} from './worker-pool.js';

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_MEMORY = 2048;

/** The most that a worker is given at once. */
const BATCH_BYTES = 512 * 1024;
const BATCH_INPUTS = 16;

/** Reads what a plan says. */
export interface InputReader {
	/** Results that runs left that did not come to their end, by path; asked before there is a plan. */
	earlier(folder: RunFolder): Promise<ReadonlyMap<string, Block>>;
	/** As `readAll` says; it closes the writer. */
	readonly readAll: typeof readAll;
}

/** Threads of this program. */
export const ownThreads: InputReader = {earlier: async () => new Map(), readAll};

export interface Run {
	readonly options: TriageOptions;
	readonly folder: Pick<RunFolder, 'spool' | 'key'>;
	readonly writer: RunWriter;
	readonly signal: AbortSignal;
	readonly tell: (event: TriageEvent) => void;
}

/**
 * @param blocks takes the results of each input, by path
 * @throws OutputError where results cannot be kept; those of the inputs before are
 */
export async function readAll(
	inputs: readonly FoundInput[],
	plan: Plan,
	blocks: Map<string, OrderedBlock>,
	run: Run,
	meter: (meter: TriageMeter) => void,
): Promise<void> {
	const stop = new AbortController();
	const signal = AbortSignal.any([run.signal, stop.signal]);
	const most = plan.toRead.some(({input}) => mayBeLargeArchive(input)) ? Number.POSITIVE_INFINITY : plan.toRead.length;
	const jobs = Math.max(1, Math.min(run.options.jobs ?? 1, most));
	const pool = createWorkerPool(poolOptions(run, jobs, signal));
	meter(pool);
	try {
		await keepProblems(inputs, blocks, run);
		const shared = createSharedWork(jobs);
		const reader = createReader(pool, blocks, run, signal, shared.run);
		const batches = batchesOf(plan.toRead).entries();
		async function readBatches(lane: number): Promise<void> {
			for (const [index, batch] of batches) {
				if (signal.aborted) break;
				await reader.read(batch, `${index}`, lane);
			}
		}

		const lanes = Array.from({length: jobs}, (_, lane) =>
			readBatches(lane).then(
				() => shared.help(lane),
				(error: unknown) => {
					// Nothing that the other lanes read could be kept.
					stop.abort();
					shared.leave();
					throw error;
				},
			),
		);
		for (const end of await Promise.allSettled(lanes)) if (end.status === 'rejected') throw end.reason;
		await readAlone(plan.retryAlone, blocks, run, signal);
	} finally {
		await pool.close();
		await run.writer.close();
	}
}

/**
 * Reads what an earlier run was reading when it ended, one at a time by a process of its own: that the run ended may have had
 * other reasons, and if one of these is the reason, this run goes on.
 */
async function readAlone(
	suspects: readonly PlannedInput[],
	blocks: Map<string, OrderedBlock>,
	run: Run,
	signal: AbortSignal,
): Promise<void> {
	const process = createReadingProcess(poolOptions(run, 1, signal));
	try {
		const reader = createReader(process, blocks, run, signal);
		for (const [index, planned] of suspects.entries()) if (!signal.aborted) await reader.read([planned], `alone-${pid}-${index}`, 0);
	} finally {
		await process.close();
	}
}

export function poolOptions({options, folder}: Pick<Run, 'options' | 'folder'>, jobs: number, signal: AbortSignal): WorkerPoolOptions {
	const {rules = [], policies = [], findsContext = true, machinePattern = null, workerFile} = options;
	return {
		settings: {
			rules,
			policies,
			findsContext,
			machinePattern: machinePattern === null ? null : {source: machinePattern.source, flags: machinePattern.flags},
			spoolFolder: folder.spool,
			key: folder.key,
		},
		jobs,
		timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		memoryMegabytes: options.memoryMegabytes ?? DEFAULT_MEMORY,
		signal,
		...(workerFile === undefined ? {} : {workerFile}),
	};
}

/** Inputs that are results although nobody reads them. */
async function keepProblems(inputs: readonly FoundInput[], blocks: Map<string, OrderedBlock>, run: Run): Promise<void> {
	const {signal, tell} = run;
	for (const input of inputs) {
		if (input.problem === null || signal.aborted) continue;
		if (input.problem.status === 'failed') tell({type: 'failed', path: input.path, reason: input.problem.reason});
		blocks.set(input.path, {block: await appendProblem(input, input.problem, run, 0), done: null});
	}
}

export interface Reader {
	/** @param name for files of the batch in the spool folder, not used by another batch */
	read(batch: readonly PlannedInput[], name: string, lane: number): Promise<void>;
}

/**
 * @param blocks takes the results of what is read
 * @param runTasks reads the parts of a large archive
 */
export function createReader(
	pool: WorkerPool,
	blocks: Map<string, OrderedBlock>,
	run: Run,
	signal: AbortSignal,
	runTasks: TaskRunner = oneByOne,
): Reader {
	const {writer, tell} = run;

	async function read(batch: readonly PlannedInput[], name: string, lane: number): Promise<void> {
		const marks = await writer.begin(batch);
		try {
			for (const {input} of batch) tell({type: 'started', path: input.path});
			await readBatch(batch, name, lane);
		} finally {
			for (const [index, {input}] of batch.entries()) {
				const mark = marks[index];
				const answer = blocks.get(input.path);
				// Where the earlier results still hold, nothing new was written that would outdate the mark.
				if (mark !== undefined && answer?.done !== null) await writer.setAttempts(mark, answer === undefined ? mark.before : 0);
			}
		}
	}

	async function readBatch(batch: readonly PlannedInput[], name: string, lane: number): Promise<void> {
		const inputs = batch.map((planned, index) => batchInputOf(planned, `${name}-${index}`));
		const begin = performance.now();
		const [first] = batch;
		const [only] = batch.length === 1 ? inputs : [];

		/** @returns whether that is done, or was interrupted */
		async function readParts(each: boolean): Promise<boolean> {
			if (first === undefined || only === undefined || first.input.parts !== null) return false;
			const outcome = await readInParts(only, pool, lane, runTasks, each);
			if (outcome === null) return true;
			if (outcome.type === 'whole' || outcome.type === 'failed') return false;
			blocks.set(first.input.path, await keep(first, outcome, performance.now() - begin, run));
			return true;
		}

		if (first !== undefined && mayBeLargeArchive(first.input) && (await readParts(false))) return;
		const answer = await pool.run({lane, inputs});
		if (answer.type === 'aborted') return;
		const failed = answer.type === 'failed' || answer.answers.some(({type}) => type === 'failed');
		// What else is in the archive may be sound.
		if (failed && !signal.aborted && (await readParts(true))) return;
		if (answer.type === 'failed' && batch.length > 1) {
			// One of them is to blame, and will fail again.
			for (const [index, planned] of batch.entries()) if (!signal.aborted) await readBatch([planned], `${name}-${index}`, lane);
			return;
		}
		for (const [index, planned] of batch.entries()) {
			const one = answer.type === 'failed' ? answer : answer.answers[index];
			if (one === undefined) throw new Error('a worker did not answer for an input');
			if (one.type === 'failed' && batch.length > 1) {
				await readBatch([planned], `${name}-${index}`, lane);
				continue;
			}
			blocks.set(planned.input.path, await keep(planned, one, performance.now() - begin, run));
		}
	}

	return {read};
}

function batchInputOf({input: {path, raw, parts, at, namesFrom}, known}: PlannedInput, spoolName: string): BatchInput {
	return {
		path,
		raw,
		parts: parts?.map((part) => ({path: part.path, raw: part.raw})) ?? null,
		...(at === undefined ? {} : {at}),
		namesFrom,
		knownHash: known?.hash ?? null,
		spoolName,
	};
}

/** Small inputs several at a time, larger ones one by one. */
export function batchesOf(inputs: readonly PlannedInput[]): readonly (readonly PlannedInput[])[] {
	const batches: PlannedInput[][] = [];
	let last: PlannedInput[] = [];
	let bytes = BATCH_BYTES;
	for (const planned of inputs) {
		bytes += planned.input.bytes;
		if (bytes > BATCH_BYTES || last.length >= BATCH_INPUTS) {
			last = [];
			bytes = planned.input.bytes;
			batches.push(last);
		}
		last.push(planned);
	}
	return batches;
}

/** Writes the results of an input to the disk. */
async function keep(
	{input, known}: PlannedInput,
	answer: InputAnswer | ReadInParts,
	milliseconds: number,
	run: Run,
): Promise<OrderedBlock> {
	const {folder, writer, tell} = run;
	const {path, bytes} = input;
	switch (answer.type) {
		case 'unwritable':
			throw new OutputError(`cannot write to ${folder.spool}: ${answer.reason}`);
		case 'same': {
			if (known === null) throw new Error('a worker compared an input with unknown results');
			tell({type: 'finished', path, bytes, isSame: true, failed: known.failed});
			return {block: known, done: doneOf(input, {...known, partHashes: answer.partHashes}, milliseconds)};
		}
		case 'failed': {
			tell({type: 'failed', path, reason: answer.reason});
			const block = await appendProblem(input, {status: 'failed', reason: answer.reason}, run, milliseconds, answer.isFatal);
			tell({type: 'finished', path, bytes, isSame: false, failed: 1});
			return {block, done: null};
		}
		case 'done': {
			if (answer.problem !== null) tell({type: 'failed', path, reason: answer.problem});
			const block = await writer.append('pieces' in answer ? answer.pieces : [answer], doneOf(input, answer, answer.milliseconds));
			tell({type: 'finished', path, bytes, isSame: false, failed: answer.failed});
			return {block, done: null};
		}
		case 'file':
		case 'archive':
			throw new Error('a worker answered what it was not asked');
		default:
			answer satisfies never;
			throw new Error('a worker answered something unknown');
	}
}

/** Makes a result of an input that could not be read. */
async function appendProblem(
	input: FoundInput,
	{status, reason}: NonNullable<FoundInput['problem']>,
	{writer, options}: Pick<Run, 'writer' | 'options'>,
	milliseconds: number,
	isFatal = false,
): Promise<Block> {
	const traces = (input.parts ?? []).map(({path, bytes}) => ({file: basename(path), status, reason, bytes, lines: 0}));
	const report = {...unreadReport({path: input.path, member: null}, reason, status), bytes: input.bytes, traces};
	const result: TriageResult = {
		schema: RESULT_SCHEMA,
		machine: machineOfProblem(report, options.machinePattern ?? null, input.namesFrom),
		report,
	};
	return writer.append(
		[{lines: Buffer.from(`${resultLine(result)}\n`), spool: null}],
		doneOf(input, {results: 1, failed: status === 'failed' ? 1 : 0, hash: null, partHashes: []}, milliseconds, isFatal),
	);
}

/** The expression may be the problem. */
function machineOfProblem(report: FileReport, pattern: RegExp | null, from: number): Machine {
	try {
		return machineOf(report, {pattern: pattern === null ? null : createMachinePattern(pattern), from});
	} catch (error) {
		if (error instanceof SlowPatternError) return machineOf(report, {from});
		throw error;
	}
}

function doneOf(
	input: FoundInput,
	{results, failed, hash, partHashes}: Pick<TriageDone, 'results' | 'failed' | 'hash'> & Pick<InputDone, 'partHashes'>,
	milliseconds: number,
	isFatal = false,
): TriageDone {
	const {modified, parts} = filesOf(input, partHashes);
	return {
		schema: DONE_SCHEMA,
		path: input.path,
		bytes: input.bytes,
		modified,
		hash,
		parts,
		results,
		failed,
		isFatal,
		finished: new Date().toISOString(),
		milliseconds: Math.round(milliseconds),
	};
}
