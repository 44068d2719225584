/** The folder of a run: its lock, what its results were made with, and whether they can be resumed. */
import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {errorCode, outputErrorReason} from '../input-error.js';
import {isTemporaryName} from '../temporary-name.js';
import {createKey} from './cipher.js';
import {type Begun, type Block, isForeign, readBlocks} from './run-blocks.js';
import {TriageError} from './run-error.js';
import {type RunLock, takeLock} from './run-lock.js';
import {OutputError} from './whole-file.js';

export const RESULTS_NAME = 'results.ndjson';

/** Holds what only the program needs. */
export const STATE_NAME = '.wulens';
const RUN_SCHEMA = 'wulens-run/1';

/** auto: resumes if possible; resume: resumes or fails; fresh: reads everything. */
export type RunMode = 'auto' | 'resume' | 'fresh';

/** What results depend on besides the inputs, by name: different settings, different results. */
export type RunSettings = Readonly<Record<string, string>>;

interface RunState {
	readonly schema: typeof RUN_SCHEMA;
	/** `null`: the results are redacted, so that they can no longer be matched to inputs. */
	readonly settings: RunSettings | null;
	/** The results in the folder were made with these settings. */
	readonly ownsResults: boolean;
}

export interface RunFolder {
	/** Path of the results. */
	readonly results: string;
	readonly partial: string;
	readonly spool: string;
	/** Encrypts these files, because they hold names that must not stay; `null`: they are as they are. */
	readonly key: Uint8Array | null;
	/** All outputs are written: deletes what is no longer needed. */
	finish(): Promise<void>;
	/** Deletes results that contain names which must not stay. */
	close(): Promise<void>;
}

/** What earlier runs left. It grows with the inputs, and is not needed for long. */
export interface EarlierRuns {
	/** By path. */
	readonly blocks: ReadonlyMap<string, Block>;
	/** Inputs that they began to read but did not finish, by path. */
	readonly begun: ReadonlyMap<string, Begun>;
	/** Bytes of the partial results that are complete. */
	readonly partialEnd: number;
	/** Why existing results are not used; `null`: they are, or there are none. */
	readonly note: string | null;
}

/**
 * @param isPrivate the results contain names that must not stay: they are kept apart, encrypted, and deleted at the end
 * @throws TriageError if another run is using the folder, or `mode` is not possible; OutputError if it cannot be written
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
		await removeLeftovers(path);
		const blocks = new Map<string, Block>();
		const before = await readState(stateFile);
		const hasResults = await isThere(inFolder);
		const note = mode === 'fresh' ? null : whyNotResumed(before, hasResults, settings);
		if (mode === 'resume') checkResumed(path, before, note);
		if (hasResults) await checkOwn(inFolder, before, mode);

		const isResumed = mode !== 'fresh' && note === null && before !== null;
		const ownsResults = isResumed && before.ownsResults && !isPrivate;
		if (ownsResults) await readBlocks(results, blocks);
		// What a private run left when it was killed can be read by nobody.
		if (!isResumed || isPrivate || before.settings === null) await rm(partial, {force: true});
		await rm(join(state, RESULTS_NAME), {force: true});
		const {end: partialEnd, begun} = await readBlocks(partial, blocks);
		await rm(spool, {recursive: true, force: true});
		await mkdir(spool, {recursive: true});
		// Settings name files.
		await writeState(stateFile, {schema: RUN_SCHEMA, settings: isPrivate ? null : settings, ownsResults});
		/** However the run ended: results that are not redacted do not stay, nor do settings, which name files. */
		const forgetNames = async (): Promise<void> => {
			await writeState(stateFile, {schema: RUN_SCHEMA, settings: null, ownsResults: false});
			for (const file of [partial, results]) await rm(file, {force: true});
		};
		return {
			earlier: {blocks, begun, partialEnd, note},
			folder: {
				results,
				partial,
				spool,
				key: isPrivate ? createKey() : null,
				async finish() {
					await writeState(stateFile, {schema: RUN_SCHEMA, settings: isPrivate ? null : settings, ownsResults: !isPrivate});
					await rm(partial, {force: true});
				},
				async close() {
					await rm(spool, {recursive: true, force: true});
					if (isPrivate) await forgetNames();
					await lock.release();
				},
			},
		};
	} catch (error) {
		await lock.release();
		throw cannotWrite(path, error);
	}
}

function checkResumed(path: string, before: RunState | null, note: string | null): void {
	if (note !== null) throw new TriageError(`${path} cannot be resumed: ${note}`);
	if (before === null) throw new TriageError(`there is nothing to resume in ${path}`);
}

/** Results of others are not replaced. */
async function checkOwn(results: string, before: RunState | null, mode: RunMode): Promise<void> {
	if (await isForeign(results)) throw new TriageError(`${results} is not a results file of wulens triage; choose another folder`);
	if (before === null && mode !== 'fresh')
		throw new TriageError(`${results} was not written by a triage in this folder; choose another folder, or overwrite it with --fresh`);
}

function whyNotResumed(before: RunState | null, hasResults: boolean, settings: RunSettings): string | null {
	if (before === null) return null;
	if (before.settings === null) return hasResults ? 'its results are redacted and can no longer be matched to files' : null;
	const old = before.settings;
	const others = [...new Set([...Object.keys(old), ...Object.keys(settings)])].filter((name) => old[name] !== settings[name]);
	return others.length === 0 ? null : `its results were made with different settings (${others.join(', ')})`;
}

async function readState(path: string): Promise<RunState | null> {
	try {
		const value: unknown = JSON.parse(await readFile(path, 'utf8'));
		return typeof value === 'object' && value !== null && 'schema' in value && value.schema === RUN_SCHEMA ? (value as RunState) : null;
	} catch (error) {
		// An incomplete one counts as none.
		if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null;
		throw error;
	}
}

/** Whole or not at all: without it, all that was read would count for nothing. */
async function writeState(path: string, state: RunState): Promise<void> {
	const whole = `${path}.new`;
	await writeFile(whole, `${JSON.stringify(state, null, '\t')}\n`);
	await rename(whole, path);
}

/** Outputs that were not whole when a run was killed. */
async function removeLeftovers(folder: string): Promise<void> {
	for (const name of await readdir(folder)) if (isTemporaryName(name)) await rm(join(folder, name), {force: true});
}

async function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

/** Errors of the file system with a message for the user; others as they are. */
export function cannotWrite(path: string, error: unknown): unknown {
	if (error instanceof TriageError || error instanceof OutputError) return error;
	const reason = outputErrorReason(error);
	return reason === null ? error : new OutputError(`cannot write to ${path}: ${reason}`, {cause: error});
}
