/** The whole state without React: where keys lead, what is asked of the outside, and that nothing breaks it. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {dropStart} from '../../../src/tui/drop/model.js';
import type {Effect, RootMessage} from '../../../src/tui/state/messages.js';
import {type Model, startModel, topScreen} from '../../../src/tui/state/model.js';
import {update} from '../../../src/tui/state/update.js';
import {viewRoot} from '../../../src/tui/view.js';
import {FakeLogText} from '../../helpers/fake-log-text.js';
import {checkedFrame, SIZES, UNICODE} from '../../helpers/frames.js';
import {sampleReport} from '../../helpers/sample-reports.js';

const NAMES = ['wsus-https-certificate-not-in-store', 'online-user-proxy-rescue', 'two-scans-at-once'];
const REPORTS = NAMES.map(sampleReport);
const START = startModel({
	size: {columns: 80, rows: 24},
	theme: UNICODE,
	isUnicode: true,
	system: {platform: 'linux', isWsl: false, home: '/home/user'},
	mouse: 'on',
});

function send(model: Model, ...messages: readonly RootMessage[]): {readonly model: Model; readonly effects: readonly Effect[]} {
	return messages.reduce<{readonly model: Model; readonly effects: readonly Effect[]}>(
		(at, message) => {
			const [next, effects] = update(at.model, message);
			return {model: next, effects: [...at.effects, ...effects]};
		},
		{model, effects: []},
	);
}

function press(model: Model, ...keys: readonly string[]): ReturnType<typeof send> {
	return send(model, ...keys.map((key): RootMessage => ({type: 'key', key})));
}

const PATHS = REPORTS.map(({path}) => path);
const OPENED = send(START, {type: 'open', paths: PATHS}, {type: 'reports', reports: REPORTS}, {type: 'analyzed'}).model;

function screens(model: Model): readonly string[] {
	return model.screens.map(({type}) => type);
}

describe('the state', () => {
	it('reads what is opened', () => {
		const {model, effects} = send(START, {type: 'open', paths: PATHS});
		expect(effects).toEqual([{type: 'close-texts'}, {type: 'analyze', paths: PATHS}]);
		expect(model.loading).not.toBeNull();
		expect(send(model, {type: 'analyzed'}).model.loading).toBeNull();
	});

	it('leads in by Enter and back by Esc', () => {
		const scan = press(OPENED, 'enter').model;
		expect(screens(scan)).toEqual(['scans', 'scan']);
		const log = press(scan, 'enter');
		expect(screens(log.model)).toEqual(['scans', 'scan', 'log']);
		expect(log.effects).toEqual([
			{type: 'open-text', file: 0, name: {path: PATHS[0], member: null}, line: expect.any(Number), reason: 'event of the scan'},
		]);
		expect(screens(press(scan, 'escape').model)).toEqual(['scans']);
		expect(screens(press(OPENED, 'tab', 'enter').model)).toEqual(['scans', 'finding']);
		expect(screens(press(OPENED, 'i').model)).toEqual(['scans', 'overview']);
		expect(press(OPENED, 'escape').effects).toEqual([]);
	});

	it('quits by q from every screen, and by Ctrl+C also while something is typed', () => {
		for (const way of [[], ['enter'], ['i'], ['tab', 'enter']]) expect(press(OPENED, ...way, 'q').effects.at(-1)).toEqual({type: 'quit'});
		expect(press(OPENED, '/', 'q').effects).toEqual([]);
		expect(press(OPENED, '/', 'ctrl+c').effects).toEqual([{type: 'quit'}]);
		const drop: Model = {...START, screens: [{type: 'drop', model: dropStart([])}]};
		expect(press(drop, 'q').effects.some(({type}) => type === 'quit')).toBe(false);
		expect(press(drop, 'escape').effects).toEqual([{type: 'quit'}]);
	});

	it('goes to the next scan of the list as it is sorted and filtered', () => {
		const first = press(OPENED, 'f', 'enter').model;
		const top = topScreen(first);
		expect(top?.type === 'scan' && top.model.scan.outcome).toBe('failed');
		expect(press(first, '}').model.message?.text).toContain('last scan in the list');
		const second = press(OPENED, 'enter', '}').model;
		const list = second.screens[0];
		expect(list?.type === 'scans' && list.model.scanList.cursor).toBe(1);
	});

	it('shows the scans of a finding, and of a place in the overview', () => {
		const ruled = press(OPENED, 'tab', 'enter', 's').model;
		expect(screens(ruled)).toEqual(['scans']);
		const top = topScreen(ruled);
		expect(top?.type === 'scans' && top.model.filter.finding).not.toBeNull();
	});

	it('shows what is read later on every screen that shows scans', () => {
		const first = send(START, {type: 'open', paths: PATHS}, {type: 'reports', reports: REPORTS.slice(0, 1)}).model;
		const overview = send(press(first, 'i').model, {type: 'reports', reports: REPORTS.slice(1)}).model;
		const top = topScreen(overview);
		expect(top?.type === 'overview' && top.model.data.scans.length).toBe(REPORTS.reduce((sum, {scans}) => sum + scans.length, 0));
	});

	it('copies and writes what is under the cursor', () => {
		const copied = press(OPENED, 'y').effects[0];
		expect(copied?.type === 'copy' && copied.text).toContain('WU_E_TRUST_PROVIDER_UNKNOWN');
		expect(press(OPENED, 'w').effects).toEqual([{type: 'write-report', files: REPORTS}]);
		expect(press(OPENED, 'enter', 'Y').effects).toEqual([{type: 'copy', text: `${PATHS[0]}:67`, what: 'the file name and line number'}]);
		expect(press(START, 'w').effects).toEqual([]);
	});

	it('reads again by F5, and stops reading by Esc', () => {
		expect(press(press(OPENED, 'enter').model, 'f5').effects).toEqual([{type: 'close-texts'}, {type: 'analyze', paths: PATHS}]);
		const stopped = press(send(START, {type: 'open', paths: PATHS}).model, 'escape');
		expect(stopped.effects).toEqual([{type: 'stop-analysis'}]);
		expect(stopped.model.loading).toBeNull();
	});

	it('opens files that are dropped on any screen', () => {
		const pasted = send(press(OPENED, 'enter').model, {type: 'pasted', text: '/tmp/new.log'});
		expect(screens(pasted.model).at(-1)).toBe('drop');
		expect(pasted.effects[0]).toMatchObject({type: 'drop', effect: {type: 'resolve', candidates: [['/tmp/new.log']]}});
		const typed = send(OPENED, {type: 'burst', text: "'/tmp/a/new.log'", keys: [..."'/tmp/a/new.log'"]});
		expect(screens(typed.model).at(-1)).toBe('drop');
		const keys = send(OPENED, {type: 'burst', text: 'jj', keys: ['j', 'j']});
		const list = topScreen(keys.model);
		expect(list?.type === 'scans' && list.model.scanList.cursor).toBe(2);
	});

	it('is drawn whole in every window, whatever is pressed', () => {
		const keys = [
			'up',
			'down',
			'left',
			'right',
			'pageup',
			'pagedown',
			'home',
			'end',
			'enter',
			'escape',
			'tab',
			'shift+tab',
			'backspace',
			'space',
			'j',
			'k',
			'g',
			'G',
			'e',
			'E',
			'n',
			'N',
			'o',
			'O',
			'{',
			'}',
			'm',
			'/',
			'&',
			':',
			'?',
			'f1',
			'f3',
			'i',
			'l',
			'x',
			's',
			't',
			'W',
			'v',
			'a',
			'r',
			'f',
			'+',
			'-',
			'0',
			'z',
			'Z',
			'1',
			'2',
			'3',
			'ctrl+f',
			'ctrl+u',
		];
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...keys), {maxLength: 60}),
				fc.constantFrom(...SIZES, {columns: 59, rows: 10}),
				(pressed, size) => {
					let model = send(OPENED, {type: 'resized', size}).model;
					const queue: RootMessage[] = pressed.map((key) => ({type: 'key', key}));
					for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
						const result = send(model, message);
						model = result.model;
						for (const effect of result.effects) {
							if (effect.type === 'open-text') {
								const text = new FakeLogText(['one', 'two']);
								queue.unshift(
									{type: 'text-opened', file: effect.file, name: effect.name, table: text.lines, line: effect.line, reason: effect.reason},
									{type: 'log', file: effect.file, message: {type: 'grew', count: 2, bytes: 8, size: 8}},
								);
							}
						}
					}
					checkedFrame(viewRoot(model), size);
				},
			),
			{numRuns: 200},
		);
	});
});
