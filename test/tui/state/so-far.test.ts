/** A long log of which only the end is known: what is shown, what has to wait, and what becomes of it when the whole is there. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer} from '../../../src/core/analyze.js';
import {createLogEnd} from '../../../src/core/log-files/log-end.js';
import type {FileReport} from '../../../src/core/types.js';
import {parseJump} from '../../../src/tui/log/jump.js';
import {withFilter} from '../../../src/tui/scans/model.js';
import {currentFile} from '../../../src/tui/state/current-file.js';
import type {RootMessage} from '../../../src/tui/state/messages.js';
import {type Model, startModel, topScreen} from '../../../src/tui/state/model.js';
import {update} from '../../../src/tui/state/update.js';
import {viewRoot} from '../../../src/tui/view.js';
import {checkedFrame, UNICODE} from '../../helpers/frames.js';
import {bytesOf, end, etwLog, start} from '../../helpers/log-lines.js';

const SIZE = {columns: 100, rows: 30};
const PATH = 'logs/WindowsUpdate.log';
const START = startModel({
	size: SIZE,
	theme: UNICODE,
	isUnicode: true,
	system: {platform: 'linux', isWsl: false, home: '/home/user'},
	mouse: 'on',
});
const code = (id: number): string => (id % 5 === 0 ? '0x80240438' : '0x00000000');
const BYTES = bytesOf(
	etwLog(...Array.from({length: 40}, (_, index) => [start('CcmExec', index + 1), end('CcmExec', index + 1, code(index + 1))]).flat()),
);

function whole(): FileReport {
	const analyzer = createAnalyzer({path: PATH});
	analyzer.push(BYTES);
	return analyzer.end();
}

function endReport(): FileReport {
	const reader = createLogEnd(BYTES, BYTES.length, {path: PATH}, BYTES.length >> 1, BYTES.length);
	reader?.push(BYTES.subarray(reader.from));
	const report = reader?.end();
	if (report == null) throw new Error('the end says nothing');
	return report;
}

function send(model: Model, ...messages: readonly RootMessage[]): Model {
	return messages.reduce((at, message) => update(at, message)[0], model);
}

function press(model: Model, ...keys: readonly string[]): Model {
	return send(model, ...keys.map((key): RootMessage => ({type: 'key', key})));
}

const READING = send(
	START,
	{type: 'open', paths: [PATH]},
	{type: 'progress', name: {path: PATH, member: null}, bytes: 1, size: BYTES.length},
	{type: 'so-far', report: endReport()},
);
const frame = (model: Model): string => checkedFrame(viewRoot(model), SIZE);
const shown = (model: Model): string => {
	const top = topScreen(model);
	const scan = top?.type === 'scan' ? top.model.scan : top?.type === 'scans' ? top.model.scans[top.model.scanList.cursor]?.scan : null;
	return scan?.start?.time ?? 'none';
};
const WHOLE = whole();
const done = (model: Model): Model => send(model, {type: 'reports', reports: [WHOLE]}, {type: 'analyzed'});

describe('a long log of which only the end is known', () => {
	it('shows its scans at once, says so, and then the whole', () => {
		expect(frame(READING)).toContain('So far, in the last');
		expect(frame(READING)).toContain('Newest scan: ');
		expect(READING.files[0]?.scans.length).toBeLessThan(WHOLE.scans.length);
		const all = done(READING);
		expect(all.files).toEqual([WHOLE]);
		expect(all.soFar).toBeNull();
		expect(frame(all)).not.toContain('So far');
	});

	it('comes after other files, and before others', () => {
		const other = {...WHOLE, path: 'logs/first.log'};
		const first = send(START, {type: 'open', paths: ['logs']}, {type: 'reports', reports: [other]});
		const reading = send(first, {type: 'so-far', report: endReport()});
		expect(reading.soFar).toBe(1);
		expect(send(reading, {type: 'reports', reports: [WHOLE, other]}).files).toEqual([other, WHOLE, other]);
	});

	it('gives way to a longer end, in the same place', () => {
		const longer = {...endReport(), scans: WHOLE.scans.slice(1)};
		const reading = send(press(READING, 'j'), {type: 'so-far', report: longer});
		expect(reading.files).toEqual([longer]);
		expect(reading.soFar).toBe(0);
		expect(shown(reading)).toBe(shown(press(READING, 'j')));
		expect(done(reading).files).toEqual([WHOLE]);
	});

	it('keeps the scan under the cursor, and the one that is open', () => {
		const selected = press(READING, 'j', 'j');
		expect(shown(done(selected))).toBe(shown(selected));
		const opened = press(selected, 'enter');
		expect(frame(opened)).toContain('scan …');
		expect(shown(done(opened))).toBe(shown(selected));
		expect(frame(done(opened))).toMatch(/scan \d+/);
	});

	it('keeps the finding that is open, and the scans that were picked', () => {
		const finding = press(READING, 'tab', 'enter');
		expect(frame(finding)).toContain('line …');
		expect(topScreen(done(finding))?.type).toBe('finding');
		expect(frame(done(finding))).toMatch(/line \d+/);
		const list = topScreen(READING);
		if (list?.type !== 'scans') throw new Error('the scans are not shown');
		const three = list.model.scans.slice(1, 4).map(({scan}) => scan);
		const picked = withFilter(list.model, {picked: {scans: new Set(three), what: 'at night'}});
		const top = topScreen(done({...READING, screens: [{type: 'scans', model: picked}]}));
		expect(top?.type === 'scans' && top.model.scans.map(({scan}) => scan.start?.time)).toEqual(three.map((scan) => scan.start?.time));
	});

	it('goes back to the list where the whole has no such scan', () => {
		const other = {...WHOLE, scans: []};
		expect(topScreen(send(press(READING, 'enter'), {type: 'reports', reports: [other]}))?.type).toBe('scans');
	});

	it('opens the log at the time of a scan, which needs no line numbers', () => {
		const time = READING.files[0]?.scans.at(-1)?.start?.time ?? '';
		for (const keys of [['l'], ['enter', 'enter']]) {
			const list = press(READING, 'end');
			const [model, effects] = keys.reduce<ReturnType<typeof update>>(([at], key) => update(at, {type: 'key', key}), [list, []]);
			expect(topScreen(model)?.type).toBe('log');
			expect(effects).toMatchObject([{type: 'open-text', file: 0, line: null, jump: shown(list)}]);
			expect(parseJump(time)).toMatchObject({type: 'time'});
		}
	});

	it('lets what needs line numbers or the whole wait', () => {
		for (const keys of [['y'], ['enter', 'y'], ['enter', 'Y'], ['w'], ['tab', 'enter', 'e', 'enter'], ['tab', 'y']]) {
			const model = press(READING, ...keys);
			expect(model.message?.text).toMatch(/need the whole log; only its end is read so far/);
			expect(topScreen(model)?.type).not.toBe('log');
		}
		for (const command of ['export a.csv', 'scan 3'])
			expect(press(READING, ':', ...command, 'enter').message?.text).toMatch(/need the whole log/);
		const stopped = press(READING, 'escape', 'w');
		expect(stopped.message?.text).toContain('Press F5');
		expect(currentFile(READING)).toBe(0);
	});
});
