/** Reads the inputs of a run, several at once, and keeps the results of each as soon as there are any. */
import {basename} from 'node:path';
import {unreadReport} from '../../core/report/unread-report.js';
import {machineOf} from '../../core/triage/machine-name.js';
import {DONE_SCHEMA, RESULT_SCHEMA, type TriageDone, type TriageResult} from '../../core/triage/result.js';
import type {FoundInput} from './found-input.js';
import {filesOf, type Plan, type PlannedInput} from './plan.js';
import type {Block} from './run-blocks.js';
import type {RunFolder} from './run-folder.js';
import type {OrderedBlock, RunWriter} from './run-writer.js';
import {createRunner} from './worker-pool.js';
import type {ItemAnswer, ItemDone} from './worker-messages.js';
import type {TriageEvent, TriageOptions} from './triage.js';
import {OutputError} from './whole-file.js';

const DEFAULT_TIMEOUT_MS = 600_000;
const DEFAULT_MEMORY = 2048;

const FATAL =
	'Reading it ended the whole program twice, the second time while nothing else was read; it is left out until it changes, or --fresh tries again.';

/** What goes to a thread at once. */
const BATCH_BYTES = 512 * 1024;
const BATCH_INPUTS = 16;

/** How far reading is, at any time. */
export interface TriageMeter {
	/** Bytes read of inputs that are not done. */
	readonly bytesInWork: number;
}

export interface Run {
	readonly options: TriageOptions;
	readonly folder: RunFolder;
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
	{toRead, alone, fatal}: Plan,
	blocks: Map<string, OrderedBlock>,
	run: Run,
	meter: (meter: TriageMeter) => void,
): Promise<void> {
	const {options, folder, writer, signal, tell} = run;
	const stop = new AbortController();
	const either = AbortSignal.any([signal, stop.signal]);
	const jobs = Math.max(1, Math.min(options.jobs ?? 1, toRead.length));
	const {rules = [], policies = [], findsContext = true, machinePattern = null, workerFile} = options;
	const runner = createRunner({
		settings: {
			rules,
			policies,
			findsContext,
			machinePattern: machinePattern === null ? null : {source: machinePattern.source, flags: machinePattern.flags},
			spoolFolder: folder.spool,
		},
		jobs,
		timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		memoryMegabytes: options.memoryMegabytes ?? DEFAULT_MEMORY,
		signal: either,
		...(workerFile === undefined ? {} : {workerFile}),
	});
	meter(runner);
	try {
		for (const input of inputs) {
			if (input.problem === null || signal.aborted) continue;
			if (input.problem.status === 'failed') tell({type: 'failed', path: input.path, reason: input.problem.reason});
			blocks.set(input.path, {block: await appendProblem(input, input.problem, run, 0), done: null});
		}
		for (const input of fatal) {
			if (signal.aborted) break;
			tell({type: 'failed', path: input.path, reason: FATAL});
			blocks.set(input.path, {block: await appendProblem(input, {status: 'failed', reason: FATAL}, run, 0, true), done: null});
		}
		const batches = batchesOf(toRead);
		let next = 0;
		async function lane(number: number): Promise<void> {
			for (;;) {
				const index = next++;
				const batch = batches[index];
				if (batch === undefined || either.aborted) return;
				await readMarked(batch, `${index}`, number);
			}
		}

		async function readMarked(batch: readonly PlannedInput[], name: string, number: number): Promise<void> {
			const marks = await writer.begin(batch);
			try {
				for (const {input} of batch) tell({type: 'started', path: input.path});
				await readBatch(batch, name, number);
			} finally {
				for (const [index, {input}] of batch.entries()) {
					const mark = marks[index];
					const answer = blocks.get(input.path);
					// Of one that is as it was, nothing was written that would say so.
					if (mark !== undefined && answer?.done !== null) await writer.setAttempts(mark, answer === undefined ? mark.before : 0);
				}
			}
		}

		async function readBatch(batch: readonly PlannedInput[], name: string, number: number): Promise<void> {
			const items = batch.map(({input: {path, raw, parts, namesFrom}, known}, index) => ({
				path,
				raw,
				parts: parts?.map((part) => ({path: part.path, raw: part.raw})) ?? null,
				namesFrom,
				knownHash: known?.hash ?? null,
				spoolName: `${name}-${index}`,
			}));
			const begin = performance.now();
			const answer = await runner.run({lane: number, items});
			if (answer.type === 'aborted') return;
			if (answer.type === 'failed' && batch.length > 1) {
				// One of them is to blame, and fails again.
				for (const [index, planned] of batch.entries()) if (!either.aborted) await readBatch([planned], `${name}-${index}`, number);
				return;
			}
			for (const [index, planned] of batch.entries()) {
				const item = answer.type === 'failed' ? answer : answer.items[index];
				if (item === undefined) throw new Error('an input was not answered');
				blocks.set(planned.input.path, await keep(planned, item, performance.now() - begin, run));
			}
		}

		const lanes = Array.from({length: jobs}, (_, number) =>
			lane(number).catch((error: unknown) => {
				// Nothing that the others do could be kept.
				stop.abort();
				throw error;
			}),
		);
		for (const end of await Promise.allSettled(lanes)) if (end.status === 'rejected') throw end.reason;
		for (const [index, planned] of alone.entries()) if (!either.aborted) await readMarked([planned], `alone-${index}`, 0);
	} finally {
		await runner.close();
		await writer.close();
	}
}

