/** The command line: what can be typed after `:`, what Tab completes, and where it leads. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseCommand, USAGE} from '../../../src/tui/command-line/commands.js';
import type {Effect, RootMessage} from '../../../src/tui/state/messages.js';
import {type Model, startModel, topScreen} from '../../../src/tui/state/model.js';
import {update} from '../../../src/tui/state/update.js';
import {viewRoot} from '../../../src/tui/view.js';
import {checkedFrame, SIZES, UNICODE} from '../../helpers/frames.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {openScreen} from '../../helpers/ink-screen.js';
import {sampleReport} from '../../helpers/sample-reports.js';

const SIZE = {columns: 80, rows: 24};
const REPORTS = ['wsus-https-certificate-not-in-store', 'two-scans-at-once'].map(sampleReport);
const START = startModel({size: SIZE, theme: UNICODE, isUnicode: true, system: {platform: 'linux', isWsl: false, home: '/'}, mouse: 'on'});

interface Sent {
	readonly model: Model;
	readonly effects: readonly Effect[];
}

function send(model: Model, ...messages: readonly RootMessage[]): Sent {
	return messages.reduce<Sent>(
		(at, message) => {
			const [next, effects] = update(at.model, message);
			return {model: next, effects: [...at.effects, ...effects]};
		},
		{model, effects: []},
	);
}

function press(model: Model, ...keys: readonly string[]): Sent {
	return send(model, ...keys.map((key): RootMessage => ({type: 'key', key})));
}

function type(model: Model, text: string): Sent {
	return press(model, ...[...text].map((key) => (key === ' ' ? 'space' : key)));
}

/** A command typed and entered. */
function enter(model: Model, text: string): Sent {
	return press(type(model, `:${text}`).model, 'enter');
}

function shown(model: Model): string {
	return checkedFrame(viewRoot(model), model.size);
}

const OPENED = send(
	START,
	{type: 'open', paths: REPORTS.map(({path}) => path)},
	{type: 'reports', reports: REPORTS},
	{type: 'analyzed'},
).model;

describe('what is typed', () => {
	it.each([
		['123', {type: 'go', text: '123'}],
		[' 08:15 ', {type: 'go', text: '08:15'}],
		['2024-03-13 08:00', {type: 'go', text: '2024-03-13 08:00'}],
		['scan 5', {type: 'scan', id: 5}],
		['SCAN  12', {type: 'scan', id: 12}],
		['export a b.html', {type: 'export', path: 'a b.html', format: 'html'}],
		['export "a b.HTM"', {type: 'export', path: 'a b.HTM', format: 'html'}],
		['export x/y.json', {type: 'export', path: 'x/y.json', format: 'json'}],
		['export C:\\x.csv', {type: 'export', path: 'C:\\x.csv', format: 'csv'}],
		['export ~/x.md', {type: 'export', path: '~/x.md', format: 'markdown'}],
		['help', {type: 'help'}],
		['q', {type: 'quit'}],
		['quit', {type: 'quit'}],
	])('%j is a command', (text, command) => {
		expect(parseCommand(text)).toEqual(command);
	});

	it.each([
		'',
		'scan',
		'scan five',
		'scan -1',
		'export',
		'export x',
		'export x.exe',
		'export .html',
		'export x.constructor',
		'25:00',
		'w',
	])('%j is none', (text) => {
		expect(parseCommand(text).type).toBe('wrong');
	});

	it('may be anything', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), (text) => {
				expect(parseCommand(text)).toHaveProperty('type');
			}),
		);
	});
});

describe('the line', () => {
	it('says what can be typed, and goes away by Esc or by Backspace in its beginning', () => {
		const open = press(OPENED, ':').model;
		expect(shown(open)).toMatch(/\n Line 123, time 08:15 or 2024-03-13 08:00, scan NUMBER, export FILE, help, q\n:$/);
		expect(press(open, 'escape').model.command).toBeNull();
		expect(press(open, 'backspace').model.command).toBeNull();
		expect(press(open, 'enter').model.command).toBeNull();
		expect(press(open, 'escape').model.screens).toBe(OPENED.screens);
	});

	it('answers a wrong command with those that there are', () => {
		const refused = enter(OPENED, 'frobnicate').model;
		expect(shown(refused).replace(/\n +/g, ' ')).toContain(`No such command. ${USAGE}`);
		expect(shown(refused)).toMatch(/:frobnicate$/);
		expect(press(refused, 'x').model.command?.note).toBeNull();
	});

	it('is on every screen but where paths are typed', () => {
		const scan = press(OPENED, 'enter').model;
		const finding = press(OPENED, 'tab', 'enter').model;
		const overview = press(OPENED, 'i').model;
		for (const model of [OPENED, scan, finding, overview]) expect(press(model, ':').model.command).not.toBeNull();
		const dropping = send(OPENED, {type: 'pasted', text: '/nowhere/x.log'}).model;
		expect(topScreen(dropping)?.type).toBe('drop');
		expect(press(dropping, ':').model.command).toBeNull();
	});

	it('takes what is pasted, and keys typed in haste', () => {
		const open = press(OPENED, ':').model;
		expect(send(open, {type: 'pasted', text: '/tmp/x.log'}).model.command?.prompt.text).toBe('/tmp/x.log');
		expect(send(open, {type: 'burst', text: '12', keys: ['1', '2']}).model.command?.prompt.text).toBe('12');
	});

	it('completes commands', () => {
		const tab = (text: string): string | undefined => press(type(OPENED, `:${text}`).model, 'tab').model.command?.prompt.text;
		expect(tab('s')).toBe('scan ');
		expect(tab('ex')).toBe('export ');
		expect(tab('h')).toBe('help');
		expect(tab('q')).toBe('q');
		expect(tab('z')).toBe('z');
		expect(tab('scan 1')).toBe('scan 1');
		expect(shown(press(press(OPENED, ':').model, 'tab').model)).toContain('scan, export, help, q, quit');
	});

	it('completes paths', () => {
		const {model, effects} = press(type(OPENED, ':export sam').model, 'tab');
		expect(effects).toEqual([{type: 'complete-path', prefix: 'sam'}]);
		const answered = (paths: readonly string[], prefix = 'sam'): Model => send(model, {type: 'command-completed', prefix, paths}).model;
		expect(answered(['samples/']).command?.prompt.text).toBe('export samples/');
		expect(answered(['samples/', 'same.csv']).command?.prompt.text).toBe('export sam');
		expect(shown(answered(['samples/', 'same.csv']))).toContain('samples/, same.csv');
		expect(shown(answered([]))).toContain('No such file yet.');
		expect(answered(['other/'], 'oth')).toEqual(model);
		expect(send({...model, command: null}, {type: 'command-completed', prefix: 'sam', paths: []}).model.command).toBeNull();
	});

	it('shows nothing that could harm a terminal', () => {
		for (const text of Object.values(HOSTILE_TEXTS)) {
			for (const size of SIZES) {
				const typed = send({...press(OPENED, ':').model, size}, {type: 'pasted', text}).model;
				shown(typed);
				shown(press(typed, 'enter').model);
			}
		}
	});
});

