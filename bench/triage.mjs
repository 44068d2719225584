// How fast a triage reads a fleet, as files and as members of one zip archive, how it gains by a second thread, and how much
// memory it takes, beside ripgrep over the same files in the same run: npm run build && node bench/triage.mjs [MACHINES] [DAYS].
// A third argument names the sizes of the last part, with commas between: 1000,10000 unless it is given.
import {spawn, spawnSync} from 'node:child_process';
import {createReadStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {constants, zstdCompressSync} from 'node:zlib';
import {peakMegabytes} from './peak-memory.mjs';
import {hasNats, withWorkers} from './queue-workers.mjs';

// Node reads TypeScript, but looks for the names that the compiler would have written.
registerHooks({
	resolve(specifier, context, next) {
		try {
			return next(specifier, context);
		} catch (error) {
			if (!specifier.endsWith('.js')) throw error;
			return next(`${specifier.slice(0, -3)}.ts`, context);
		}
	},
});
const {makeFleet} = await import('../test/helpers/fleet.ts');
const {zipOf} = await import('../test/helpers/zip-writer.ts');

const BIN = fileURLToPath(new URL('../bin/wulens.js', import.meta.url));
const MEGABYTE = 1024 * 1024;
const LARGE_FLEET_MEGABYTES = 124_000;
const machines = Number(process.argv[2] ?? 1000);
const days = Number(process.argv[3] ?? 10);
const sizes = (process.argv[4] ?? '1000,10000').split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));

/** Seconds, and the most memory of the process with its threads in MB. */
async function run(command, args) {
	const begin = performance.now();
	const child = spawn(command, args, {stdio: ['ignore', 'ignore', 'inherit']});
	const peak = await peakMegabytes(child);
	return {seconds: (performance.now() - begin) / 1000, peak, code: child.exitCode};
}

/** @param reporter `results`: reading alone; `null`: with all outputs */
async function triage(folderOfLogs, jobs, reporter = 'results', more = []) {
	const out = join(folder, 'out');
	const ended = await run(process.execPath, [
		BIN,
		'triage',
		folderOfLogs,
		'--out',
		out,
		'--jobs',
		String(jobs),
		'-q',
		...(reporter === null ? [] : ['-r', reporter]),
		...more,
	]);
	if (ended.code !== 0) throw new Error(`the triage ended with ${ended.code}`);
	const results = join(out, 'results.ndjson');
	const logs = {...(await contentOf(results)), ...sizesOf(results)};
	rmSync(out, {recursive: true, force: true});
	return {...ended, logs};
}

/** Of the results as they are written, and as zstd would make them. */
function sizesOf(results) {
	const text = readFileSync(results);
	const level = {params: {[constants.ZSTD_c_compressionLevel]: 3}};
	return {written: text.length, compressed: zstdCompressSync(text, level).length};
}

/** The same triage twice, with all outputs: the second finds everything as the first left it. */
async function unchanged(folderOfLogs) {
	const out = join(folder, 'out');
	const command = [BIN, 'triage', folderOfLogs, '--out', out, '--jobs', '2', '-q'];
	const [first, second] = [await run(process.execPath, command), await run(process.execPath, command)];
	for (const {code} of [first, second]) if (code !== 0) throw new Error(`the triage ended with ${code}`);
	rmSync(out, {recursive: true, force: true});
	return {first, second};
}

/** What was in the files, once unpacked, and how large the results were if each scan had what is expected of it. */
async function contentOf(results) {
	const content = {bytes: 0, scans: 0, repeated: 0};
	for await (const line of createInterface({input: createReadStream(results)})) {
		const {report} = JSON.parse(line);
		content.repeated += Buffer.byteLength(line) + 1 + repeatedBytes(report);
		content.bytes += report?.bytes ?? 0;
		content.scans += report?.scans.length ?? 0;
	}
	return content;
}

