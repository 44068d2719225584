/** Names that identify nobody and stay readable: Microsoft's hosts, well-known accounts, public service ids, file names. */
import {SERVICES} from '../scans/services.js';

interface PublicHostRow {
	/** The domain; everything below it is public, too. */
	readonly domain: string;
	readonly source: string;
}

const ENDPOINTS = 'Microsoft Learn, "Manage connection endpoints for Windows"';
const WSUS_FIREWALL = 'Microsoft Learn, "Plan your WSUS deployment": domains a firewall must allow';

/**
 * Left out on purpose, because customers choose the names below them: windows.net, azure.com, azureedge.net,
 * cloudapp.net, sharepoint.com, onmicrosoft.com.
 */
const PUBLIC_HOSTS: readonly PublicHostRow[] = [
	{domain: 'microsoft.com', source: 'services in real logs (slscr.update.microsoft.com, fe3cr.delivery.mp.microsoft.com); documentation'},
	{domain: 'windowsupdate.com', source: WSUS_FIREWALL},
	{domain: 'windows.com', source: `${WSUS_FIREWALL}: wustat.windows.com`},
	{domain: 'live.com', source: `${ENDPOINTS}: login.live.com`},
	{domain: 'office.com', source: ENDPOINTS},
	{domain: 'office.net', source: ENDPOINTS},
	{domain: 'msftconnecttest.com', source: `${ENDPOINTS}: network connectivity status indicator`},
	{domain: 'msftncsi.com', source: 'network connectivity status indicator of Windows 7 to 8.1'},
	{domain: 'msocsp.com', source: "revocation answers for Microsoft's certificates"},
	{domain: 'aka.ms', source: "Microsoft's short links"},
	{domain: 'w3.org', source: 'XML namespaces in SOAP faults'},
	{domain: 'schemas.xmlsoap.org', source: 'XML namespaces in SOAP faults'},
	{domain: 'docs.oasis-open.org', source: 'XML namespaces in SOAP faults'},
	{domain: 'localhost', source: 'RFC 6761; delivery optimisation and ConfigMgr listen there'},
	{domain: 'redacted', source: 'the pseudonyms of this program'},
];

const publicDomains: ReadonlySet<string> = new Set(PUBLIC_HOSTS.map((row) => row.domain));

/** @param host in lower case */
export function isPublicHost(host: string): boolean {
	const labels = host.split('.');
	return labels.some((_, index) => publicDomains.has(labels.slice(index).join('.')));
}

const publicIds: ReadonlySet<string> = new Set(SERVICES.map((row) => row.id.toLowerCase()));

/** @param id GUID without braces, in lower case */
export function isPublicId(id: string): boolean {
	return publicIds.has(id);
}

/** Accounts and profile folders of every Windows. Source: Microsoft Learn, "Security identifiers", "User profiles". */
export const PUBLIC_ACCOUNTS: ReadonlySet<string> = new Set([
	'administrator',
	'guest',
	'system',
	'local service',
	'localservice',
	'network service',
	'networkservice',
	'public',
	'default',
	'default user',
	'all users',
	'defaultaccount',
	'defaultapppool',
	'defaultuser0',
	'wdagutilityaccount',
	'everyone',
	'trustedinstaller',
	'shared',
]);

/**
 * What stands before the backslash of names that are no accounts: parts of paths, keys of the registry, built-in authorities,
 * buses of devices.
 */
