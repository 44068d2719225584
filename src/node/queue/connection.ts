/** Connects to a NATS server. Passwords, tokens and keys go to the client and nowhere else. */
import {readFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {connect, type ConnectionOptions, type NatsConnection} from '@nats-io/transport-node';
import {inputErrorReason} from '../input-error.js';
import {QueueError} from './queue-error.js';

/** How to reach the server, and who asks. */
export interface ServerOptions {
	/** `nats://HOST:PORT`, or `tls://HOST:PORT` where the connection must be encrypted; several with commas between. */
	readonly url: string;
	readonly user?: string | null;
	/** The password of the user; without a user, the token. */
	readonly secret?: string | null;
	/** Files in PEM: who signs the certificate of the server, and the certificate and key of this side. */
	readonly ca?: string | null;
	readonly certificate?: string | null;
	readonly key?: string | null;
}

const SERVER = /^(?:(nats|tls):\/\/)?(\[[0-9a-f:.]+\]|[^\s/@:?#]+)(?::(\d{1,5}))?\/?$/i;
const RECONNECT_MS = 250;
const CONNECT_MS = 10_000;

/** @param name shown by the server, to tell its clients apart @throws QueueError where there is no server, or it does not let us in */
export async function connectTo(options: ServerOptions, name: string): Promise<NatsConnection> {
	const addresses = options.url.split(',').map((address) => addressOf(address.trim()));
	const {user, secret} = options;
	const settings: ConnectionOptions = {
		servers: addresses.map(({server}) => server),
		name,
		maxReconnectAttempts: -1,
		reconnectTimeWait: RECONNECT_MS,
		timeout: CONNECT_MS,
		...tlsOf(await filesOf(options), addresses),
		...(user != null ? {user, pass: secret ?? ''} : secret != null ? {token: secret} : {}),
	};
	try {
		return await connect(settings);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new QueueError(`cannot connect to the queue at ${addresses.map(({server}) => server).join(', ')}: ${reason}`);
	}
}

interface Address {
	readonly server: string;
	readonly host: string;
	readonly isEncrypted: boolean;
}

function addressOf(url: string): Address {
	// What does not fit may hold a password, and is not repeated.
	if (url.includes('@')) throw new QueueError('the address of the queue cannot hold a user or a password; use --queue-user');
	const [, scheme = 'nats', host = '', port = '4222'] = SERVER.exec(url) ?? [];
	if (host === '' || Number(port) > 65_535) throw new QueueError('the address of the queue must look like nats://HOST:PORT');
	return {server: `${host}:${port}`, host: host.replace(/^\[|\]$/g, ''), isEncrypted: scheme.toLowerCase() === 'tls'};
}

interface TlsFiles {
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
}

function tlsOf(files: TlsFiles, addresses: readonly Address[]): Pick<ConnectionOptions, 'tls'> {
	if (!addresses.some(({isEncrypted}) => isEncrypted) && Object.keys(files).length === 0) return {};
	// The client would compare the certificate of an IP address with the name localhost.
	const [first, ...others] = addresses;
	const isNumber = first !== undefined && others.length === 0 && isIP(first.host) !== 0;
	return {tls: isNumber ? Object.assign({host: first.host}, files) : files};
}

async function filesOf({ca, certificate, key}: ServerOptions): Promise<TlsFiles> {
	return {
		...(ca == null ? {} : {ca: await textOf(ca)}),
		...(certificate == null ? {} : {cert: await textOf(certificate)}),
		...(key == null ? {} : {key: await textOf(key)}),
	};
}

async function textOf(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		const reason = inputErrorReason(error);
		if (reason === null) throw error;
		throw new QueueError(`cannot read ${path}: ${reason}`);
	}
}
