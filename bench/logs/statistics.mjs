// Says how like real logs a made one is: its numbers beside those of bench/logs/targets.mjs. Needs a build.
// node bench/logs/statistics.mjs [--dialect etw|uus|legacy] [--health healthy|noisy|failing] [--megabytes 50] [FILE]
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {makeLog} from '../make-log.mjs';
import {OVERALL, QUANTILES, TARGETS} from './targets.mjs';

const RECORD = /^\d{4}[/-]\d\d[/-]\d\d[ \t](\S+)[ \t]+(\d+)[ \t]+(\S+)[ \t]+(\S+)[ \t]+(.*)$/;
const SCAN = /^\*+ START \*+ .*Finding updates/;

/** Counts of a log as text, by plain regular expressions. */
export function countLog(text) {
	const counts = {lines: 0, scans: 0, continuation: 0, withGuid: 0, withVector: 0, failed: 0, runs: 0, sessions: 0};
	const lengths = new Map();
	const threads = new Set();
	let last = '';
	for (const line of text.split(/\r?\n/)) {
		if (line === '') continue;
		counts.lines++;
		const match = RECORD.exec(line.replace(/^\ufeff/, ''));
		if (match === null) {
			counts.continuation++;
			continue;
		}
		const [, , pid, tid, component, message] = match;
		const thread = `${pid} ${tid}`;
		threads.add(thread);
		if (thread !== last) counts.runs++;
		last = thread;
		if (!lengths.has(component)) lengths.set(component, []);
		lengths.get(component).push(message.trimStart().length);
		if (/[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-/.test(message)) counts.withGuid++;
		if (/\bcV\b/i.test(message)) counts.withVector++;
		if (message.startsWith('*FAILED*')) counts.failed++;
		if (SCAN.test(message) && !message.includes('Queueing')) counts.scans++;
		if (/^\*+ START \*+ +(?:Service: )?Service startup/.test(message)) counts.sessions++;
	}
	return {...counts, threads: threads.size, lengths};
}

async function timelineAndEvents(bytes) {
	const {createAnalyzer} = await import('../../dist/core/index.js');
	const analyzer = createAnalyzer();
	analyzer.push(bytes);
	const {scans} = analyzer.end();
	return scans.reduce((sum, {timeline}) => sum + timeline.length, 0) / scans.length;
}

const print = (what, made, target) => console.log(`${what.padEnd(34)} ${String(made).padStart(10)} ${String(target ?? '').padStart(10)}`);
const share = (part, whole) => ((part * 100) / whole).toFixed(1);

async function main() {
	const {
		positionals,
		values: {dialect, health, megabytes},
	} = parseArgs({
		allowPositionals: true,
		options: {
			dialect: {type: 'string', default: 'etw'},
			health: {type: 'string', default: 'healthy'},
			megabytes: {type: 'string', default: '50'},
		},
	});
	const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
	try {
		const path = positionals[0] ?? join(folder, 'WindowsUpdate.log');
		if (positionals.length === 0) makeLog(path, Number(megabytes), {dialect, health});
		const bytes = readFileSync(path);
		const counts = countLog(bytes.toString('utf8'));
		const target = TARGETS[dialect];
		print(`${dialect}, ${health}`, 'this log', 'real logs');
		print('bytes a scan', Math.round(bytes.length / counts.scans), OVERALL.bytesPerScan);
		print('bytes a line', Math.round(bytes.length / counts.lines), target.bytesPerLine);
		print('entries of a timeline a scan', (await timelineAndEvents(bytes)).toFixed(1), OVERALL.timelinePerScan);
		print('lines to a start of the service', Math.round(counts.lines / counts.sessions), target.linesPerSession);
		print('lines of a thread on end', ((counts.lines - counts.continuation) / counts.runs).toFixed(1), target.run);
		print('threads in 1,000 lines', ((counts.threads * 1000) / counts.lines).toFixed(1), target.threads);
		for (const name of ['withGuid', 'withVector', 'failed', 'continuation'])
			print(`${name}, % of lines`, share(counts[name], counts.lines), target[name]);
		console.log(`\n${'component'.padEnd(18)} share of lines in %   lengths of messages at ${QUANTILES.join(', ')}`);
		for (const [component, [wanted, quantiles]] of Object.entries(target.components)) {
			const lengths = (counts.lengths.get(component) ?? [0]).sort((one, other) => one - other);
			const have = QUANTILES.map((part) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * part))]);
			console.log(
				`${component.padEnd(18)} ${share(lengths.length, counts.lines).padStart(8)} ${String(wanted).padStart(8)} ` +
					`  ${have.join(' ')}  |  ${quantiles.join(' ')}`,
			);
		}
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
