/** `wulens triage --queue` and `wulens work` as users start them. */
import {spawn} from 'node:child_process';
import {cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {isNatsMissing, startNats} from '../helpers/nats-server.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

let folder = '';

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-work-'));
	for (const name of ['wsus-http', 'online-user-proxy-rescue']) {
		await mkdir(join(folder, 'logs', name), {recursive: true});
		await cp(join(PROJECT, 'samples', `${name}.log`), join(folder, 'logs', name, 'WindowsUpdate.log'));
	}
});

afterAll(() => rm(folder, {recursive: true, force: true}));

describe('what is missing or does not fit', () => {
	it.each<[readonly string[], string]>([
		[['work'], 'Name the address of the queue with --queue.'],
		[['work', '--queue', 'nats://127.0.0.1:1'], 'Name the folder of the logs with --root.'],
		[['work', '--queue', 'nats://127.0.0.1:1', '--root', '.'], 'Name the output folder of the triage with --out.'],
		[['triage', '--queue', 'nats://127.0.0.1:1', 'logs'], '--queue needs a folder that all workers can write to. Name it with --out.'],
		[
			['triage', '--queue', 'nats://127.0.0.1:1', '--out', 'o', '--redact', 'logs'],
			'--redact cannot be combined with --queue. Make the redacted outputs with wulens report --redact afterwards.',
		],
		[['triage', '--root', '.', 'logs'], '--root is for workers. Name their queue with --queue.'],
		[['triage', '--queue', 'http://x', '--out', 'o', 'logs'], 'the address of the queue must look like nats://HOST:PORT'],
	])('is told: %j', async (args, message) => {
		const {stderr, status} = await runWulens(args, {cwd: folder});
		expect(stderr).toBe(`wulens: ${message}\n`);
		expect(status).toBe(2);
		expect(await readdir(folder)).toEqual(['logs']);
	});

	it('may be the server, or a file with a secret', async () => {
		const nobody = await runWulens(['work', '--queue', 'nats://127.0.0.1:1', '--root', 'logs', '--out', 'logs'], {cwd: folder});
		expect(nobody.stderr).toMatch(/^wulens: cannot connect to the queue at 127\.0\.0\.1:1: [^\n]+\n$/);
		expect(nobody.status).toBe(2);
		const file = await runWulens(['work', '--queue', 'nats://h:1', '--root', '.', '--out', '.', '--queue-secret', 'no.txt'], {cwd: folder});
		expect(file.stderr).toBe('wulens: Cannot read no.txt: there is no such file.\n');
		expect(file.status).toBe(2);
	});
});

describe.skipIf(isNatsMissing)('a triage with a queue (needs nats-server)', {timeout: 240_000}, () => {
	it('has the outputs of one without, and tells nobody the password', async () => {
		const password = 'correct-horse-battery';
		const nats = await startNats(['--user', 'triage', '--pass', password]);
		try {
			const queue = ['--queue', `nats://${nats.address}`];
			await writeFile(join(folder, 'secret.txt'), `${password}\r\n`);
			const [run, work, alone] = await Promise.all([
				runWulens(['triage', ...queue, '--out', 'two', 'logs'], {
					cwd: folder,
					env: {WULENS_QUEUE_USER: 'triage', WULENS_QUEUE_PASSWORD: password},
				}),
				runWulens(
					[
						'work',
						...queue,
						'--queue-user',
						'triage',
						'--queue-secret',
						'secret.txt',
						'--root',
						'logs',
						'--out',
						'two',
						'--idle',
						'15',
						'-j1',
					],
					{cwd: folder},
				),
				runWulens(['triage', '--out', 'one', 'logs'], {cwd: folder}),
			]);
			expect([run.status, work.status, alone.status]).toEqual([0, 0, 0]);
			expect(run.stdout).toBe(alone.stdout);
			expect((await readdir(join(folder, 'two'))).sort()).toEqual((await readdir(join(folder, 'one'))).sort());
			for (const name of await readdir(join(folder, 'one'))) {
				if (name === '.wulens') continue;
				expect(await bytesOf('two', name), name).toBe(await bytesOf('one', name));
			}
			expect(run.stderr).toContain(`2 jobs in the queue; workers find the files below ${join(folder, 'logs')}\n`);
			expect(work.stderr).toMatch(/^wulens: Waiting for jobs from 127\.0\.0\.1:\d+\nwulens: 2 jobs done, 2 inputs, \d\.\d MB\n$/);
			for (const text of [run.stdout, run.stderr, work.stdout, work.stderr]) expect(text).not.toContain(password);
			for (const file of await readdir(join(folder, 'two'), {recursive: true, withFileTypes: true}))
				if (file.isFile()) expect(await readFile(join(file.parentPath, file.name), 'latin1'), file.name).not.toContain(password);
		} finally {
			await nats.close();
		}
	});

	/** Without what says when and how long. */
	async function bytesOf(out: string, name: string): Promise<string> {
		return (await readFile(join(folder, out, name), 'latin1')).replace(/"finished":"[^"]*","milliseconds":\d+/g, '');
	}

	it('ends a worker in order on Ctrl+C', async () => {
		const nats = await startNats();
		try {
			const args = [join(PROJECT, 'bin', 'wulens.js'), 'work', '--queue', nats.address, '--root', 'logs', '--out', 'three'];
			const worker = spawn(process.execPath, args, {cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});
			const end = new Promise((resolve) => worker.once('close', resolve));
			await new Promise((resolve) => worker.stderr.once('data', resolve));
			worker.kill('SIGINT');
			expect(await end).toBe(130);
		} finally {
			await nats.close();
		}
	});
});
