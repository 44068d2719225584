/** Runs commands as real processes, one after the other, and says how long they took: medians of several runs. */
import {spawn} from 'node:child_process';
import {closeSync, openSync, readFileSync, readSync} from 'node:fs';
import {peakMegabytes} from './peak-memory.mjs';

export const MEGABYTE = 1024 * 1024;
const TICKS_PER_SECOND = 100;
const CHUNK = 4 * MEGABYTE;

const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];

/** Reads a file once, so that all who are measured find it in memory. */
export function warm(path) {
	const buffer = Buffer.allocUnsafe(CHUNK);
	const file = openSync(path, 'r');
	try {
		while (readSync(file, buffer) > 0);
	} finally {
		closeSync(file);
	}
}

/** Seconds that processes took which have ended; `null` where the system does not say. */
function secondsOfChildren() {
	try {
		// The name in brackets may hold blanks; the times of children are the 14th and 15th field after it.
		const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ');
		return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
	} catch {
		return null;
	}
}

/**
 * @param command `[program, ...arguments]`
 * @param keepsOutput otherwise output goes nowhere
 * @returns seconds on the clock, seconds of all its threads, and the most memory in MB; `null` for what cannot be known
 */
async function runOnce(command, {accepts = [0], env = process.env, keepsOutput = false} = {}) {
	const [program, ...args] = command;
	const before = secondsOfChildren();
	const begin = performance.now();
	const child = spawn(program, args, {stdio: ['ignore', keepsOutput ? 'pipe' : 'ignore', 'pipe'], env});
	let output = '';
	let complaint = '';
	child.stdout?.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (complaint += chunk));
	let ended = 0;
	const code = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', () => (ended = performance.now()));
		child.on('close', resolve);
	});
	const [exitCode, peak] = await Promise.all([code, peakMegabytes(child)]);
	if (!accepts.includes(exitCode)) throw new Error(`${command.join(' ')} ended with ${exitCode}: ${complaint}`);
	const after = secondsOfChildren();
	return {seconds: (ended - begin) / 1000, cpu: before === null ? null : after - before, peak: peak === 0 ? null : peak, output};
}

/**
 * Measures commands in turns, so that a slow minute of the machine is a slow minute of all.
 *
 * @param commands `{name, command, accepts, env, keepsOutput}`
 * @returns of each command the medians, the shortest and longest time, and what it printed last
 */
export async function measure(commands, runs) {
	const results = commands.map(() => []);
	for (let run = 0; run < runs; run++) {
		for (const [index, {command, ...options}] of commands.entries()) results[index].push(await runOnce(command, options));
	}
	return commands.map(({name}, index) => {
		const all = results[index];
		const seconds = all.map((result) => result.seconds);
		const known = (field) => (all.some((result) => result[field] === null) ? null : median(all.map((result) => result[field])));
		return {
			name,
			runs,
			seconds: median(seconds),
			shortest: Math.min(...seconds),
			longest: Math.max(...seconds),
			cpu: known('cpu'),
			peak: known('peak'),
			output: all.at(-1).output,
		};
	});
}
