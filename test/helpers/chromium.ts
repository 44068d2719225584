/** Finds a browser, and opens pages in it that nobody sees. */
import {spawn} from 'node:child_process';
import {accessSync, constants, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {pathToFileURL} from 'node:url';

function find(names: readonly string[]): string | null {
	for (const name of names) {
		for (const folder of (process.env.PATH ?? '').split(delimiter)) {
			if (folder === '') continue;
			try {
				accessSync(join(folder, name), constants.X_OK);
				return join(folder, name);
			} catch {
				// Not in this folder.
			}
		}
	}
	return null;
}

export const chromium: string | null = find(['chromium', 'chromium-browser', 'google-chrome']);

/** Where everything must be tested, a missing browser is a failure. */
export const isChromiumRequired: boolean = process.env.WULENS_REQUIRE_ALL === '1';

export interface Opened {
	/** The page as the browser understood it. */
	readonly dom: string;
	/** What it wrote to the console: errors of the page, and what the policy of the page refused. */
	readonly console: readonly string[];
}

/** Opens a file with a profile of its own, and closes the browser again. */
export function openInChromium(browser: string, file: string, options: readonly string[] = []): Promise<Opened> {
	const profile = mkdtempSync(join(tmpdir(), 'wulens-chromium-'));
	const quiet = [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--disable-dev-shm-usage',
		'--enable-logging=stderr',
		'--v=0',
	];
	return new Promise<Opened>((resolve, reject) => {
		const child = spawn(
			browser,
			[...quiet, `--user-data-dir=${profile}`, '--virtual-time-budget=2000', ...options, '--dump-dom', pathToFileURL(file).href],
			{stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000},
		);
		let dom = '';
		let log = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			dom += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			log += text;
		});
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) resolve({dom, console: log.split('\n').filter((line) => line.includes('CONSOLE'))});
			else reject(new Error(`the browser ended with ${code ?? signal}: ${log}`));
		});
	}).finally(() => rmSync(profile, {recursive: true, force: true, maxRetries: 5}));
}
