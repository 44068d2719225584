/** Traces of one folder or archive are read as one log, in the order they were written. */
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import type {FileReport} from '../../src/core/types.js';
import {analyzePath} from '../../src/node/analyze-file.js';
import {groupTraces, SET_NAME, setMembers} from '../../src/core/inputs/trace-sets.js';
import type {Input} from '../../src/node/inputs/input.js';
import {createContextLoader} from '../../src/node/find-settings.js';
import {expandInputs} from '../../src/node/inputs/expand-inputs.js';
import {expandedInputs} from '../helpers/expanded-inputs.js';
import {etwLog, start, end} from '../helpers/log-lines.js';
import {entriesOf, writeTrace} from '../helpers/trace-writer.js';
import {fileReportErrors} from '../helpers/report-schema.js';
import {zipOf} from '../helpers/zip-writer.js';

const folder = await mkdtemp(join(tmpdir(), 'wulens-sets-'));
afterAll(() => rm(folder, {recursive: true}));

const entries = entriesOf(etwLog(start('X', 1), 'Agent between', end('X', 1)));
const [first, second] = [entries.slice(0, 1), entries.slice(1)].map((part, index) =>
	writeTrace(part, {start: (entries[0]?.time ?? 0n) - 10n, firstSequence: 7 + index}),
);
const NAMES = ['WindowsUpdate.20240312.100000.000.9.etl', 'WindowsUpdate.20240312.100000.000.10.etl'] as const;

async function reportsOn(input: string | Input): Promise<readonly FileReport[]> {
	const reports: FileReport[] = [];
	for await (const report of analyzePath(input, {context: createContextLoader([])})) reports.push(report);
	return reports;
}

/** The same whether the name of a set is given on as it is, or as what it names. */
async function reportsOf(path: string): Promise<readonly FileReport[]> {
	const reports: FileReport[] = [];
	for (const input of await expandedInputs([path])) reports.push(...(await reportsOn(input)));
	if (isNamedSet(path)) expect(await reportsOn(path)).toEqual(reports);
	return reports;
}

function isNamedSet(path: string): boolean {
	return basename(path) === SET_NAME || path.includes('{');
}

describe('names', () => {
	it('are ordered by number, whatever its digits', () => {
		expect(setMembers([...NAMES].reverse())).toEqual(NAMES);
		expect(setMembers(['windowsupdate.20240312.2.ETL', 'WindowsUpdate.log', 'SIH.1.etl', 'WindowsUpdate.20240312.10.etl'])).toEqual([
			'windowsupdate.20240312.2.ETL',
			'WindowsUpdate.20240312.10.etl',
		]);
	});

	it('of one trace are no set', () => {
		const groupsOf = (...names: readonly string[]) => groupTraces(names, (name) => ({folder: 'x', name}));
		const single = (item: string) => ({kind: 'single', item});
		expect(groupsOf('a.log', NAMES[0], 'z.log')).toEqual([single('a.log'), single(NAMES[0]), single('z.log')]);
		expect(groupsOf('a.log', NAMES[1], 'n.log', NAMES[0])).toEqual([
			single('a.log'),
			{kind: 'trace-set', folder: 'x', name: SET_NAME, items: [...NAMES]},
			single('n.log'),
		]);
	});
});

