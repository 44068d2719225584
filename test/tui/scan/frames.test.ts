/** The timeline of a scan as it stands on the screen. */
import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {FileReport} from '../../../src/core/types.js';
import type {Size} from '../../../src/tui/rows.js';
import {type ScanModel, scanScreen} from '../../../src/tui/scan/model.js';
import {updateScan} from '../../../src/tui/scan/update.js';
import {viewScan} from '../../../src/tui/scan/view.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {entryAt, madeScan, scanWith} from '../../helpers/made-scans.js';
import {ASCII, checkRows, linesOf, press, SIZES, UNICODE} from '../../helpers/screens.js';

const SAMPLES = readdirSync(new URL('../../../samples/', import.meta.url)).filter((name) => name.endsWith('.log'));
const [SMALL, USUAL, LARGE] = SIZES as readonly [Size, Size, Size];

function screenOf(file: FileReport, id: number): ScanModel {
	const scan = file.scans.find((other) => other.id === id);
	if (scan === undefined) throw new Error(`no scan ${id}`);
	return scanScreen(scan, file.findings);
}

function typed(model: ScanModel, keys: readonly string[], size: Size): ScanModel {
	return press(model, keys, (at, key) => updateScan(at, key, size)).model;
}

const TIMED_OUT = screenOf(sampleReport('win11-uus-scanqos.log'), 2);
const REFUSED = screenOf(sampleReport('wsus-https-certificate-not-in-store.log'), 1);

describe('a scan that failed after both proxies', () => {
	it('at 80x24', () => {
		expect(linesOf(viewScan(typed(TIMED_OUT, ['e'], USUAL), USUAL, UNICODE)).join('\n')).toMatchInlineSnapshot(`
			"✗ 2024-04-02 16:09:14  Update;ScanForUpdates → Microsoft Store
			  failed after 2 min 42 s: 0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED
			            │───────▼───│────────────│───────────│────────────│────────────│────
			            0           30 s         1 min       1 min 30 s   2 min   2 min 30 s
			Settings    ├───────────────────────────────────────────────────────────────────
			Calls       ━SyncUpdates━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✗
			Proxy       S✗───────S✗────────S✗──────→──U✗────■────?✗───────?✗───────?✗─────?✗
			Failures    ────────✗↻────────✗↻───────✗────────✗────✗────────✗────────✗───────✗
			Result      ───────────────────────────────────────────────────────────────────✗
			            S system proxy  U user proxy  ? unknown proxy  ✗ failed  → switched
			▸ Lines 9 of 72     Findings 1 (1 error)  (Tab)
			  0:00.000         105  ├ Scan started by Update;ScanForUpdates
			  0:00.000         106  • Online: yes, interactive: yes
			  0:00.000         108  • Service: Microsoft Store
			  0:00.086  +87 ms 117  • URL of the web service: https://fe3cr.delivery.mp.mic…
			  0:00.196 +109 ms 125  • Proxy behavior AllowUserProxyAsFallbackToSystemProxy …
			  0:00.273  +77 ms 132  • Contacting Microsoft Store at https://fe3cr.delivery.…
			  0:00.490 +217 ms 138  • CAgentProtocolTalker::SyncUpdates_WithRecover started
			  0:00.491   +1 ms 139 S✗ Calling through the system proxy
			▸ 0:20.487   +20 s 158  ✗ There was an error communicating with the endpoint at…
			  0:20.487         159  ✗ There was an error receiving the HTTP reply.
			  0:20.487         160  ✗ The operation did not complete within the time allott…
			2024-04-02 16:09:34.988  There was an error communicating with the endpoint at
			  'https://fe3cr.delivery.mp.microsoft.com/ClientWebService/client.asmx'."
		`);
	});

	it('at 60x15', () => {
		expect(linesOf(viewScan(TIMED_OUT, SMALL, UNICODE)).join('\n')).toMatchInlineSnapshot(`
			"✗ 2024-04-02 16:09:14  Update;ScanForUpdates → Microsoft St…
			  failed after 2 min 42 s: 0x8024402C WU_E_PT_WINHTTP_NAME_…
			            ▼0               │1 min            │2 min
			Settings    ├───────────────────────────────────────────────
			Calls       ━SyncUpdates━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✗
			Proxy       S✗────S✗─────S✗────→──U✗─■───?✗────?✗────?✗───?✗
			Failures    ──────✗─────✗↻─────✗─────✗───✗─────✗─────✗─────✗
			Result      ───────────────────────────────────────────────✗
			▸ Lines 1 of 72     Findings 1 (1 error)  (Tab)
			▸ 0:00.000         105  ├ Scan started by Update;ScanForUpd…
			  0:00.000         106  • Online: yes, interactive: yes
			  0:00.000         108  • Service: Microsoft Store
			  0:00.086  +87 ms 117  • URL of the web service: https://f…
			  0:00.196 +109 ms 125  • Proxy behavior AllowUserProxyAsFa…
			  0:00.273  +77 ms 132  • Contacting Microsoft Store at htt…"
		`);
	});

	it('at 160x50 with lines and findings side by side', () => {
		const lines = linesOf(viewScan(TIMED_OUT, LARGE, UNICODE));
		const title = lines.find((line) => line.includes('Findings 1'));
		expect(title).toMatch(/▸ Lines 1 of 72 +│ {3}Findings 1 \(1 error\)/);
		expect(lines.some((line) => /Scan started by Update;ScanForUpdates +│ ERROR /.test(line))).toBe(true);
		expect(lines).toContain('Certificate nothing logged');
	});

	it('has the lines and signs of ASCII', () => {
		expect(
			linesOf(viewScan(typed(TIMED_OUT, ['e', 'z', 'z'], USUAL), USUAL, ASCII))
				.slice(0, 10)
				.join('\n'),
		).toMatchInlineSnapshot(`
			"x 2024-04-02 16:09:14  Update;ScanForUpdates > Microsoft Store
			  failed after 2 min 42 s: 0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED
			zoom 9.0    |-----|-v----------------|------------------|------------------|----
			            18 s  20 s               25 s               30 s               35 s
			Settings    --------------------------------------------------------------------
			Calls       =SyncUpdates========================================================
			Proxy       ----------------Sx--------------------------------------------------
			Failures    --------x-------r---------------------------------------------------
			Result      --------------------------------------------------------------------
			            S system proxy  U user proxy  ? unknown proxy  x failed  > switched"
		`);
	});
});

