/** A release made again is the same bytes. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {RELEASE} from '../../packaging/project.mjs';
import {filesIn} from '../helpers/release-archives.js';
import {PROJECT} from '../helpers/run-wulens.js';

it('the same bytes at another time, in another folder and time zone', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-again-'));
	try {
		execFileSync(process.execPath, ['packaging/release.mjs', folder], {
			cwd: PROJECT,
			env: {...process.env, TZ: 'Asia/Kathmandu'},
			stdio: 'ignore',
		});
		const again = filesIn(folder);
		const before = filesIn(RELEASE);
		expect([...again.keys()]).toEqual([...before.keys()]);
		for (const [name, bytes] of again) expect({name, isSame: before.get(name)?.equals(bytes)}).toEqual({name, isSame: true});
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});
