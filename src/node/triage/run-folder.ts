/** The folder of a run: the lock, what the results in it were made with, and whether they can be gone on from. */
import {mkdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {errorCode, outputErrorReason} from '../input-error.js';
import {type Begun, type Block, isForeign, readBlocks} from './run-blocks.js';
import {TriageError} from './run-error.js';
import {type RunLock, takeLock} from './run-lock.js';
import {OutputError} from './whole-file.js';

export const RESULTS_NAME = 'results.ndjson';

/** Holds what the program needs for itself. */
const STATE_NAME = '.wulens';
const RUN_SCHEMA = 'wulens-run/1';

/** auto: goes on where it can; resume: that or nothing; fresh: reads everything. */
export type RunMode = 'auto' | 'resume' | 'fresh';

/** By name, what results depend on beside the inputs: other settings, other results. */
export type RunSettings = Readonly<Record<string, string>>;

interface RunState {
	readonly schema: typeof RUN_SCHEMA;
	/** `null`: the results hold no names any more, so that nothing can be found again by them. */
	readonly settings: RunSettings | null;
	/** The results in the folder were made with these settings. */
	readonly ownsResults: boolean;
}

export interface RunFolder {
	/** Where the results are put. */
	readonly results: string;
	readonly partial: string;
	readonly spool: string;
	/** Everything that is made from the results is there: takes away what led to them. */
	finish(): Promise<void>;
	close(): Promise<void>;
}

/** What earlier runs have left. It grows with the inputs, and is not needed for long. */
export interface EarlierRuns {
	/** By path. */
	readonly blocks: ReadonlyMap<string, Block>;
	/** Inputs that they did not come to the end of, by path. */
	readonly begun: ReadonlyMap<string, Begun>;
	/** Whole bytes of the partial results. */
	readonly partialEnd: number;
	/** Why nothing of what is there is used; `null`: it is, or nothing is there. */
	readonly note: string | null;
}

/**
 * @param isPrivate the results hold names that must not stay: they are kept aside and taken away in the end
 * @throws TriageError where another run writes to the folder, or `mode` cannot be done; OutputError where it cannot be
 * written
 */
export async function openRunFolder(
	path: string,
	mode: RunMode,
	settings: RunSettings,
	isPrivate: boolean,
): Promise<{readonly folder: RunFolder; readonly earlier: EarlierRuns}> {
	const state = join(path, STATE_NAME);
	const inFolder = join(path, RESULTS_NAME);
	const results = isPrivate ? join(state, RESULTS_NAME) : inFolder;
	const [partial, spool, stateFile] = [join(state, `${RESULTS_NAME}.partial`), join(state, 'spool'), join(state, 'run.json')];
	let lock: RunLock;
	try {
		await mkdir(state, {recursive: true});
		lock = await takeLock(join(state, 'lock'), path);
	} catch (error) {
		throw cannotWrite(path, error);
	}
	try {
		const blocks = new Map<string, Block>();
		const before = await readState(stateFile);
		const hasResults = await isThere(inFolder);
		const note = mode === 'fresh' ? null : whyNotResumed(before, hasResults, settings);
		if (mode === 'resume' && note !== null) throw new TriageError(`${path} cannot be resumed: ${note}`);
		if (mode === 'resume' && before === null) throw new TriageError(`there is nothing to resume in ${path}`);
		if (hasResults && (await isForeign(inFolder)))
			throw new TriageError(`${inFolder} is no results file of a triage; choose another folder`);
		if (hasResults && before === null && mode !== 'fresh')
			throw new TriageError(`${inFolder} was not made by a triage into this folder; choose another one, or write over it with --fresh`);

		const isResumed = mode !== 'fresh' && note === null && before !== null;
		const ownsResults = isResumed && before.ownsResults;
		if (ownsResults) await readBlocks(results, blocks);
		if (!isResumed) await rm(partial, {force: true});
		const {end: partialEnd, begun} = await readBlocks(partial, blocks);
		await rm(spool, {recursive: true, force: true});
		await mkdir(spool, {recursive: true});
		await writeState(stateFile, {schema: RUN_SCHEMA, settings, ownsResults});
		return {
			earlier: {blocks, begun, partialEnd, note},
			folder: {
				results,
				partial,
				spool,
				async finish() {
					await writeState(stateFile, {schema: RUN_SCHEMA, settings: isPrivate ? null : settings, ownsResults: !isPrivate});
					await rm(partial, {force: true});
					if (isPrivate) await rm(results, {force: true});
				},
				async close() {
					await rm(spool, {recursive: true, force: true});
					await lock.release();
				},
			},
		};
	} catch (error) {
		await lock.release();
		throw cannotWrite(path, error);
	}
}

function whyNotResumed(before: RunState | null, hasResults: boolean, settings: RunSettings): string | null {
	if (before === null) return null;
	if (before.settings === null)
		return hasResults ? 'the results there are without names, so that nothing can be found again by them' : null;
	const old = before.settings;
	const others = [...new Set([...Object.keys(old), ...Object.keys(settings)])].filter((name) => old[name] !== settings[name]);
	return others.length === 0 ? null : `the results there were made with other settings (${others.join(', ')})`;
}

async function readState(path: string): Promise<RunState | null> {
	try {
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		return typeof value === 'object' && value !== null && 'schema' in value && value.schema === RUN_SCHEMA ? (value as RunState) : null;
	} catch (error) {
		// A torn one says nothing.
		if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null;
		throw error;
	}
}

async function writeState(path: string, state: RunState): Promise<void> {
	await writeFile(path, `${JSON.stringify(state, null, '\t')}\n`);
}

async function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

/** Errors of the system with words for people; others as they are. */
export function cannotWrite(path: string, error: unknown): unknown {
	if (error instanceof TriageError || error instanceof OutputError) return error;
	const reason = outputErrorReason(error);
	return reason === null ? error : new OutputError(`cannot write to ${path}: ${reason}`, {cause: error});
}