/** Puts the files of a folder into one zip archive, those that are packed as they are. */
function zipOfFolder(from, to) {
	const files = readdirSync(from, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
	const members = files.map(({parentPath, name}) => {
		const path = join(parentPath, name);
		return {name: relative(from, path).replaceAll('\\', '/'), data: readFileSync(path), stored: /\.(zip|gz|cab)$/.test(name)};
	});
	mkdirSync(to);
	writeFileSync(join(to, 'all.zip'), zipOf(...members));
	return {folder: to, files: members.length, bytes: statSync(join(to, 'all.zip')).size};
}

function repeatedBytes(report) {
	const {scans = [], expectedBehaviors = []} = report ?? {};
	const sizes = expectedBehaviors.map((behavior) => Buffer.byteLength(JSON.stringify(behavior)));
	const list = Buffer.byteLength(',"expectedBehaviors":') + Buffer.byteLength(JSON.stringify(expectedBehaviors));
	return scans.reduce((sum, {expected}) => sum + sizes[expected] - String(expected).length, report === undefined ? 0 : -list);
}

function row(name, {seconds, peak}, {files, bytes}) {
	console.log(
		`${name.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s ${(bytes / MEGABYTE / seconds).toFixed(1).padStart(8)} ` +
			`MB/s ${(files / seconds).toFixed(0).padStart(7)} files/s ${peak === 0 ? '' : `${peak.toFixed(0).padStart(6)} MB at most`}`,
	);
}

try {
	const fleet = await makeFleet({folder: join(folder, 'fleet'), machines, days, hasBroken: false});
	console.log(`${fleet.files} files, ${(fleet.bytes / MEGABYTE).toFixed(0)} MB on disk, of ${machines} machines, ${days} days each`);
	if (spawnSync('rg', ['--version']).status === 0) row('rg -c FAILED', await run('rg', ['-c', 'FAILED', fleet.folder]), fleet);
	else console.log('rg is not installed, and left out');
	const {logs} = await triage(fleet.folder, 2);
	const perScan = (bytes) => `${(bytes / 1024 / logs.scans).toFixed(2)} KB`;
	console.log(
		`results take ${perScan(logs.written)} a scan, ${perScan(logs.repeated)} if each scan had what is expected of it, ` +
			`${perScan(logs.compressed)} with zstd`,
	);
	console.log(`unpacked ${(logs.bytes / MEGABYTE).toFixed(0)} MB with ${logs.scans} scans; rates are of files as they are on the disk`);
	const [one, two] = [await triage(fleet.folder, 1), await triage(fleet.folder, 2)];
	row('reading, --jobs 1', one, fleet);
	row('reading, --jobs 2', two, fleet);
	console.log(`two are ${(one.seconds / two.seconds).toFixed(2)} times as fast as one`);
	const minutes = (LARGE_FLEET_MEGABYTES * one.seconds * MEGABYTE) / fleet.bytes / 60;
	console.log(`at the rate of --jobs 1, 100,000 machines with 1.24 MB each take ${minutes.toFixed(0)} minutes of one core`);
	if (hasNats()) {
		for (const workers of [1, 2]) {
			const places = {root: fleet.folder, out: join(folder, 'out')};
			const byWorkers = await withWorkers(BIN, workers, places, (more) => triage(fleet.folder, 1, 'results', more));
			row(`${workers} ${workers === 1 ? 'worker' : 'workers'} of a queue, --jobs 1`, {...byWorkers, peak: 0}, fleet);
			console.log(`that is ${(one.seconds / byWorkers.seconds).toFixed(2)} times as fast as --jobs 1 without a queue`);
		}
	} else console.log('nats-server is not installed, and workers of a queue are left out');
	const {first, second} = await unchanged(fleet.folder);
	row('with all outputs, --jobs 2', first, fleet);
	row('the same again, nothing changed', second, fleet);
	console.log(`that is ${(first.seconds / second.seconds).toFixed(1)} times as fast`);
	rmSync(fleet.folder, {recursive: true});

	for (const count of sizes) {
		const small = await makeFleet({folder: join(folder, `fleet-${count}`), machines: count, hasBroken: false});
		row(`${small.files} files, reading, --jobs 2`, await triage(small.folder, 2), small);
		const zipped = zipOfFolder(small.folder, join(folder, `zip-${count}`));
		rmSync(small.folder, {recursive: true});
		const [alone, both] = [await triage(zipped.folder, 1), await triage(zipped.folder, 2)];
		row(`zip of ${zipped.files} logs, --jobs 1`, alone, zipped);
		row(`zip of ${zipped.files} logs, --jobs 2`, both, zipped);
		console.log(`two are ${(alone.seconds / both.seconds).toFixed(2)} times as fast as one`);
		rmSync(zipped.folder, {recursive: true});
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}
