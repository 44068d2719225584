/** Kills a triage at random moments, again and again, and tells what it leaves once it may come to its end. */
import {createHash} from 'node:crypto';
import {spawn} from 'node:child_process';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/wulens.js', import.meta.url));

/** One in so many kills comes early: the program starts, looks for files, reads what was being read before. */
const EARLY = 4;
const EARLY_MS = 2000;
/** After the moment that is waited for. */
const LATE_MS = 200;
const LOOK_EVERY_MS = 5;

export interface RandomKills {
	readonly logs: string;
	readonly out: string;
	readonly deaths: number;
	/** Bytes of results when nothing disturbs. */
	readonly bytes: number;
	/** From 0 to below 1. */
	readonly random: () => number;
}

/**
 * Starts triages, each of which takes over from the one before, and kills all but the last. The kills come at all stages:
 * early in a run, while results grow, and, as a run may be quicker than its kill, when there is nothing left to read.
 *
 * @returns runs that came to their end before their kill did
 */
export async function killAtRandom({logs, out, deaths, bytes, random}: RandomKills): Promise<number> {
	let quick = 0;
	let wasQuick = false;
	for (let death = 0; death < deaths; ) {
		const isEarly = wasQuick || random() * EARLY < 1;
		// Also while outputs are written.
		const part = (death + random()) / deaths;
		const hasDied = await run(logs, out, (isOver) =>
			isEarly ? pause(random() * EARLY_MS) : untilThere(join(out, '.wulens/results.ndjson.partial'), bytes * part, isOver, random),
		);
		wasQuick = !hasDied;
		if (hasDied) death++;
		else quick++;
	}
	if (await run(logs, out, () => new Promise(() => {}))) throw new Error('somebody else killed the last run');
	return quick;
}

/** @returns whether it was killed, at the moment that `moment` waits for */
async function run(logs: string, out: string, moment: (isOver: () => boolean) => Promise<void>): Promise<boolean> {
	const child = spawn(process.execPath, [BIN, 'triage', logs, '--out', out, '--jobs', '2', '-q'], {stdio: ['ignore', 'ignore', 'pipe']});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	const ended = new Promise<boolean>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			// 3: broken files are part of the fleet.
			if (signal === null && code !== 0 && code !== 3) reject(new Error(`the triage ended with ${code}: ${said}`));
			else resolve(signal === 'SIGKILL');
		});
	});
	void moment(() => child.exitCode !== null).then(() => child.kill('SIGKILL'));
	return ended;
}

async function untilThere(file: string, bytes: number, isOver: () => boolean, random: () => number): Promise<void> {
	while (!isOver()) {
		const {size} = await stat(file).catch(() => ({size: 0}));
		if (size >= bytes) break;
		await pause(LOOK_EVERY_MS);
	}
	await pause(random() * LATE_MS);
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** SHA-256 of each file of an output folder, without what says when and how long; of files that only the program needs, the names. */
export async function outputsOf(out: string): Promise<Readonly<Record<string, string>>> {
	const outputs: Record<string, string> = {};
	for (const name of (await readdir(out)).sort()) {
		if (name === '.wulens') outputs[name] = (await readdir(join(out, name))).sort().join(' ');
		else
			outputs[name] = createHash('sha256')
				.update(await contentOf(join(out, name)))
				.digest('hex');
	}
	return outputs;
}

async function contentOf(path: string): Promise<string | Uint8Array> {
	if (!path.endsWith('.ndjson')) return readFile(path);
	return (await readFile(path, 'utf8')).replace(/"finished":"[^"]*","milliseconds":\d+/g, '');
}

/** The same numbers for the same seed, from 0 to below 1. */
export function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}
