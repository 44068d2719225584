/** The words of a report for what types say in codes. */
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
	UserProxy,
	Verdict,
} from '../types.js';

export const DIALECT_WORDS: Readonly<Record<DialectName, string>> = {
	etw: 'Windows Update log of Windows 10 or 11 (text of Get-WindowsUpdateLog)',
	legacy: 'Windows Update log of Windows 8.1 or older',
	undecoded: 'Windows Update log that could not be decoded when it was made',
	raw: 'Windows Update log from a trace decoder, without times',
	trace: 'Windows Update trace of Windows 10 or 11 (.etl)',
};

export const OUTCOME_WORDS: Readonly<Record<ScanOutcome, string>> = {
	succeeded: 'succeeded',
	failed: 'failed',
	cancelled: 'was cancelled',
	unknown: 'has no end in this log',
};

export const PROXY_WORDS: Readonly<Record<ProxyOutcome, string>> = {
	'not-used': 'no web call',
	system: 'system proxy worked',
	user: 'user proxy worked',
	'user-fallback': 'system proxy failed, user proxy worked',
	'system-fallback': 'user proxy failed, system proxy worked',
	failed: 'the last try failed',
	unknown: 'the log does not say which proxy',
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
	unknown: 'proxy not said',
};

/** `1 scan`, `2 scans` */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : plural}`;
}

export function callerName({caller}: Pick<Scan, 'caller'>): string {
	return callerWords(caller);
}

export function callerWords(caller: string): string {
	return caller === '' ? '(caller not named)' : caller;
}

export function serviceText(scan: Scan): string {
	return scan.service.name ?? (scan.service.id === null ? 'service unknown' : `service ${scan.service.id}`);
}

/** `https://wsus.example:8531` */
export function originText({scheme, host, port}: Endpoint): string {
	return `${scheme}://${host}${port === null ? '' : `:${port}`}`;
}

/** `2024-03-12 19:47:21` of a time of the report. */
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

/** Certificate facts in words; empty where the log says nothing. */
export function certificateText(facts: {
	readonly storeEmpty: boolean | null;
	readonly pinningMandatory: boolean | null;
	readonly inWsusStore?: StoreAnswer | null;
}): string {
	const parts: string[] = [];
	if (facts.inWsusStore === 'yes') parts.push("server's certificate is in the WSUS store");
	if (facts.inWsusStore === 'no') parts.push("server's certificate is not in the WSUS store");
	if (facts.storeEmpty !== null) parts.push(`WSUS certificate store ${facts.storeEmpty ? 'is empty' : 'holds certificates'}`);
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
	none: 'Nothing to judge',
};

/** `0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE`; empty without a code. */
export function codeWords(code: string | null, name: string | null): string {
	return code === null ? '' : name === null ? code : `${code} ${name}`;
}

/** `failed: 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE`; a code that only repeats the success is left out. */
export function resultWords(scan: Scan): string {
	const code = scan.exitCode === '0x00000000' ? '' : codeWords(scan.exitCode, scan.exitName);
	return `${OUTCOME_WORDS[scan.outcome]}${code === '' ? '' : `: ${code}`}`;
}

/** `system proxy (as the user): failed 0x80240438` */
export function attemptWords({via, proxy, impersonation, outcome, code}: ProxyAttempt): string {
	return `${VIA_WORDS[via]}${proxy === null ? '' : ` ${proxy}`}${impersonation === true ? ' (as the user)' : ''}: ${outcome === 'unknown' ? 'result not said' : outcome}${code === null ? '' : ` ${code}`}`;
}

/** When a scan was: its start, or its end where the file begins inside it. */
export function scanTimeText(scan: Scan): string {
	return timeText((scan.start ?? scan.end)?.time ?? null);
}

/** What stands first in a sentence about results: what went wrong. */
const OUTCOMES_WORST_FIRST: readonly ScanOutcome[] = ['failed', 'cancelled', 'succeeded', 'unknown'];

/** `3 scans, 2 online: 1 failed, 2 succeeded` */
export function scanCountsText(scans: readonly Scan[]): string {
	const online = scans.filter((scan) => scan.online === true).length;
	const parts = OUTCOMES_WORST_FIRST.map((outcome) => ({outcome, count: scans.filter((scan) => scan.outcome === outcome).length}))
		.filter(({count}) => count > 0)
		.map(({outcome, count}) => `${count} ${outcome === 'unknown' ? 'without an end' : outcome}`);
	return `${counted(scans.length, 'scan')}, ${online} online: ${parts.join(', ')}`;
}

/** `lines 21–64` */
export function scanLinesText(scan: Scan): string {
	if (scan.start === null) return scan.end === null ? 'lines unknown' : `to line ${scan.end.line}, begins before this log`;
	return scan.end === null ? `from line ${scan.start.line}` : `lines ${scan.start.line}–${scan.end.line}`;
}

/** `proxy:8080, bypass <local>`; a PAC file is used whatever ProxyEnable says. */
function userProxyText({enabled, proxy, bypass, autoConfigUrl}: UserProxy): string {
	const server = proxy === null ? (enabled === true ? 'not said' : 'none') : `${proxy}${enabled === false ? ' (switched off)' : ''}`;
	const exceptions = bypass === null ? '' : `, bypass ${bypass}`;
	return autoConfigUrl === null ? `${server}${exceptions}` : `PAC file ${autoConfigUrl}${proxy === null ? '' : `, ${server}${exceptions}`}`;
}

/** What other files say about the device, a name and a sentence each; empty where there were none. */
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
	if (context.systemProxy !== null) {
		const {direct, proxy, bypass} = context.systemProxy;
		facts.push({
			name: 'System proxy',
			text: direct ? 'none (direct access)' : `${proxy ?? 'not said'}${bypass === null ? '' : `, bypass ${bypass}`}`,
		});
	}
	if (context.userProxy !== null) facts.push({name: 'User proxy', text: userProxyText(context.userProxy)});
	if (context.certificateStore !== null)
		facts.push({
			name: 'WSUS certificate store',
			text: context.certificateStore.length === 0 ? 'is empty' : `holds ${counted(context.certificateStore.length, 'certificate')}`,
		});
	if (context.files.length > 0) facts.push({name: 'Read beside the log', text: context.files.map(({path}) => path).join(', ')});
	return facts;
}
