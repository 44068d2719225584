/** Nothing is cut while there is room for it, on the samples, together and under one name, at the usual sizes. */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {FileReport} from '../../src/core/index.js';
import type {RootMessage} from '../../src/tui/state/messages.js';
import {startModel} from '../../src/tui/state/model.js';
import {update} from '../../src/tui/state/update.js';
import {viewRoot} from '../../src/tui/view.js';
import {cutRows} from '../house/cut-rows.mjs';
import {UNICODE} from '../helpers/frames.js';
import {PROJECT} from '../helpers/run-wulens.js';
import {sampleReport} from '../helpers/sample-reports.js';

const SAMPLES = readdirSync(join(PROJECT, 'samples'))
	.filter((name) => name.endsWith('.log'))
	.map((name) => sampleReport(name.replace(/\.log$/, '')));
const SAME_NAME = SAMPLES.map((report, index): FileReport => ({...report, path: `drop/PC-${index}/WindowsUpdate.log`}));
const WAYS = [[], ['tab'], ['tab', 'enter'], ['enter'], ['enter', 'tab'], ['i'], ['o']];

function frameOf(reports: readonly FileReport[], columns: number, rows: number, keys: readonly string[]): readonly string[] {
	const start = startModel({
		size: {columns, rows},
		theme: UNICODE,
		isUnicode: true,
		system: {platform: 'linux', isWsl: false, home: '/home/user'},
		mouse: 'on',
	});
	const messages: readonly RootMessage[] = [
		{type: 'open', paths: reports.map(({path}) => path)},
		{type: 'reports', reports},
		{type: 'analyzed'},
		...keys.map((key): RootMessage => ({type: 'key', key})),
	];
	const model = messages.reduce((at, message) => update(at, message)[0], start);
	return viewRoot(model).map((row) => row.map(({text}) => text).join(''));
}

describe('no row is cut in vain', () => {
	it.each([
		[80, 24],
		[100, 30],
		[160, 50],
	])('at %i by %i', (columns, rows) => {
		const cut = [...SAMPLES.map((report) => [report]), SAMPLES, SAME_NAME].flatMap((reports) =>
			WAYS.flatMap((keys) => cutRows(frameOf(reports, columns, rows, keys)).map((row) => `${reports[0]?.path} ${keys.join(' ')}: ${row}`)),
		);
		expect(cut).toEqual([]);
	});
});