/** Small inputs together, each of the others by itself. */
function batchesOf(inputs: readonly PlannedInput[]): readonly (readonly PlannedInput[])[] {
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

/** Puts what is known of an input where it is safe. */
async function keep({input, known}: PlannedInput, answer: ItemAnswer, milliseconds: number, run: Run): Promise<OrderedBlock> {
	const {folder, writer, tell} = run;
	const {path, bytes} = input;
	switch (answer.type) {
		case 'unwritable':
			throw new OutputError(`cannot write to ${folder.spool}: ${answer.reason}`);
		case 'same': {
			if (known === null) throw new Error('nothing was known to be the same');
			tell({type: 'finished', path, bytes, isSame: true, failed: known.failed});
			return {block: known, done: doneOf(input, {...known, partHashes: answer.partHashes}, milliseconds)};
		}
		case 'failed': {
			tell({type: 'failed', path, reason: answer.reason});
			const block = await appendProblem(input, {status: 'failed', reason: answer.reason}, run, milliseconds);
			tell({type: 'finished', path, bytes, isSame: false, failed: 1});
			return {block, done: null};
		}
		case 'done': {
			if (answer.problem !== null) tell({type: 'failed', path, reason: answer.problem});
			const block = await writer.append(answer.lines, answer.spool, doneOf(input, answer, answer.milliseconds));
			tell({type: 'finished', path, bytes, isSame: false, failed: answer.failed});
			return {block, done: null};
		}
	}
}

/** An input that is a result although nobody read it. */
async function appendProblem(
	input: FoundInput,
	{status, reason}: NonNullable<FoundInput['problem']>,
	{writer, options}: Run,
	milliseconds: number,
	isFatal = false,
): Promise<Block> {
	const traces = (input.parts ?? []).map(({path, bytes}) => ({file: basename(path), status, reason, bytes, lines: 0}));
	const report = {...unreadReport({path: input.path, member: null}, reason, status), bytes: input.bytes, traces};
	const result: TriageResult = {
		schema: RESULT_SCHEMA,
		machine: machineOf(report, {pattern: options.machinePattern ?? null, from: input.namesFrom}),
		report,
	};
	return writer.append(
		Buffer.from(`${JSON.stringify(result)}\n`),
		null,
		doneOf(input, {results: 1, failed: status === 'failed' ? 1 : 0, hash: null, partHashes: []}, milliseconds, isFatal),
	);
}

function doneOf(
	input: FoundInput,
	{results, failed, hash, partHashes}: Pick<TriageDone, 'results' | 'failed' | 'hash'> & Pick<ItemDone, 'partHashes'>,
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
