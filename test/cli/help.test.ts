/** The help texts: complete, 80 columns wide, and the same however they are asked for. */
import {describe, expect, it} from 'vitest';
import {COMMANDS} from '../../src/cli/options/command-table.js';
import {commandHelp, mainHelp} from '../../src/cli/options/help-text.js';
import {optionsOf, spellings} from '../../src/cli/options/values.js';
import {runWulens} from '../helpers/run-wulens.js';

const WIDTH = 80;

it('the main help names every command', () => {
	const help = mainHelp();
	for (const {name, summary} of COMMANDS) {
		expect(help).toContain(`\n  wulens ${name} `);
		expect(help.replace(/\s+/g, ' ')).toContain(summary);
	}
	for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(WIDTH);
});

describe.each(COMMANDS.map(({name}) => name))('%s', (name) => {
	it('has its options, with their choices, in 80 columns', async () => {
		const help = await commandHelp(name);
		for (const row of optionsOf(name))
			for (const spelling of spellings(row)) expect(help).toMatch(new RegExp(`^ {2,6}(?:-\\w, )?(?:--[\\w-]+, )?${spelling}\\b`, 'm'));
		for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(WIDTH);
		expect(help).toMatch(/^[A-Za-z][^\n]+\n[\s\S]*\nUsage:\n[\s\S]*\nExit codes:\n {2}0 {4}[\s\S]*[^\n]\n$/);
		expect(help).not.toMatch(/undefined|\[object| {2}\n|\n\n\n/);
	});

	it('is printed for --help, -h, and help', async () => {
		const help = await commandHelp(name);
		for (const args of [
			[name, '--help'],
			[name, '-h'],
			['help', name],
		])
			expect(await runWulens(args)).toEqual({stdout: help, stderr: '', status: 0});
	});
});

it('lists the words that an option takes, with what they mean', async () => {
	const help = (await commandHelp('triage')).replace(/\s+/g, ' ');
	expect(help).toContain(
		'--fail-on LEVEL Exit with code 1 if there is a finding of this severity or higher. One of error, warning, or info.',
	);
	expect(help).toContain('scans-parquet scans.parquet: one row per scan, for DuckDB and similar tools');
	expect(help).toContain('Fields: machine machine name version ');
	expect(help).toContain('--top N Maximum number of rows in each table of the summary. The default is 10.');
});
