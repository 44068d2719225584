/** What workers read elsewhere has the bytes that a run here would have: settings, sets, archives, rules, names that are no text. */
import {mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {jetstream} from '@nats-io/jetstream';
import {connect} from '@nats-io/transport-node';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {RULES} from '../../../src/core/findings/rules/index.js';
import {isNatsMissing, type NatsServer, startNats} from '../../helpers/nats-server.js';
import {produce, workHere} from '../../helpers/queue-runs.js';
import {resultsOf, runTriage, stableBytes} from '../../helpers/triage-runs.js';
import {zipOf} from '../../helpers/zip-writer.js';

const SAMPLES = fileURLToPath(new URL('../../../samples/', import.meta.url));
const POLICY = JSON.stringify({SetProxyBehaviorForUpdateDetection: 1});

describe.skipIf(isNatsMissing)('a queue (needs nats-server)', {timeout: 240_000}, () => {
	let folder = '';
	let logs = '';
	let elsewhere = '';
	let out = '';
	let nats: NatsServer;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wulens-queue-'));
		[logs, elsewhere, out] = [join(folder, 'logs'), join(folder, 'elsewhere'), join(folder, 'out')];
		await putLogs(logs);
		nats = await startNats();
	});

	afterEach(async () => {
		await nats.close();
		await rm(folder, {recursive: true, force: true});
	});

	async function putLogs(to: string): Promise<void> {
		const log = await readFile(join(SAMPLES, 'wsus-https-store-empty-ok.log'));
		const files: readonly (readonly [string | Buffer, Uint8Array | string])[] = [
			['berlin/PC-1/WindowsUpdate.log', log],
			['berlin/PC-1/policy.json', POLICY],
			['berlin/PC-2/WindowsUpdate.log', await readFile(join(SAMPLES, 'online-user-proxy-rescue.log'))],
			['paris/fleet.zip', zipOf({name: 'PC-3/WindowsUpdate.log', data: log}, {name: 'PC-3/policy.json', data: POLICY})],
			['paris/PC-4/WindowsUpdate.20240312.1.etl', 'no trace'],
			['paris/PC-4/WindowsUpdate.20240312.2.etl', 'no trace either'],
			['notes.txt', 'no log'],
		];
		for (const [name, data] of files) {
			const path = join(to, String(name));
			await mkdir(join(path, '..'), {recursive: true});
			await writeFile(path, data);
		}
		if (process.platform === 'linux')
			await writeFile(Buffer.concat([Buffer.from(`${to}/PC-`), Buffer.from([0xe4, 0x2e, 0x6c, 0x6f, 0x67])]), log);
	}

	it('gives the same bytes, though workers have the files in another place', async () => {
		const policy = join(folder, 'named.json');
		await writeFile(policy, JSON.stringify({DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection: 1}));
		const rule = RULES.find(({id}) => id === 'wsus-certificate-store-empty');
		if (rule === undefined) throw new Error('there is no such rule');
		const options = {
			rules: [{...rule, id: 'rule-of-a-user', title: 'A rule of a user'}],
			policies: [policy],
			machinePattern: /logs\/[a-z]+\/([^/]+)/i,
		};
		await runTriage({inputs: [logs], out: join(folder, 'one'), ...options});
		await putLogs(elsewhere);
		const [, done] = await Promise.all([
			produce(nats.address, {root: logs, out, ...options}),
			workHere(nats.address, {root: elsewhere, out, jobs: 2}),
		]);
		expect(await stableBytes(out)).toBe(await stableBytes(join(folder, 'one')));
		expect(done.inputs).toBe(7);
		const text = await stableBytes(out);
		expect(text).toContain('policy.json');
		expect(text).toContain('named.json');
		expect(text).toContain('rule-of-a-user');
		expect(text).not.toContain('elsewhere');
	});

	it('is read by sites: each worker needs and takes only what is its own', async () => {
		await runTriage({inputs: [logs], out: join(folder, 'one')});
		const [berlin, rest] = [join(folder, 'berlin'), join(folder, 'rest')];
		await putLogs(rest);
		await mkdir(berlin);
		await rename(join(rest, 'berlin'), join(berlin, 'berlin'));
		const problems: string[] = [];
		const atBerlin = workHere(nats.address, {root: berlin, out, site: 'Berlin', idleMs: 4000});
		const nowhere = workHere(nats.address, {
			root: berlin,
			out,
			site: 'rome',
			idleMs: 3000,
			listener: (event) => void (event.type === 'problem' && problems.push(event.problem)),
		});
		const run = produce(nats.address, {root: logs, out});
		const done = await atBerlin;
		await nowhere;
		const {inputs} = await workHere(nats.address, {root: rest, out});
		const {queueEvents} = await run;
		expect(await stableBytes(out)).toBe(await stableBytes(join(folder, 'one')));
		expect([done.inputs, inputs]).toEqual([3, 4]);
		expect(problems).toEqual(['This run has no files in a folder "rome" directly below its root.']);
		expect(queueEvents.flatMap((event) => (event.type === 'problem' ? [event.problem] : []))).toEqual(problems);
	});

	it('reads only what is new or has changed, with what lies beside it', async () => {
		const workers = new AbortController();
		const working = workHere(nats.address, {root: logs, out, idleMs: null, signal: workers.signal});
		await produce(nats.address, {root: logs, out});
		await writeFile(join(logs, 'berlin', 'PC-1', 'policy.json'), JSON.stringify({SetProxyBehaviorForUpdateDetection: 0}));
		const {events} = await produce(nats.address, {root: logs, out});
		workers.abort();
		await working;
		expect(events.find(({type}) => type === 'planned')).toMatchObject({toRead: 2, kept: 5});
		await runTriage({inputs: [logs], out: join(folder, 'one')});
		expect(await stableBytes(out)).toBe(await stableBytes(join(folder, 'one')));
	});

	it('can be interrupted, and went on with', async () => {
		const interruption = new AbortController();
		const first = await produce(nats.address, {root: logs, out, signal: interruption.signal, onQueued: () => interruption.abort()});
		expect(first.outcome.type).toBe('interrupted');
		await Promise.all([produce(nats.address, {root: logs, out}), workHere(nats.address, {root: logs, out, idleMs: 4000})]);
		await runTriage({inputs: [logs], out: join(folder, 'one')});
		expect(await stableBytes(out)).toBe(await stableBytes(join(folder, 'one')));
	});

	it('with hostile jobs in it reads nothing outside the root, writes nothing outside the output, and goes on', async () => {
		await writeFile(join(folder, 'secret.log'), await readFile(join(SAMPLES, 'wsus-http.log')));
		const {jobOf, jobText} = await import('../../../dist/node/queue/job.js');
		const {bytes} = {bytes: (await readFile(join(folder, 'secret.log'))).length};
		const connection = await connect({servers: nats.address});
		const problems: string[] = [];
		let put = Promise.resolve();
		const run = produce(nats.address, {
			root: logs,
			out,
			onQueued() {
				put = (async () => {
					const {name} = JSON.parse(await readFile(join(out, '.wulens', 'queue.json'), 'utf8')) as {readonly name: string};
					const settings = (await readdir(join(out, 'shards'))).find((file) => file.startsWith('settings-'))?.slice(9, 25) ?? '';
					const secret = {path: '/shown.log', below: '../secret.log', isBytes: false, bytes, modified: 0, namesFrom: 0, parts: null};
					const job = jobText(jobOf(settings, [secret], false));
					for (const text of [job, job.replace(/"id":"[^"]*"/, '"id":"../../../x"'), '\u001b[2J', '{}'])
						await jetstream(connection).publish(`wulens.${name}.jobs.all`, text);
					connection.publish(`wulens.${name}.progress`, JSON.stringify({worker: '\u001b[2J', bytesInWork: 1e300, hasWritten: 5}));
				})();
			},
		});
		while ((await readdir(join(out, 'shards')).catch(() => [])).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
		await new Promise((resolve) => setTimeout(resolve, 500));
		await workHere(nats.address, {
			root: logs,
			out,
			idleMs: 3000,
			listener: (event) => void (event.type === 'problem' && problems.push(event.problem)),
		});
		await run;
		await put;
		await connection.close();
		expect(problems.sort()).toEqual([
			'../secret.log is not below the root.',
			'The queue contains something that is not a job of this version of wulens.',
		]);
		expect((await resultsOf(out)).map(({report}) => report.path)).not.toContain('/shown.log');
		expect((await readdir(folder)).sort()).toEqual(['logs', 'out', 'secret.log']);
		await runTriage({inputs: [logs], out: join(folder, 'one')});
		expect(await stableBytes(out)).toBe(await stableBytes(join(folder, 'one')));
	});

	it('needs a server that keeps messages', async () => {
		const forgetful = await startNats([], false);
		try {
			await expect(workHere(forgetful.address, {root: logs, out})).rejects.toThrow(/^cannot use the queue: .*jetstream/i);
			await expect(produce(forgetful.address, {root: logs, out})).rejects.toThrow(/^cannot use the queue: .*jetstream/i);
		} finally {
			await forgetful.close();
		}
	});

	it('of another version of wulens is not read', async () => {
		const problems: string[] = [];
		const run = produce(nats.address, {root: logs, out});
		await workHere(nats.address, {
			root: logs,
			out,
			version: '1',
			idleMs: 6000,
			listener: (event) => void (event.type === 'problem' && problems.push(event.problem)),
		});
		const {queueEvents} = await run;
		expect(problems).toEqual(['This is wulens 1, and the run is one of wulens 0; they must be the same.']);
		// In the end the producer reads what nobody could.
		expect(queueEvents.at(-1)).toEqual({type: 'left-over', inputs: 7});
	});
});
