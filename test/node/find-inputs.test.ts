/** What a triage finds in a folder, and what it says about the rest. */
import {execFileSync} from 'node:child_process';
import {chmod, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {findInputs} from '../../src/node/inputs/find-inputs.js';

const isUnix = process.platform !== 'win32';
/** A user who owns nothing. */
const NOBODY = 65534;
let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-find-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function put(...paths: readonly string[]): Promise<void> {
	for (const path of paths) {
		await mkdir(join(folder, path, '..'), {recursive: true});
		await writeFile(join(folder, path), path);
	}
}

/** Paths below the folder, with the reason of those that are not read. */
async function find(inputs: readonly string[], except: string | null = null): Promise<readonly string[]> {
	const found = await findInputs({inputs: inputs.map((input) => join(folder, input)), except});
	return found.map(({path, problem}) => {
		const below = path.slice(folder.length + 1);
		return `${isUnix ? below : below.replaceAll('\\', '/')}${problem === null ? '' : ` ${problem.status}: ${problem.reason}`}`;
	});
}

describe('inputs', () => {
	it('are found at any depth, each once, in the order of their paths', async () => {
		await put('b/x.log', 'a/y/z/1.log', 'a/y.log', 'B.log', 'a-b.log');
		expect(await find(['.', 'a', 'b/x.log', 'b/../b/x.log'])).toEqual(['B.log', 'a-b.log', 'a/y.log', 'a/y/z/1.log', 'b/x.log']);
	});

	it('have sizes and times', async () => {
		await put('a.log');
		const [input] = await findInputs({inputs: [folder]});
		expect(input).toMatchObject({bytes: 5, raw: null, problem: null});
		expect(Math.abs((input?.modified ?? 0) - Date.now())).toBeLessThan(60_000);
	});

	it('are found by patterns', async () => {
		await put('a/1.log', 'a/2.txt', 'b/1.log', 'b/c/d/1.log', '[x].log', 'a/10.log');
		expect(await find(['*/1.log'])).toEqual(['a/1.log', 'b/1.log']);
		expect(await find(['**/1.log'])).toEqual(['a/1.log', 'b/1.log', 'b/c/d/1.log']);
		expect(await find(['a/[0-9].*', 'a/??.log', 'a/[!1].txt'])).toEqual(['a/1.log', 'a/10.log', 'a/2.txt']);
		expect(await find(['b*'])).toEqual(['b/1.log', 'b/c/d/1.log']);
		expect(await find(['[x].log'])).toEqual(['[x].log']);
		expect(await find(['*.none'])).toEqual(['*.none failed: There is no file that fits this pattern.']);
	});

	it('that do not exist are said', async () => {
		expect(await find(['nothing', 'nothing/deep'])).toEqual([
			'nothing failed: It cannot be read: there is no such file or folder.',
			'nothing/deep failed: It cannot be read: there is no such file or folder.',
		]);
	});

	it('are never those of the output folder', async () => {
		await put('a.log', 'out/b.log', 'out/c/d.log');
		expect(await find(['.', 'out/b.log', 'out/c', 'out'], join(folder, 'out'))).toEqual(['a.log']);
	});

	it.runIf(isUnix)('are found behind links, which may go in circles', async () => {
		await put('real/a.log', 'other/b.log');
		await symlink('../real', join(folder, 'other/to-real'));
		await symlink('..', join(folder, 'real/up'));
		await symlink('self', join(folder, 'self'));
		await symlink('nowhere', join(folder, 'lost.log'));
		await symlink('real/a.log', join(folder, 'again.log'));
		expect(await find(['.'])).toEqual([
			'again.log skipped: It is a link to a file that is among the inputs already.',
			'lost.log failed: It is a link that leads nowhere.',
			'other/b.log',
			'other/to-real skipped: It is a link to a folder whose files are among the inputs already.',
			'real/a.log',
			'real/up skipped: It is a link to a folder whose files are among the inputs already.',
			'self failed: It cannot be read: its symbolic links go in circles.',
		]);
		expect((await find(['other'])).filter((path) => !path.includes('skipped'))).toEqual([
			'other/b.log',
			'other/to-real/a.log',
			'other/to-real/up/lost.log failed: It is a link that leads nowhere.',
			'other/to-real/up/self failed: It cannot be read: its symbolic links go in circles.',
		]);
	});

	it.runIf(isUnix)('are no pipes and sockets', async () => {
		execFileSync('mkfifo', [join(folder, 'pipe.log')]);
		const server = createServer().listen(join(folder, 'socket.log'));
		await new Promise((resolve) => server.once('listening', resolve));
		await symlink('/dev/null', join(folder, 'null.log'));
		try {
			expect(await find(['.'])).toEqual([
				'null.log skipped: It is a device, not a file; reading it could wait for ever.',
				'pipe.log skipped: It is a named pipe, not a file; reading it could wait for ever.',
				'socket.log skipped: It is a socket, not a file; reading it could wait for ever.',
			]);
		} finally {
			server.close();
		}
	});

	it.runIf(process.platform === 'linux')('may have names that are no text', async () => {
		const name = Buffer.concat([Buffer.from(`${folder}/B`), Buffer.of(0xdc), Buffer.from('RO')]);
		await mkdir(name);
		await writeFile(Buffer.concat([name, Buffer.from('/a.log')]), '');
		await put('b.log');
		expect(await find(['.'])).toEqual(['B\\xDCRO/a.log', 'b.log']);
		// Others look the same, and none is lost.
		await put('B\\xDCRO/a.log');
		await writeFile(Buffer.concat([name, Buffer.from('/\\xDC')]), '');
		await writeFile(Buffer.concat([name, Buffer.from('/'), Buffer.of(0xdc)]), '');
		expect(await find(['.'])).toEqual(['B\\xDCRO/\\x5CxDC', 'B\\xDCRO/\\xDC', 'B\\xDCRO/a.log', 'B\\xDCRO/a.log (name in bytes)', 'b.log']);
	});

	it('may have paths over 260 characters', async () => {
		const deep = Array.from({length: 12}, (_, at) => `${at}-${'x'.repeat(40)}`).join('/');
		await put(`${deep}/a.log`);
		expect(await find(['.'])).toEqual([`${deep}/a.log`]);
	});

	it.runIf(isUnix)('in folders that cannot be listed are said to be missing', async () => {
		await put('closed/a.log', 'b.log');
		await chmod(folder, 0o755);
		await chmod(join(folder, 'closed'), 0);
		// Nothing is closed to root, who can be somebody else meanwhile.
		const isRoot = process.getuid?.() === 0;
		if (isRoot) process.seteuid?.(NOBODY);
		try {
			expect(await find(['.'])).toEqual(['b.log', 'closed failed: It is a folder that cannot be listed: reading it is not permitted.']);
		} finally {
			if (isRoot) process.seteuid?.(0);
			await chmod(join(folder, 'closed'), 0o755);
		}
	});
});
