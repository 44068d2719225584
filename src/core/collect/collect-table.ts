/** What is collected on a PC whose updates fail: one table for `wulens collect` and for collect.cmd. */

interface RowBase {
	/** Noun phrase, as both say it. */
	readonly what: string;
	/** How it is known where this lies. */
	readonly source: string;
}

/** Files are copied as they are. */
export interface FilesRow extends RowBase {
	readonly kind: 'files';
	/** Of the PC, with the names of environment variables between percent signs. */
	readonly folder: string;
	/** Names with `*`; each is looked for. */
	readonly patterns: readonly string[];
	/** Folder in the archive, below that of the machine; '': directly in it, beside the settings. */
	readonly to: '' | 'ccm';
	/** Left out where files of the row before were taken. */
	readonly isInstead?: true;
}

/** What a command prints is kept. */
export interface CommandRow extends RowBase {
	readonly kind: 'command';
	/** In the system folder. */
	readonly program: 'certutil.exe' | 'cmd.exe' | 'netsh.exe' | 'reg.exe' | 'tzutil.exe';
	readonly arguments: readonly string[];
	/** Name of the file in the archive. */
	readonly to: string;
}

export type CollectRow = FilesRow | CommandRow;

/** Logs and settings lie in one folder, so that the settings count for the log; logs of Configuration Manager in one below. */
export const COLLECT_ROWS: readonly CollectRow[] = [
	{
		kind: 'files',
		what: 'update traces',
		source: 'Get-WindowsUpdateLog reads this folder: Windows 10 version 1709 and later',
		folder: '%SystemRoot%\\Logs\\WindowsUpdate',
		patterns: ['*.etl'],
		to: '',
	},
	{
		kind: 'files',
		what: 'WindowsUpdate.log',
		source: 'Windows 7 to 8.1; later versions keep only a note there, which says to read the traces',
		folder: '%SystemRoot%',
		patterns: ['WindowsUpdate.log'],
		to: '',
		isInstead: true,
	},
	{
		kind: 'files',
		what: "ReportingEvents.log, the client's list of results",
		source: 'folder of the update client, all versions',
		folder: '%SystemRoot%\\SoftwareDistribution',
		patterns: ['ReportingEvents.log'],
		to: '',
	},
	{
		kind: 'files',
		what: 'scan logs of Configuration Manager',
		source: 'Configuration Manager: Log file reference, client log files for software updates',
		folder: '%SystemRoot%\\CCM\\Logs',
		patterns: ['WUAHandler*.log', 'ScanAgent*.log', 'UpdatesDeployment*.log', 'LocationServices*.log'],
		to: 'ccm',
	},
	{
		kind: 'command',
		what: 'Windows Update policies',
		source: 'WindowsUpdate.admx',
		program: 'reg.exe',
		arguments: ['query', 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate', '/s'],
		to: 'policies.txt',
	},
	{
		kind: 'command',
		what: 'Windows Update policies of device management',
		source: 'Policy CSP, Update: the values in effect',
		program: 'reg.exe',
		arguments: ['query', 'HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update', '/s'],
		to: 'mdm-policies.txt',
	},
	{
		kind: 'command',
		what: 'proxy of WinHTTP',
		source: 'netsh winhttp: what the update client uses as system proxy',
		program: 'netsh.exe',
		arguments: ['winhttp', 'show', 'proxy'],
		to: 'winhttp-proxy.txt',
	},
	{
		kind: 'command',
		what: 'proxy of the user',
		source: 'Internet Options: AutoConfigURL, ProxyEnable, ProxyServer, ProxyOverride',
		program: 'reg.exe',
		arguments: ['query', 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'],
		to: 'user-proxy.txt',
	},
	{
		kind: 'command',
		what: 'certificates that WSUS connections are pinned to',
		source: 'certutil: the store in which Windows Update looks for certificates of WSUS servers',
		program: 'certutil.exe',
		arguments: ['-store', 'WindowsServerUpdateServices'],
		to: 'certificates.txt',
	},
	{
		kind: 'command',
		what: 'version of Windows',
		source: 'cmd: ver',
		program: 'cmd.exe',
		arguments: ['/d', '/c', 'ver'],
		to: 'windows-version.txt',
	},
	{
		kind: 'command',
		what: 'time zone',
		source: 'tzutil: the identifier of the time zone',
		program: 'tzutil.exe',
		arguments: ['/g'],
		to: 'time-zone.txt',
	},
];

/** What was taken and what was not, in the archive, too. */
export const COLLECTED_NAME = 'collected.txt';

/** In place of what no file or folder may be called. */
export function fileNameOf(machine: string): string {
	const name = machine.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_').slice(0, 255);
	return /^\.*$/.test(name) ? 'PC' : name;
}
