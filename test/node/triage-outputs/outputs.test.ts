/** The outputs of a triage: whole, the same each time, merged from several results files, without names where asked. */
import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {FilterError} from '../../../src/core/triage/filter.js';
import {upgradeResult} from '../../../src/core/triage/older-results.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {InputError} from '../../../src/node/input-error.js';
import {OutputError, type OutputName, OUTPUTS, writeOutputs} from '../../../src/node/triage/outputs.js';
import {summaryErrors} from '../../helpers/summary-schema.js';
import {DEFAULTS, done, ndjson, temporaryFolder, write} from '../../helpers/triage-outputs.js';
import {noLog, resultOf, smallFleet} from '../../helpers/triage-results.js';

const fleet = smallFleet();
const FILES = Object.values(OUTPUTS)
	.filter(({needsInventory, isForOthers}) => needsInventory !== true && isForOthers !== true)
	.map(({file}) => file)
	.sort();

function bytesOf(folder: string): Readonly<Record<string, Buffer>> {
	return Object.fromEntries(
		readdirSync(folder)
			.sort()
			.map((file) => [file, readFileSync(join(folder, file))]),
	);
}

function rows(csv: string): number {
	return csv.split('\r\n').length - 2;
}

function resultsIn(text: string): readonly TriageResult[] {
	return text
		.split('\n')
		.filter((line) => line.includes('"wulens-result/2"'))
		.map((line) => upgradeResult(JSON.parse(line)));
}

describe('files', () => {
	it('are all there, and nothing else', async () => {
		const {folder, terminal, summary} = await write([ndjson(fleet)]);
		expect(readdirSync(folder).sort()).toEqual(FILES);
		expect(terminal).toMatch(/^✗ 7 of 15 machines have errors/);
		expect(summary.sources).toEqual({results: fleet.length, replaced: 0, torn: 0, unreadable: 0});
	});

	it('have a row for each input, machine, scan and finding', async () => {
		const {text, summary} = await write([ndjson(fleet)]);
		expect(rows(text('ledger.csv'))).toBe(fleet.length);
		expect(rows(text('machines.csv'))).toBe(summary.totals.machines);
		expect(rows(text('scans.csv'))).toBe(summary.totals.scans);
		expect(rows(text('findings.csv'))).toBe(summary.totals.findings);
		expect(resultsIn(text('results.ndjson'))).toHaveLength(fleet.length);
		expect(rows(text('timesketch.csv'))).toBeGreaterThan(summary.totals.scans);
	});

	it('have a summary that is as its schema says', async () => {
		const {text, summary} = await write([ndjson(fleet)], {
			groupBy: 'rule',
			generated: '2024-05-01T10:00:00Z',
			command: 'wulens triage logs',
		});
		const read: unknown = JSON.parse(text('summary.json'));
		expect(read).toEqual(JSON.parse(JSON.stringify(summary)));
		expect(summaryErrors(read)).toEqual([]);
	});

	it('are only those that are asked for', async () => {
		const {folder} = await write([ndjson(fleet)], {reporters: ['scans', 'html', 'scans']});
		expect(readdirSync(folder).sort()).toEqual(['report.html', 'scans.csv']);
	});

	it('are the same whoever wrote the results in which order', async () => {
		const expected = bytesOf((await write([ndjson(fleet)])).folder);
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray([...fleet], {minLength: fleet.length, maxLength: fleet.length}), async (shuffled) => {
				const folder = temporaryFolder();
				const input = join(folder, 'input');
				writeFileSync(input, ndjson(shuffled));
				await writeOutputs([input], {...DEFAULTS, out: join(folder, 'out')});
				expect(bytesOf(join(folder, 'out'))).toEqual(expected);
			}),
			{numRuns: 5},
		);
	});

	it('are there and empty where there is nothing', async () => {
		const {folder, text, terminal} = await write(['']);
		expect(readdirSync(folder).sort()).toEqual(FILES);
		expect(text('scans.csv')).toMatch(/^machine,path,[^\n]*\r\n$/);
		expect(terminal).toContain('No Windows Update logs were read.');
	});
});

