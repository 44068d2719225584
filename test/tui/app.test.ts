/** The whole UI drawn by the terminal library: the ways between screens, and what each shows at two sizes. */
import {render} from 'ink-testing-library';
import {createElement} from 'react';
import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../src/tui/app.js';
import {dropStart} from '../../src/tui/drop/model.js';
import {createRuntime} from '../../src/tui/runtime.js';
import {startModel} from '../../src/tui/state/model.js';
import {fakePorts} from '../helpers/fake-ports.js';
import {UNICODE} from '../helpers/frames.js';
import {type InkScreen, openScreen} from '../helpers/ink-screen.js';

const NOT_IN_STORE = 'samples/wsus-https-certificate-not-in-store.log';
const OUTSIDE = 'samples/failures-outside-scans.log';
const FALLBACK = 'samples/online-user-proxy-rescue.log';
const ENTER = '\r';
const ESCAPE = '\u001b';
const DOWN = '\u001b[B';

let screen: InkScreen | null = null;

afterEach(() => {
	screen?.close();
	screen = null;
});

async function open(columns: number, rows: number, ...paths: readonly string[]): Promise<InkScreen> {
	screen = await openScreen(columns, rows, {paths});
	return screen;
}

/** Escape alone could begin a sequence, so that it takes effect only after a while. */
async function pressEscape(at: InkScreen): Promise<string> {
	await at.press(ESCAPE);
	await new Promise((resolve) => setTimeout(resolve, 40));
	return at.press();
}

for (const [columns, rows] of [
	[80, 24],
	[160, 50],
] as const) {
	describe(`at ${columns} by ${rows}`, () => {
		function checked(frame: string): string {
			const lines = frame.split('\n');
			expect(lines.length).toBeLessThanOrEqual(rows);
			for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
			return frame;
		}

		it('shows verdict, findings and scans', async () => {
			const frame = checked((await open(columns, rows, NOT_IN_STORE)).frame());
			expect(frame).toMatch(/^ wulens │ wsus-https-certificate-not-in-store\.log/);
			expect(frame).toContain('✗ The only scan failed');
			expect(frame).toMatch(/✗ (?:2021-)?11-03 13:20:46 CcmExec/);
			expect(frame).toContain('quit');
		});

		it('leads from the scan to its timeline, to the line in the log, and back', async () => {
			const at = await open(columns, rows, NOT_IN_STORE);
			const timeline = checked(await at.press(ENTER));
			expect(timeline).toContain('scan 1');
			expect(timeline).toContain('Proxy');
			const log = checked(await at.press('e', ENTER));
			expect(log).toContain('log, scan 1');
			expect(log).toMatch(/\b8[0-9]\b/);
			expect(await pressEscape(at)).toContain('Proxy');
			expect(await pressEscape(at)).toContain('The only scan failed');
			expect(await pressEscape(at)).toContain('Press q to quit');
		});

		it('leads from the finding to the line that proves it', async () => {
			const at = await open(columns, rows, NOT_IN_STORE);
			expect(checked(await at.press('\t', ENTER))).toContain('Check first (changes nothing)');
			const log = checked(await at.press('e', 'e', ENTER));
			expect(log).toContain('88');
			expect(log).toContain('Cert in WSUS store: No');
		});

		it('leads from the scans to the failures outside them, to their lines in the log, and back', async () => {
			const at = await open(columns, rows, OUTSIDE);
			expect(checked(at.frame())).toContain('5 failures outside scans (o: show)');
			const list = checked(await at.press('o'));
			expect(list).toContain('│ failures outside scans');
			expect(list).toContain('line 7: *FAILED* [80072EE7] Send request');
			const log = checked(await at.press(DOWN, ENTER));
			expect(log).toMatch(/▸! +12 .*08:15:10/);
			expect(log).toContain('first line of the failure');
			expect(checked(await at.press('e', 'e'))).toMatch(/▸✗ +15 .*08:17:31/);
			expect(await pressEscape(at)).toContain('Failures outside scans 5');
			expect(await pressEscape(at)).toContain('(o: show)');
		});

		it('shows all scans on a timeline', async () => {
			const at = await open(columns, rows, NOT_IN_STORE, FALLBACK);
			const overview = checked(await at.press('i'));
			expect(overview).toContain('overview │ 3 scans');
			expect(checked(await at.press(ENTER))).toMatch(/scan|only/);
		});

		it('helps on every screen from the table of its keys', async () => {
			const at = await open(columns, rows, NOT_IN_STORE);
			expect(checked(await at.press('?'))).toContain('show only failed scans');
			expect(await at.press('q')).toContain('The only scan failed');
			await at.press(ENTER);
			expect(checked(await at.press('?'))).toContain('zoom in');
			await at.press('q', 'l');
		});

		it('opens what is dropped on it', async () => {
			screen = await openScreen(columns, rows, {screens: [{type: 'drop', model: dropStart([])}]});
			checked(screen.frame());
			const frame = checked(await screen.press(`\u001b[200~'${NOT_IN_STORE}'\u001b[201~`));
			expect(frame).toContain('The only scan failed');
			expect(screen.ports.opened).toEqual([[NOT_IN_STORE]]);
		});

		it('opens what is dropped on it while a log is open', async () => {
			const at = await open(columns, rows, NOT_IN_STORE);
			expect(await at.press(`\u001b[200~${FALLBACK}\u001b[201~`)).toContain('online-user-proxy-rescue.log');
		});

		it('says why a path cannot be opened', async () => {
			screen = await openScreen(columns, rows, {screens: [{type: 'drop', model: dropStart([])}]});
			expect(checked(await screen.press('\u001b[200~/nowhere/x.log\u001b[201~'))).toContain('there is no such file');
		});
	});
}