describe('traces that are named one by one', () => {
	const some = join(folder, 'some');
	const files = [...NAMES, 'WindowsUpdate.20240312.100000.000.11.etl', 'WindowsUpdate.20240313.080000.000.1.etl'] as const;
	const inSome = (...names: readonly string[]): readonly string[] => names.map((name) => join(some, name));

	async function expanded(inputs: readonly string[]): Promise<readonly string[]> {
		const paths: string[] = [];
		for await (const input of expandInputs(inputs)) paths.push(input.kind === 'stdin' ? '-' : input.path);
		return paths;
	}

	it('are one log where they are of one folder', async () => {
		await mkdir(some);
		for (const name of files) await writeFile(join(some, name), first ?? '');
		await writeFile(join(some, 'other.log'), 'x');
		expect(await expanded(inSome(...files).toReversed())).toEqual([join(some, SET_NAME)]);
		expect(await expanded(inSome(...NAMES))).toEqual([join(some, 'WindowsUpdate.20240312.100000.000.{9,10}.etl')]);
		expect(await expanded(inSome('other.log', files[3], files[0], 'gone.etl', files[2]))).toEqual([
			...inSome('other.log'),
			join(some, 'WindowsUpdate.{20240312.100000.000.9,20240313.080000.000.1}.etl'),
			...inSome('gone.etl', files[2]),
		]);
		expect(await expanded([...inSome(files[0]), join(folder, 'x', files[1]), '-'])).toEqual([
			...inSome(files[0]),
			join(folder, 'x', files[1]),
			'-',
		]);
	});

	it('of which no name can tell are logs of their own', async () => {
		const odd = ['WindowsUpdate.a,b.etl', 'WindowsUpdate.c.etl'];
		for (const name of odd) await writeFile(join(some, name), first ?? '');
		expect(await expanded(inSome(...odd))).toEqual(inSome(...odd));
	});

	it('and only they are read', async () => {
		await writeFile(join(some, files[1]), second ?? '');
		const path = join(some, 'WindowsUpdate.20240312.100000.000.{9,10}.etl');
		const [report, ...others] = await reportsOf(path);
		expect(others).toEqual([]);
		expect(report).toMatchObject({path, status: 'analyzed', log: {lines: 3}, scans: [{caller: 'X', outcome: 'succeeded'}]});
		await rm(join(some, files[1]));
		expect(await reportsOf(path)).toMatchObject([
			{status: 'failed', reason: expect.stringContaining(`${files[1]} could not be read to its end: there is no such file`) as string},
		]);
	});
});

describe('a folder', () => {
	const inside = join(folder, 'traces');

	it('gives one report, with the scan that goes over two files', async () => {
		await mkdir(inside);
		await writeFile(join(inside, NAMES[0]), first ?? '');
		await writeFile(join(inside, NAMES[1]), second ?? '');
		const [report, ...others] = await reportsOf(inside);
		expect(others).toEqual([]);
		expect(report).toMatchObject({
			path: join(inside, SET_NAME),
			member: null,
			status: 'analyzed',
			bytes: (first?.length ?? 0) + (second?.length ?? 0),
			log: {dialect: 'trace', lines: 3},
			scans: [{caller: 'X', outcome: 'succeeded'}],
		});
		expect(report?.issues).toMatchObject([
			{kind: 'trace-set', count: 2, message: expect.stringMatching(/\.9\.etl, .*\.10\.etl\.$/) as string},
		]);
		expect(fileReportErrors(report as FileReport)).toEqual([]);
	});

	it('with settings beside the traces', async () => {
		await writeFile(
			join(inside, 'policy.txt'),
			'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\r\n    WUServer    ' +
				'REG_SZ    https://wsus.example:8531\r\n',
		);
		expect((await reportsOf(join(inside, SET_NAME)))[0]?.context).toMatchObject({wsusServer: 'https://wsus.example:8531'});
		await rm(join(inside, 'policy.txt'));
	});

	it('with a file that is damaged reads the others', async () => {
		await writeFile(join(inside, 'WindowsUpdate.20240312.100000.000.11.etl'), 'no trace');
		const [report] = await reportsOf(inside);
		expect(report).toMatchObject({status: 'analyzed', log: {lines: 3}});
		expect(report?.issues.map(({kind}) => kind)).toEqual(['trace-set', 'trace-damaged', 'trace-cut']);
	});
});

describe('an archive', () => {
	it('gives one report for each folder in it', async () => {
		const path = join(folder, 'a.zip');
		await writeFile(
			path,
			zipOf(
				{name: `a/${NAMES[1]}`, data: second ?? ''},
				{name: `a/${NAMES[0]}`, data: first ?? ''},
				{name: 'b/WindowsUpdate.20240312.1.etl', data: first ?? ''},
				{name: 'b/WindowsUpdate.log', data: etwLog(start('Y', 2))},
			),
		);
		expect((await reportsOf(path)).map(({member, status, log}) => [member, status, log?.lines])).toEqual([
			[`a/${SET_NAME}`, 'analyzed', 3],
			['b/WindowsUpdate.20240312.1.etl', 'analyzed', 1],
			['b/WindowsUpdate.log', 'analyzed', 1],
		]);
	});
});
