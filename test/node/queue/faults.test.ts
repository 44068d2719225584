/** Workers and servers that die, jobs that come twice, files that kill: nothing is lost, nothing is there twice, the bytes are the same. */
import {spawn} from 'node:child_process';
import {cp, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {jetstream, jetstreamManager} from '@nats-io/jetstream';
import {connect, headers} from '@nats-io/transport-node';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {GIVEN_UP} from '../../../dist/node/triage/reading-process.js';
import {makeFleet} from '../../helpers/fleet.js';
import {isNatsMissing, type NatsServer, startNats} from '../../helpers/nats-server.js';
import {produce, type QueueRun, startWorkers, type Workers} from '../../helpers/queue-runs.js';
import {doneOf, resultsOf, runTriage, stableBytes} from '../../helpers/triage-runs.js';

const PRODUCER = fileURLToPath(new URL('./producer.mjs', import.meta.url));

describe.skipIf(isNatsMissing)('faults of a queue (needs nats-server)', {timeout: 240_000}, () => {
	let fleet = '';
	let expected = '';
	let folder = '';
	let root = '';
	let out = '';
	let nats: NatsServer;
	let workers: Workers | null = null;

	beforeAll(async () => {
		fleet = await mkdtemp(join(tmpdir(), 'wulens-queue-fleet-'));
		await makeFleet({folder: join(fleet, 'logs'), machines: 40});
		await runTriage({inputs: [join(fleet, 'logs')], out: join(fleet, 'out')});
		expected = await stableBytes(join(fleet, 'out'));
	});

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wulens-queue-'));
		root = join(fleet, 'logs');
		out = join(folder, 'out');
		nats = await startNats();
	});

	afterEach(async () => {
		await workers?.stop();
		workers = null;
		await nats.close();
		await rm(folder, {recursive: true, force: true});
	});

	afterAll(() => rm(fleet, {recursive: true, force: true}));

	function work(options: {readonly count?: number; readonly jobs?: number; readonly dying?: readonly string[]} = {}): Workers {
		workers = startWorkers({server: nats.address, root, out, ...options});
		return workers;
	}

	async function isAsExpected(): Promise<void> {
		expect(await stableBytes(out)).toBe(expected);
		// Nothing is left but what every run leaves, and the name of the queue.
		expect((await readdir(out)).sort()).toEqual(['.wulens', 'results.ndjson']);
	}

	it('none: two workers, and workers that have nothing to do', async () => {
		work({count: 2});
		const {queueEvents} = await produce(nats.address, {root, out});
		await isAsExpected();
		expect(queueEvents.map(({type}) => type)).not.toContain('problem');
		// An unchanged run needs no worker.
		await workers?.stop();
		workers = null;
		await produce(nats.address, {root, out});
		await isAsExpected();
	});

	it('workers die in the middle of jobs', async () => {
		const dying = work({count: 2, dying: ['started', '', join(folder, 'death'), '3']});
		await produce(nats.address, {root, out});
		await isAsExpected();
		expect(dying.deaths).toBe(3);
	});

	it('workers die after the work and before they say so', async () => {
		const dying = work({count: 2, dying: ['written', '', join(folder, 'death'), '2']});
		await produce(nats.address, {root, out});
		await isAsExpected();
		expect(dying.deaths).toBe(2);
	});

	it('the server dies and comes back', async () => {
		work({count: 2, dying: ['started', '', join(folder, 'death'), '2']});
		const {run, queued} = produceLater();
		await queued;
		for (let time = 0; time < 2; time++) {
			await new Promise((resolve) => setTimeout(resolve, 1200));
			await nats.kill();
			await nats.start();
		}
		await run;
		await isAsExpected();
	});

	it('the server loses its data', async () => {
		// Nobody works yet, so that there is something to lose.
		const {run, queued} = produceLater();
		await queued;
		await nats.kill();
		await nats.eraseData();
		await nats.start();
		work();
		const {queueEvents} = await run;
		await isAsExpected();
		expect(queueEvents.filter(({type}) => type === 'queued')).toMatchObject([{again: false}, {again: true}]);
	});

	it('jobs come twice', async () => {
		const connection = await connect({servers: nats.address});
		const client = jetstream(connection);
		let copied = 0;
		// Whatever is sent to the stream is sent again, under another id.
		connection.subscribe('wulens.*.jobs.>', {
			callback(_error, message) {
				if (message.headers?.get('copy') === 'yes' || message.data.length === 0) return;
				copied++;
				const copy = headers();
				copy.set('copy', 'yes');
				void client.publish(message.subject, message.data, {msgID: `copy-${copied}`, headers: copy}).catch(() => {});
			},
		});
		work({count: 2});
		await produce(nats.address, {root, out});
		await isAsExpected();
		expect(copied).toBeGreaterThan(0);
		await connection.close();
	});

	it('a job leaves the queue without results: it is put in again', async () => {
		const connection = await connect({servers: nats.address});
		const {run, queued} = produceLater();
		await queued;
		const manager = await jetstreamManager(connection);
		expect((await manager.streams.purge(`wulens-${await queueName()}`)).purged).toBeGreaterThan(0);
		work();
		const {queueEvents} = await run;
		await isAsExpected();
		expect(queueEvents.map(({type}) => type)).not.toContain('left-over');
		await connection.close();
	});

	/** @returns also when its jobs are in the queue */
	function produceLater(): {readonly run: Promise<QueueRun>; readonly queued: Promise<void>} {
		let onQueued = (): void => {};
		const queued = new Promise<void>((resolve) => {
			onQueued = resolve;
		});
		return {run: produce(nats.address, {root, out, onQueued: () => onQueued()}), queued};
	}

	async function queueName(): Promise<string> {
		return (JSON.parse(await readFile(join(out, '.wulens', 'queue.json'), 'utf8')) as {readonly name: string}).name;
	}

	it('a file kills every process that reads it: the others are read, and it is told', async () => {
		root = join(folder, 'logs');
		await cp(join(fleet, 'logs'), root, {recursive: true, verbatimSymlinks: true});
		const sample = await readFile(fileURLToPath(new URL('../../../samples/wsus-http.log', import.meta.url)));
		await writeFile(join(root, 'aborts.log'), sample);
		const dying = work({count: 2, dying: ['reading']});
		await produce(nats.address, {root, out});
		const results = await resultsOf(out);
		expect(results.filter(({report}) => report.reason === GIVEN_UP).map(({report}) => report.path)).toEqual([join(root, 'aborts.log')]);
		expect((await doneOf(out)).filter(({isFatal}) => isFatal).map(({path}) => path)).toEqual([join(root, 'aborts.log')]);
		// Once among others; alone, it killed only what the worker had started for it.
		expect(dying.deaths).toBe(1);
		const others = results.filter(({report}) => report.path !== join(root, 'aborts.log'));
		const alone = await resultsOf(join(fleet, 'out'));
		expect(others.map(({report}) => [report.path.slice(root.length), report.member, report.status])).toEqual(
			alone.map(({report}) => [report.path.slice(join(fleet, 'logs').length), report.member, report.status]),
		);
	});

	it('workers are killed whenever they read a file: it is not held against the file, which the producer reads', async () => {
		const [{path} = {path: ''}] = await doneOf(join(fleet, 'out'));
		const name = path.slice(root.length).replaceAll(/[^A-Za-z0-9]/g, '.');
		const dying = work({count: 2, dying: ['started', `${name}$`, join(folder, 'death'), '99']});
		const {queueEvents} = await produce(nats.address, {root, out});
		await isAsExpected();
		expect(queueEvents).toContainEqual({
			type: 'problem',
			worker: expect.any(String),
			problem: expect.stringContaining('3 workers were lost'),
		});
		expect(queueEvents.at(-1)).toMatchObject({type: 'left-over'});
		expect(dying.deaths).toBeGreaterThan(3);
	});

	it('the producer is killed, and another goes on with what workers did meanwhile', async () => {
		work();
		const first = spawn(process.execPath, [PRODUCER, nats.address, root, out], {stdio: 'ignore'});
		const end = new Promise((resolve) => first.once('exit', resolve));
		while (!(await hasShards())) await new Promise((resolve) => setTimeout(resolve, 20));
		// A second one must wait for its turn.
		const second = produce(nats.address, {root, out});
		await expect(second).rejects.toThrow(/another run \(process \d+ on .*\) is writing to/);
		first.kill('SIGKILL');
		await end;
		await produce(nats.address, {root, out});
		await isAsExpected();
	});

	async function hasShards(): Promise<boolean> {
		const names = await readdir(join(out, 'shards')).catch((): readonly string[] => []);
		return names.some((name) => name.endsWith('.ndjson'));
	}

	it('two producers with two folders do not get in the way of each other', async () => {
		const other = join(folder, 'other');
		work();
		const others = startWorkers({server: nats.address, root, out: other});
		try {
			await Promise.all([produce(nats.address, {root, out}), produce(nats.address, {root, out: other})]);
		} finally {
			await others.stop();
		}
		await isAsExpected();
		expect(await stableBytes(other)).toBe(expected);
	});

	it('workers whose root lacks the files leave them to others, and in the end to the producer', async () => {
		const empty = await mkdtemp(join(folder, 'empty-'));
		workers = startWorkers({server: nats.address, root: empty, out});
		const {queueEvents} = await produce(nats.address, {root, out});
		await isAsExpected();
		expect(queueEvents.find(({type}) => type === 'problem')).toMatchObject({problem: expect.stringContaining('is not there.')});
		expect(queueEvents.at(-1)).toMatchObject({type: 'left-over'});
	});
});
