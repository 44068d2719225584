// Where the time of an analysis goes: the stages one after the other, each with all before it, on one thread.
// npm run build && node bench/stages.mjs FILE [RUNS]. Processor time of the fastest of some runs; reading the file is left out.
import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {createAnalyzer} from '../dist/core/analyze.js';
import {createClassifier} from '../dist/core/events/classifier.js';
import {createLineSplitter} from '../dist/core/lines/line-splitter.js';
import {createRecordParser} from '../dist/core/records/record-parser.js';
import {createTimeTracker} from '../dist/core/records/time-tracker.js';

const [path, runs = '5'] = process.argv.slice(2);
if (path === undefined) {
	console.error('usage: node bench/stages.mjs FILE [RUNS]');
	process.exit(2);
}

const nothing = {line() {}, chunkEnd() {}};

/** The stages that have an end. */
const WHOLE = ['rules and report', 'the same, meaningless lines skipped'];

/** @returns takes chunks, and the end */
const STAGES = {
	'bytes to lines': () => createLineSplitter(nothing),
	'lines to records': () => createLineSplitter(createRecordParser({record() {}})),
	'their times': () => {
		const clock = createTimeTracker();
		return createLineSplitter(createRecordParser({record: (header) => clock.see(header)}));
	},
	'what means something without a scan': () => {
		const classifier = createClassifier(() => 'keep');
		return createLineSplitter(createRecordParser({record: (header) => classifier.classify(header)}));
	},
	'events and scans': () => createAnalyzer({scans: 'packed', readsAllLines: true}),
	'rules and report': () => createAnalyzer({scans: 'packed', readsAllLines: true}),
	'the same, meaningless lines skipped': () => createAnalyzer({scans: 'packed'}),
};

const file = openSync(path);
const size = fstatSync(file).size;
const buffer = new Uint8Array(256 * 1024);

function measure(create, hasEnd) {
	const stage = create();
	let used = 0;
	for (let at = 0; ; ) {
		const read = readSync(file, buffer, 0, buffer.length, at);
		if (read === 0) break;
		at += read;
		const before = process.cpuUsage();
		stage.push(buffer.subarray(0, read));
		used += process.cpuUsage(before).user;
	}
	if (!hasEnd) return used / 1000;
	const before = process.cpuUsage();
	stage.end();
	return (used + process.cpuUsage(before).user) / 1000;
}

let before = 0;
for (const [name, create] of Object.entries(STAGES)) {
	const times = Array.from({length: Number(runs)}, () => measure(create, WHOLE.includes(name)));
	const best = Math.min(...times);
	console.log(
		`${name.padEnd(38)} ${best.toFixed(0).padStart(7)} ms ${`+${(best - before).toFixed(0)}`.padStart(8)} ` +
			`ms ${(size / 1e6 / (best / 1000)).toFixed(0).padStart(6)} MB/s`,
	);
	before = best;
}
closeSync(file);
