/** Runs the built command the way a user does, and gives back what it printed. */
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

export const PROJECT: string = fileURLToPath(new URL('../..', import.meta.url));
const BIN = fileURLToPath(new URL('../../bin/wulens.js', import.meta.url));

export interface Run {
	readonly stdout: string;
	readonly stderr: string;
	readonly status: number | null;
}

export interface RunOptions {
	readonly input?: Uint8Array | string;
	readonly env?: Readonly<Record<string, string>>;
	/** Closes standard output after so many bytes, as `head` does. */
	readonly closeAfter?: number;
	/** @default the project */
	readonly cwd?: string;
	/** Another Node than the one that runs the tests. */
	readonly node?: string;
}

export function runWulens(args: readonly string[], options: RunOptions = {}): Promise<Run> {
	return new Promise((resolve, reject) => {
		const {PATH = '', HOME = ''} = process.env;
		const child = spawn(options.node ?? process.execPath, [BIN, ...args], {
			cwd: options.cwd ?? PROJECT,
			env: {PATH, HOME, LANG: 'C.UTF-8', ...options.env},
		});
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
			if (options.closeAfter !== undefined && stdout.length >= options.closeAfter) child.stdout.destroy();
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.stdin.on('error', () => {});
		child.on('error', reject);
		child.on('close', (status) => resolve({stdout, stderr, status}));
		child.stdin.end(options.input ?? '');
	});
}
