/** Finds a browser, and opens pages in it that nobody sees: one process for all pages of a test file. */
import {spawn} from 'node:child_process';
import {accessSync, constants, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import type {Readable, Writable} from 'node:stream';
import {isMissing} from './needs.js';

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

/** The program; `null`: there is none. */
export const chromium: string | null = find(['chromium', 'chromium-browser', 'google-chrome']);

export const isChromiumMissing: boolean = isMissing('Chromium on PATH', chromium !== null);

export interface Opened {
	/** The page as the browser understood it. */
	readonly dom: string;
	/** What it wrote to the console: errors of the page, and what the policy of the page refused. */
	readonly console: readonly string[];
	/** Addresses that it asked for, those of the page and of files beside it excepted. */
	readonly requests: readonly string[];
}

export interface Browser {
	/** Opens an address anew. */
	open(url: string): Promise<Opened>;
	close(): Promise<void>;
}

/** The page after what it does next: messages of frames, two frames drawn, a refresh that markup may ask for. */
const SETTLED = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
	setTimeout(() => resolve(document.documentElement.outerHTML), 30))))`;

/** @throws Error where there is no browser */
export async function startChromium(): Promise<Browser> {
	if (chromium === null) throw new Error('there is no chromium on PATH');
	const profile = mkdtempSync(join(tmpdir(), 'wulens-chromium-'));
	const options = [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--disable-dev-shm-usage',
		'--hide-scrollbars',
		'--remote-debugging-pipe',
		`--user-data-dir=${profile}`,
	];
	const child = spawn(chromium, options, {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
	const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
	const protocol = createProtocol(child.stdio[3] as Writable, child.stdio[4] as Readable);
	child.on('close', (code, signal) => protocol.fail(new Error(`the browser ended with ${code ?? signal}`)));
	child.on('error', (error) => protocol.fail(error));
	await protocol.call('Target.getTargets');
	const page = await openTab(protocol);
	return {
		async open(url) {
			// What differs from the last address only behind its # would not be loaded anew.
			await page.load('about:blank');
			return page.load(url);
		},
		async close() {
			await protocol.call('Browser.close');
			await closed;
			rmSync(profile, {recursive: true, force: true, maxRetries: 5});
		},
	};
}

/** Another tab would be another process. */
async function openTab(protocol: Protocol): Promise<{load(url: string): Promise<Opened>}> {
	const {targetId} = await protocol.call('Target.createTarget', {url: 'about:blank'});
	const {sessionId} = await protocol.call('Target.attachToTarget', {targetId, flatten: true});
	const session = String(sessionId);
	let console: string[] = [];
	let requests: string[] = [];
	let loaded: () => void = () => {};
	protocol.listen(session, (method, params) => {
		if (method === 'Page.loadEventFired') loaded();
		else if (method === 'Network.requestWillBeSent') {
			const address = String(nested(params, 'request', 'url'));
			if (!address.startsWith('file:')) requests.push(address);
		} else if (method === 'Log.entryAdded') console.push(String(nested(params, 'entry', 'text')));
		else if (method === 'Runtime.consoleAPICalled' || method === 'Runtime.exceptionThrown') console.push(JSON.stringify(params));
	});
	for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await protocol.call(`${domain}.enable`, {}, session);
	return {
		async load(url) {
			[console, requests] = [[], []];
			const isLoaded = new Promise<void>((resolve) => {
				loaded = resolve;
			});
			const {errorText} = await protocol.call('Page.navigate', {url}, session);
			if (errorText !== undefined) throw new Error(`${url}: ${String(errorText)}`);
			await isLoaded;
			const {result} = await protocol.call('Runtime.evaluate', {expression: SETTLED, awaitPromise: true}, session);
			return {dom: String(nested({result}, 'result', 'value')), console, requests};
		},
	};
}

type Values = Readonly<Record<string, unknown>>;

interface Protocol {
	/** @throws Error with what the browser says against it */
	call(method: string, params?: Values, sessionId?: string): Promise<Values>;
	listen(sessionId: string, listener: (method: string, params: Values) => void): void;
	/** Every call that waits for an answer fails, and every later one. */
	fail(error: Error): void;
}

/** The browser's protocol for tools: JSON messages on two pipes, each with a zero byte at its end. */
function createProtocol(input: Writable, output: Readable): Protocol {
	const waiting = new Map<number, {readonly resolve: (result: Values) => void; readonly reject: (error: Error) => void}>();
	const listeners = new Map<string, (method: string, params: Values) => void>();
	let failure: Error | null = null;
	let count = 0;
	let rest = '';
	output.setEncoding('utf8').on('data', (text: string) => {
		const messages = text.split('\0');
		messages[0] = rest + (messages[0] ?? '');
		rest = messages.pop() ?? '';
		for (const message of messages) receive(JSON.parse(message));
	});
	// It says more by how it ends.
	for (const stream of [input, output]) stream.on('error', () => {});

	function receive({id, method, params, result, error, sessionId}: Values): void {
		if (typeof id !== 'number') {
			listeners.get(String(sessionId))?.(String(method), params as Values);
			return;
		}
		const call = waiting.get(id);
		waiting.delete(id);
		if (error === undefined) call?.resolve(result as Values);
		else call?.reject(new Error(JSON.stringify(error)));
	}

	return {
		call(method, params = {}, sessionId) {
			return new Promise((resolve, reject) => {
				if (failure !== null) return reject(failure);
				waiting.set(++count, {resolve, reject});
				input.write(`${JSON.stringify({id: count, method, params, sessionId})}\0`);
			});
		},
		listen: (sessionId, listener) => void listeners.set(sessionId, listener),
		fail(error) {
			failure = error;
			for (const {reject} of waiting.values()) reject(error);
			waiting.clear();
		},
	};
}

function nested(values: Values, outer: string, inner: string): unknown {
	const value = values[outer];
	return typeof value === 'object' && value !== null ? (value as Values)[inner] : undefined;
}
