/** The scans screen: what it shows, what narrows and sorts it, and where its keys lead. */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {firstStepOf} from '../../../src/core/findings/first-step.js';
import type {FileReport} from '../../../src/core/index.js';
import {scanTimeText} from '../../../src/core/wording/labels.js';
import {rowWidth} from '../../../src/tui/rows.js';
import {layoutScans} from '../../../src/tui/scans/layout.js';
import {scansScreen, type ScansEffect, type ScansModel, withFiles, withFilter} from '../../../src/tui/scans/model.js';
import {pasteIntoScans, updateScans} from '../../../src/tui/scans/update.js';
import {viewScans} from '../../../src/tui/scans/view.js';
import {styleOf} from '../../../src/tui/theme.js';
import {ASCII, checkedFrame, selectedText, SIZES, UNICODE} from '../../helpers/frames.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {PROJECT} from '../../helpers/run-wulens.js';
import {sampleReport} from '../../helpers/sample-reports.js';

const SIZE = {columns: 120, rows: 30};
const SAMPLES = readdirSync(join(PROJECT, 'samples'))
	.filter((name) => name.endsWith('.log'))
	.map((name) => sampleReport(name.slice(0, -4)));

function press(model: ScansModel, ...keys: readonly string[]): {readonly model: ScansModel; readonly effects: readonly ScansEffect[]} {
	let at = model;
	let effects: readonly ScansEffect[] = [];
	for (const key of keys) {
		const result = updateScans(at, key, SIZE);
		if (result !== null) [at, effects] = result;
	}
	return {model: at, effects};
}

function frame(model: ScansModel): string {
	return checkedFrame(viewScans(model, SIZE, UNICODE), SIZE);
}

function outcomes({scans}: ScansModel): readonly string[] {
	return scans.map(({scan}) => scan.outcome);
}

