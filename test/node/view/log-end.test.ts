/** The end of a long log on disk is read before the whole. */
import {execFileSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {analyzeLogEnd} from '../../../src/node/view/log-end.js';
import {createView, type View} from './view-helpers.js';

const LOG = etwLog(...Array.from({length: 50}, (_, index) => [start('CcmExec', index + 1), end('CcmExec', index + 1)]).flat());

let view: View;
beforeEach(async () => {
	view = await createView();
});
afterEach(() => view.close());

it('gives a report of the end alone', async () => {
	await writeFile(view.path('a.log'), LOG);
	const report = await analyzeLogEnd({kind: 'file', path: view.path('a.log')}, {}, 2000, 4000);
	expect(report?.path).toBe(view.path('a.log'));
	expect(report?.verdict.text).toMatch(/^So far, in the last/);
	expect(report?.scans.length).toBeGreaterThan(3);
	expect(report?.scans.length).toBeLessThan(50);
});

it('leaves alone what is short, is not there, or is no file', async () => {
	await writeFile(view.path('a.log'), LOG);
	execFileSync('mkfifo', [view.path('pipe')]);
	for (const name of ['a.log', 'none.log', 'pipe', '.'])
		expect(await analyzeLogEnd({kind: 'file', path: view.path(name)}, {}, 2000, name === 'a.log' ? 1e6 : 0)).toBeNull();
});
