/** The overview as it stands on the screen. */
import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {Scan} from '../../../src/core/index.js';
import {type OverviewModel, overviewScreen} from '../../../src/tui/overview/model.js';
import {updateOverview} from '../../../src/tui/overview/update.js';
import {viewOverview} from '../../../src/tui/overview/view.js';
import type {Size} from '../../../src/tui/rows.js';
import {rowsOf, type ScanRow} from '../../../src/tui/scans/scan-rows.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {madeScan, scanAt} from '../../helpers/made-scans.js';
import {ASCII, checkRows, linesOf, press, SIZES, UNICODE} from '../../helpers/screens.js';

const SAMPLES = readdirSync(new URL('../../../samples/', import.meta.url)).filter((name) => name.endsWith('.log'));
const [SMALL, USUAL, LARGE] = SIZES as readonly [Size, Size, Size];
const HOUR = 3_600_000;

function typed(model: OverviewModel, keys: readonly string[], size: Size): OverviewModel {
	return press(model, keys, (at, key) => updateOverview(at, key, size)).model;
}

function inFile(...scans: readonly Scan[]): readonly ScanRow[] {
	return rowsOf(scans, 0);
}

/** Two working days with a night between them. */
const DAYS = inFile(
	...Array.from({length: 20}, (_, index) =>
		scanAt(index + 1, 8 * HOUR + index * HOUR * 0.4, 60_000, 'succeeded', index % 3 === 0 ? 'CcmExec' : 'Windows Defender'),
	),
	scanAt(21, 33 * HOUR, 160_000, 'failed', 'CcmExec'),
	...Array.from({length: 12}, (_, index) => scanAt(index + 22, 33.2 * HOUR + index * 1000, 500, 'succeeded', 'Update;ScanForUpdates')),
	scanAt(34, 36 * HOUR, HOUR, 'cancelled', 'MoUpdateOrchestrator'),
	scanAt(35, 39 * HOUR, 0, 'unknown', 'CcmExec'),
);

describe('the scan under the cursor', () => {
	it('is told below the lanes, with what to do, where there is room', () => {
		const report = sampleReport('win11-uus-scanqos.log');
		const model = overviewScreen(rowsOf(report.scans, 0));
		for (const size of [USUAL, LARGE, {columns: 100, rows: 28}]) {
			const rows = viewOverview(model, size, UNICODE, [report]);
			checkRows(rows, size);
			expect(linesOf(rows).join('\n')).toMatch(
				/\n─+\nScan 2: Update;ScanForUpdates → Microsoft Store, .*\n✗ failed after 2 min 42 s: .*\nNext +Check whether/,
			);
		}
		expect(linesOf(viewOverview(model, {columns: 60, rows: 13}, UNICODE, [report])).join('\n')).not.toContain('Scan 2:');
		expect(viewOverview(model, LARGE, UNICODE)).toHaveLength(LARGE.rows);
	});
});

describe('two days with a night between them', () => {
	it('at 80x24', () => {
		expect(linesOf(viewOverview(overviewScreen(DAYS), USUAL, UNICODE)).join('\n')).toMatchInlineSnapshot(`
			"35 scans, 2024-01-01 08:00:00 to 2024-01-02 15:00:00
			✗ 1 failed  - 1 cancelled  ? 1 unfinished  32 succeeded
			                        │────────────────│───── 17 h 13 min ≈▼──────────────│───
			                        01-01 08:00      14:00               01-02 08:55   14:00
			                     13                        ≈≈≈≈≈≈≈≈≈≈≈≈≈≈█
			▸All scans           35 ▁▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁▁ ▁▁▁▁≈≈≈≈≈≈≈≈≈≈≈≈≈≈█        ▁        ▁
			 Failed               1                        ≈≈≈≈≈≈≈≈≈≈≈≈≈≈1
			 Windows Defender    13  ▁▁ ▁▁━ ▁▁ ▁ ▁ ▁▁  ▁▁ ▁≈≈≈≈≈≈≈≈≈≈≈≈≈≈
			 Update;ScanForUpda… 12                        ≈≈≈≈≈≈≈≈≈≈≈≈≈≈█
			 CcmExec              9 ▁  ▁   ▁  ▁   ▁  ▁   ▁ ≈≈≈≈≈≈≈≈≈≈≈≈≈≈✗                 ?
			 MoUpdateOrchestrat…  1                        ≈≈≈≈≈≈≈≈≈≈≈≈≈≈         -━━━
			2024-01-02 09:00:00 to 09:12:11: 13 scans, 1 failed, 12 succeeded, the first by…
			✗ 01-02 09:00:00 CcmExec               WSUS    http     system failed
			✓ 01-02 09:12:00 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:01 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:02 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:03 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:04 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:05 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:06 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:07 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:08 Update;ScanForUpdates WSUS    http     system ok
			✓ 01-02 09:12:09 Update;ScanForUpdates WSUS    http     system ok
			  and 2 more (Enter lists them)"
		`);
	});

	it('at 60x15 in ASCII', () => {
		expect(linesOf(viewOverview(typed(overviewScreen(DAYS), ['j', 'right'], SMALL), SMALL, ASCII)).join('\n')).toMatchInlineSnapshot(`
			"35 scans, 2024-01-01 08:00:00 to 2024-01-02 15:00:00
			x 1 failed  - 1 cancelled  ? 1 unfinished  32 succeeded
			                   |------------|v 17 h 13 min |------------
			                   01-01 08:00  15:00          01-02 08:55
			 All scans      35 ...............=============#     .     .
			 Failed          1                =============1
			>Windows Defen~ 13 .. : .... : ...=============
			 Update;ScanFo~ 12                =============#
			 CcmExec         9 . . .  . . .  .=============x           ?
			 MoUpdateOrche~  1                =============      -==
			2024-01-01 15:36:00: 1 scan, succeeded, by Windows Defender~
			+ 01-01 15:36:00 Windows Defender WSUS    http     ok


			"
		`);
	});

	it('at 160x50 with a high histogram', () => {
		const lines = linesOf(viewOverview(overviewScreen(DAYS), LARGE, UNICODE));
		expect(lines.filter((line) => line.includes('█')).length).toBeGreaterThan(4);
		expect(lines[2]).toContain('≈');
		expect(lines.find((line) => line.includes('MoUpdateOrchestrator'))).toMatch(/-━+/);
	});

	it('zoomed in says how far, and shows how long scans took', () => {
		const lines = linesOf(viewOverview(typed(overviewScreen(DAYS), ['z', 'z', 'z', 'z', 'z'], USUAL), USUAL, UNICODE));
		expect(lines[2]).toMatch(/^ zoom 2\d\d/);
		expect(lines.find((line) => /CcmExec +9 /.test(line))).toMatch(/✗━+/);
	});
});