describe('the scans screen', () => {
	it('fits every window and shows verdict, findings and scans in each', () => {
		for (const size of SIZES) {
			for (const theme of [UNICODE, ASCII]) {
				for (const files of [SAMPLES, SAMPLES.slice(0, 1), []]) {
					const text = checkedFrame(viewScans(scansScreen(files), size, theme), size);
					expect(text).toContain('Scans ');
					if (theme === ASCII) expect(text).toMatch(/^[\x20-\x7e\n]*$/);
				}
			}
		}
	});

	it('says the verdict first, then findings, then the failed scan', () => {
		const text = frame(scansScreen([sampleReport('wsus-https-certificate-not-in-store')]));
		expect(text).toMatch(/^✗ The only scan failed: the certificate presented by WSUS/);
		expect(text).toMatch(/✗ ERROR {3}The certificate presented by WSUS is likely not pinned/);
		expect(text).toMatch(/✗ 2021-11-03 13:20:46 CcmExec WSUS +https +failed not in store +1\.7 s 0x8024B304 WU_E_TRUST_PROVIDER_UNKNOWN/);
	});

	it('names the file of each scan where there are several', () => {
		const large = {columns: 300, rows: 50};
		expect(checkedFrame(viewScans(scansScreen(SAMPLES), large, UNICODE), large)).toMatch(
			/✗ wsus-https-certificate-not-in-store\.log +2021-11-03 13:20:46 CcmExec/,
		);
		for (const size of SIZES) expect(checkedFrame(viewScans(scansScreen(SAMPLES), size, UNICODE), size)).toMatch(/✗ wsus-\S*-store/);
	});

	it('shows its first row when more important scans come while it is open, and fills the rows there are', () => {
		const good = sampleReport('wsus-http');
		const failed = sampleReport('win11-uus-scanqos');
		const grown = withFiles(scansScreen([good]), [good, failed]);
		expect(grown.scanList).toEqual({cursor: 0, top: 0});
		expect(
			frame(grown)
				.split('\n')
				.find((row) => /^[✗!✓] (?:win11|wsus)/.test(row)),
		).toMatch(/^✗ win11-uus-scanqos/);
		// The cursor stays on a scan that somebody chose, and no row is hidden above empty ones.
		const chosen = press(scansScreen([good, failed]), 'end').model;
		const still = withFiles({...chosen, scanList: {...chosen.scanList, top: 2}}, [good, failed]);
		expect(selectedText(viewScans(still, SIZE, UNICODE))).toMatch(/^✓/);
		expect(frame(still)).toContain('✗ win11-uus-scanqos');
	});

	it('says what to do first, for every log that has something to do', () => {
		const ill = SAMPLES.filter(({findings}) => firstStepOf(findings) !== null);
		expect(ill.length).toBeGreaterThan(5);
		for (const report of ill) {
			const text = checkedFrame(viewScans(scansScreen([report]), {columns: 80, rows: 22}, UNICODE), {columns: 80, rows: 22});
			const step = firstStepOf(report.findings)?.step.text.split(' ').slice(0, 4).join(' ');
			expect(text).toContain(`  Next: ${step}`);
		}
		expect(frame(scansScreen([sampleReport('two-scans-at-once')]))).not.toContain('Next:');
	});

	it('puts what failed scans before what failed outside them, whatever the order of the files', () => {
		const outside = sampleReport('failures-outside-scans');
		const ofScans = sampleReport('pasted-from-a-ticket');
		const {rule, title} = ofScans.findings[0] ?? {rule: '', title: ''};
		expect(outside.findings[0]).toMatchObject({rule, severity: 'error', scans: []});
		const sameServer: FileReport = {...outside, findings: outside.findings.slice(0, 1).map((finding) => ({...finding, title}))};
		const [first] = scansScreen([sameServer, ofScans]).findings;
		expect(first?.findings.map(({file}) => file)).toEqual([1, 0]);
		expect(frame(scansScreen([sameServer, ofScans]))).toContain(
			'HTTP 503 (https://wsus01.contoso.example:8531, 0x80244022) (1 scan, 2 files)',
		);
		expect(frame(scansScreen(SAMPLES))).toMatch(/Next: .* \(pasted-from-a-ticket\.log\)/);
	});

	it.each([
		[80, 22],
		[100, 28],
		[160, 48],
	])('says more of the scan or the finding under the cursor at %i by %i', (columns, rows) => {
		const size = {columns, rows};
		const model = scansScreen([sampleReport('wsus-system-proxy-fails-no-fallback')]);
		const scan = checkedFrame(viewScans(model, size, UNICODE), size);
		expect(scan).toMatch(/Scan \d+: CcmExec → WSUS/);
		expect(scan).toMatch(/Server +https:\/\/wsus01/);
		expect(scan).toMatch(/Proxy +.*system proxy.*: failed/);
		const finding = checkedFrame(viewScans(press(model, 'tab').model, size, UNICODE), size);
		expect(finding).toMatch(/Check +1\. /);
		expect(finding).toMatch(/Evidence +line \d+/);
	});

	it('lists the failures outside scans of a log that has no scans', () => {
		const report = sampleReport('failures-outside-scans');
		const text = frame(scansScreen([{...report, findings: []}]));
		expect(text).toMatch(/✗ Download at http:\/\/7\.content\.contoso\.example failed: 0x80072EFE/);
		expect(text).toMatch(/! Service discovery /);
	});

	it.each([
		[80, 22],
		[100, 28],
		[160, 48],
		[240, 60],
	])('cuts nothing of verdict, next step and pane while rows are empty at %i by %i', (columns, rows) => {
		const size = {columns, rows};
		for (const report of SAMPLES) {
			for (const key of ['j', 'tab']) {
				const {model} = press(scansScreen([report]), key);
				const {lists} = layoutScans(model, size);
				const shown = checkedFrame(viewScans(model, size, UNICODE), size).split('\n');
				const divider = shown.findIndex((row) => /^─+$/.test(row));
				const pane = shown.flatMap((row, index) => {
					if (lists.detail?.isBeside === true) return index < rows - lists.list.rows ? [] : [row.slice(lists.list.columns + 3)];
					return divider < 0 || index <= divider ? [] : [row];
				});
				if (pane.at(-1) === '') expect(pane.join('\n'), report.path).not.toContain('…');
				if (shown.at(-1) === '')
					expect(
						shown
							.slice(0, rows - lists.list.rows)
							.join('\n')
							.split('\nFindings')[0],
						report.path,
					).not.toMatch(/…$/m);
			}
		}
	});

	it('has one bar for the row under the cursor, over the whole list', () => {
		for (const size of SIZES) {
			const {lists} = layoutScans(scansScreen(SAMPLES), size);
			const [row = []] = viewScans(scansScreen(SAMPLES), size, UNICODE).filter((cells) =>
				cells.some(({isSelected}) => isSelected === true),
			);
			const selected = row.filter(({isSelected}) => isSelected === true);
			expect(rowWidth(selected)).toBe(lists.list.columns);
			expect(new Set(selected.map((part) => JSON.stringify(styleOf(part, UNICODE))))).toEqual(new Set(['{"inverse":true}']));
		}
	});

	it('tells files of the same name apart by their folders', () => {
		const report = sampleReport('wsus-http');
		const at = (path: string): FileReport => ({...report, path});
		const text = frame(scansScreen(['c:\\logs\\pc1\\WindowsUpdate.log', '/x/pc2/WindowsUpdate.log', 'other.log'].map(at)));
		expect(text).toMatch(/^✓ pc1\/WindowsUpdate\.log .*\n✓ pc2\/WindowsUpdate\.log .*\n✓ other\.log /m);
	});

	it('puts findings that say the same together, and those of other servers apart', () => {
		expect(scansScreen(SAMPLES).findings.some(({findings}) => new Set(findings.map(({file}) => file)).size > 1)).toBe(true);
		const ofServer = (host: string): FileReport => {
			const report = sampleReport('pasted-from-a-ticket');
			return {...report, findings: report.findings.map((one) => ({...one, title: one.title.replace('wsus01.contoso.example', host)}))};
		};
		const apart = scansScreen([ofServer('wsus01'), ofServer('wsus02'), ofServer('wsus01')]);
		const problems = apart.findings.filter(({severity}) => severity === 'error');
		expect(problems.map(({findings}) => findings.map(({file}) => file))).toEqual([[0, 2], [1]]);
		const second = press({...apart, pane: 'findings', findingList: {cursor: 1, top: 0}}, 'r', 'j', 'enter').model;
		expect(new Set(second.scans.map(({file}) => file))).toEqual(new Set([1]));
	});

	it('narrows by failed, online and WSUS, together, and takes it back', () => {
		const all = scansScreen(SAMPLES);
		const failed = press(all, 'f').model;
		expect(new Set(outcomes(failed))).toEqual(new Set(['failed']));
		const both = press(failed, '3').model;
		expect(both.scans.every(({scan}) => scan.service.name === 'WSUS' && scan.outcome === 'failed')).toBe(true);
		expect(both.scans.length).toBeLessThan(failed.scans.length);
		expect(press(all, '2').model.scans.every(({scan}) => scan.online === true)).toBe(true);
		expect(press(both, 'x').model.scans).toHaveLength(all.scans.length);
		expect(press(both, 'escape').model.scans).toHaveLength(all.scans.length);
		expect(updateScans(all, 'escape', SIZE)).toBeNull();
		expect(frame(both)).toContain('only failed, WSUS (x: show all)');
	});

	it('narrows by caller and by finding, chosen from a list with counts', () => {
		const menu = press(scansScreen(SAMPLES), 'a').model;
		expect(frame(menu)).toMatch(/^Show the scans of which caller\?/);
		const first = menu.menu?.options[0];
		const chosen = press(menu, 'enter').model;
		expect(chosen.scans).toHaveLength(first?.count ?? -1);
		expect(new Set(chosen.scans.map(({scan}) => scan.caller)).size).toBe(1);
		const ruled = press(scansScreen(SAMPLES), 'r', 'enter').model;
		expect(ruled.scans.length).toBeGreaterThan(0);
		expect(ruled.filter.finding).not.toBeNull();
		expect(press(menu, 'escape').model.scans).toHaveLength(menu.scans.length);
	});

	it('narrows to one file, and back by the same key', () => {
		const one = press(scansScreen(SAMPLES), 'v', 'j', 'enter').model;
		expect(one.scans.every(({file}) => file === 1)).toBe(true);
		expect(press(one, 'v').model.filter.file).toBeNull();
	});

	it('narrows while a text is typed or pasted; Esc takes it back', () => {
		const typing = press(scansScreen(SAMPLES), '/', ...'80240438').model;
		expect(typing.scans.length).toBeGreaterThan(0);
		expect(typing.scans.every(({scan}) => JSON.stringify(scan.failures).includes('80240438') || scan.exitCode === '0x80240438')).toBe(true);
		expect(frame(typing)).toContain('Filter scans by: 80240438');
		expect(press(typing, 'escape').model.scans).toHaveLength(scansScreen(SAMPLES).scans.length);
		expect(pasteIntoScans(press(scansScreen(SAMPLES), '/').model, 'ccmexec').scans.every(({scan}) => scan.caller === 'CcmExec')).toBe(true);
		expect(frame(press(scansScreen(SAMPLES), '/', ...'nothing has this', 'enter').model)).toContain('No scans match the filter');
	});

	it('finds scans by the time that the list shows, also where only their end is known', () => {
		const all = scansScreen(SAMPLES).scans;
		for (const {scan} of all) {
			const shown = scanTimeText(scan);
			const found = withFilter(scansScreen(SAMPLES), {text: shown}).scans;
			expect(found.map((row) => row.scan)).toContain(scan);
			expect(found.every((row) => scanTimeText(row.scan) === shown)).toBe(true);
		}
	});

	it('sorts in four ways', () => {
		const byImportance = scansScreen(SAMPLES);
		const failed = outcomes(byImportance).filter((outcome) => outcome === 'failed').length;
		expect(
			outcomes(byImportance)
				.slice(0, failed)
				.every((outcome) => outcome === 'failed'),
		).toBe(true);
		const file = press(byImportance, 's').model;
		expect(file.scans.map(({file: index, scan}) => index * 1000 + scan.id)).toEqual(
			file.scans.map(({file: index, scan}) => index * 1000 + scan.id).toSorted((a, b) => a - b),
		);
		const newest = press(file, 's').model.scans.map(({scan}) => (scan.start ?? scan.end)?.time ?? '');
		expect(newest).toEqual(newest.toSorted().toReversed());
		const longest = press(file, 's', 's').model.scans.map(({scan}) => scan.durationMs ?? -1);
		expect(longest).toEqual(longest.toSorted((a, b) => b - a));
	});

	it('goes from failure to failure', () => {
		const inFile = press(scansScreen(SAMPLES), 's').model;
		const next = press(inFile, 'e').model;
		expect(next.scans[next.scanList.cursor]?.scan.outcome).toBe('failed');
		const after = press(next, 'e').model;
		expect(after.scanList.cursor).toBeGreaterThan(next.scanList.cursor);
		expect(press(after, 'E').model.scanList.cursor).toBe(next.scanList.cursor);
	});

	it('opens what is under the cursor', () => {
		const model = scansScreen(SAMPLES);
		expect(press(model, 'j', 'enter').effects).toEqual([{type: 'open-scan', row: model.scans[1]}]);
		expect(press(model, 'tab', 'enter').effects).toEqual([{type: 'open-finding', row: model.findings[0]}]);
		expect(press(model, 'l').effects).toEqual([{type: 'open-log', row: model.scans[0]}]);
		expect(press(model, 'y').effects).toEqual([{type: 'copy-scan', row: model.scans[0]}]);
	});

	it('keeps the cursor on its scan while more files are read', () => {
		const model = press(scansScreen(SAMPLES.slice(0, 3)), 'j', 'j').model;
		const scan = model.scans[model.scanList.cursor]?.scan;
		const more = withFiles(model, SAMPLES);
		expect(more.scans[more.scanList.cursor]?.scan).toBe(scan);
	});

	it('shows nothing that could harm a terminal', () => {
		const report = SAMPLES.find(({scans}) => scans.length > 0);
		const [scan] = report?.scans ?? [];
		if (report === undefined || scan === undefined) throw new Error('the sample has a scan');
		for (const text of Object.values(HOSTILE_TEXTS)) {
			const hostile: FileReport = {
				...report,
				path: text,
				scans: [{...scan, caller: text, exitName: text}],
				verdict: {level: 'error', text},
				findings: report.findings.map((finding) => ({...finding, title: text})),
			};
			for (const files of [[hostile], [hostile, hostile]]) {
				frame(scansScreen(files));
				frame(press(scansScreen(files), 'a').model);
			}
		}
	});

	it('keeps its cursor in sight, whatever is pressed', () => {
		const keys = [
			'up',
			'down',
			'pageup',
			'pagedown',
			'home',
			'end',
			'ctrl+u',
			'ctrl+d',
			'tab',
			'f',
			'2',
			'3',
			's',
			'e',
			'E',
			'a',
			'r',
			'v',
			'enter',
			'escape',
			'/',
			'x',
			'y',
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...keys), {maxLength: 40}), fc.constantFrom(...SIZES), (pressed, size) => {
				let model = scansScreen(SAMPLES);
				for (const key of pressed) model = updateScans(model, key, size)?.[0] ?? model;
				const rows = viewScans(model, size, UNICODE);
				checkedFrame(rows, size);
				if (model.menu === null && model.prompt === null && (model.pane === 'findings' || model.scans.length > 0))
					expect(selectedText(rows)).not.toBe('');
			}),
			{numRuns: 150},
		);
	});
});
