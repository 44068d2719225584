/**
 * Says whether a finished run still stands, so that its outputs need not be written again, and what it answered.
 *
 * That is safe because outputs depend on nothing but the results, the options, and the version of wulens: the caller makes sure
 * that the results are unchanged and puts the rest into the fingerprint. That nobody changed an output since is told by size and
 * times of each file, including the time that a program cannot set. What a run kept is deleted before any output of the next one
 * is written, and comes back when all are in place: a run that ends early leaves nothing that could stand. Where anything is in
 * doubt, nothing stands.
 */
import {createHash} from 'node:crypto';
import {readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {outputErrorReason} from '../input-error.js';
import {STATE_NAME} from './run-folder.js';

const FINISHED_NAME = 'finished.json';
const FINISHED_SCHEMA = 'wulens-finished/1';

/** What was asked for. */
export interface AskedRun {
	/** Folder of the outputs. */
	readonly out: string;
	/** Names of the outputs. */
	readonly files: readonly string[];
	/** Everything that they and the answer depend on besides the results, in a form that JSON can hold. */
	readonly dependsOn: unknown;
}

export interface Answer {
	/** As it was printed. */
	readonly text: string;
	readonly exitCode: number;
}

interface FinishedRun extends Answer {
	readonly schema: typeof FINISHED_SCHEMA;
	readonly fingerprint: string;
}

/** The answer of the run that finished in the folder; `null`: there is none, or it may not stand. */
export async function finishedAnswer(asked: AskedRun): Promise<Answer | null> {
	const kept = await readFinished(fileIn(asked.out));
	return kept !== null && kept.fingerprint === (await fingerprintOf(asked)) ? kept : null;
}

/** To be called when all outputs are in place. Where it cannot be kept, the next run writes its outputs again. */
export async function keepAnswer(asked: AskedRun, {text, exitCode}: Answer): Promise<void> {
	const fingerprint = await fingerprintOf(asked);
	if (fingerprint === null) return;
	const finished: FinishedRun = {schema: FINISHED_SCHEMA, fingerprint, exitCode, text};
	const file = fileIn(asked.out);
	try {
		await writeFile(`${file}.new`, `${JSON.stringify(finished)}\n`);
		await rename(`${file}.new`, file);
	} catch (error) {
		if (outputErrorReason(error) === null) throw error;
		await rm(`${file}.new`, {force: true}).catch(() => {});
	}
}

/** To be called before any output is written. */
export async function forgetAnswer(out: string): Promise<void> {
	const file = fileIn(out);
	for (const name of [file, `${file}.new`]) await rm(name, {force: true});
}

function fileIn(out: string): string {
	return join(out, STATE_NAME, FINISHED_NAME);
}

/** Of what was asked for, and of the files as they are now; `null`: one is not there. */
async function fingerprintOf({out, files, dependsOn}: AskedRun): Promise<string | null> {
	const states: string[] = [];
	for (const name of files) {
		const state = await stat(join(out, name), {bigint: true}).catch(() => null);
		if (state === null || !state.isFile()) return null;
		states.push(`${name} ${state.size} ${state.mtimeNs} ${state.ctimeNs}`);
	}
	return createHash('sha256')
		.update(JSON.stringify([states, dependsOn]))
		.digest('hex');
}

async function readFinished(path: string): Promise<FinishedRun | null> {
	const content = await readFile(path, 'utf8').catch(() => null);
	if (content === null) return null;
	try {
		const value: unknown = JSON.parse(content);
		return isFinished(value) ? value : null;
	} catch (error) {
		// An incomplete one counts as none.
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

function isFinished(value: unknown): value is FinishedRun {
	if (typeof value !== 'object' || value === null) return false;
	const {schema, fingerprint, text, exitCode}: {[Key in keyof FinishedRun]?: unknown} = value;
	return schema === FINISHED_SCHEMA && typeof fingerprint === 'string' && typeof text === 'string' && typeof exitCode === 'number';
}
