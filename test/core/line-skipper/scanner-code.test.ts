/** The compiled scanner is made of its source as it is. */
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';

it('is up to date; npm run build:scanner makes it again', async () => {
	const script = fileURLToPath(new URL('../../../src/core/line-skipper/build.mjs', import.meta.url));
	await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({stderr: ''});
});
