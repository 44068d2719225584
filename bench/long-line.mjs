// What a triage makes of a log with one line of many gigabytes, how long that takes and how much memory:
// npm run build && node bench/long-line.mjs [GIGABYTES].
import {spawn} from 'node:child_process';
import {createWriteStream, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {fileURLToPath} from 'node:url';
import {createGzip} from 'node:zlib';
import {peakMegabytes} from './peak-memory.mjs';

const BIN = fileURLToPath(new URL('../bin/wulens.js', import.meta.url));
const LOG = readFileSync(new URL('../samples/wsus-http.log', import.meta.url));
const MEGABYTE = 1024 * 1024;
const gigabytes = Number(process.argv[2] ?? 2);
const folder = mkdtempSync(join(tmpdir(), 'wulens-long-line-'));

const utf16 = (bytes) => Buffer.from(bytes.toString(), 'utf16le');

/** A log, the line, and the log again: what stands behind must be found. */
const FORMS = {
	'in a log': {name: 'log.log', before: LOG, fill: Buffer.alloc(MEGABYTE, 'x'), after: Buffer.concat([Buffer.from('\r\n'), LOG])},
	'in UTF-16': {
		name: 'utf16.log',
		before: utf16(Buffer.concat([Buffer.from('\ufeff'), LOG])),
		fill: Buffer.alloc(MEGABYTE, 'x\0'),
		after: utf16(Buffer.concat([Buffer.from('\r\n'), LOG])),
	},
	'of NUL': {name: 'nul.log', before: LOG, fill: Buffer.alloc(MEGABYTE), after: Buffer.concat([Buffer.from('\r\n'), LOG])},
	'packed by gzip': {
		name: 'packed.log.gz',
		before: LOG,
		fill: Buffer.alloc(MEGABYTE, 'x'),
		after: Buffer.concat([Buffer.from('\r\n'), LOG]),
		isPacked: true,
	},
	'and nothing else': {name: 'line.log', before: Buffer.alloc(0), fill: Buffer.alloc(MEGABYTE, 'x'), after: Buffer.alloc(0)},
};

async function write({name, before, fill, after, isPacked = false}) {
	const path = join(folder, name);
	function* parts() {
		yield before;
		for (let at = 0; at < gigabytes * 1024; at++) yield fill;
		yield after;
	}
	await pipeline([Readable.from(parts()), ...(isPacked ? [createGzip({level: 1})] : []), createWriteStream(path)]);
	return path;
}

async function triage(path) {
	const out = join(folder, 'out');
	const begin = performance.now();
	const child = spawn(process.execPath, [BIN, 'triage', path, '--out', out, '--jobs', '1', '-q', '-r', 'results'], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const peak = await peakMegabytes(child);
	const seconds = (performance.now() - begin) / 1000;
	const {report} = JSON.parse(readFileSync(join(out, 'results.ndjson'), 'utf8').split('\n')[0]);
	rmSync(out, {recursive: true, force: true});
	return {report, peak, seconds};
}

try {
	console.log(`a line of ${gigabytes} GB`);
	for (const [title, form] of Object.entries(FORMS)) {
		const path = await write(form);
		const {
			report: {status, reason, bytes, scans, issues},
			peak,
			seconds,
		} = await triage(path);
		const result = `${status}${reason === null ? '' : `: ${reason}`}`;
		const told = issues.map(({kind, message}) => `${kind}: ${message}`).join(' ');
		console.log(
			`${title.padEnd(18)} ${seconds.toFixed(1).padStart(7)} s ${peak.toFixed(0).padStart(6)} MB at ` +
				`most; ${bytes} bytes, ${result}, ${scans.length} scans; ${told}`,
		);
		rmSync(path);
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}
