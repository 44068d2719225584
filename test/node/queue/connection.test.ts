/** How producers and workers get into a server, and that no message tells how. */
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectTo, type ServerOptions} from '../../../src/node/queue/connection.js';
import {QueueError} from '../../../src/node/queue/queue-error.js';
import {isNatsMissing, startNats} from '../../helpers/nats-server.js';
import {isMissing} from '../../helpers/needs.js';

const isOpensslMissing = isMissing('openssl', spawnSync('openssl', ['version']).status === 0);
const SECRET = 'correct-horse-battery';

async function isLetIn(options: ServerOptions): Promise<boolean> {
	const connection = await connectTo(options, 'test');
	await connection.flush();
	await connection.close();
	return true;
}

async function failureOf(options: ServerOptions): Promise<string> {
	const error: unknown = await connectTo(options, 'test').then(
		(connection) => connection.close(),
		(reason: unknown) => reason,
	);
	if (!(error instanceof QueueError)) throw new Error(`this is no message for a user: ${String(error)}`);
	expect(error.message).not.toContain(SECRET);
	return error.message;
}

describe('an address', () => {
	it.each([
		'',
		'http://host:4222',
		'nats://',
		'nats://host:99999',
		'nats://host:4222/path',
		'nats://ho st:4222',
		'nats://host?x',
	])('is not %j', async (url) => {
		expect(await failureOf({url})).toBe('the address of the queue must look like nats://HOST:PORT');
	});

	it('holds no password, and one that does is not repeated', async () => {
		expect(await failureOf({url: `nats://user:${SECRET}@host:4222`})).toBe(
			'the address of the queue cannot hold a user or a password; use --queue-user',
		);
	});

	it('where nobody listens is told', async () => {
		expect(await failureOf({url: 'nats://127.0.0.1:1', secret: SECRET})).toMatch(/^cannot connect to the queue at 127\.0\.0\.1:1: /);
	});

	it('may come with files that are not there', async () => {
		expect(await failureOf({url: 'tls://127.0.0.1:1', ca: '/nowhere/ca.pem'})).toMatch(/^cannot read \/nowhere\/ca\.pem: /);
	});
});

describe.skipIf(isNatsMissing)('a server (needs nats-server)', {timeout: 120_000}, () => {
	it('that wants a user and a password', async () => {
		const nats = await startNats(['--user', 'triage', '--pass', SECRET]);
		try {
			expect(await isLetIn({url: `nats://${nats.address}`, user: 'triage', secret: SECRET})).toBe(true);
			expect(await failureOf({url: nats.address, user: 'triage', secret: `${SECRET}-no`})).toMatch(/authorization/i);
			expect(await failureOf({url: nats.address})).toMatch(/authorization/i);
		} finally {
			await nats.close();
		}
	});

	it('that wants a token', async () => {
		const nats = await startNats(['--auth', SECRET]);
		try {
			expect(await isLetIn({url: nats.address, secret: SECRET})).toBe(true);
			expect(await failureOf({url: nats.address, secret: `${SECRET}-no`})).toMatch(/authorization/i);
		} finally {
			await nats.close();
		}
	});
});

describe.skipIf(isNatsMissing || isOpensslMissing)('a server with TLS (needs nats-server and openssl)', {timeout: 120_000}, () => {
	let folder = '';
	const file = (name: string): string => join(folder, name);

	function openssl(...args: readonly string[]): void {
		execFileSync('openssl', args, {cwd: folder, stdio: 'ignore'});
	}

	async function certificate(name: string, extensions: string): Promise<void> {
		await writeFile(file(`${name}.ext`), extensions);
		openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
		openssl(
			'x509',
			'-req',
			'-in',
			`${name}.csr`,
			'-CA',
			'ca.pem',
			'-CAkey',
			'ca.key',
			'-CAcreateserial',
			'-out',
			`${name}.pem`,
			'-extfile',
			`${name}.ext`,
		);
	}

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wulens-tls-'));
		for (const name of ['ca', 'other'])
			openssl(
				'req',
				'-x509',
				'-newkey',
				'rsa:2048',
				'-nodes',
				'-keyout',
				`${name}.key`,
				'-out',
				`${name}.pem`,
				'-subj',
				`/CN=${name}`,
				'-days',
				'2',
			);
		await certificate('server', 'subjectAltName=IP:127.0.0.1\n');
		await certificate('client', 'extendedKeyUsage=clientAuth\n');
	}, 120_000);

	afterAll(() => rm(folder, {recursive: true, force: true}));

	it('is trusted by the authority that is named, and no other', async () => {
		const nats = await startNats(['--tls', '--tlscert', file('server.pem'), '--tlskey', file('server.key')]);
		try {
			expect(await isLetIn({url: `tls://${nats.address}`, ca: file('ca.pem')})).toBe(true);
			expect(await failureOf({url: `tls://${nats.address}`, ca: file('other.pem')})).toMatch(/certificate/i);
			expect(await failureOf({url: `tls://${nats.address}`})).toMatch(/certificate/i);
		} finally {
			await nats.close();
		}
	});

	it('may want a certificate of us', async () => {
		const nats = await startNats([
			'--tlsverify',
			'--tlscert',
			file('server.pem'),
			'--tlskey',
			file('server.key'),
			'--tlscacert',
			file('ca.pem'),
		]);
		const us = {certificate: file('client.pem'), key: file('client.key')};
		try {
			expect(await isLetIn({url: `tls://${nats.address}`, ca: file('ca.pem'), ...us})).toBe(true);
			expect(await failureOf({url: `tls://${nats.address}`, ca: file('ca.pem')})).toMatch(/^cannot connect to the queue/);
		} finally {
			await nats.close();
		}
	});

	it('is not reached without encryption where that must be', async () => {
		const nats = await startNats();
		try {
			expect(await failureOf({url: `tls://${nats.address}`, ca: file('ca.pem'), secret: SECRET})).toMatch(/^cannot connect to the queue/);
		} finally {
			await nats.close();
		}
	});
});
