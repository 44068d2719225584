/** Firefox that nobody sees, asked over WebDriver BiDi: opens pages, chooses files in them, and runs expressions. */
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {isMissing} from './needs.js';

const program = (process.env.PATH ?? '')
	.split(delimiter)
	.flatMap((folder) => [join(folder, 'firefox-esr'), join(folder, 'firefox')])
	.find((path) => existsSync(path));

export const isFirefoxMissing: boolean = isMissing('Firefox on PATH', program !== undefined);

const MAX_WAIT_MS = 30_000;

interface FirefoxPage {
	/** What it wrote to the console, and errors in it. */
	readonly complaints: readonly string[];
	/** Chooses files, by their paths. */
	chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
	/** The value of an expression, which may be a promise. */
	evaluate(expression: string): Promise<unknown>;
	/** Waits until an expression is true. @throws Error after a while */
	until(expression: string): Promise<void>;
}

export interface Firefox {
	open(url: string): Promise<FirefoxPage>;
	close(): Promise<void>;
}

/** @throws Error where there is no browser */
export async function startFirefox(): Promise<Firefox> {
	if (program === undefined) throw new Error('there is no Firefox on PATH');
	const profile = mkdtempSync(join(tmpdir(), 'wulens-firefox-'));
	const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: {...process.env, HOME: profile},
	});
	const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
	const address = await new Promise<string>((resolve, reject) => {
		let said = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			said += text;
			const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
			if (found !== undefined) resolve(found);
		});
		child.on('close', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)));
	});
	const protocol = await connect(`${address}/session`);
	await protocol.call('session.new', {capabilities: {}});
	await protocol.call('session.subscribe', {events: ['log.entryAdded']});
	return {
		open: (url) => openTab(protocol, url),
		async close() {
			await protocol.call('browser.close', {}).catch(() => {});
			child.kill();
			await closed;
			rmSync(profile, {recursive: true, force: true, maxRetries: 5});
		},
	};
}

async function openTab(protocol: Protocol, url: string): Promise<FirefoxPage> {
	const {context} = await protocol.call('browsingContext.create', {type: 'tab'});
	await protocol.call('browsingContext.navigate', {context, url, wait: 'complete'});
	const target = {context};
	const complaints: string[] = [];
	protocol.listen((method, params) => {
		if (method === 'log.entryAdded') complaints.push(String(params.text));
	});

	async function result(expression: string): Promise<Values> {
		const answer = await protocol.call('script.evaluate', {expression, target, awaitPromise: true, resultOwnership: 'root'});
		if (answer.type !== 'success') throw new Error(`${expression}: ${JSON.stringify(answer.exceptionDetails)}`);
		return answer.result as Values;
	}

	return {
		complaints,
		async chooseFiles(selector, paths) {
			const element = await result(`document.querySelector(${JSON.stringify(selector)})`);
			await protocol.call('input.setFiles', {context, element: {sharedId: element.sharedId}, files: paths});
		},
		evaluate: async (expression) => (await result(expression)).value,
		async until(expression) {
			for (const begin = performance.now(); performance.now() - begin < MAX_WAIT_MS; ) {
				if ((await result(`Boolean(${expression})`)).value === true) return;
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
			throw new Error(`never true: ${expression}`);
		},
	};
}

type Values = Readonly<Record<string, unknown>>;

interface Protocol {
	/** @throws Error with what the browser says against it */
	call(method: string, params: Values): Promise<Values>;
	listen(listener: (method: string, params: Values) => void): void;
}

function connect(address: string): Promise<Protocol> {
	const socket = new WebSocket(address);
	const waiting = new Map<number, {readonly resolve: (result: Values) => void; readonly reject: (error: Error) => void}>();
	const listeners: ((method: string, params: Values) => void)[] = [];
	let count = 0;
	socket.onmessage = ({data}: {readonly data: unknown}) => {
		const {id, type, result, method, params, error, message}: Values = JSON.parse(String(data));
		if (typeof id !== 'number') {
			for (const listener of listeners) listener(String(method), params as Values);
			return;
		}
		const call = waiting.get(id);
		waiting.delete(id);
		if (type === 'success') call?.resolve(result as Values);
		else call?.reject(new Error(`${String(error)}: ${String(message)}`));
	};
	return new Promise((resolve, reject) => {
		socket.onerror = () => reject(new Error(`nobody listens at ${address}`));
		socket.onopen = () =>
			resolve({
				call: (method, params) =>
					new Promise((answer, refuse) => {
						waiting.set(++count, {resolve: answer, reject: refuse});
						socket.send(JSON.stringify({id: count, method, params}));
					}),
				listen: (listener) => void listeners.push(listener),
			});
	});
}
