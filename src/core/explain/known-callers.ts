/** The programs that start scans, by the names that logs show after CallerId and ClientId. */

/** A caller, and what its scans are for. */
export interface ExplainedCaller {
	readonly name: string;
	readonly text: string;
	/** Known examples, if the name is only the beginning or a pattern. */
	readonly forms: readonly string[];
	readonly source: string;
}

interface CallerRow extends ExplainedCaller {
	/** Tried on the whole name. */
	readonly match: RegExp;
}

const LOGS = 'real logs';
const LEGACY = 'real logs of Windows 7 to 8.1';

export const KNOWN_CALLERS: readonly CallerRow[] = [
	{
		name: 'CcmExec',
		match: /^CcmExec(?:\.exe)?$/i,
		text:
			'The Configuration Manager client. It scans the software update point, which is a WSUS server, on its own schedule, first ' +
			'online and then once more offline. Its log of the same scans is WUAHandler.log. Its scans count as interactive, though no ' +
			'user is there.',
		forms: [],
		source: LOGS,
	},
	{
		name: 'MoUpdateOrchestrator',
		match: /^MoUpdateOrchestrator$/i,
		text: 'The update orchestrator of Windows 10 1809 and later (MoUSO): the automatic scans, and those that Settings starts.',
		forms: [],
		source: LOGS,
	},
	{
		name: 'UpdateOrchestrator',
		match: /^UpdateOrchestrator$/i,
		text: 'The update orchestrator of Windows 10 before 1809: the automatic scans, and those that Settings starts.',
		forms: [],
		source: LOGS,
	},
	{
		name: 'Update;',
		match: /^(?:Update|Acquisition);/i,
		text:
			'The Microsoft Store, for apps. What follows the semicolon is the reason, or the program that asked. Its scans ask the ' +
			'Store, also on a PC with WSUS.',
		forms: ['Update;ScanForUpdates', 'Update;ScanForUpdatesForUser', 'Update;UsoClient', 'Acquisition;DSIC', 'Acquisition;RuntimeBroker'],
		source: LOGS,
	},
	{
		name: 'Device Driver Retrieval Client',
		match: /^(?:Device Driver Retrieval Client|ChkWuDrv)$/i,
		text:
			'The device installation of Windows, which searches for a driver. On a PC with WSUS it may ask Windows Update, unless a ' +
			'policy prevents that.',
		forms: ['ChkWuDrv'],
		source: LOGS,
	},
	{
		name: 'Windows Defender',
		match: /^(?:Windows|Microsoft) Defender(?: Antivirus)?$/i,
		text:
			'Microsoft Defender Antivirus, which searches for new definitions. Its scans often ask Microsoft directly, also on a PC with WSUS. ' +
			'An end with 0x00240010 is not a failure.',
		forms: [],
		source: LOGS,
	},
	{
		name: 'AutomaticUpdatesWuApp',
		match: /^AutomaticUpdatesWuApp$/i,
		text: 'A user who clicked "Check for updates" in Windows 7 to 8.1.',
		forms: [],
		source: LEGACY,
	},
	{
		name: 'AutomaticUpdates',
		match: /^AutomaticUpdates$/i,
		text: 'The automatic scans of Windows 7 to 8.1, and those that wuauclt /detectnow starts.',
		forms: [],
		source: LEGACY,
	},
	{
		name: 'WindowsUpdate, MicrosoftUpdate',
		match: /^(?:WindowsUpdate|MicrosoftUpdate)$/i,
		text: 'The web sites of Windows Update and Microsoft Update, or a program that uses their name. Found in legacy logs.',
		forms: [],
		source: LEGACY,
	},
	{
		name: 'wusa',
		match: /^wusa(?:\.exe)?$/i,
		text: 'The standalone installer (wusa.exe), which searches an .msu file that was opened on the PC.',
		forms: [],
		source: LOGS,
	},
	{
		name: 'TrustedInstaller',
		match: /^TrustedInstaller(?: (?:FOD|MCR))?$/i,
		text:
			'The component servicing of Windows: FOD searches the files of optional features and languages, MCR the files to repair a ' +
			'component. Their scans may ask Windows Update, also on a PC with WSUS. An end with 0x00240010 is not a failure.',
		forms: ['TrustedInstaller FOD', 'TrustedInstaller MCR'],
		source: LOGS,
	},
	{
		name: 'Dynamic Update',
		match: /^Dynamic Update$/i,
		text: 'Windows Setup, which searches for updates of itself and for drivers before it installs a version of Windows.',
		forms: [],
		source: LOGS,
	},
	{
		name: 'OOBE ZDP',
		match: /^OOBE\b/i,
		text: 'The first start of a new PC (out-of-box experience), which searches for updates that are needed from the first day.',
		forms: ['OOBE ZDP'],
		source: LOGS,
	},
	{
		name: '<<PROCESS>>: program',
		match: /^<<PROCESS>>: ?\S/i,
		text:
			'A program or script that gave no name: the client shows its file name instead. taskhostw.exe is a scheduled task, ' +
			'powershell.exe a script.',
		forms: ['<<PROCESS>>: taskhostw.exe', '<<PROCESS>>: powershell.exe'],
		source: LOGS,
	},
];

const CALLER_IN_LINE = /\b(?:Caller|Client)Id = ([^,\]()]{1,64}?)(?:\s{1,4}Id = |[,\])(]|$)/i;

/** Finds a caller by its name. */
export function findCaller(text: string): ExplainedCaller | null {
	const name = text.replace(/^"|"$/g, '').trim();
	return KNOWN_CALLERS.find(({match}) => match.test(name)) ?? null;
}

/** The caller that a log line names. */
export function findCallerInLine(line: string): ExplainedCaller | null {
	const name = CALLER_IN_LINE.exec(line)?.[1];
	return name === undefined ? null : findCaller(name);
}
