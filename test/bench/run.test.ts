/** The bench itself: it says what it does not understand before it builds or measures anything. */
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';

const run = (script: string, ...args: string[]): {status: number | null; stderr: string} => {
	const {status, stderr} = spawnSync(process.execPath, [join(PROJECT, 'bench', script), ...args], {encoding: 'utf8'});
	return {status, stderr};
};

describe('bench/run.mjs', () => {
	it.each([
		[['--only', 'nothing'], 'There is no part nothing; parts are speed, beside, memory, start-up, linearity.'],
		[['--runs', 'many'], 'Runs and megabytes are numbers above 0.'],
		[['--megabytes', 'Infinity'], 'Runs and megabytes are numbers above 0.'],
		[['--fast'], "Unknown option '--fast'"],
	])('refuses %j', (args, words) => {
		const {status, stderr} = run('run.mjs', ...args);
		expect(stderr).toContain(words);
		expect(stderr).not.toContain('    at ');
		expect(status).toBe(2);
	});
});

describe('bench/make-log.mjs', () => {
	it.each([
		[[]],
		[['x.log']],
		[['x.log', 'Infinity']],
		[['x.log', '1', '--dialect', 'none']],
		[['x.log', '1', '--scans', '-1']],
	])('refuses %j', (args) => {
		const {status, stderr} = run('make-log.mjs', ...args);
		expect(stderr).toContain('usage: node bench/make-log.mjs FILE MEGABYTES');
		expect(status).toBe(2);
	});
});
