/** Display text for the values of the report's types. */
import type {
	DeviceSettings,
	DialectName,
	Endpoint,
	FileReport,
	LogFacts,
	ProxyAttempt,
	ProxyBehavior,
	ProxyOutcome,
	Scan,
	ScanOutcome,
	Severity,
	StoreAnswer,
	Verdict,
} from '../types.js';

export const DIALECT_WORDS: Readonly<Record<DialectName, string>> = {
	etw: 'Windows 10 or 11 Windows Update log (Get-WindowsUpdateLog)',
	legacy: 'Windows Update log from Windows 8.1 or earlier',
	undecoded: 'Windows Update log that was not decoded (no symbols)',
	raw: 'Windows Update log from a trace decoder (no timestamps)',
	trace: 'Windows 10 or 11 Windows Update trace (.etl)',
};

export const OUTCOME_WORDS: Readonly<Record<ScanOutcome, string>> = {
	succeeded: 'succeeded',
	failed: 'failed',
	cancelled: 'was canceled',
	unknown: 'has no end in this log',
};

/** Outcomes after a number: `2 canceled`. */
export const OUTCOME_COUNT_WORDS: Readonly<Record<ScanOutcome, string>> = {
	succeeded: 'succeeded',
	failed: 'failed',
	cancelled: 'canceled',
	unknown: 'with no logged end',
};

export const PROXY_WORDS: Readonly<Record<ProxyOutcome, string>> = {
	'not-used': 'no web call',
	system: 'system proxy worked',
	user: 'user proxy worked',
	'user-fallback': 'system proxy failed, user proxy worked',
	'system-fallback': 'user proxy failed, system proxy worked',
	failed: 'last attempt failed',
	unknown: 'proxy not logged',
};

export const BEHAVIOR_WORDS: Readonly<Record<ProxyBehavior, string>> = {
	'system-only': 'system proxy only (inferred)',
	'system-then-user': 'system proxy first, then user proxy',
	'user-then-system': 'user proxy first, then system proxy',
};

export const VIA_WORDS: Readonly<Record<ProxyAttempt['via'], string>> = {
	system: 'system proxy',
	user: 'user proxy',
	direct: 'no proxy',
	named: 'named proxy',
	unknown: 'proxy not logged',
};

/** `1 scan`, `2 scans` */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

export function callerName({caller}: Pick<Scan, 'caller'>): string {
	return callerWords(caller);
}

export function callerWords(caller: string): string {
	return caller === '' ? '(unnamed caller)' : caller;
}

export function serviceText(scan: Scan): string {
	return scan.service.name ?? (scan.service.id === null ? 'unknown service' : `service ${scan.service.id}`);
}

/** `https://wsus.example:8531` */
export function originText({scheme, host, port}: Endpoint): string {
	return `${scheme}://${host}${port === null ? '' : `:${port}`}`;
}

/** Formats a report timestamp as `2024-03-12 19:47:21`. */
export function timeText(time: string | null): string {
	return time === null ? 'time unknown' : time.slice(0, 19).replace('T', ' ');
}

export function fileName(file: Pick<FileReport, 'path' | 'member'>): string {
	return file.member === null ? file.path : `${file.path} › ${file.member}`;
}

export function versionsText(log: LogFacts): string {
	const parts: string[] = [];
	if (log.clientVersions.length > 0) parts.push(`client ${log.clientVersions.join(', ')}`);
	if (log.windowsBuilds.length > 0) parts.push(`Windows ${log.windowsBuilds.join(', ')}`);
	return parts.join(', ');
}

/** Describes the certificate facts; empty if the log has none. */
export function certificateText(facts: {
	readonly storeEmpty: boolean | null;
	readonly pinningMandatory: boolean | null;
	readonly inWsusStore?: StoreAnswer | null;
}): string {
	const parts: string[] = [];
	if (facts.inWsusStore === 'yes') parts.push("server's certificate is in the WSUS store");
	if (facts.inWsusStore === 'no') parts.push("server's certificate is not in the WSUS store");
	if (facts.storeEmpty !== null) parts.push(`WSUS certificate store ${facts.storeEmpty ? 'is empty' : 'contains certificates'}`);
	if (facts.pinningMandatory !== null) parts.push(facts.pinningMandatory ? 'pinning is mandatory' : 'pinning is not mandatory');
	return parts.join(', ');
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
	error: 'Error',
	warning: 'Warning',
	info: 'Note',
};

export const VERDICT_WORDS: Readonly<Record<Verdict['level'], string>> = {
	...SEVERITY_WORDS,
	good: 'Good',
	none: 'No scan results',
};

/** `0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE`; empty without a code. */
export function codeWords(code: string | null, name: string | null): string {
	return code === null ? '' : name === null ? code : `${code} ${name}`;
}