export const PATH_WORDS: ReadonlySet<string> = new Set([
	'au',
	'appdata',
	'apppool',
	'authority',
	'bin',
	'builtin',
	'client',
	'common',
	'content',
	'control',
	'currentcontrolset',
	'currentversion',
	'data',
	'download',
	'drivers',
	'etc',
	'files',
	'hkcr',
	'hkcu',
	'hkey_classes_root',
	'hkey_current_config',
	'hkey_current_user',
	'hkey_local_machine',
	'hkey_users',
	'hklm',
	'hku',
	'inf',
	'internet',
	'local',
	'localmachine',
	'localserver',
	'logs',
	'lowlevel',
	'machine',
	'microsoft',
	'my',
	'nt',
	'parameters',
	'pipe',
	'policies',
	'programdata',
	'reportingevents',
	'roaming',
	'scanagent',
	'service',
	'services',
	'settings',
	'software',
	'softwaredistribution',
	'system',
	'system32',
	'syswow64',
	'temp',
	'tmp',
	'trace',
	'update',
	'users',
	'windir',
	'windows',
	'windowsupdate',
	'winevt',
	'winhttp',
	'winnt',
	'winsxs',
	'wsus',
	'wuahandler',
	'x64',
	'x86',
	'acpi',
	'battery',
	'bth',
	'bthenum',
	'display',
	'hdaudio',
	'hid',
	'media',
	'monitor',
	'pci',
	'printenum',
	'root',
	'scsi',
	'sd',
	'storage',
	'swc',
	'swd',
	'tpm',
	'uefi',
	'umb',
	'usb',
	'usbprint',
	'usbstor',
]);

/** Ends of file names: such a name is no host, and its end stays in its pseudonym. */
export const FILE_EXTENSIONS: ReadonlySet<string> = new Set([
	'7z',
	'asmx',
	'aspx',
	'bak',
	'bat',
	'bin',
	'bz2',
	'c',
	'cab',
	'cat',
	'cer',
	'cmd',
	'cpp',
	'crt',
	'cs',
	'csv',
	'cxx',
	'dat',
	'db',
	'dll',
	'edb',
	'etl',
	'evt',
	'evtx',
	'exe',
	'gz',
	'h',
	'hpp',
	'htm',
	'html',
	'inf',
	'ini',
	'jpg',
	'js',
	'json',
	'jsonl',
	'lo_',
	'log',
	'manifest',
	'md',
	'msi',
	'msp',
	'mst',
	'msu',
	'mui',
	'ndjson',
	'nfo',
	'old',
	'pdb',
	'pdf',
	'png',
	'ps1',
	'psd1',
	'psf',
	'psm1',
	'rar',
	'reg',
	'rtf',
	'svc',
	'sys',
	'tar',
	'tgz',
	'tmp',
	'ts',
	'txt',
	'vbs',
	'wim',
	'xml',
	'xz',
	'zip',
	'zst',
]);

/** Last labels of host names, besides those of two letters: public ones, and those that companies use inside. */
const TOP_LEVEL: ReadonlySet<string> = new Set([
	'ad',
	'app',
	'arpa',
	'biz',
	'cloud',
	'com',
	'corp',
	'dev',
	'dmz',
	'domain',
	'edu',
	'example',
	'gov',
	'home',
	'info',
	'int',
	'internal',
	'intern',
	'intra',
	'intranet',
	'invalid',
	'lan',
	'local',
	'localdomain',
	'loc',
	'mil',
	'net',
	'network',
	'online',
	'org',
	'priv',
	'private',
	'prod',
	'site',
	'test',
]);

/** Source: RFC 6761, RFC 6762 appendix G, the IANA root zone in part (all country codes have two letters). */
export function isTopLevel(label: string): boolean {
	return TOP_LEVEL.has(label) || (/^[a-z]{2}$/.test(label) && !FILE_EXTENSIONS.has(label));
}

/** `co.uk`: domains under which strangers register theirs. */
export function isPublicSuffix(labels: readonly string[]): boolean {
	const [first = '', second = ''] = labels;
	return labels.length === 1
		? isTopLevel(first)
		: labels.length === 2 && second.length === 2 && /^(?:ac|co|com|edu|gob|gov|go|net|ne|nhs|or|org)$/.test(first);
}

/** Beginnings of dotted names of code that end like hosts: `System.Net`. */
export const CODE_NAMESPACE: RegExp = /^(?:asp|system|windows|microsoft|net)\.(?:net|internal|test|data|management|win32)?\b/i;
