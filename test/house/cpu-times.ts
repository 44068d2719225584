/** Notes the processor time that each test file took, with that of the processes it started, for `slowest.mjs`. */
import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {afterAll, expect} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';

const STAT = '/proc/self/stat';
/** Fields of it behind the name, which may hold blanks: time of children that have ended, in ticks of 10 ms. */
const [CHILD_USER, CHILD_SYSTEM] = [13, 14] as const;

/** Only Linux tells, without a library. */
function childSeconds(): number {
	if (!existsSync(STAT)) return 0;
	const fields = readFileSync(STAT, 'utf8')
		.replace(/^.*\) /s, '')
		.split(' ');
	return (Number(fields[CHILD_USER]) + Number(fields[CHILD_SYSTEM])) / 100;
}

const target = process.env.WULENS_TEST_CPU;
// Behind the hooks of the file, which stop what it started.
if (target !== undefined) {
	afterAll(() => {
		const {user, system} = process.cpuUsage();
		const path = relative(PROJECT, expect.getState().testPath ?? '').replaceAll('\\', '/');
		appendFileSync(target, `${JSON.stringify({path, own: (user + system) / 1e6, children: childSeconds(), wall: process.uptime()})}\n`);
	});
}