describe('one output', () => {
	it.each(Object.keys(OUTPUTS) as OutputName[])('%s goes to the terminal where it is text', async (name) => {
		const promise = write([ndjson(fleet)], {out: null, reporters: [name]});
		if (!OUTPUTS[name].isText)
			return await expect(promise).rejects.toThrow(`${OUTPUTS[name].file} is not text; specify a folder for it with --out`);
		const {terminal} = await promise;
		const {text} = await write([ndjson(fleet)], {reporters: [name]});
		expect(terminal).toBe(text(OUTPUTS[name].file));
	});

	it('is all that the terminal can show', async () => {
		await expect(write([''], {out: null, reporters: ['scans', 'html']})).rejects.toThrow(OutputError);
	});
});

describe('results files', () => {
	const [a, b] = [resultOf('proxyDead', 'pc-1'), resultOf('http', 'pc-2')];

	it('are merged: the later result of an input counts', async () => {
		const newer = resultOf('pinned', 'pc-1');
		const {summary, text} = await write([ndjson([a, b]), ndjson([newer])]);
		expect(summary.machines.map(({name, verdict}) => [name, verdict])).toEqual([
			['pc-1', 'good'],
			['pc-2', 'warning'],
		]);
		expect(summary.sources).toMatchObject({results: 2, replaced: 1});
		expect(resultsIn(text('results.ndjson'))).toEqual(JSON.parse(JSON.stringify([newer, b])));
	});

	it('keep apart machines whose logs have the same path', async () => {
		const path = 'C:\\Windows\\Logs\\WindowsUpdate.log';
		const [one, other] = [resultOf('http', 'pc-1', {path}), resultOf('proxyDead', 'pc-2', {path})];
		const merged = await write([ndjson([one, done(one)]), ndjson([other, done(other)])]);
		expect(merged.summary.totals.machines).toBe(2);
		expect((await write([merged.text('results.ndjson')])).summary.totals.machines).toBe(2);
	});

	it('merge once and for all', async () => {
		const once = await write([ndjson(fleet.slice(0, 10)), ndjson(fleet.slice(5))]);
		const again = await write([once.text('results.ndjson'), once.text('results.ndjson')]);
		expect(again.text('results.ndjson')).toBe(once.text('results.ndjson'));
		expect({...again.summary, sources: null}).toEqual({...once.summary, sources: null});
	});

	it('forget what an archive held before it changed', async () => {
		const parts = {path: 'logs.zip', source: 'archive'} as const;
		const [old, kept, added] = [
			resultOf('http', 'pc-1', {...parts, member: 'pc-1.log'}),
			resultOf('http', 'pc-2', {...parts, member: 'pc-2.log'}),
			resultOf('pinned', 'pc-3', {...parts, member: 'pc-3.log'}),
		];
		const {summary, text} = await write([
			ndjson([old, kept, done(old, {results: 2}), kept, added, done(old, {results: 2, milliseconds: 9})]),
		]);
		expect(summary.machines.map(({name}) => name)).toEqual(['pc-2', 'pc-3']);
		expect(text('results.ndjson').split('\n').at(-2)).toContain('"milliseconds":9');
	});

	it('keep an input that was not finished', async () => {
		const {summary} = await write([ndjson([a, done(a), b])]);
		expect(summary.totals.machines).toBe(2);
	});

	it('may end in a torn line, which is told', async () => {
		const whole = ndjson([a, b]);
		const {summary, told} = await write([whole.slice(0, -500)]);
		expect(summary.machines.map(({name}) => name)).toEqual(['pc-1']);
		expect(told).toEqual(['input-1.ndjson:2: the last line is incomplete and was skipped']);
		expect(summary.sources.torn).toBe(1);
		expect((await write([whole.slice(0, -1)])).summary.sources).toMatchObject({results: 2, torn: 0});
	});

	it('may hold lines that are not known, which are told with file and line', async () => {
		const {summary, told, terminal} = await write([
			`${ndjson([a])}\n{"schema":"wulens-result/9"}\nnonsense\n[]\n{"schema":"wulens-result/2"}\n${ndjson([b])}`,
		]);
		expect(summary.totals.machines).toBe(2);
		expect(told).toEqual([
			'input-1.ndjson:3: the format "wulens-result/9" is unknown; this version reads wulens-result/2; the line was skipped',
			'input-1.ndjson:4: it is not JSON; the line was skipped',
			'input-1.ndjson:5: it is not a triage result; the line was skipped',
			'input-1.ndjson:6: it is not a valid wulens-result/2: machine is missing; the line was skipped',
		]);
		expect(terminal).toContain('4 unreadable lines');
	});

	it('may be the one that is written', async () => {
		const {folder, summary} = await write([ndjson([b, done(b), a, done(a)])]);
		const file = join(folder, 'results.ndjson');
		const before = readFileSync(file, 'utf8');
		expect(await writeOutputs([file], {...DEFAULTS, out: folder})).toEqual(summary);
		expect(readFileSync(file, 'utf8')).toBe(before);
		expect(before.indexOf('"pc-1"')).toBeLessThan(before.indexOf('"pc-2"'));
	});

	it('must be there', async () => {
		const folder = temporaryFolder();
		await expect(writeOutputs([join(folder, 'none')], {...DEFAULTS, out: join(folder, 'out')})).rejects.toThrow(InputError);
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe('what cannot be written', () => {
	it('is said, and leaves no part behind', async () => {
		const folder = temporaryFolder();
		const input = join(folder, 'input');
		writeFileSync(input, ndjson(fleet));
		mkdirSync(join(folder, 'out', 'scans.csv'), {recursive: true});
		await expect(writeOutputs([input], {...DEFAULTS, out: join(folder, 'out'), reporters: ['scans']})).rejects.toThrow(
			/^cannot write .*scans\.csv: /,
		);
		expect(readdirSync(join(folder, 'out'))).toEqual(['scans.csv']);
		await expect(writeOutputs([input], {...DEFAULTS, out: join(input, 'out')})).rejects.toThrow(OutputError);
	});

	it('leaves the old files as they were where the results fail', async () => {
		const {folder} = await write([ndjson(fleet)]);
		const before = bytesOf(folder);
		await expect(writeOutputs([join(folder, 'none')], {...DEFAULTS, out: folder})).rejects.toThrow(InputError);
		await expect(
			writeOutputs([join(folder, 'results.ndjson')], {...DEFAULTS, out: folder, filter: {where: ['colour=red']}}),
		).rejects.toThrow(FilterError);
		await expect(
			writeOutputs([join(folder, 'results.ndjson')], {...DEFAULTS, out: folder, baseline: join(folder, 'none')}),
		).rejects.toThrow(InputError);
		expect(bytesOf(folder)).toEqual(before);
	});
});

describe('a filter', () => {
	it('holds for every table but the ledger', async () => {
		const {text, summary} = await write([ndjson(fleet)], {filter: {where: ['outcome=failed', 'machine=pc-1*']}});
		expect(rows(text('scans.csv'))).toBe(4);
		expect(rows(text('machines.csv'))).toBe(4);
		expect(summary.totals).toMatchObject({machines: 4, scans: 4, failed: 4});
		expect(rows(text('ledger.csv'))).toBe(fleet.length);
		expect(resultsIn(text('results.ndjson'))).toHaveLength(fleet.length);
	});
});

describe('a baseline', () => {
	const before = [resultOf('proxyDead', 'pc-1'), resultOf('http', 'pc-2')];
	const now = [resultOf('pinned', 'pc-1'), resultOf('http', 'pc-2'), resultOf('proxyDead', 'pc-3')];

	it.each(['', 'summary.json', 'results.ndjson'])('may be a folder, a summary or results: "%s"', async (name) => {
		const old = await write([ndjson(before)]);
		const {summary, terminal} = await write([ndjson(now)], {baseline: join(old.folder, name)});
		expect(summary.baseline).toMatchObject({
			new: [],
			gone: [{machine: 'pc-1', rule: 'system-proxy-failed-no-fallback'}],
			unchanged: 1,
			newMachines: ['pc-3'],
			sameFilter: true,
		});
		expect(terminal).toContain('On 2 machines in both runs: 0 new problems, 1 gone, 1 unchanged.');
		expect(summaryErrors(summary)).toEqual([]);
	});

	it('is compared under the pseudonyms of the run', async () => {
		const old = await write([ndjson(before)]);
		const {summary, terminal} = await write([ndjson(now)], {baseline: old.folder, redact: true});
		expect(summary.baseline).toMatchObject({unchanged: 1, machines: 2});
		expect(summary.baseline?.gone).toHaveLength(1);
		expect(terminal).not.toMatch(/pc-\d/);
	});

	it('must be one', async () => {
		const folder = temporaryFolder();
		writeFileSync(join(folder, 'other.json'), '{"schema": "wulens-report/1"}\n');
		writeFileSync(join(folder, 'broken.json'), '{"schema": "wulens-summary/1", ');
		await expect(write([ndjson(now)], {baseline: folder})).rejects.toThrow('it contains neither summary.json nor results.ndjson');
		await expect(write([ndjson(now)], {baseline: join(folder, 'other.json')})).rejects.toThrow('it contains no results');
		await expect(write([ndjson(now)], {baseline: join(folder, 'broken.json')})).rejects.toThrow('it is not a complete JSON document');
	});
});

describe('names', () => {
	const NAMES = /contoso|wsus0\d|pc-\d{3}|old-1|srv-0031|anna/i;

	it('are in no output of a redacted run', async () => {
		const results = [
			...fleet,
			resultOf('http', "anna's laptop", {path: 'C:\\Users\\anna\\pc-999.log'}),
			noLog('x', 'pc-888', {path: 'from contoso/pc-888.log'}),
		];
		const {folder, summary, terminal} = await write([ndjson(results.flatMap((result) => [result, done(result)]))], {
			redact: true,
			groupBy: 'machine',
			filter: {where: ['machine!=pc-777']},
			command: 'wulens triage pc-777',
		});
		expect(terminal).not.toMatch(NAMES);
		for (const [file, bytes] of Object.entries(bytesOf(folder))) expect(bytes.toString('latin1').match(NAMES)?.[0], file).toBeUndefined();
		expect(summary.totals.machines).toBe(16);
		expect(summary.filter.where).toEqual(['machine!=(redacted)']);
		expect(summaryErrors(summary)).toEqual([]);
	});

	it('are the same pseudonyms everywhere, and the counts stay', async () => {
		const [plain, redacted] = [await write([ndjson(fleet)]), await write([ndjson(fleet)], {redact: true})];
		expect(redacted.summary.totals).toEqual(plain.summary.totals);
		expect(redacted.summary.problems.map(({rule, machines}) => [rule, machines])).toEqual(
			plain.summary.problems.map(({rule, machines}) => [rule, machines]),
		);
		const names = new Set(redacted.summary.machines.map(({name}) => name));
		for (const {machine} of resultsIn(redacted.text('results.ndjson')))
			if (machine.source !== 'file') expect(names.has(machine.name) || redacted.text('ledger.csv').includes(machine.name)).toBe(true);
	});
});

it('needs no more memory for more results', async () => {
	const folder = temporaryFolder();
	const input = join(folder, 'input');
	writeFileSync(input, ndjson(Array.from({length: 1500}, (_, index) => resultOf('storeEmpty', `pc-${index}`))));
	expect(statSync(input).size).toBeGreaterThan(20_000_000);
	const before = process.memoryUsage().arrayBuffers;
	await writeOutputs([input], {...DEFAULTS, out: join(folder, 'out')});
	expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
});
