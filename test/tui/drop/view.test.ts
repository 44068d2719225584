/** What the drop screen shows, at all sizes. */
import {describe, expect, it} from 'vitest';
import {type DropMessage, type DropModel, dropStart} from '../../../src/tui/drop/model.js';
import {updateDrop} from '../../../src/tui/drop/update.js';
import {viewDrop} from '../../../src/tui/drop/view.js';
import type {RecentFile} from '../../../src/tui/ports.js';
import {rowWidth, type Size} from '../../../src/tui/rows.js';
import {ASCII_SYMBOLS, type Theme, UNICODE_SYMBOLS} from '../../../src/tui/theme.js';
import {textOf} from '../../helpers/frames.js';

const UNICODE: Theme = {symbols: UNICODE_SYMBOLS, hasColor: true};
const ASCII: Theme = {symbols: ASCII_SYMBOLS, hasColor: false};
const SIZES: readonly Size[] = [
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 160, rows: 50},
];
const NARROW: Size = {columns: 60, rows: 15};

const RECENTS: readonly RecentFile[] = Array.from({length: 20}, (_, index) => ({
	path: index === 1 ? `C:\\Users\\somebody\\Documents\\${'long folder\\'.repeat(6)}WindowsUpdate.log` : `C:\\logs\\${index}.log`,
	time: '2024-03-12T19:47:21.000Z',
	exists: index !== 2,
}));

function shown(model: DropModel, size: Size, theme: Theme = UNICODE): string {
	const rows = viewDrop(model, size, theme);
	expect(rows).toHaveLength(size.rows);
	for (const row of rows) expect(rowWidth(row)).toBe(size.columns);
	return textOf(rows);
}

function tell(model: DropModel, ...messages: readonly (DropMessage | string)[]): DropModel {
	const env = {size: NARROW, system: {platform: 'win32', isWsl: false, home: 'C:\\Users\\x'}};
	return messages.reduce(
		(at, message) => updateDrop(at, typeof message === 'string' ? {type: 'key', key: message} : message, env)[0],
		model,
	);
}

describe.each(SIZES)('$columns by $rows', (size) => {
	it.each([
		['Unicode', UNICODE],
		['ASCII', ASCII],
	] as const)('shows what to do, and the files opened before: %s', (_, theme) => {
		const text = shown(dropStart(RECENTS), size, theme);
		expect(text).toMatchSnapshot();
		expect(text).toContain('wulens reads Windows Update client logs');
		expect(text).toContain('and why it failed.');
		expect(text).toContain('Drag log files or a folder here, or type a path');
		expect(text).toContain('File or folder:');
		expect(text).toContain('2024-03-12  C:\\logs\\0.log');
		expect(text).toMatch(/[…~].*WindowsUpdate\.log|C:\\Users.*WindowsUpdate\.log/);
		expect(text).toContain('C:\\logs\\2.log  (no longer there)');
		expect(text).toContain('Esc or Ctrl+C quits (q is typed');
		if (theme === ASCII) expect(text).toMatch(/^[\x20-\x7e\n]*$/);
	});

	it('shows why a path does not open', () => {
		const path = `C:\\${'a very long folder\\'.repeat(5)}y.log`;
		const text = shown(
			tell(
				dropStart(RECENTS),
				{type: 'pasted', text: path},
				{type: 'resolved', request: 1, result: {reason: `${path}: there is no such file`}},
			),
			size,
		);
		expect(text.replace(/\s+/g, ' ')).toContain('there is no such file');
		expect(text).toContain('✗ C:\\a very');
		expect(text).toContain('Recently opened');
	});

	it('shows how a path may go on', () => {
		const candidates = Array.from({length: 12}, (_, index) => `C:\\logs\\${index}${index === 0 ? '\\' : '.log'}`);
		const text = shown(tell(dropStart(RECENTS), ...'C:\\logs\\', {type: 'completed', prefix: 'C:\\logs\\', candidates}, 'down'), size);
		expect(text).toContain('File or folder: C:\\logs\\');
		expect(text).toContain('12 matches');
		expect(text).toContain('▸ 0\\');
		expect(text).not.toContain('Recently opened');
	});
});

it('shows nothing before that is not there', () => {
	expect(shown(dropStart([]), NARROW)).toContain('Files that you open will be listed here.');
});

it('shows the row under the cursor, and where it is in the list', () => {
	const model = tell(dropStart(RECENTS), 'up');
	const rows = viewDrop(model, NARROW, UNICODE);
	expect(textOf(rows)).toContain('▸ 2024-03-12  C:\\logs\\19.log');
	expect(textOf(rows)).toMatch(/Recently opened {2}\d+-20 of 20/);
	// The cursor is in one place only.
	expect(rows.filter((row) => row.some(({isSelected}) => isSelected === true))).toHaveLength(1);
	expect(rows.find((row) => row.some(({text}) => text.includes('C:\\logs\\19.log')))?.every(({isSelected}) => isSelected === true)).toBe(
		true,
	);
});

it('dims what is no longer there', () => {
	const row = viewDrop(dropStart(RECENTS), NARROW, UNICODE).find((spans) => spans.some(({text}) => text.includes('2.log')));
	expect(row?.find(({text}) => text.includes('2.log'))?.role).toBe('dim');
});

it('says that it looks, where a server takes its time', () => {
	expect(shown(tell(dropStart([]), 'x', 'enter'), NARROW)).toContain('Looking for it…');
});

it('shows nothing of what terminals would obey', () => {
	const evil = '\u001b]0;x\u0007\u001b[2J\u202e';
	const recents = [{path: `/a${evil}b`, time: `2024-03-12${evil}`, exists: true}];
	const asked = tell(
		dropStart(recents),
		{type: 'pasted', text: `/x${evil}/y`},
		{type: 'resolved', request: 1, result: {reason: `/x${evil}: no\n${evil}`}},
	);
	for (const model of [asked, tell(asked, {type: 'completed', prefix: asked.prompt.text, candidates: [`/x${evil}`, `/y${evil}/`]})]) {
		expect(shown(model, NARROW)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
	}
});

it('counts wide characters, and survives any window', () => {
	const model = tell(
		dropStart([{path: '/日本語/ログ/更新'.repeat(8), time: '2024-03-12T00:00:00.000Z', exists: false}]),
		{type: 'pasted', text: '/日本'},
		{type: 'resolved', request: 1, result: {reason: `${'/更新'.repeat(30)}: gone`}},
	);
	for (const columns of [1, 2, 7, 20, 59, 60, 61, 100, 300])
		for (let rows = 1; rows < 30; rows++) shown(model, {columns, rows}, columns % 2 === 0 ? UNICODE : ASCII);
});
