/** The screen of failures outside scans: the list, what is said of each, and the way to its lines and back. */
import {describe, expect, it} from 'vitest';
import {failuresScreen, withFailuresOf} from '../../../src/tui/failures/model.js';
import {updateFailures, viewFailures} from '../../../src/tui/failures/screen.js';
import {scansScreen} from '../../../src/tui/scans/model.js';
import {updateScans} from '../../../src/tui/scans/update.js';
import {viewScans} from '../../../src/tui/scans/view.js';
import {aboutLog} from '../../../src/tui/state/about-log.js';
import {ASCII, checkedFrame, selectedText, SIZES, UNICODE} from '../../helpers/frames.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {LogScreen} from '../../helpers/log-screen.js';
import {sampleReport} from '../../helpers/sample-reports.js';
import {press} from '../../helpers/screens.js';

const REPORT = sampleReport('failures-outside-scans');
const OTHER = sampleReport('wsus-http');
const FILES = [REPORT];
const SIZE = {columns: 100, rows: 28};
const MODEL = failuresScreen(FILES, null);

describe('the list of failures outside scans', () => {
	it('fits every window', () => {
		for (const size of SIZES) {
			for (const theme of [UNICODE, ASCII]) {
				checkedFrame(viewFailures(MODEL, FILES, size, theme), size);
				checkedFrame(viewFailures(failuresScreen([REPORT, OTHER], null), [REPORT, OTHER], size, theme), size);
			}
		}
	});

	it('shows those of consequence, and all there is to say of the one under the cursor', () => {
		const text = checkedFrame(viewFailures(MODEL, FILES, SIZE, UNICODE), SIZE);
		expect(text).toContain('Failures outside scans 5');
		expect(text).toMatch(/! 11-05 08:14:02 service discovery {10,}3 worked slscr\.update\.microsoft\.com 0x80072EE7/);
		expect(text).toMatch(/✗ 11-05 08:21:18 download {19,}2 - {6}7\.content\.contoso\.example {2}0x80072EFE/);
		expect(text).toMatch(/worked again at\s+09:02:47\s+\(line 28\)/);
		expect(text).toContain('line 7: *FAILED* [80072EE7] Send request');
		expect(text).not.toContain('0x80246007');
	});

	it('leads to the first and the last line, and copies what it says', () => {
		const at = (...keys: readonly string[]): readonly unknown[] =>
			press(MODEL, keys, (model, key) => updateFailures(model, key, SIZE)).effects;
		expect(at('j', 'enter')).toEqual([{type: 'open-line', file: 0, line: 12, reason: 'first line of the failure'}]);
		expect(at('end', 'l')).toEqual([{type: 'open-line', file: 0, line: 26, reason: 'last line of the failure'}]);
		expect(at('end', 'y')).toMatchObject([{type: 'copy-text', text: expect.stringContaining('Reporting to the server at https://wsus01')}]);
		expect(updateFailures(MODEL, 'escape', SIZE)).toBeNull();
	});

	it('keeps its place when more files are read', () => {
		const [moved] = updateFailures(MODEL, 'end', SIZE) ?? [MODEL];
		const more = withFailuresOf(moved, [REPORT, OTHER]);
		expect(selectedText(viewFailures(more, [REPORT, OTHER], SIZE, UNICODE))).toContain('0x80240438');
		expect(withFailuresOf(moved, [OTHER]).rows).toEqual([]);
	});

	it('shows hostile text harmlessly', () => {
		for (const message of Object.values(HOSTILE_TEXTS)) {
			const files = [{...REPORT, outsideFailures: REPORT.outsideFailures.map((failure) => ({...failure, message, name: message}))}];
			checkedFrame(viewFailures(failuresScreen(files, null), files, SIZE, UNICODE), SIZE);
		}
	});
});

describe('the scans screen', () => {
	it('says how many failures are outside scans, and leads to them', () => {
		const scans = scansScreen([REPORT, OTHER]);
		expect(checkedFrame(viewScans(scans, SIZE, UNICODE), SIZE)).toContain('Scans 1 · 5 failures outside scans (o: show)');
		expect(updateScans(scans, 'o', SIZE)?.[1]).toEqual([{type: 'open-failures', file: null}]);
		expect(checkedFrame(viewScans(scansScreen([OTHER]), SIZE, UNICODE), SIZE)).not.toContain('outside scans');
	});
});

describe('the log', () => {
	it('marks the lines of a failure, also those between its first and its last', () => {
		const {marksOfReport, outside} = aboutLog({...REPORT, findings: []}, null);
		expect([...marksOfReport].filter(([, severity]) => severity === 'warning').map(([line]) => line)).toEqual([
			7, 9, 12, 14, 15, 16, 18, 19, 23, 26,
		]);
		expect(outside).toEqual([
			{code: '80072EE7', first: 7, last: 9, threads: [{pid: 4312, tid: 5544}]},
			{code: '80072F8F', first: 12, last: 14, threads: [{pid: 4312, tid: 5544}]},
		]);
	});

	it('shows the sign of a warning on lines of the thread that hold the code', () => {
		const line = (tid: number, text: string): string => `2024/11/05 08:14:02.1180431 4312  ${tid}  Misc            ${text}`;
		const screen = new LogScreen(
			[
				line(5544, 'start'),
				line(5544, '*FAILED* [80072EE7] Send'),
				line(5544, 'other'),
				line(77, '*FAILED* [80072EE7] Send'),
				line(5544, 'end'),
			],
			{about: {scan: null, marksOfReport: new Map(), outside: [{code: '80072EE7', first: 1, last: 5, threads: [{pid: 4312, tid: 5544}]}]}},
		);
		const signs = screen
			.rows()
			.slice(1, 6)
			.map((row) =>
				row
					.map(({text}) => text)
					.join('')
					.slice(1, 2),
			);
		expect(signs).toEqual([' ', '!', ' ', ' ', ' ']);
	});
});
