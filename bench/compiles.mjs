// How often V8 compiles the same functions again while one log follows another: npm run build && node bench/compiles.mjs [LOGS].
// Code that V8 keeps from log to log is compiled once; code of functions that are made anew for each log is not.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeLog} from './make-log.mjs';

const SELF = fileURLToPath(import.meta.url);
const KINDS = [{health: 'healthy'}, {health: 'failing'}, {health: 'noisy', dialect: 'uus'}, {dialect: 'legacy'}, {encoding: 'utf-16le'}];
/** A chunk as a stream of a file gives it. */
const CHUNK = 64 * 1024;
/** Most logs of a fleet are this small. */
const LOG_BYTES = 256 * 1024;
/** Functions that are listed. */
const LISTED = 10;

/** The program that is watched: analyzes logs one after another, and says after each that it is done. */
async function analyzeAll(folder, count) {
	const {createAnalyzer} = await import('../dist/core/index.js');
	const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name)).subarray(0, LOG_BYTES));
	for (let index = 0; index < count; index++) {
		const log = logs[index % logs.length];
		const analyzer = createAnalyzer();
		for (let at = 0; at < log.length; at += CHUNK) analyzer.push(log.subarray(at, at + CHUNK));
		JSON.stringify(analyzer.end());
		console.log('log done');
	}
}

/** @returns for each log, the functions that V8 optimized while it was analyzed */
function compilesOf(folder, count) {
	const {stdout} = spawnSync(process.execPath, ['--trace-opt', SELF, '--child', folder, String(count)], {
		encoding: 'utf8',
		maxBuffer: 1024 ** 3,
	});
	const logs = [[]];
	for (const line of stdout.split('\n')) {
		if (line === 'log done') logs.push([]);
		const [, name, tier] =
			/^\[completed (?:optimizing|compiling) 0x[0-9a-f]+ <JSFunction(?: ([^(]*?))? \(.*\(target (\w+)\)/.exec(line) ?? [];
		if (tier !== undefined) logs.at(-1).push(`${name ?? 'a function without a name'} (${tier})`);
	}
	return logs.slice(0, count);
}

function main() {
	const count = Number(process.argv[2] ?? 200);
	const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
	try {
		for (const [index, kind] of KINDS.entries()) makeLog(join(folder, `${index}.log`), 0.25, kind);
		const logs = compilesOf(folder, count);
		const half = logs.length / 2;
		const before = logs.slice(0, half).flat();
		const after = logs.slice(half).flat();
		console.log(`optimizing compiles of the first ${half} logs  ${String(before.length).padStart(6)}`);
		console.log(`of the next ${half} logs${String(after.length).padStart(29)}`);
		const known = new Set(before);
		console.log(`of functions that were compiled before${String(after.filter((name) => known.has(name)).length).padStart(16)}`);
		const counts = Object.entries(Object.groupBy(after, (name) => name)).map(([name, all]) => [name, all.length]);
		for (const [name, times] of counts.sort(([, one], [, other]) => other - one).slice(0, LISTED)) console.log(`    ${name}  ${times}`);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

if (process.argv[2] === '--child') await analyzeAll(process.argv[3], Number(process.argv[4]));
else main();
