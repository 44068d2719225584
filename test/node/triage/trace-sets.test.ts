/** Traces that lie loose in a folder are one log of one machine, and a file each in the ledger. */
import {appendFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {writeOutputs} from '../../../src/node/triage/outputs.js';
import {SET_NAME} from '../../../src/core/inputs/trace-sets.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {entriesOf, writeTrace} from '../../helpers/trace-writer.js';
import {DEFAULTS} from '../../helpers/triage-outputs.js';
import {doneOf, resultsOf, runTriage, stableBytes} from '../../helpers/triage-runs.js';
import {zipOf} from '../../helpers/zip-writer.js';

const ENTRIES = entriesOf(etwLog(start('X', 1), 'Agent between', end('X', 1)));
const [BEGIN = Buffer.alloc(0), END = Buffer.alloc(0)] = [ENTRIES.slice(0, 1), ENTRIES.slice(1)].map((part, index) =>
	writeTrace(part, {start: (ENTRIES[0]?.time ?? 0n) - 10n, firstSequence: 7 + index}),
);
const NAMES = ['WindowsUpdate.20240312.100000.000.9.etl', 'WindowsUpdate.20240312.100000.000.10.etl'] as const;
let folder = '';
let logs = '';
let out = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-traces-'));
	logs = join(folder, 'logs');
	out = join(folder, 'out');
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function put(files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
	for (const [name, data] of Object.entries(files)) {
		await mkdir(dirname(join(logs, name)), {recursive: true});
		await writeFile(join(logs, name), data);
	}
}

function setOf(machine: string): Readonly<Record<string, Uint8Array>> {
	return {[`${machine}/${NAMES[0]}`]: BEGIN, [`${machine}/${NAMES[1]}`]: END};
}

/** Path, machine, status and scans of each result. */
async function found(): Promise<readonly string[]> {
	return (await resultsOf(out)).map(({machine, report: {path, member, status, scans}}) =>
		[
			path.slice(logs.length + 1).replaceAll('\\', '/'),
			...(member === null ? [] : [member]),
			machine.name,
			status,
			scans.map(({outcome}) => outcome).join(' '),
		].join(', '),
	);
}

async function ledger(): Promise<readonly string[]> {
	const outputs = join(folder, 'outputs');
	await writeOutputs([join(out, 'results.ndjson')], {...DEFAULTS, out: outputs, reporters: ['ledger']});
	return (await readFile(join(outputs, 'ledger.csv'), 'utf8'))
		.trimEnd()
		.split('\r\n')
		.slice(1)
		.map((row) => row.slice(logs.length + 1).replaceAll('\\', '/'));
}

describe('traces', () => {
	it('of one folder are one log, with the scan that goes over two of them', async () => {
		await put({
			...setOf('PC-1'),
			...setOf('PC-2/Windows/Logs/WindowsUpdate'),
			'PC-3/WindowsUpdate.1.etl': BEGIN,
			'PC-3/WindowsUpdate.log': etwLog(start('Y', 2)),
		});
		const {planned} = await runTriage({inputs: [logs], out, jobs: 2});
		expect(planned.inputs).toBe(4);
		expect(await found()).toEqual([
			`PC-1/${SET_NAME}, PC-1, analyzed, succeeded`,
			`PC-2/Windows/Logs/WindowsUpdate/${SET_NAME}, PC-2, analyzed, succeeded`,
			'PC-3/WindowsUpdate.1.etl, PC-3, analyzed, unknown',
			'PC-3/WindowsUpdate.log, PC-3, analyzed, unknown',
		]);
		const alone = join(folder, 'alone');
		await runTriage({inputs: [logs], out: alone, jobs: 1});
		expect(await stableBytes(alone)).toBe(await stableBytes(out));
	});

	it('are one log, too, where a pattern or a list names them', async () => {
		await put(setOf('PC-1'));
		await runTriage({inputs: [join(logs, '*/*.etl')], out});
		expect(await found()).toEqual([`PC-1/${SET_NAME}, PC-1, analyzed, succeeded`]);
		await runTriage({inputs: NAMES.map((name) => join(logs, 'PC-1', name)), out});
		expect(await found()).toEqual([`PC-1/${SET_NAME}, PC-1, analyzed, succeeded`]);
	});

	it('that are named after machines are logs of these', async () => {
		await put({
			'all/WindowsUpdate_PC-1.etl': BEGIN,
			'all/WindowsUpdate_PC-2.20240312.100000.000.9.etl': END,
			'all/WindowsUpdate_PC-2.20240312.100000.000.10.etl': END,
		});
		await runTriage({inputs: [logs], out});
		expect((await resultsOf(out)).map(({machine, report}) => [machine.name, report.scans.length])).toEqual([
			['PC-1', 1],
			['PC-2', 1],
			['PC-2', 1],
		]);
	});

	it('in an archive are logs of the machine that it is named after', async () => {
		await put({'PC-7.zip': zipOf({name: `Logs/${NAMES[1]}`, data: END}, {name: `Logs/${NAMES[0]}`, data: BEGIN})});
		await runTriage({inputs: [logs], out});
		expect(await found()).toEqual([`PC-7.zip, Logs/${SET_NAME}, PC-7, analyzed, succeeded`]);
	});
});

describe('the ledger', () => {
	it('has a row for each file, with what became of it', async () => {
		await put({
			...setOf('PC-1'),
			'PC-1/WindowsUpdate.11.etl': 'no trace',
			'PC-1/WindowsUpdate.12.etl': gzipSync(END).subarray(0, 40),
			'PC-2.zip': zipOf({name: NAMES[0], data: BEGIN}, {name: NAMES[1], data: END}),
		});
		await runTriage({inputs: [logs], out});
		const set = `${logs}/PC-1/${SET_NAME}`;
		const rows = await ledger();
		expect(rows).toHaveLength(6);
		expect(rows[0]).toContain(`PC-1/WindowsUpdate.11.etl,,${set},PC-1,folder,skipped,"This is an event trace`);
		expect(rows[1]).toContain(`PC-1/WindowsUpdate.12.etl,,${set},PC-1,folder,failed,WindowsUpdate.12.etl could not be read to its end: `);
		expect(rows[2]).toBe(`PC-1/${NAMES[0]},,${set},PC-1,folder,analyzed,,${BEGIN.length},1,,,,,,,,`);
		expect(rows[3]).toBe(`PC-1/${NAMES[1]},,${set},PC-1,folder,analyzed,,${END.length},2,,,,,,,,`);
		expect(rows[4]).toContain(`PC-2.zip,${NAMES[0]},${SET_NAME},PC-2,archive,analyzed,,${BEGIN.length},1,0,,1,`);
		expect(rows[5]).toContain(`PC-2.zip,${NAMES[1]},${SET_NAME},PC-2,archive,analyzed,,${END.length},2,,`);
	});

	it('has all files of a set that could not be read', async () => {
		await put(Object.fromEntries(Object.entries(setOf('hang-1'))));
		await runTriage({inputs: [logs], out, timeoutMs: 500, workerFile: new URL('./dying-worker.mjs', import.meta.url)});
		const rows = await ledger();
		expect(rows.map((row) => row.split(',').slice(0, 6))).toEqual(
			NAMES.map((name) => [`hang-1/${name}`, '', `${logs}/hang-1/${SET_NAME}`, 'hang-1', 'folder', 'failed']),
		);
	});
});

describe('a second run', () => {
	it('reads a set again when one of its files is another, new or gone', async () => {
		await put({...setOf('PC-1'), ...setOf('PC-2')});
		await runTriage({inputs: [logs], out});
		expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 0, kept: 2});
		const before = await stableBytes(out);

		// Another time, the same content.
		await utimes(join(logs, 'PC-1', NAMES[0]), 1000, 1000);
		const same = await runTriage({inputs: [logs], out});
		expect(same.planned).toMatchObject({toRead: 1, kept: 1});
		expect(same.events).toContainEqual(expect.objectContaining({type: 'finished', isSame: true}));
		expect((await runTriage({inputs: [logs], out})).planned.toRead).toBe(0);
		expect((await doneOf(out))[0]?.parts.map(({file, modified}) => [file, modified.slice(0, 4)])).toEqual([
			[NAMES[0], '1970'],
			[NAMES[1], expect.not.stringMatching('1970') as string],
		]);
		expect((await stableBytes(out)).replace(/"(?:modified|finished)":"[^"]*"/g, '')).toBe(
			before.replace(/"(?:modified|finished)":"[^"]*"/g, ''),
		);

		for (const change of [
			() => appendFile(join(logs, 'PC-1', NAMES[1]), 'x'),
			() => put({'PC-1/WindowsUpdate.20240312.100000.000.11.etl': END}),
			() => rm(join(logs, 'PC-1', NAMES[0])),
		]) {
			await change();
			expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 1, kept: 1});
			expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 0, kept: 2});
		}
		expect((await doneOf(out))[0]?.parts.map(({file}) => file)).toEqual([NAMES[1], 'WindowsUpdate.20240312.100000.000.11.etl']);
	});

	it('has one hash for all, from those of the files', async () => {
		await put(setOf('PC-1'));
		await runTriage({inputs: [logs], out});
		const {createHash} = await import('node:crypto');
		const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');
		const [line] = await doneOf(out);
		expect(line?.parts.map(({hash}) => hash)).toEqual([sha256(BEGIN), sha256(END)]);
		expect(line?.hash).toBe(sha256(`${sha256(BEGIN)}  ${NAMES[0]}\n${sha256(END)}  ${NAMES[1]}\n`));
	});

	it('reads a set again whose settings beside it are others', async () => {
		await put(setOf('PC-1'));
		await runTriage({inputs: [logs], out});
		await put({
			'PC-1/policy.txt':
				'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\r\n    WUServer    ' +
				'REG_SZ    https://wsus.example:8531\r\n',
		});
		await runTriage({inputs: [logs], out});
		expect((await resultsOf(out)).find(({report}) => report.scans.length > 0)?.report.context).toMatchObject({
			wsusServer: 'https://wsus.example:8531',
		});
	});
});
