/** `wulens collect`: gathers the logs and settings of this Windows PC into one archive, for another to read. */
import {spawn} from 'node:child_process';
import {hostname} from 'node:os';
import {join, resolve} from 'node:path';
import {fileNameOf} from '../../core/collect/collect-table.js';
import {collect, type CollectPlatform, type CommandResult, itemText} from '../../node/collect/collect.js';
import {outputErrorReason} from '../../node/input-error.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import type {Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

const ELSEWHERE =
	'collect gathers the update logs and settings of a Windows PC, so it runs on Windows only; on a PC without wulens, use collect.cmd.';

export async function collectCommand({values, positionals}: Parsed<'collect'>): Promise<ExitCode> {
	if (positionals.length > 0) throw new UsageError('collect takes no files. Name the archive to write with --out.');
	if (process.platform !== 'win32') throw new UsageError(ELSEWHERE);
	const platform = thisPc();
	const path = resolve(values.out ?? `${fileNameOf(platform.machine)}.zip`);
	const output = outputTo(process.stdout);
	const lines: string[] = [];
	try {
		await collect(path, platform, (item) => lines.push(itemText(item)));
	} catch (error) {
		const reason = outputErrorReason(error);
		if (reason === null) throw error;
		throw new UsageError(`${path} cannot be written: ${reason}.`, {cause: error});
	}
	await output.write(`${lines.map((line) => `${line}\n`).join('')}Wrote ${path}. Read it with: wulens analyze "${path}"\n`);
	return EXIT.done;
}

function thisPc(): CollectPlatform {
	const system = process.env.SystemRoot ?? 'C:\\Windows';
	return {
		variables: {SystemRoot: system},
		machine: process.env.COMPUTERNAME ?? hostname(),
		run: (program, args) => run(join(system, 'System32', program), args),
	};
}

function run(program: string, args: readonly string[]): Promise<CommandResult> {
	return new Promise((done, reject) => {
		const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true});
		const chunks: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.on('error', reject);
		child.on('close', (status) => done({status, output: Buffer.concat(chunks)}));
	});
}
