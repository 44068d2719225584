/** What a log covers and what it cannot show, so that missing data is not mistaken for good health. */
import {durationText} from '../wording/duration.js';
import {counted, timeText} from '../wording/labels.js';
import type {DeviceSettings, LogFacts, Scan, WsusFacts} from '../types.js';

export interface CoverageInput {
	readonly log: LogFacts;
	readonly wsus: WsusFacts | null;
	readonly scans: readonly Scan[];
	readonly context: DeviceSettings | null;
	/** Wall-clock milliseconds from the first to the last time; `null` where unknown. */
	readonly spanMs: number | null;
}

/** Statements that end in a period; the time covered comes first. */
export function coverageOf({log, wsus, scans, context, spanMs}: CoverageInput): readonly string[] {
	if (log.dialect === 'undecoded')
		return [periodText(log, spanMs), 'None of its lines could be decoded, so scans, proxies, and certificates are unknown.'];
	const seen = callsOf(scans);
	return [
		periodText(log, spanMs),
		scansText(scans.length, seen.online),
		...pinningTexts(seen, wsus),
		...proxyTexts(seen, log, context),
		...policyTexts(context),
	];
}

function periodText({firstTime, lastTime, utcOffset}: LogFacts, spanMs: number | null): string {
	if (firstTime === null) return 'The log has no time stamps, so it is unknown when things happened.';
	const span = spanMs === null || spanMs <= 0 ? '' : ` (${durationText(spanMs).replaceAll('\u00a0', ' ')})`;
	const zone = utcOffset === null ? 'local time of the PC that created the log (time zone not logged)' : `local time, UTC${utcOffset}`;
	return `The log covers ${timeText(firstTime)} to ${timeText(lastTime)}${span}, ${zone}.`;
}

function scansText(count: number, online: number): string {
	if (count === 0) return 'No scans.';
	if (count === 1) return online === 1 ? '1 scan (online).' : '1 scan (not online).';
	return `${counted(count, 'scan')} (${online === 0 ? 'none' : online === count ? 'all' : online} online).`;
}

/** Says that certificate pinning is unknown, and why. */
function pinningTexts({hasSecureWsus}: Calls, wsus: WsusFacts | null): readonly string[] {
	const isTold = wsus !== null && (wsus.pinningMandatory !== null || wsus.certificateStoreEmpty !== null);
	if (isTold) return [];
	if (!hasSecureWsus) return ['The log shows no call to WSUS over HTTPS, so certificate pinning is unknown.'];
	const isInStoreTold = wsus !== null && wsus.certificateLines.inWsusStoreYes + wsus.certificateLines.inWsusStoreNo > 0;
	return isInStoreTold ? [] : ['WSUS was called over HTTPS, but no line shows whether its certificate is pinned.'];
}

function proxyTexts(
	{hasCalls, hasNamedProxy, hasUnknownProxy}: Calls,
	{dialect}: LogFacts,
	context: DeviceSettings | null,
): readonly string[] {
	if (!hasCalls) return ['The log shows no web service calls by scans, so proxy use is unknown.'];
	const texts: string[] = [];
	if (dialect !== 'legacy') {
		const other = context === null || context.systemProxy === null ? '; run netsh winhttp show proxy on the PC to see it' : '';
		texts.push(`Windows 10 and 11 log which kind of proxy was tried, but not its name${other}.`);
	} else if (!hasNamedProxy) texts.push('No line names a proxy.');
	if (hasUnknownProxy) texts.push('For some calls, the kind of proxy used was not logged.');
	return texts;
}

/** Which policies are unknown. */
function policyTexts(context: DeviceSettings | null): readonly string[] {
	const missing = [
		...((context?.proxyPolicy ?? null) === null ? ['SetProxyBehaviorForUpdateDetection'] : []),
		...((context?.pinningPolicy ?? null) === null ? ['DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection'] : []),
	];
	if (missing.length === 0) return [];
	const hasPolicies = context?.files.some(({kind}) => kind !== 'winhttp-proxy' && kind !== 'certificate-store') === true;
	return [
		hasPolicies
			? `The settings provided do not include ${missing.join(' or ')}; a policy that is not configured counts as 0.`
			: 'The policies of the PC are not in the log; add a registry export (--policy) to include them.',
	];
}

interface Calls {
	readonly online: number;
	readonly hasSecureWsus: boolean;
	readonly hasCalls: boolean;
	readonly hasUnknownProxy: boolean;
	readonly hasNamedProxy: boolean;
}

/** What the scans show about calls, in a single pass. */
function callsOf(scans: readonly Scan[]): Calls {
	const calls = {online: 0, hasSecureWsus: false, hasCalls: false, hasUnknownProxy: false, hasNamedProxy: false};
	for (const {online, service, server, proxy} of scans) {
		if (online === true) calls.online++;
		if (!calls.hasNamedProxy && proxy.attempts.some((attempt) => attempt.proxy !== null)) calls.hasNamedProxy = true;
		if (online === false) continue;
		if (service.name === 'WSUS' && server?.scheme === 'https') calls.hasSecureWsus = true;
		if (proxy.outcome !== 'not-used') calls.hasCalls = true;
		if (proxy.outcome === 'unknown') calls.hasUnknownProxy = true;
	}
	return calls;
}
