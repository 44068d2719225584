// What it saves to leave out lines that mean nothing: logs read with and without them, in turns in one process, on one thread.
// npm run build && node bench/line-skipper.mjs [MEGABYTES] [RUNS]. Medians of the processor time of the thread, user and system.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createAnalyzer} from '../dist/core/analyze.js';
import {makeLog} from './make-log.mjs';

const CHUNK = 256 * 1024;
const LOGS = {
	'etw, healthy': {},
	'etw, failing': {health: 'failing'},
	'etw, healthy, utf-16le': {encoding: 'utf-16le'},
	'uus, healthy': {dialect: 'uus'},
	'legacy, healthy': {dialect: 'legacy'},
};

const [megabytes = 50, runs = 7] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));

const median = (times) => times.toSorted((one, other) => one - other)[times.length >> 1];

/** Milliseconds of processor time. */
function read(log, readsAllLines) {
	const before = process.threadCpuUsage();
	const analyzer = createAnalyzer({scans: 'packed', readsAllLines});
	for (let at = 0; at < log.length; at += CHUNK) analyzer.push(log.subarray(at, at + CHUNK));
	analyzer.end();
	const {user, system} = process.threadCpuUsage(before);
	return (user + system) / 1000;
}

try {
	console.log(`log of ${megabytes} MB               all lines read   meaningless ones skipped    times`);
	for (const [name, options] of Object.entries(LOGS)) {
		const path = join(folder, 'made.log');
		makeLog(path, megabytes, options);
		const log = readFileSync(path);
		const times = [[], []];
		// The first time of each is that of V8's compiler.
		for (let run = 0; run <= runs; run++) {
			for (const [index, readsAllLines] of [true, false].entries()) {
				const time = read(log, readsAllLines);
				if (run > 0) times[index].push(time);
			}
		}
		const [all, some] = times.map(median);
		const speed = (ms) => `${ms.toFixed(0).padStart(6)} ms ${(log.length / 1e6 / (ms / 1000)).toFixed(0).padStart(4)} MB/s`;
		console.log(`${name.padEnd(24)} ${speed(all)}        ${speed(some)}         ${(some / all).toFixed(2)}`);
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}