describe('the app', () => {
	it('copies, writes, and says so', async () => {
		const at = await open(80, 24, NOT_IN_STORE);
		expect(await at.press('y')).toContain('Copied the scan as Markdown to the clipboard');
		expect(at.ports.copied[0]).toContain('WU_E_TRUST_PROVIDER_UNKNOWN');
		expect(await at.press('w')).toContain('wulens-report.html');
		expect(at.ports.written[0]).toHaveLength(1);
		await at.press(ENTER, 'e', ENTER, 'Y');
		expect(at.ports.copied.at(-1)).toMatch(/wsus-https-certificate-not-in-store\.log:\d+$/);
		await at.press('c');
		expect(at.ports.copied.at(-1)).toMatch(/^2021-11-03|^2021\/11\/03/);
	});

	it('copies a line of a log that was not looked at before', async () => {
		const at = await open(80, 24, NOT_IN_STORE);
		await at.press(ENTER, 'c');
		expect(at.ports.copied).toEqual([expect.stringMatching(/^2021\/11\/03 .*START/)]);
	});

	it('survives any size, and asks politely for more room', async () => {
		const at = await open(80, 24, NOT_IN_STORE);
		await at.press(ENTER);
		for (const [columns, rows] of [
			[60, 15],
			[59, 15],
			[20, 5],
			[1, 1],
			[200, 60],
		] as const) {
			const frame = await at.resize(columns, rows);
			expect(frame.split('\n').length).toBeLessThanOrEqual(rows);
			if (columns < 60 && columns >= 20) expect(frame).toContain('Window too small');
		}
		expect(at.frame()).toContain('Proxy');
	});

	it('says how far it has read, and stops on Esc', async () => {
		const ports = fakePorts(() => {});
		screen = await openScreen(80, 24, {paths: [NOT_IN_STORE], ports});
		expect(screen.frame()).toContain('reading');
		screen.runtime.dispatch({type: 'progress', name: {path: NOT_IN_STORE, member: null}, bytes: 512, size: 1024});
		expect(await screen.press(DOWN)).toContain('50%');
		expect(await pressEscape(screen)).toContain('Stopped reading');
	});

	it('shows the lines of a log that is still analysed, and what the report says about them once it is there', async () => {
		let release = (): void => {};
		const ports = fakePorts((run) => {
			release = run;
		});
		screen = await openScreen(80, 24, {paths: [NOT_IN_STORE], ports});
		screen.runtime.dispatch({type: 'progress', name: {path: NOT_IN_STORE, member: null}, bytes: 512, size: 1024});
		const before = await screen.press('l');
		expect(before).toContain('line 1 of 108');
		release();
		expect(await screen.press('e')).toMatch(/[!✗] +\d+/);
	});

	it('says in sentences what others see as pictures', async () => {
		const spoken = {...UNICODE, isSpoken: true};
		const model = {theme: spoken, mouse: 'never'} as const;
		screen = await openScreen(200, 60, {paths: [FALLBACK], model, isSpoken: true});
		expect(screen.mouse).toEqual([]);
		const frames = [
			screen.frame(),
			await screen.press(ENTER),
			await screen.press('\t'),
			await pressEscape(screen),
			await screen.press('i'),
		];
		for (const frame of frames) expect(frame).not.toMatch(/[\u2500-\u259f]/);
		const [, scan = '', , , overview = ''] = frames;
		expect(scan).toMatch(/^wulens, online-user-proxy-rescue\.log, scan 1, Windows Defender\n/);
		expect(scan).toMatch(/\nProxy: system proxy failed .*; switched .*; user proxy worked after /);
		expect(scan).toMatch(/\nFailures: \d+ lines, the first /);
		expect(overview).toContain('current: All scans: 2 scans, 1 needed a fallback proxy, 1 succeeded.');
		expect(overview).toMatch(/\nWindows Defender: 2 scans, /);
	});

	it('runs in the library for tests, too', async () => {
		const runtime = createRuntime({
			model: startModel({
				size: {columns: 100, rows: 24},
				theme: UNICODE,
				isUnicode: true,
				system: {platform: 'linux', isWsl: false, home: '/'},
				mouse: 'on',
			}),
			ports: fakePorts(),
			now: () => 0,
		});
		runtime.dispatch({type: 'open', paths: [FALLBACK]});
		const {lastFrame, stdin, unmount} = render(
			createElement(App, {runtime, spareRows: 0, stop: async () => {}, setMouse: () => {}, isSpoken: true}),
		);
		await new Promise((resolve) => setImmediate(resolve));
		expect(lastFrame()).toContain('current: ! ');
		stdin.write('?');
		await new Promise((resolve) => setImmediate(resolve));
		expect(lastFrame()).toContain('Findings and scans');
		unmount();
	});
});
