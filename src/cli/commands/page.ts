/** `wulens page`: writes the page that reads logs in a browser, or serves it on this computer. */
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {errorCode, inputErrorReason} from '../../node/input-error.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {withInterruption} from '../interruption.js';
import type {Parsed} from '../options/values.js';
import {outputTo, outputToFile} from '../output.js';
import {PAGE_FILE, readPageFile} from '../page-file.js';
import {UsageError} from '../usage-error.js';

const HOST = '127.0.0.1';
const MAX_PORT = 65_535;

/** The policy of the page stands in it, and is sent with it, too. */
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;

export async function pageCommand({values, positionals}: Parsed<'page'>): Promise<ExitCode> {
	const port = portOf(positionals);
	if (port !== null && !values.serve) throw new UsageError('A port is for --serve.');
	const page = await readPage();
	if (values.serve) return serve(page, port ?? 0);
	const output = await outputToFile(values.out);
	try {
		await output.write(page);
		await output.end();
	} finally {
		await output.discard();
	}
	await outputTo(process.stdout).write(`Wrote ${values.out}. Open it in a browser and drop logs on it.\n`);
	return EXIT.done;
}

/** `null`: none was named. @throws UsageError */
function portOf(positionals: readonly string[]): number | null {
	const [text, ...more] = positionals;
	if (text === undefined) return null;
	const port = Number(text);
	if (more.length > 0 || !/^\d{1,5}$/.test(text) || port > MAX_PORT)
		throw new UsageError(`The port must be one number from 0 to ${MAX_PORT}, not "${positionals.join(' ')}".`);
	return port;
}

/** @throws UsageError */
async function readPage(): Promise<string> {
	try {
		return await readPageFile();
	} catch (error) {
		throw new UsageError(`The page ${PAGE_FILE} cannot be read: ${inputErrorReason(error) ?? 'it is missing'}.`, {cause: error});
	}
}

async function serve(page: string, port: number): Promise<ExitCode> {
	const server = createPageServer(page);
	return withInterruption(async (signal) => {
		const address = await listen(server, port);
		await outputTo(process.stdout).write(`The page is at http://${HOST}:${address.port}/ on this computer. Press Ctrl+C to end.\n`);
		await new Promise<void>((resolve) => {
			signal.addEventListener('abort', () => resolve(), {once: true});
		});
		server.closeAllConnections();
		await new Promise((resolve) => {
			server.close(resolve);
		});
		return EXIT.done;
	});
}

/** @throws UsageError where the port cannot be had */
function listen(server: Server, port: number): Promise<AddressInfo> {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => {
			const reason = {EADDRINUSE: 'another program uses it', EACCES: 'the system does not allow it'}[errorCode(error) ?? ''];
			reject(reason === undefined ? error : new UsageError(`Port ${port} cannot be used: ${reason}.`));
		});
		server.listen(port, HOST, () => resolve(server.address() as AddressInfo));
	});
}

function createPageServer(page: string): Server {
	const bytes = Buffer.from(page);
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		'content-length': bytes.length,
		'content-security-policy': `${POLICY.exec(page)?.[1] ?? "default-src 'none'"}; frame-ancestors 'none'`,
		'cross-origin-opener-policy': 'same-origin',
		'referrer-policy': 'no-referrer',
		'x-content-type-options': 'nosniff',
		'cache-control': 'no-store',
	};
	return createServer((request, response) => {
		const isPage = request.url === '/' || request.url === '/wulens.html';
		const isAllowed = request.method === 'GET' || request.method === 'HEAD';
		if (isPage && isAllowed) response.writeHead(200, headers).end(request.method === 'GET' ? bytes : undefined);
		else response.writeHead(isPage ? 405 : 404, {'content-type': 'text/plain'}).end();
	});
}
