// How long the thread of the screen is busy with the scans of a large report: while it comes, and with each key on their lists.
// npm run build && node bench/view-lists.mjs [MEGABYTES | FILE]
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {packedDataOf} from '../dist/core/scans/packed/packed-scan-list.js';
import {createLogSource} from '../dist/node/view/log-source.js';
import {overviewScreen} from '../dist/tui/overview/model.js';
import {viewOverview} from '../dist/tui/overview/view.js';
import {SCAN_ORDERS} from '../dist/tui/scans/columns.js';
import {scansScreen, withFilter, withOrder} from '../dist/tui/scans/model.js';
import {scanScreen} from '../dist/tui/scan/model.js';
import {viewScan} from '../dist/tui/scan/view.js';
import {UNICODE_SYMBOLS} from '../dist/tui/theme.js';
import {makeLog} from './make-log.mjs';
import {watchBlocking} from './watch-blocking.mjs';

const RUNS = 5;
const SIZE = {columns: 160, rows: 50};
const THEME = {symbols: UNICODE_SYMBOLS};
const given = process.argv[2] ?? '1024';
const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
const source = createLogSource({policies: [], findsContext: false});

function reportOf(path) {
	return new Promise((resolve) => {
		let report;
		source.analyze([path], (event) => {
			if (event.type === 'report') report = event.report;
			if (event.type === 'end') resolve(report);
		});
	});
}

const print = (what, value) => console.log(`${what.padEnd(42)} ${value}`);

/** The first run is what people wait for; the others are what they wait for from then on. */
function timed(what, work) {
	const took = Array.from({length: RUNS}, () => {
		const begin = performance.now();
		work();
		return performance.now() - begin;
	});
	const rest = took.slice(1).toSorted((one, other) => one - other);
	print(what, `${took[0].toFixed(1).padStart(6)} ms at first, ${rest[rest.length >> 1].toFixed(1).padStart(5)} ms then`);
}

try {
	const path = existsSync(given) ? given : join(folder, 'WindowsUpdate.log');
	if (path !== given) makeLog(path, Number(given));
	const stopWatching = watchBlocking();
	const report = await reportOf(path);
	const longest = stopWatching();
	const {pages} = packedDataOf(report.scans);
	const packed = pages.reduce((sum, {length}) => sum + length, 0);
	print('log', `${(report.bytes / 1024 / 1024).toFixed(0)} MB, ${report.scans.length} scans`);
	print('packed scans with their timelines', `${(packed / report.scans.length).toFixed(0).padStart(6)} bytes each`);
	print('busy at once while the report came', `${longest.toFixed(0).padStart(6)} ms at most`);
	const screen = scansScreen([report]);
	const [caller] = report.scans.map((scan) => scan.caller);
	timed('list, most important first', () => scansScreen([report]));
	for (const order of SCAN_ORDERS.slice(1)) timed(order.label, () => withOrder(screen, order));
	timed('filter, failed', () => withFilter(screen, {failed: true}));
	timed('filter, caller', () => withFilter(screen, {caller}));
	timed('filter, text', () => withFilter(screen, {text: 'defender'}));
	timed('filter, time of day', () => withFilter(screen, {text: '12:3'}));
	timed('overview', () => overviewScreen(screen.scans));
	const overview = overviewScreen(screen.scans);
	timed('overview, drawn', () => viewOverview(overview, SIZE, THEME));
	const longestScan = report.scans.reduce((one, other) => (other.timeline.length > one.timeline.length ? other : one));
	timed(`timeline of ${longestScan.timeline.length} entries, drawn`, () => viewScan(scanScreen(longestScan, report.findings), SIZE, THEME));
} finally {
	await source.close();
	rmSync(folder, {recursive: true, force: true});
}