describe('commands', () => {
	it('lead to lines and times of the log that the cursor is in', () => {
		const name = (file: number): object => ({path: REPORTS[file]?.path, member: null});
		const {model, effects} = enter(OPENED, '12');
		expect(topScreen(model)).toMatchObject({type: 'log', file: 0});
		expect(effects).toEqual([{type: 'open-text', file: 0, name: name(0), line: null, reason: '', jump: '12'}]);
		const other = press(OPENED, 'down').model;
		expect(enter(other, '20:12').effects).toMatchObject([{type: 'open-text', file: 1, name: name(1), jump: '20:12'}]);
		expect(enter(press(other, 'enter').model, '7').effects).toMatchObject([{file: 1}]);
		expect(enter(press(OPENED, 'tab', 'enter').model, '7').effects).toMatchObject([{file: 0}]);
		expect(enter(press(OPENED, 'i').model, '7').effects).toMatchObject([{file: expect.any(Number)}]);
	});

	it('lead to a scan by its number', () => {
		const other = press(OPENED, 'down').model;
		const scan = enter(other, 'scan 3').model;
		expect(topScreen(scan)).toMatchObject({type: 'scan', file: 1, model: {scan: {id: 3}}});
		expect(enter(scan, 'scan 2').model.screens).toHaveLength(scan.screens.length);
		expect(shown(enter(OPENED, 'scan 99').model)).toContain('wsus-https-certificate-not-in-store.log has only scan 1.');
		expect(shown(enter(other, 'scan 99').model)).toMatch(/two-scans-at-once\.log has scans 1 to \d\./);
		expect(shown(enter(START, 'scan 1').model)).not.toContain('has scans');
	});

	it('write the report, open the help, and quit', () => {
		expect(enter(OPENED, 'export x.csv')).toMatchObject({
			model: {command: null},
			effects: [{type: 'export', files: REPORTS, path: 'x.csv', format: 'csv'}],
		});
		const reading = send(START, {type: 'open', paths: ['x.log']}).model;
		expect(shown(enter(reading, 'export x.csv').model)).toContain('Nothing to report yet.');
		expect(shown(enter(reading, '12').model)).toContain('No log has been read yet.');
		expect(enter(OPENED, 'help').model.help).not.toBeNull();
		expect(enter(OPENED, 'q').effects).toEqual([{type: 'quit'}]);
	});

	it('work in the log, and say there why they do not', async () => {
		const screen = await openScreen(80, 24, {paths: ['samples/wsus-https-certificate-not-in-store.log']});
		expect(await screen.press(':', '4', '2', '\r')).toMatch(/▸.{3} *42/);
		expect(await screen.press(':', '1', '3', ':', '2', '0', ':', '4', '6', '\r')).toContain('13:20:46');
		expect(await screen.press(':', ...'23:59', '\r')).toMatch(/ The log ends before that time\n:23:59/);
		expect(await screen.press('\u0015', ...'scan 1', '\r')).toContain('│ scan 1 │');
		expect(await screen.press(':', ...'export out.json', '\r')).toContain('Report of 1 file written to /home/user/out.json.');
		expect(screen.ports.exported).toMatchObject([{path: 'out.json', format: 'json'}]);
		screen.close();
	});
});

it('a message is read whole, in as many rows as it needs', () => {
	const path = `/home/user/${'a-folder-with-a-long-name/'.repeat(4)}wulens-report.html`;
	const said = send(OPENED, {type: 'said', text: `Report of 2 files written to ${path}.`, isBad: false}).model;
	expect(shown(said).replace(/\n ?/g, '')).toContain(path);
});
