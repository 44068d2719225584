/** `wulens report` with results that somebody else made, or changed. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {runWulens} from '../helpers/run-wulens.js';
import {resultOf} from '../helpers/triage-results.js';

const folder = mkdtempSync(join(tmpdir(), 'wulens-report-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const MARKUP = '"><script>alert(1)</script>';
const GOOD = JSON.stringify(resultOf('http', 'pc-good'));

it.each<readonly [string, (line: string) => string, string]>([
	['markup in place of a word', (line) => line.replace('"severity":"error"', `"severity":${JSON.stringify(MARKUP)}`), 'severity'],
	['numbers in place of texts', (line) => line.replace(/"caller":"[^"]*"/, '"caller":7'), 'caller is not of type string'],
	[
		'a list in place of an object',
		(line) => line.replace(/"certificate":\{[^}]*\}/, '"certificate":[]'),
		'certificate is not of type object',
	],
])('tells a line with %s, and reads the rest', async (_, change, told) => {
	const line = JSON.stringify(resultOf('notInStore', 'pc-bad'));
	expect(change(line)).not.toBe(line);
	const file = join(folder, 'results.ndjson');
	const out = join(folder, 'out');
	writeFileSync(file, `${GOOD}\n${change(line)}\n`);
	const {status, stderr, stdout} = await runWulens(['report', file, '--out', out]);
	expect([status, stdout]).toEqual([3, expect.stringContaining('1 unreadable line')]);
	expect(stderr).toContain(`${file}:2: it is not a valid wulens-result/2: report.`);
	expect(stderr).toContain(told);
	const html = readFileSync(join(out, 'report.html'), 'utf8');
	expect(html).toContain('pc-good');
	expect(html).not.toContain('pc-bad');
	expect(html).not.toContain('alert(1)');

	// Nothing else is there to be read: still not an error of usage.
	writeFileSync(file, `${change(line)}\n`);
	expect(await runWulens(['report', file])).toMatchObject({status: 3, stderr: expect.stringContaining(`${file}:1: `)});
});

it('escapes markup wherever a text may be anything', async () => {
	const file = join(folder, 'texts.ndjson');
	const out = join(folder, 'texts');
	const texts = JSON.parse(JSON.stringify(resultOf('notInStore', 'pc-1')), (key, value: unknown) =>
		['path', 'caller', 'text', 'message', 'title', 'explanation', 'url', 'host', 'machineName', 'command'].includes(key) &&
		typeof value === 'string'
			? `${value}${MARKUP}`
			: value,
	) as object;
	writeFileSync(file, `${JSON.stringify({...texts, machine: {name: `pc-1${MARKUP}`, source: 'log'}})}\n`);
	const {status, stderr} = await runWulens(['report', file, '--out', out]);
	expect([status, stderr]).toEqual([0, expect.not.stringContaining('skipped')]);
	const html = readFileSync(join(out, 'report.html'), 'utf8');
	expect(html).toContain('pc-1&quot;&gt;&lt;script&gt;');
	expect(html).not.toContain('<script>alert(1)');
});
