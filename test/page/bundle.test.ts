/** The script in the page is made of the sources as they are. */
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';

it('is up to date; npm run build:page makes it again', async () => {
	const bundler = fileURLToPath(new URL('../../src/page/bundle.mjs', import.meta.url));
	await expect(promisify(execFile)(process.execPath, [bundler, '--check'])).resolves.toMatchObject({stderr: ''});
});
