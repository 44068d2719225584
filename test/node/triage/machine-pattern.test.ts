/** The expression of `--machine-from` finds what a regular expression finds, and comes to an end on every path. */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {machineOf} from '../../../src/core/triage/machine-name.js';
import {createMachinePattern, SlowPatternError} from '../../../src/node/triage/machine-pattern.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {resultsOf, runTriage} from '../../helpers/triage-runs.js';

const SLOW = /\/((?:a+)+)\.txt$/;
const NAME = `${'a'.repeat(60)}.log`;

it('finds groups by number and by name', () => {
	const log = {path: 'site/pc-7/x.log', member: null, log: null};
	for (const pattern of [/site\/([^/]+)\//i, /(site)\/(?<machine>[^/]+)\//])
		expect(machineOf(log, {pattern: createMachinePattern(pattern)})).toEqual({name: 'pc-7', domain: null, source: 'pattern'});
	expect(createMachinePattern(/^nothing/).exec('something')).toBeNull();
});

it('ends a search that would take forever', () => {
	expect(() => createMachinePattern(SLOW).exec(`/${NAME}`)).toThrow(SlowPatternError);
});

it('is told where it takes too long, and the other logs are read', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'wulens-slow-'));
	try {
		const log = etwLog(start('X', 1), end('X', 1));
		await writeFile(join(folder, NAME), log);
		await writeFile(join(folder, 'b.log'), log);
		const out = join(folder, 'out');
		await runTriage({inputs: [join(folder, NAME), join(folder, 'b.log')], out, machinePattern: SLOW});
		const reports = (await resultsOf(out)).map(({report, machine}) => [machine.name, report.status, report.reason]);
		expect(reports).toEqual([
			[NAME.slice(0, -4), 'failed', expect.stringContaining('--machine-from takes too long on this path')],
			['b', 'analyzed', null],
		]);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
});
