/** The program in surroundings that lack something: no folder for temporary files, nobody who reads its messages. */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {expect, it} from 'vitest';
import {openTemporaryFile} from '../../src/node/view/temporary-file.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

const isWindows = process.platform === 'win32';
const VARIABLE = isWindows ? 'TEMP' : 'TMPDIR';
const NOWHERE = isWindows ? 'C:\\nowhere\\temporary' : '/nowhere/temporary';

function wulens(command: string, environment: NodeJS.ProcessEnv = {}): {readonly status: number | null; readonly stderr: string} {
	return spawnSync(command, {shell: true, cwd: PROJECT, encoding: 'utf8', env: {...process.env, ...environment}});
}

const BIN = `"${process.execPath}" bin/wulens.js`;

it('a folder for temporary files that cannot be used is a sentence', async () => {
	const {status, stderr} = wulens(`${BIN} triage samples/wsus-http.log`, {[VARIABLE]: NOWHERE, TMP: NOWHERE});
	expect([status, stderr]).toEqual([
		2,
		`wulens: Cannot create a temporary folder in ${NOWHERE} (${VARIABLE}): there is no such folder. Set ${VARIABLE}, or use --out.\n`,
	]);
	const before = {[VARIABLE]: process.env[VARIABLE], TMP: process.env.TMP};
	Object.assign(process.env, {[VARIABLE]: NOWHERE, TMP: NOWHERE});
	try {
		await expect(openTemporaryFile()).rejects.toThrow(`no temporary file can be created in ${NOWHERE}: there is no such folder`);
	} finally {
		for (const [name, value] of Object.entries(before)) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	}
});

it.skipIf(isWindows)('messages that nobody can read do not change the exit code', async () => {
	const args = 'analyze samples/wsus-http.log /nowhere/a.log';
	const expected = (await runWulens(args.split(' '))).status;
	expect(expected).toBe(3);
	expect(wulens(`${BIN} ${args} >/dev/null 2>&-`).status).toBe(expected);
	expect(wulens(`exec 3>&1; { ${BIN} ${args} 2>&1 >/dev/null; echo "rc $?" >&3; } | true`).status).toBe(0);
	if (existsSync('/dev/full')) expect(wulens(`${BIN} ${args} >/dev/null 2>/dev/full`).status).toBe(expected);
});
