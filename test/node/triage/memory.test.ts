/** How much memory a triage takes does not depend on how long lines are. */
import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, open, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {FileReport} from '../../../src/core/index.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {resultsOf} from '../../helpers/triage-runs.js';

const RUN = fileURLToPath(new URL('./measured-run.mjs', import.meta.url));
const MEGABYTE = 1024 * 1024;
/** Of the line; bench/long-line.mjs does the same with gigabytes. */
const LINE_MEGABYTES = 160;
let folder = '';
/** Of a run that reads next to nothing. */
let least = 0;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-memory-'));
	await mkdir(join(folder, 'small'));
	await writeFile(join(folder, 'small/a.log'), etwLog(start('X', 1), end('X', 1)));
	least = (await run('small')).megabytes;
});

afterAll(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function run(name: string): Promise<{readonly megabytes: number; readonly report: FileReport}> {
	const out = join(folder, `out-${name}`);
	const {stdout, stderr} = spawnSync(process.execPath, [RUN, join(folder, name), out], {encoding: 'utf8'});
	expect(stderr).toBe('');
	const [result] = await resultsOf(out);
	return {megabytes: Number(stdout) / 1024, report: result?.report ?? expect.fail()};
}

/** A scan before the line and one after it. */
async function writeLong(name: string, encode: (text: string) => Buffer): Promise<number> {
	await mkdir(join(folder, name));
	const file = await open(join(folder, name, 'a.log'), 'w');
	let bytes = 0;
	const write = async (part: Uint8Array): Promise<void> => {
		bytes += (await file.write(part)).bytesWritten;
	};
	await write(encode(etwLog(start('X', 1), end('X', 1))));
	const part = encode('x'.repeat(MEGABYTE)).subarray(0, MEGABYTE);
	for (let at = 0; at < LINE_MEGABYTES; at++) await write(part);
	await write(encode(`\r\n${etwLog(start('Y', 2), end('Y', 2))}`));
	await file.close();
	return bytes;
}

describe('a very long line', () => {
	it.each([
		['UTF-8', (text: string) => Buffer.from(text)],
		['UTF-16', (text: string) => Buffer.from(text, 'utf16le')],
	] as const)('in %s is passed over, and said to be', async (name, encode) => {
		const bytes = await writeLong(name, encode);
		const {megabytes, report} = await run(name);
		expect(report).toMatchObject({status: 'analyzed', bytes});
		expect(report.scans.map(({caller, outcome}) => `${caller} ${outcome}`)).toEqual(['X succeeded', 'Y succeeded']);
		expect(report.issues).toContainEqual({
			kind: 'line-too-long',
			line: 3,
			count: 1,
			message: expect.stringMatching(/^Lines longer than 1048576 bytes; \d{8,} bytes beyond that were not read\.$/) as string,
		});
		expect(megabytes).toBeLessThan(least + LINE_MEGABYTES / 2);
	});
});
