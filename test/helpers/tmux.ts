/** A real terminal: runs a command in tmux, sends keys, and reads what the screen shows. */
import {execFile, execFileSync, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {promisify} from 'node:util';
import {expect} from 'vitest';
import {isMissing} from './needs.js';
import {PROJECT} from './run-wulens.js';

const run = promisify(execFile);

/** So long a screen may take to show something, on a busy machine. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 40;

export const isTmuxMissing: boolean = isMissing('tmux', spawnSync('tmux', ['-V']).status === 0);

export interface Terminal {
	/** The screen now, without blanks at the ends of lines. */
	screen(): Promise<string>;
	/** The same with the sequences that colour it. */
	screenWithStyles(): Promise<string>;
	/** Names as tmux knows them: `Enter`, `C-c`, `PageDown`, `j`. */
	press(...keys: readonly string[]): Promise<void>;
	/** Characters as they are. */
	type(text: string): Promise<void>;
	/** As the terminal pastes: bracketed where the program asked for it. */
	paste(text: string): Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	/** Waits until the screen holds the text; the error tells what it held instead. */
	shows(text: string | RegExp): Promise<string>;
	/** Waits until it no longer does. */
	showsNot(text: string | RegExp): Promise<string>;
	/** Waits until the shell is in front again, which reads what is typed then. */
	isBack(): Promise<void>;
	/** What tmux knows about the pane, such as `alternate_on`, `cursor_flag`, `pane_pid`. */
	flag(name: string): Promise<string>;
	close(): void;
}

export interface TerminalOptions {
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** So long a screen may take to show something. */
	readonly patience?: number;
}

/** A shell in a terminal of its own; what is run in it leaves its traces on the screen. */
export async function openTerminal(options: TerminalOptions = {}): Promise<Terminal> {
	const {columns = 80, rows = 24, cwd = PROJECT, env = {}, patience = PATIENCE_MS} = options;
	const socket = `wulens-test-${process.pid}-${randomBytes(4).toString('hex')}`;
	const {PATH = '', HOME = ''} = process.env;
	const variables = {PATH, HOME, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TERM: 'screen-256color', ...env};
	const tmux = (...args: readonly string[]): Promise<{stdout: string}> =>
		run('tmux', ['-L', socket, '-f', '/dev/null', ...args], {env: variables, cwd, maxBuffer: 16 * 1024 * 1024});
	await tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), "env PS1='$ ' bash --norc --noprofile");
	await tmux('set-option', '-g', 'status', 'off');
	await tmux('set-option', '-g', 'escape-time', '0');
	await tmux('resize-window', '-x', String(columns), '-y', String(rows));

	async function screen(): Promise<string> {
		return (await tmux('capture-pane', '-p')).stdout.replace(/[ ]+$/gm, '');
	}

	async function waitFor(isRight: (shown: string) => boolean, what: string): Promise<string> {
		const giveUp = Date.now() + patience;
		for (;;) {
			const shown = await screen();
			if (isRight(shown)) return shown;
			if (Date.now() > giveUp) throw new Error(`the screen ${what}; it shows:\n${shown}`);
			await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
		}
	}

	const flag = async (name: string): Promise<string> => (await tmux('display-message', '-p', `#{${name}}`)).stdout.trim();
	const holds = (shown: string, text: string | RegExp): boolean => (typeof text === 'string' ? shown.includes(text) : text.test(shown));

	return {
		screen,
		screenWithStyles: async () => (await tmux('capture-pane', '-p', '-e')).stdout,
		press: async (...keys) => void (await tmux('send-keys', '--', ...keys)),
		type: async (text) => void (await tmux('send-keys', '-l', '--', text)),
		async paste(text) {
			await tmux('set-buffer', '--', text);
			await tmux('paste-buffer', '-p', '-d');
		},
		resize: async (newColumns, newRows) => void (await tmux('resize-window', '-x', String(newColumns), '-y', String(newRows))),
		async shows(text) {
			const shown = await waitFor((now) => holds(now, text), `does not come to show ${text}`);
			expect(holds(shown, text)).toBe(true);
			return shown;
		},
		async showsNot(text) {
			const shown = await waitFor((now) => !holds(now, text), `still shows ${text}`);
			expect(holds(shown, text)).toBe(false);
			return shown;
		},
		async isBack() {
			const giveUp = Date.now() + patience;
			while (!/^(?:ba)?sh$/.test(await flag('pane_current_command'))) {
				if (Date.now() > giveUp) throw new Error(`the shell does not come back; the screen shows:\n${await screen()}`);
				await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
			}
		},
		flag,
		close() {
			try {
				execFileSync('tmux', ['-L', socket, 'kill-server'], {stdio: 'ignore'});
			} catch {
				// It has ended already.
			}
		},
	};
}
