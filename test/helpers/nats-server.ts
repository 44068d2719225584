/** A NATS server of a test: on a free port of the loopback, with its data in a folder of the test. */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isMissing} from './needs.js';

export const isNatsMissing: boolean = isMissing('nats-server', spawnSync('nats-server', ['--version']).status === 0);

export interface NatsServer {
	/** `127.0.0.1:PORT` */
	readonly address: string;
	/** As a power cut would. */
	kill(): Promise<void>;
	/** On the same port, with the data that it had. */
	start(): Promise<void>;
	eraseData(): Promise<void>;
	/** Also takes its data away. */
	close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

/** @param options more of the command line of nats-server @param hasJetStream keeps messages */
export async function startNats(options: readonly string[] = [], hasJetStream = true): Promise<NatsServer> {
	const folder = await mkdtemp(join(tmpdir(), 'wulens-nats-'));
	const data = join(folder, 'data');
	let port = -1;
	let child: ChildProcess | null = null;

	async function start(): Promise<void> {
		const ports = await mkdtemp(join(folder, 'ports-'));
		await mkdir(data, {recursive: true});
		const args = [
			'-a',
			'127.0.0.1',
			'-p',
			String(port),
			'--ports_file_dir',
			ports,
			...(hasJetStream ? ['-js', '-sd', data] : []),
			...options,
		];
		child = spawn('nats-server', args, {stdio: 'ignore'});
		port = await portIn(ports);
	}

	async function kill(): Promise<void> {
		const dying = child;
		child = null;
		if (dying === null) return;
		const end = new Promise((resolve) => dying.once('exit', resolve));
		dying.kill('SIGKILL');
		await end;
	}

	await start();
	return {
		get address() {
			return `127.0.0.1:${port}`;
		},
		kill,
		start,
		eraseData: () => rm(data, {recursive: true, force: true}),
		async close() {
			await kill();
			await rm(folder, {recursive: true, force: true});
		},
	};
}

/** The server writes it once it listens. */
async function portIn(folder: string): Promise<number> {
	for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
		for (const name of await readdir(folder)) {
			const [, port] = /"nats":\s*\[\s*"[a-z]+:\/\/127\.0\.0\.1:(\d+)"/.exec(await readFile(join(folder, name), 'utf8')) ?? [];
			if (port !== undefined) return Number(port);
		}
	}
	throw new Error('nats-server did not start');
}