describe('the findings of a scan', () => {
	const lines = linesOf(viewScan(typed(REFUSED, ['tab'], {columns: 80, rows: 120}), {columns: 80, rows: 120}, UNICODE));
	const at = (text: string): number => lines.findIndex((line) => line.includes(text));

	it('say what is wrong, what proves it, what to look at, and only then what changes something', () => {
		const order = [
			at('ERROR The certificate'),
			at('Evidence in the log'),
			at('line 75  WSUS TLS cert-pinning mandatory: Yes'),
			at('Check first'),
			at('certutil -store'),
			at('Then fix (changes'),
			at('certutil -addstore'),
			at('This scan'),
			at('Server       https'),
		];
		expect(order).not.toContain(-1);
		expect(order).toEqual(order.toSorted((one, other) => one - other));
	});

	it('have each command on a line of its own', () => {
		expect(lines.filter((line) => /^ +→ /.test(line)).map((line) => line.trim())).toContain(
			'→ certutil -store WindowsServerUpdateServices',
		);
	});

	it('say so where no rule knows why', () => {
		const model = {...TIMED_OUT, findings: []};
		const text = linesOf(viewScan(typed(model, ['tab'], USUAL), USUAL, UNICODE)).join('\n');
		expect(text).toContain('No rule explains why this scan failed. Its first failure:');
		expect(text).toMatch(/line \d+: /);
	});

	it('show where the log proves something else than the rules say', () => {
		const model = scanScreen(
			madeScan({deviations: [{about: 'fallback', text: 'No fallback was allowed, but the user proxy was used.', lines: [12, 14]}]}),
			[],
		);
		const text = linesOf(viewScan(typed(model, ['tab'], USUAL), USUAL, UNICODE)).join('\n');
		expect(text).toContain('1 deviation');
		expect(text).toContain('! No fallback was allowed, but the user proxy was used.');
		expect(text).toContain('▸ line 14');
	});
});

describe('a sleeping PC', () => {
	const scan = scanWith([
		entryAt(1, 0, {kind: 'start'}),
		entryAt(2, 1000),
		entryAt(3, 42 * 60_000),
		entryAt(4, 42 * 60_000 + 2000, {kind: 'end', text: 'Scan succeeded'}),
	]);

	it.each([
		['Unicode', UNICODE, '≈≈ 42 min ≈≈'],
		['ASCII', ASCII, '== 42 min =='],
	] as const)('is folded, and said (%s)', (_, theme, label) => {
		const lines = linesOf(viewScan(scanScreen(scan, []), USUAL, theme));
		expect(lines[2]).toContain(label);
		expect(lines[4]).toContain(label.slice(0, 2).repeat(5));
	});

	it('leaves room to tell apart what is beside it', () => {
		const [, , ruler = ''] = linesOf(viewScan(scanScreen(scan, []), USUAL, UNICODE));
		expect(ruler.indexOf('≈')).toBeGreaterThan(20);
		expect(ruler.length - ruler.lastIndexOf('≈')).toBeGreaterThan(20);
	});
});

