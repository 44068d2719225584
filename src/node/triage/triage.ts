/** A triage: finds the inputs, has those read that are new or changed, and leaves the results of all in one file. */
import {join} from 'node:path';
import type {Rule} from '../../core/index.js';
import {findInputs} from './find-inputs.js';
import {planRun, type PlanCounts} from './plan.js';
import {readAll, type TriageMeter} from './read-all.js';
import {TriageError} from './run-error.js';
import {type EarlierRuns, openRunFolder, type RunFolder, type RunMode} from './run-folder.js';
import {settingsOf} from './run-settings.js';
import {openRunWriter, type OrderedBlock, writeInOrder} from './run-writer.js';
import {RunnerError} from './worker-pool.js';
import {withChangedSettings} from './settings-nearby.js';

export type {TriageMeter} from './read-all.js';

export interface TriageOptions {
	/** Files, folders and patterns. */
	readonly inputs: AsyncIterable<string> | Iterable<string>;
	/** Folder for the results; made if it is not there. */
	readonly out: string;
	readonly version: string;
	/** @default 'auto' */
	readonly mode?: RunMode;
	/** Inputs read at once, each by a thread. @default 1 */
	readonly jobs?: number;
	/** For each log; one that takes longer fails. @default 600,000 */
	readonly timeoutMs?: number;
	/** For what a thread keeps of one input. @default 2048 */
	readonly memoryMegabytes?: number;
	/** Rules of the user. @default none */
	readonly rules?: readonly Rule[];
	/** Files with settings of the devices. @default none */
	readonly policies?: readonly string[];
	/** Looks for such files beside each log. @default true */
	readonly findsContext?: boolean;
	/** Tells the name of the machine from path and member; see `machineOf`. @default null */
	readonly machinePattern?: RegExp | null;
	/** Ends the run in order; what is done is kept. */
	readonly signal?: AbortSignal;
	readonly listener?: (event: TriageEvent) => void;
	/** The results are for outputs without names only, and are taken away with them: nothing can be resumed from those. @default false */
	readonly isPrivate?: boolean;
	/** Another file for the threads, for tests of threads that fail. */
	readonly workerFile?: URL;
}

export type TriageEvent =
	/** The search goes on. */
	| {readonly type: 'found'; readonly inputs: number}
	/** The search is over. `bytes` are those to be read, `note` tells why results that are there do not count. */
	| {
			readonly type: 'planned';
			readonly inputs: number;
			readonly toRead: number /** Of these, inputs that an earlier run did not come to the end of. */;
			readonly alone: number;
			readonly bytes: number;
			readonly kept: number;
			readonly counts: PlanCounts;
			readonly vanished: readonly string[];
			readonly note: string | null;
	  }
	| {readonly type: 'started'; readonly path: string}
	/** `bytes` of it on disk. */
	| {
			readonly type: 'finished';
			readonly path: string;
			readonly bytes: number;
			readonly isSame: boolean /** Results of it that failed. */;
			readonly failed: number;
	  }
	/** The input as a whole, before it is `finished`. */
	| {readonly type: 'failed'; readonly path: string; readonly reason: string}
	| {readonly type: 'ordering'};

export type TriageOutcome =
	| {
			readonly type: 'done';
			readonly results: string;
			readonly inputs: number /** To be called when everything is made from them; `false`: they may be needed again. */;
			readonly close: (isDone: boolean) => Promise<void>;
	  }
	/** How many of the inputs have their results. */
	| {readonly type: 'interrupted'; readonly done: number; readonly inputs: number | null};

/**
 * Reads what is new or changed since the results in the folder were made, and makes them whole. Inputs that cannot be
 * read are results, too. The order of the results, and all of them but times of the run, do not depend on `jobs`.
 *
 * @param meter is given what tells how far reading is
 * @throws TriageError or OutputError, with a message for the user; what is done is kept
 */
export async function triage(options: TriageOptions, meter: (meter: TriageMeter) => void = () => {}): Promise<TriageOutcome> {
	const {folder, earlier} = await openRunFolder(options.out, options.mode ?? 'auto', await settingsOf(options), options.isPrivate === true);
	let isClosed = false;
	const close = async (): Promise<void> => {
		if (isClosed) return;
		isClosed = true;
		await folder.close();
	};
	try {
		const counts = await run(options, folder, earlier, meter);
		if ('done' in counts) {
			await close();
			return {type: 'interrupted', ...counts};
		}
		return {
			type: 'done',
			results: folder.results,
			inputs: counts.inputs,
			async close(isDone) {
				if (isDone) await folder.finish();
				await close();
			},
		};
	} catch (error) {
		await close();
		throw error instanceof RunnerError ? new TriageError(error.message) : error;
	}
}

/**
 * Everything that is kept for each input is forgotten at its end, before outputs are made.
 *
 * @returns how many inputs there are; where the run was interrupted, how many are done
 */
async function run(
	options: TriageOptions,
	folder: RunFolder,
	earlier: EarlierRuns,
	meter: (meter: TriageMeter) => void,
): Promise<{readonly inputs: number} | {readonly done: number; readonly inputs: number | null}> {
	const signal = options.signal ?? new AbortController().signal;
	const tell = options.listener ?? (() => {});
	const inputs = await findInputs({
		inputs: options.inputs,
		except: options.out,
		signal,
		onFound: (count) => tell({type: 'found', inputs: count}),
	});
	if (signal.aborted) return {done: earlier.blocks.size, inputs: null};
	if (inputs.length === 0) throw new TriageError('there is no file to read');
	const plan = planRun(inputs, earlier, options.findsContext === false ? new Set() : withChangedSettings(inputs, earlier.blocks));
	const reading = [...plan.toRead, ...plan.alone];
	const bytes = reading.reduce((sum, {input}) => sum + input.bytes, 0);
	tell({
		type: 'planned',
		inputs: inputs.length,
		toRead: reading.length,
		alone: plan.alone.length,
		bytes,
		kept: plan.kept.size,
		counts: plan.counts,
		vanished: plan.vanished,
		note: earlier.note,
	});

	const blocks = new Map<string, OrderedBlock>();
	for (const [path, block] of plan.kept) blocks.set(path, {block, done: null});
	await readAll(
		inputs,
		plan,
		blocks,
		{options, folder, writer: await openRunWriter(folder.partial, earlier.partialEnd), signal, tell},
		meter,
	);
	if (signal.aborted) return {done: blocks.size, inputs: inputs.length};
	tell({type: 'ordering'});
	await writeInOrder(
		inputs.flatMap(({path}) => blocks.get(path) ?? []),
		folder.results,
		join(folder.spool, 'results'),
	);
	return {inputs: inputs.length};
}
