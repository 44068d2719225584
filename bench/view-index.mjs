/** Measures what a viewer waits for: first lines, index, search, filter. Usage: node bench/view-index.mjs [MB]; build first. */
import {execFileSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {BYTES_PER_LINE} from '../dist/core/line-index/line-chunk.js';
import {createLogSource} from '../dist/node/view/log-source.js';
import {watchBlocking} from './watch-blocking.mjs';

const megabytes = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
const path = join(folder, 'WindowsUpdate.log');
const COMPONENTS = ['Agent', 'Misc', 'ProtocolTalker', 'WebServices', 'DownloadManager', 'Handler', 'IdleTimer', 'Driver'];
const TEXTS = [
	'Online = Yes; Interactive = No; AllowCachedResults = No',
	'* START * Finding updates CallerId = UpdateOrchestrator  Id = 7',
	'Skipping printer driver 2 due to incomplete info or mismatched environment',
	'WU operation (CSearchCall::Init ID 3) started; operation # 24; does use network',
];

function writeLog() {
	const file = openSync(path, 'w');
	let written = 0;
	let line = 0;
	while (written < megabytes * 1024 * 1024) {
		let block = '';
		for (let count = 0; count < 10_000; count++, line++) {
			const time = new Date(Date.UTC(2024, 2, 12) + line * 37).toISOString();
			const text =
				line % 5000 === 4999
					? '*FAILED* [80240438] Web service call'
					: line % 997 === 0
						? 'Fehler beim Übertragen der Größe'
						: TEXTS[line % TEXTS.length];
			block +=
				`${time.slice(0, 10).replaceAll('-', '/')} ${time.slice(11, 23)}0000 1788  ${String(4000 + (line % 40)).padEnd(5)} ` +
				`${COMPONENTS[(line >> 2) % COMPONENTS.length].padEnd(15)} ${text}\r\n`;
		}
		written += writeSync(file, block);
	}
	closeSync(file);
	return written / 1024 / 1024;
}

async function timed(work) {
	const begin = performance.now();
	const result = await work();
	return {ms: performance.now() - begin, result};
}

const print = (what, value) => console.log(`${what.padEnd(42)} ${value}`);
const rate = ({ms}, size) => `${ms.toFixed(0).padStart(6)} ms  ${(size / (ms / 1000)).toFixed(0)} MB/s`;

function countWith(program, args) {
	try {
		const begin = performance.now();
		const count = execFileSync(program, [...args, path], {encoding: 'utf8', env: {...process.env, LC_ALL: 'C'}}).trim();
		return {ms: performance.now() - begin, count};
	} catch {
		return null;
	}
}

const size = writeLog();
const source = createLogSource({policies: [], findsContext: false});
try {
	const stopWatching = watchBlocking();
	let text;
	const first = {ms: 0, seen: false};
	const index = await timed(
		() =>
			new Promise((resolve, reject) => {
				const begin = performance.now();
				text = source.openText({path, member: null}, (event) => {
					if (event.type === 'lines' && !first.seen) Object.assign(first, {seen: true, ms: performance.now() - begin});
					if (event.type === 'complete') resolve();
					if (event.type === 'failed') reject(new Error(event.reason));
				});
			}),
	);
	print('log', `${size.toFixed(0)} MB, ${text.lines.count} lines`);
	print('table', `${BYTES_PER_LINE} bytes a line`);
	print('first lines', `${first.ms.toFixed(0).padStart(6)} ms`);
	print('whole index', rate(index, size));

	const search = (query) =>
		timed(
			() =>
				new Promise((resolve, reject) => {
					let hits = 0;
					text.search({text: '', isRegExp: false, isCaseSensitive: true, ...query}, (event) => {
						if (event.type === 'hits') hits += event.lines.length;
						if (event.type === 'end') resolve(hits);
						if (event.type === 'failed') reject(new Error(event.reason));
					});
				}),
		);
	const filter = (wanted) =>
		timed(
			() =>
				new Promise((resolve, reject) => {
					text.filter({text: null, components: null, pid: null, tid: null, lines: null, context: 0, ...wanted}, (event) => {
						if (event.type === 'end') resolve(event.matches.length);
						if (event.type === 'failed') reject(new Error(event.reason));
					});
				}),
		);
	const comparisons = [];
	const searches = [
		['search, text', {text: '80240438'}, ['-c', '-F', '80240438']],
		['search, text, any case', {text: 'failed', isCaseSensitive: false}, ['-c', '-i', '-F', 'failed']],
		['search, text in every fourth line', {text: 'printer'}, ['-c', '-F', 'printer']],
		['search, text beyond ASCII', {text: 'größe', isCaseSensitive: false}, null],
		['search, expression', {text: 'operation # \\d+', isRegExp: true}, ['-c', '-E', 'operation # [0-9]+']],
		['search, expression line by line', {text: 'Id\\s+=\\s+7$', isRegExp: true}, null],
	];
	for (const [what, query, args] of searches) {
		const found = await search(query);
		print(what, `${rate(found, size)}  ${found.result} hits`);
		if (args !== null) comparisons.push({what, args, found});
	}
	for (const [what, wanted] of [
		['filter, components', {components: ['agent', 'misc']}],
		['filter, thread and text', {tid: 4039, text: {text: 'failed', isRegExp: false, isCaseSensitive: false}, context: 3}],
	]) {
		const found = await filter(wanted);
		print(what, `${rate(found, size)}  ${found.result} lines`);
	}
	const lines = await timed(() => text.read(Math.floor(text.lines.count / 2), 60));
	print('read 60 lines', `${lines.ms.toFixed(1).padStart(6)} ms`);
	print('screen thread busy at once', `${stopWatching().toFixed(0).padStart(6)} ms at most`);
	print('memory of the process', `${(process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(6)} MB at most`);
	for (const {what, args, found} of comparisons) {
		for (const program of ['rg', 'grep']) {
			const other = countWith(program, args);
			if (other !== null)
				print(
					`${program}, as ${what}`,
					`${rate(other, size)}  ${other.count} hits; ours takes ${(found.ms / other.ms).toFixed(1)} times as long`,
				);
		}
	}
} finally {
	await source.close();
	rmSync(folder, {recursive: true, force: true});
}