describe('scans without much in them', () => {
	const cases = {
		'no entries': scanWith([]),
		'one moment': scanWith([entryAt(1, 5), entryAt(2, 5, {kind: 'failure', severity: 'warning'})]),
		'no times': scanWith([entryAt(1, null), entryAt(2, null)], {start: {line: 1, time: null}, end: null, durationMs: null}),
		'a clock that goes back': scanWith([entryAt(1, 90_000), entryAt(2, 95_000), entryAt(3, 10_000), entryAt(4, 12_000)]),
	};

	it.each(Object.entries(cases))('%s', (_, scan) => {
		for (const size of [...SIZES, {columns: 20, rows: 5}, {columns: 1, rows: 1}]) {
			const model = typed(scanScreen(scan, []), ['j', 'z', 'l', 'e', 'tab', 'enter'], size);
			checkRows(viewScan(model, size, UNICODE), size);
		}
	});

	it('say that there are no times', () => {
		expect(linesOf(viewScan(scanScreen(cases['no times'], []), USUAL, UNICODE))[2]).toBe(
			'The log has no times here, so no timeline can be drawn.',
		);
	});

	it('say that the clock was set', () => {
		expect(linesOf(viewScan(scanScreen(cases['a clock that goes back'], []), USUAL, UNICODE))[3]).toMatch(/^clock reset /);
	});
});

describe.each(SAMPLES)('%s', (name) => {
	const file = sampleReport(name);
	const rows = (theme: typeof UNICODE): readonly {readonly size: Size; readonly rows: ReturnType<typeof viewScan>}[] =>
		file.scans.flatMap(({id}) =>
			SIZES.flatMap((size) =>
				[[], ['G'], ['e', 'z', 'z', 'l'], ['tab', 'G']].map((keys) => ({
					size,
					rows: viewScan(typed(screenOf(file, id), keys, size), size, theme),
				})),
			),
		);

	it('fills the screen exactly', () => {
		expect(rows(UNICODE)).toHaveLength(file.scans.length * SIZES.length * 4);
		for (const frame of rows(UNICODE)) checkRows(frame.rows, frame.size);
	});

	it('shows nothing but ASCII where there is no Unicode', () => {
		for (const frame of rows(ASCII)) {
			checkRows(frame.rows, frame.size);
		}
		const lines = rows(ASCII).flatMap((frame) => linesOf(frame.rows));
		expect(lines.filter((line) => !/^[\x20-\x7e]*$/.test(line))).toEqual([]);
	});
});

describe.each(Object.entries(HOSTILE_TEXTS))('a log with %s', (_, text) => {
	const report = sampleReport('wsus-https-certificate-not-in-store.log');
	const [scan] = report.scans;
	if (scan === undefined) throw new Error('the sample has a scan');
	const hostile = {
		...scan,
		caller: text,
		exitName: text,
		server: scan.server === null ? null : {...scan.server, host: text},
		timeline: scan.timeline.map((entry) => ({
			...entry,
			text,
			detail: entry.detail.type === 'call' ? {...entry.detail, call: text} : entry.detail,
		})),
		deviations: [{about: 'order' as const, text, lines: [70]}],
		proxy: {...scan.proxy, behaviors: scan.proxy.behaviors.map((behavior) => ({...behavior, raw: text}))},
	};
	const findings = report.findings.map((finding) => ({
		...finding,
		title: text,
		explanation: text,
		evidence: [{line: 70, text}],
		steps: [{text, command: text, changes: true}],
		references: [text],
	}));

	it.each(SIZES)('stays in its place at $columns x $rows', (size) => {
		for (const keys of [[], ['z'], ['tab'], ['tab', 'G']])
			checkRows(viewScan(typed(scanScreen(hostile, findings), keys, size), size, UNICODE), size);
	});
});

describe('a scan during which the network goes away', () => {
	it('shows when, and when it is back, with signs that are explained', () => {
		const network = (line: number, ms: number, connected: boolean): ReturnType<typeof entryAt> =>
			entryAt(line, ms, {
				kind: 'setting',
				severity: connected ? 'info' : 'warning',
				text: connected ? 'The PC has a network again' : 'The PC has no network',
				detail: {type: 'network', connected},
			});
		const scan = scanWith([
			entryAt(1, 0, {kind: 'start'}),
			network(2, 4000, false),
			network(3, 8000, true),
			entryAt(4, 10_000, {kind: 'end'}),
		]);
		const text = linesOf(viewScan(scanScreen(scan, []), USUAL, UNICODE)).join('\n');
		expect(text).toMatch(/Settings {4}├─+◇─+◆─*/);
		expect(text).toMatch(/◇ no network {2}◆ network back/);
		expect(text).toContain('◇ The PC has no network');
		expect(linesOf(viewScan(scanScreen(scan, []), USUAL, ASCII)).join('\n')).toMatch(/n no network {2}N network back/);
	});
});
