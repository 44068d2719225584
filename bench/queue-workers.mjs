// Workers of a queue for a benchmark: a NATS server of its own on a free port, and so many `wulens work` beside one triage.
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export function hasNats() {
	return spawnSync('nats-server', ['--version']).status === 0;
}

/**
 * @param workers how many, each with one job at a time
 * @param triage runs a triage with these options more, to its end
 * @returns what it returns
 */
export async function withWorkers(bin, workers, {root, out}, triage) {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-queue-'));
	const server = spawn('nats-server', ['-a', '127.0.0.1', '-p', '-1', '-js', '-sd', folder, '--ports_file_dir', folder], {stdio: 'ignore'});
	const children = [server];
	try {
		const queue = await addressIn(folder);
		const args = [bin, 'work', '--queue', queue, '--root', root, '--out', out, '--jobs', '1', '-q'];
		for (let worker = 0; worker < workers; worker++) children.push(spawn(process.execPath, args, {stdio: 'ignore'}));
		return await triage(['--queue', queue]);
	} finally {
		await Promise.all(
			children.reverse().map((child) => {
				const end = new Promise((resolve) => child.once('close', resolve));
				child.kill('SIGTERM');
				return child.exitCode === null && child.signalCode === null ? end : undefined;
			}),
		);
		rmSync(folder, {recursive: true, force: true});
	}
}

/** The server writes it once it listens. */
async function addressIn(folder) {
	for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20)))
		for (const name of readdirSync(folder)) {
			const [, port] = name.endsWith('.ports') ? (/127\.0\.0\.1:(\d+)/.exec(readFileSync(join(folder, name), 'utf8')) ?? []) : [];
			if (port !== undefined) return `nats://127.0.0.1:${port}`;
		}
	throw new Error('nats-server did not start');
}
