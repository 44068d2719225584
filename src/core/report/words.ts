/** The words of a report for what types say in codes. */
import type {DialectName, Endpoint, FileReport, LogFacts, ProxyAttempt, ProxyBehavior, ProxyOutcome, Scan, ScanOutcome} from '../types.js';

export const DIALECT_WORDS: Readonly<Record<DialectName, string>> = {
	etw: 'Windows Update log of Windows 10 or 11 (text of Get-WindowsUpdateLog)',
	legacy: 'Windows Update log of Windows 8.1 or older',
	undecoded: 'Windows Update log that could not be decoded when it was made',
	raw: 'Windows Update log from a trace decoder, without times',
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

export function callerName(scan: Scan): string {
	return scan.caller === '' ? '(caller not named)' : scan.caller;
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

export function fileName(file: FileReport): string {
	return file.member === null ? file.path : `${file.path} › ${file.member}`;
}

export function versionsText(log: LogFacts): string {
	const parts: string[] = [];
	if (log.clientVersions.length > 0) parts.push(`client ${log.clientVersions.join(', ')}`);
	if (log.windowsBuilds.length > 0) parts.push(`Windows ${log.windowsBuilds.join(', ')}`);
	return parts.join(', ');
}

/** Certificate facts in words; empty where the log says nothing. */
export function certificateText(facts: {readonly storeEmpty: boolean | null; readonly pinningMandatory: boolean | null; readonly inWsusStore?: 'yes' | 'no' | null}): string {
	const parts: string[] = [];
	if (facts.inWsusStore === 'yes') parts.push("server's certificate is in the WSUS store");
	if (facts.inWsusStore === 'no') parts.push("server's certificate is not in the WSUS store");
	if (facts.storeEmpty !== null) parts.push(`WSUS certificate store ${facts.storeEmpty ? 'is empty' : 'holds certificates'}`);
	if (facts.pinningMandatory !== null) parts.push(facts.pinningMandatory ? 'pinning is mandatory' : 'pinning is not mandatory');
	return parts.join(', ');
}
