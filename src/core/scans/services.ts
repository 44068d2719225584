/** The services that a scan can contact, and what their URLs reveal. */
import type {Endpoint, ServiceName} from '../types.js';

export interface ServiceRow {
	readonly id: string;
	readonly name: ServiceName;
	/** What the log prints after the id. */
	readonly printed: string;
	readonly source: string;
}

export const SERVICES: readonly ServiceRow[] = [
	{id: '3DA21691-E39D-4DA6-8A4B-B43877BCB1B7', name: 'WSUS', printed: 'Managed', source: 'real logs; IUpdateServiceManager'},
	{
		id: '9482F4B4-E343-43B6-B170-9A65BC822C77',
		name: 'Windows Update',
		printed: 'Windows Update',
		source: 'real logs; IUpdateServiceManager',
	},
	{
		id: '7971F918-A847-4430-9279-4A52D1EFE18D',
		name: 'Microsoft Update',
		printed: 'Third party service',
		source: 'real logs; Microsoft documentation',
	},
	{
		id: '855E8A7C-ECB4-4CA3-B045-1DFA50104289',
		name: 'Microsoft Store',
		printed: 'Third party service',
		source: 'real logs; Microsoft documentation',
	},
	{
		id: '117CAB2D-82B1-4B5A-A08C-4D62DBEE7782',
		name: 'Microsoft Store',
		printed: 'Third party service',
		source: 'Windows 8 and 8.1; Microsoft documentation',
	},
	{
		id: '8B24B027-1DEE-BABB-9A95-3517DFB9C552',
		name: 'DCat Flighting',
		printed: 'Third party service',
		source: 'real logs; Microsoft documentation',
	},
	{id: '2B81F1BF-356C-4FA1-90F1-7581A62C6764', name: 'SLS', printed: '', source: 'lines of service discovery'},
	{
		id: '00000000-0000-0000-0000-000000000000',
		name: 'All services',
		printed: 'Third party service',
		source: 'offline searches over everything known',
	},
];

export const WSUS_SERVICE_ID = '3DA21691-E39D-4DA6-8A4B-B43877BCB1B7';

const names: ReadonlyMap<string, ServiceName> = new Map(SERVICES.map((row) => [row.id, row.name]));

/** @param id GUID in upper case without braces */
export function serviceName(id: string | null): ServiceName | null {
	return id === null ? null : (names.get(id) ?? null);
}

const MAX_PORT = 65_535;

/** With a user name in front, which is left out, and the zone of an IPv6 address. Source: RFC 3986, 3.2; RFC 6874. */
const WEB_ADDRESS =
	/^(https?):\/\/(?:[^/?#\s@]{1,255}@)?(\[[0-9a-f:.]{2,64}(?:%[\w.~-]{1,64})?\]|[^/:?#\s@]{1,255})(?::(\d{1,5}))?(?=[/?#]|$)/i;

/** Scheme, host, and port of a URL as logged; `null` if it is not one. */
export function parseEndpoint(url: string): Endpoint | null {
	const match = WEB_ADDRESS.exec(url);
	if (match === null) return null;
	const [, scheme = '', host = '', port] = match;
	if (port !== undefined && Number(port) > MAX_PORT) return null;
	return {
		url,
		scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
		host: host.toLowerCase(),
		port: port === undefined ? null : Number(port),
	};
}

/** Whether two URLs refer to the same server, ignoring letter case and default ports. */
export function isSameServer(first: string, second: string): boolean {
	return serverKey(first) === serverKey(second);
}

function serverKey(url: string): string {
	return originOf(url)
		.toLowerCase()
		.replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2');
}

/** `https://wsus.example:8531` of a URL, as in the settings block. */
export function originOf(url: string): string {
	const match = WEB_ADDRESS.exec(url);
	if (match === null) return url;
	const [, scheme = '', host = '', port] = match;
	return `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
}

/** What stands before the address that something failed for; others in a line may be names of actions. */
const ADDRESS = /\b(?:for|from|at|of|url) ?[<'"]?(https?:\/\/[^\s<>"'|]{1,300})/i;

/** The address that a line says something failed for; `null` where it says none. */
export function failedAddress(message: string): string | null {
	return ADDRESS.exec(message)?.[1] ?? null;
}
