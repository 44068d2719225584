/** A triage: finds the inputs, reads those that are new or changed, and writes the results of all to one file. */
import {join} from 'node:path';
import {findInputs} from '../inputs/find-inputs.js';
import {planRun} from './plan.js';
import {type InputReader, ownThreads} from './read-all.js';
import {TriageError} from './run-error.js';
import {type EarlierRuns, openRunFolder, type RunFolder} from './run-folder.js';
import {settingsOf} from './run-settings.js';
import {openRunWriter, type OrderedBlock, writeInOrder} from './run-writer.js';
import {withChangedSettings} from './settings-nearby.js';
import type {TriageMeter, TriageOptions} from './triage-options.js';
import {WorkerPoolError} from './worker-pool.js';

export type {TriageEvent, TriageMeter, TriageOptions} from './triage-options.js';

export type TriageOutcome =
	| {
			readonly type: 'done';
			readonly results: string;
			/** Encrypts the results; `null`: they are as they are. */
			readonly key: Uint8Array | null;
			readonly inputs: number;
			/** All results are those of the run before, and their file is as it was. */
			readonly isUnchanged: boolean;
			/** To be called once the outputs are written; `false`: the results may still be needed. */
			readonly close: (isDone: boolean) => Promise<void>;
	  }
	/** How many of the inputs have their results. */
	| {readonly type: 'interrupted'; readonly done: number; readonly inputs: number | null};

/**
 * Brings the results in the folder up to date: reads inputs that are new or have changed. Inputs that cannot be read have
 * results, too. Results and their order do not depend on `jobs`, except for the times of the run.
 *
 * @param meter called once, with what tells how far reading has come
 * @param reader reads what is to be read
 * @throws TriageError or OutputError, with a message for the user; finished results are kept
 */
export async function triage(
	options: TriageOptions,
	meter: (meter: TriageMeter) => void = () => {},
	reader: InputReader = ownThreads,
): Promise<TriageOutcome> {
	const {folder, earlier} = await openRunFolder(options.out, options.mode ?? 'auto', await settingsOf(options), options.isPrivate === true);
	let isClosed = false;
	const close = async (): Promise<void> => {
		if (isClosed) return;
		isClosed = true;
		await folder.close();
	};
	try {
		const blocks = new Map([...earlier.blocks, ...(await reader.earlier(folder))]);
		const counts = await run(options, folder, {...earlier, blocks}, meter, reader);
		if ('done' in counts) {
			await close();
			return {type: 'interrupted', ...counts};
		}
		return {
			type: 'done',
			results: folder.results,
			key: folder.key,
			inputs: counts.inputs,
			isUnchanged: counts.isUnchanged,
			async close(isDone) {
				if (isDone) await folder.finish();
				await close();
			},
		};
	} catch (error) {
		await close();
		throw error instanceof WorkerPoolError ? new TriageError(error.message) : error;
	}
}

/**
 * What it keeps in memory for each input is released when it returns, before outputs are made.
 *
 * @returns how many inputs there are, and whether their results are those of the run before;
 *   where the run was interrupted, how many are done
 */
async function run(
	options: TriageOptions,
	folder: RunFolder,
	earlier: EarlierRuns,
	meter: (meter: TriageMeter) => void,
	reader: InputReader,
): Promise<{readonly inputs: number; readonly isUnchanged: boolean} | {readonly done: number; readonly inputs: number | null}> {
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
	const reading = [...plan.toRead, ...plan.retryAlone];
	const bytes = reading.reduce((sum, {input}) => sum + input.bytes, 0);
	tell({
		type: 'planned',
		inputs: inputs.length,
		toRead: reading.length,
		alone: plan.retryAlone.length,
		bytes,
		kept: plan.kept.size,
		counts: plan.counts,
		vanished: plan.vanished,
		note: earlier.note,
	});

	const blocks = new Map<string, OrderedBlock>();
	for (const [path, block] of plan.kept) blocks.set(path, {block, done: null});
	await reader.readAll(
		inputs,
		plan,
		blocks,
		{options, folder, writer: await openRunWriter(folder.partial, earlier.partialEnd, folder.key), signal, tell},
		meter,
	);
	if (signal.aborted) return {done: blocks.size, inputs: inputs.length};
	tell({type: 'ordering'});
	const isSame = await writeInOrder(
		inputs.flatMap(({path}) => blocks.get(path) ?? []),
		folder.results,
		join(folder.spool, 'results'),
		folder.key,
	);
	return {inputs: inputs.length, isUnchanged: isSame && plan.kept.size === inputs.length && plan.vanished.length === 0};
}
