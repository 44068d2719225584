// How long people wait in the terminal UI, on a log of any size, beside less and lnav on the same file in the same run:
// npm run build && node bench/view.mjs [MEGABYTES]. Needs tmux; less and lnav are left out where they are not installed.
import {execFileSync, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {dateOfDay, makeLog} from './make-log.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const [COLUMNS, ROWS] = [160, 50];
const PATIENCE_MS = 180_000;
const KEY_RUNS = 15;
const START_RUNS = 5;
const FIRST_DAY = dateOfDay('etw', 0);
const megabytes = Number(process.argv[2] ?? 1024);
const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
const socket = `wulens-bench-${randomBytes(4).toString('hex')}`;
const environment = {...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TERM: 'screen-256color', WULENS_STATE: join(folder, 'state')};
const tmux = (...args) =>
	execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {cwd: PROJECT, encoding: 'utf8', env: environment});
const screen = () => tmux('capture-pane', '-p');
const has = (program) => spawnSync('which', [program]).status === 0;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** Looks without pause: one look is the resolution. */
function until(isRight, what) {
	const start = performance.now();
	for (;;) {
		const shown = screen();
		if (isRight(shown)) return {took: performance.now() - start, shown};
		if (performance.now() - start > PATIENCE_MS) throw new Error(`never saw ${what}:\n${shown}`);
	}
}

function start(command) {
	const begin = performance.now();
	tmux('new-session', '-d', '-x', String(COLUMNS), '-y', String(ROWS), command);
	tmux('set-option', '-g', 'status', 'off');
	tmux('set-option', '-g', 'escape-time', '0');
	return begin;
}

function stop() {
	try {
		tmux('kill-server');
	} catch {
		// It has ended already.
	}
}

/** Memory of the program in the pane, with its children. */
function memory() {
	const shell = tmux('display-message', '-p', '#{pane_pid}').trim();
	const status = readFileSync(`/proc/${shell}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** From the key to another screen. */
function press(keys, isRight) {
	const before = screen();
	const begin = performance.now();
	tmux('send-keys', ...keys);
	until((shown) => (isRight === undefined ? shown !== before : isRight(shown)), keys.join(' '));
	return performance.now() - begin;
}

const repeated = (keys) => median(Array.from({length: KEY_RUNS}, () => press(keys)));

const results = [];
const add = (what, wulens, less, lnav) => results.push([what, wulens, less ?? '-', lnav ?? '-']);

const log = join(folder, 'WindowsUpdate.log');
const {lines, bytes} = makeLog(log, megabytes);
readFileSync(log, {flag: 'r'}).subarray(0, 0);
console.log(
	`${lines} lines, ${(bytes / 1024 / 1024).toFixed(0)} MiB; ${COLUMNS} by ${ROWS}; medians of ${START_RUNS} starts and ${KEY_RUNS} keys`,
);

try {
	start(`${process.execPath} -e "setTimeout(()=>{},100000)"`);
	console.log(`one look at the screen (in every figure): ${ms(median(Array.from({length: 30}, () => until(() => true).took)))}`);
	stop();

	const bin = `${process.execPath} bin/wulens.js`;
	const startsUntil = (command, isRight, what) =>
		median(
			Array.from({length: START_RUNS}, () => {
				const begin = start(command);
				until(isRight, what);
				const took = performance.now() - begin;
				stop();
				return took;
			}),
		);
	const firstFrame = startsUntil(bin, (shown) => shown.includes('Drag log files'), 'the drop screen');
	const opened = startsUntil(`${bin} view ${log}`, (shown) => shown.includes('reading') || shown.includes('Scans'), 'the first frame');

	const firstFindings = startsUntil(`${bin} view ${log}`, (shown) => /^Scans \d/m.test(shown), 'the first findings');

	let begin = start(`${bin} view ${log}`);
	// The lines can be read at once, while the log is still analysed.
	until((shown) => shown.includes('reading WindowsUpdate'), 'the name of the log');
	const logBegin = performance.now();
	tmux('send-keys', 'l');
	until((shown) => shown.includes('Base directory'), 'the first lines');
	const firstLines = performance.now() - logBegin;
	until((shown) => new RegExp(`of ${lines}|of ${lines.toLocaleString('en')}`).test(shown), 'the whole index');
	const indexed = performance.now() - logBegin;
	const scroll = repeated(['j']);
	const page = repeated(['PageDown']);
	const end = press(['G']);
	const top = press(['g']);
	const jump = press([':', '5', '0', '%', 'Enter'], (shown) => / 50 %|line /.test(shown) && !shown.includes('50%'));
	tmux('send-keys', 'g');
	const search = press(['/', ...'exhausted', 'Enter'], (shown) => /hit 1 of/.test(shown));
	const counted = until((shown) => !/still searching/.test(shown), 'all hits').took + search;
	const filter = press(['i'], (shown) => /\d shown|hidden/.test(shown));
	const unfilter = press(['x'], (shown) => !/\d shown|hidden/.test(shown));
	tmux('send-keys', 'Escape');
	until((shown) => /Scans \d/.test(shown) && !/reading|So far/.test(shown), 'the report');
	const report = performance.now() - begin;
	const peak = memory();
	stop();

	let less = {};
	if (has('less')) {
		begin = start(`less -N ${log}`);
		until((shown) => shown.includes(FIRST_DAY), 'less');
		less = {
			opened: performance.now() - begin,
			scroll: repeated(['j']),
			page: repeated(['PageDown']),
			end: press(['G']),
			top: press(['g']),
			search: press(['/', ...'exhausted', 'Enter'], (shown) => shown.includes('exhausted')),
			memory: memory(),
		};
		stop();
	}
	let lnav = {};
	if (has('lnav')) {
		begin = start(`lnav ${log}`);
		until((shown) => /\d{4}\/\d\d\/\d\d/.test(shown), 'lnav');
		lnav = {opened: performance.now() - begin};
		lnav.scroll = repeated(['j']);
		lnav.memory = memory();
		stop();
	}
	const cell = (value) => (value === undefined ? undefined : ms(value));
	add('start to first frame, no file', ms(firstFrame));
	add('start to first frame, with the file', ms(opened), cell(less.opened), cell(lnav.opened));
	add('start to first findings and scans', ms(firstFindings));
	add('start to all findings and scans', ms(report));
	add('log screen: to first lines', ms(firstLines), cell(less.opened), cell(lnav.opened));
	add('log screen: to the full index', ms(indexed));
	add('one line down', ms(scroll), cell(less.scroll), cell(lnav.scroll));
	add('one page down', ms(page), cell(less.page));
	add('to the end', ms(end), cell(less.end));
	add('to the beginning', ms(top), cell(less.top));
	add('jump to the middle', ms(jump));
	add('search to first hit', ms(search), cell(less.search));
	add('search to all hits counted', ms(counted));
	add('filter by thread', ms(filter));
	add('all lines again', ms(unfilter));
	add(
		'peak memory',
		`${peak.toFixed(0)} MB`,
		less.memory === undefined ? undefined : `${less.memory.toFixed(0)} MB`,
		lnav.memory === undefined ? undefined : `${lnav.memory.toFixed(0)} MB`,
	);
	const widths = [38, 12, 12, 12];
	for (const row of [['', 'wulens', 'less', 'lnav'], ...results])
		console.log(row.map((value, index) => (index === 0 ? value.padEnd(widths[index]) : value.padStart(widths[index] ?? 12))).join(''));
} finally {
	stop();
	rmSync(folder, {recursive: true, force: true});
}