it('says what cannot be shown', () => {
	const untimed = madeScan({start: {line: 1, time: null}, end: null, durationMs: null});
	expect(linesOf(viewOverview(overviewScreen([]), USUAL, UNICODE))[0]).toBe('These logs contain no scans.');
	expect(linesOf(viewOverview(overviewScreen(inFile(untimed, untimed)), USUAL, UNICODE))[0]).toBe(
		'2 scans, but none has a time, so there is no timeline to show.',
	);
	expect(linesOf(viewOverview(overviewScreen([...DAYS, ...inFile(untimed)]), USUAL, UNICODE))[0]).toBe(
		'35 scans, 2024-01-01 08:00:00 to 2024-01-02 15:00:00; 1 more without a time',
	);
});

it('the gravest scan of a cell is the one that is seen', () => {
	const outcomes = ['succeeded', 'unknown', 'cancelled', 'failed'] as const;
	const signs = ['▁', '?', '-', '✗'];
	outcomes.forEach((_, index) => {
		const scans = outcomes.slice(0, index + 1).map((outcome, at) => scanAt(at + 1, at, 0, outcome));
		const lane = linesOf(viewOverview(overviewScreen(inFile(...scans, scanAt(9, 9 * HOUR))), USUAL, UNICODE)).find((line) =>
			line.includes('Caller'),
		);
		expect(lane).toContain(` ${signs[index] ?? ''}`);
	});
});

it.each([
	[1, '▁', '.'],
	[3, '▂', ':'],
	[9, '▆', '*'],
	[10, '█', '#'],
] as const)('%d scans in a cell are seen as many', (count, unicode, ascii) => {
	const scans = Array.from({length: count}, (_, index) => scanAt(index + 1, index));
	const model = overviewScreen(inFile(...scans, scanAt(count + 1, 10 * HOUR)));
	const lane = (theme: typeof UNICODE): string => linesOf(viewOverview(model, USUAL, theme)).find((line) => line.includes('Caller')) ?? '';
	expect(lane(UNICODE)).toMatch(new RegExp(`${count + 1} ${unicode}`));
	expect(lane(ASCII)).toContain(`${count + 1} ${ascii}`);
});

it('callers that have no row of their own are put together', () => {
	const scans = Array.from({length: 40}, (_, index) => scanAt(index + 1, index * HOUR, 0, 'succeeded', `Caller ${index % 20}`));
	const lines = linesOf(viewOverview(overviewScreen(inFile(...scans)), SMALL, UNICODE));
	expect(lines.some((line) => /^ \d+ others +\d+ /.test(line))).toBe(true);
});

describe.each(SAMPLES)('%s', (name) => {
	const scans = rowsOf(sampleReport(name).scans, 0);
	const keys = [[], ['G', 'z', 'z', 'h'], ['s', 'j', 'z', 'L'], ['e', 'z', 'z', 'z']];

	it('fills the screen exactly', () => {
		for (const size of [...SIZES, {columns: 1, rows: 1}, {columns: 30, rows: 8}])
			for (const typedKeys of keys) checkRows(viewOverview(typed(overviewScreen(scans), typedKeys, size), size, UNICODE), size);
	});

	it('shows nothing but ASCII where there is no Unicode', () => {
		for (const size of SIZES)
			for (const typedKeys of keys)
				expect(linesOf(viewOverview(typed(overviewScreen(scans), typedKeys, size), size, ASCII)).join('\n')).toMatch(/^[\n\x20-\x7e]*$/);
	});
});

it.each(Object.entries(HOSTILE_TEXTS))('a caller and a service with %s stay in their place', (_, text) => {
	const scans = inFile(
		...[0, HOUR, 2 * HOUR].map((ms, index) => ({
			...scanAt(index + 1, ms),
			caller: `${text}${index % 2}`,
			service: {id: text, name: null},
			exitCode: '0x80240438',
			outcome: 'failed' as const,
		})),
	);
	for (const size of SIZES)
		for (const keys of [[], ['s'], ['j', 'z']]) checkRows(viewOverview(typed(overviewScreen(scans), keys, size), size, UNICODE), size);
});