/** `failed: 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE`; a success code is omitted. */
export function resultWords(scan: Scan): string {
	const code = scan.exitCode === '0x00000000' ? '' : codeWords(scan.exitCode, scan.exitName);
	return `${OUTCOME_WORDS[scan.outcome]}${code === '' ? '' : `: ${code}`}`;
}

/** `system proxy (as the user): failed 0x80240438` */
export function attemptWords({via, proxy, impersonation, outcome, code}: ProxyAttempt): string {
	return (
		`${VIA_WORDS[via]}${proxy === null ? '' : ` ${proxy}`}${impersonation === true ? ' (as the user)' : ''}: ` +
		`${outcome === 'unknown' ? 'result not logged' : outcome}${code === null ? '' : ` ${code}`}`
	);
}

/** The time of a scan: its start, or its end if the file begins mid-scan. */
export function scanTimeText(scan: Scan): string {
	return timeText((scan.start ?? scan.end)?.time ?? null);
}

/** The order of outcomes in a summary: problems first. */
const OUTCOMES_WORST_FIRST: readonly ScanOutcome[] = ['failed', 'cancelled', 'succeeded', 'unknown'];

/** `3 scans, 2 online: 1 failed, 2 succeeded` */
export function scanCountsText(scans: readonly Scan[]): string {
	const online = scans.filter((scan) => scan.online === true).length;
	const parts = OUTCOMES_WORST_FIRST.map((outcome) => ({outcome, count: scans.filter((scan) => scan.outcome === outcome).length}))
		.filter(({count}) => count > 0)
		.map(({outcome, count}) => `${count} ${OUTCOME_COUNT_WORDS[outcome]}`);
	return `${counted(scans.length, 'scan')}, ${online} online: ${parts.join(', ')}`;
}

/** `lines 21–64` */
export function scanLinesText(scan: Scan): string {
	if (scan.start === null) return scan.end === null ? 'lines unknown' : `up to line ${scan.end.line}, started before this log`;
	return scan.end === null ? `from line ${scan.start.line}` : `lines ${scan.start.line}–${scan.end.line}`;
}

/** A PAC script is used whether or not a proxy is enabled. */
function userProxyText({enabled, proxy, bypass, autoConfigUrl}: NonNullable<DeviceSettings['userProxy']>): string {
	const server = `${proxy ?? 'not stated'}${bypass === null ? '' : `, bypass ${bypass}`}`;
	const parts = [
		...(autoConfigUrl === null ? [] : [`PAC script ${autoConfigUrl}`]),
		...(enabled === false ? [`no fixed proxy (ProxyEnable 0${proxy === null ? '' : `; ${proxy} is set but not used`})`] : []),
		...(enabled !== false && proxy !== null ? [server] : []),
		...(enabled === true && proxy === null ? ['ProxyEnable 1, but no server is stated'] : []),
	];
	return parts.length === 0 ? 'none stated' : parts.join('; ');
}

/** Device settings from other files, as names and values; empty if there were none. */
export function contextWords(context: DeviceSettings | null): readonly {readonly name: string; readonly text: string}[] {
	if (context === null) return [];
	const facts: {name: string; text: string}[] = [];
	if (context.wsusServer !== null) facts.push({name: 'Policy WUServer', text: context.wsusServer});
	if (context.useWsusServer !== null)
		facts.push({name: 'Policy UseWUServer', text: context.useWsusServer ? '1 (WSUS is used)' : '0 (WSUS is not used)'});
	if (context.proxyPolicy !== null)
		facts.push({
			name: 'Policy SetProxyBehaviorForUpdateDetection',
			text: context.proxyPolicy === 1 ? '1 (user proxy allowed as fallback)' : '0 (system proxy only)',
		});
	if (context.pinningPolicy !== null)
		facts.push({
			name: 'Policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection',
			text: context.pinningPolicy === 1 ? '1 (certificate pinning is not enforced)' : '0 (enforced once a certificate is in the store)',
		});
	for (const {name, value} of context.sourcePolicies ?? []) facts.push({name: `Policy ${name}`, text: value});
	if (context.systemProxy !== null) {
		const {direct, proxy, bypass} = context.systemProxy;
		facts.push({
			name: 'System proxy',
			text: direct ? 'none (direct access)' : `${proxy ?? 'not stated'}${bypass === null ? '' : `, bypass ${bypass}`}`,
		});
	}
	if (context.userProxy !== null) facts.push({name: 'User proxy', text: userProxyText(context.userProxy)});
	if (context.certificateStore !== null)
		facts.push({
			name: 'WSUS certificate store',
			text: context.certificateStore.length === 0 ? 'is empty' : `contains ${counted(context.certificateStore.length, 'certificate')}`,
		});
	if (context.files.length > 0) facts.push({name: 'Settings read from', text: context.files.map(({path}) => path).join(', ')});
	return facts;
}
