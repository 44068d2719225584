/** What a log covers and what it cannot show, so that silence is not taken for health. */
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

/** Full sentences, the period first. */
export function coverageOf({log, wsus, scans, context, spanMs}: CoverageInput): readonly string[] {
	if (log.dialect === 'undecoded')
		return [periodText(log, spanMs), 'None of its lines could be decoded, so it shows no scan, no proxy and no certificate.'];
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
	if (firstTime === null) return 'The log has no times, so nothing can be said about when things happened.';
	const span = spanMs === null || spanMs <= 0 ? '' : ` (${durationText(spanMs).replaceAll('\u00a0', ' ')})`;
	const zone = utcOffset === null ? 'in the time of the PC that made the log; its zone is not in the log' : `local time, UTC${utcOffset}`;
	return `The log covers ${timeText(firstTime)} to ${timeText(lastTime)}${span}, ${zone}.`;
}

function scansText(count: number, online: number): string {
	if (count === 0) return 'It holds no scan.';
	const shown = online === 0 ? 'none' : online === count && count > 1 ? 'all' : online;
	return `It holds ${counted(count, 'scan')}, ${shown} online.`;
}

/** That nothing is known about pinning, and why. */
function pinningTexts({hasSecureWsus}: Calls, wsus: WsusFacts | null): readonly string[] {
	const isTold = wsus !== null && (wsus.pinningMandatory !== null || wsus.certificateStoreEmpty !== null);
	if (isTold) return [];
	if (!hasSecureWsus) return ['No call to an HTTPS WSUS was seen, so certificate pinning is unknown.'];
	const isInStoreTold = wsus !== null && wsus.certificateLines.inWsusStoreYes + wsus.certificateLines.inWsusStoreNo > 0;
	return isInStoreTold ? [] : ['An HTTPS WSUS was called, but no line says whether its certificate is pinned.'];
}

function proxyTexts(
	{hasCalls, hasNamedProxy, hasUnknownProxy}: Calls,
	{dialect}: LogFacts,
	context: DeviceSettings | null,
): readonly string[] {
	if (!hasCalls) return ['No web call of a scan was seen, so nothing can be said about proxies.'];
	const texts: string[] = [];
	if (dialect !== 'legacy') {
		const other = context === null || context.systemProxy === null ? '; netsh winhttp show proxy on the PC does' : '';
		texts.push(`Logs of Windows 10 and 11 say which kind of proxy was tried, never its name${other}.`);
	} else if (!hasNamedProxy) texts.push('No line names a proxy.');
	if (hasUnknownProxy) texts.push('For some calls the log does not say which kind of proxy they went through.');
	return texts;
}

/** Which policies are not known. */
function policyTexts(context: DeviceSettings | null): readonly string[] {
	const missing = [
		...((context?.proxyPolicy ?? null) === null ? ['SetProxyBehaviorForUpdateDetection'] : []),
		...((context?.pinningPolicy ?? null) === null ? ['DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection'] : []),
	];
	if (missing.length === 0) return [];
	const hasPolicies = context?.files.some(({kind}) => kind !== 'winhttp-proxy' && kind !== 'certificate-store') === true;
	return [
		hasPolicies
			? `The settings given do not hold ${missing.join(' and ')}; where a policy is not configured, it counts as 0.`
			: 'The policies of the PC are not in the log; a registry export beside it (or --policy) would tell.',
	];
}

interface Calls {
	readonly online: number;
	readonly hasSecureWsus: boolean;
	readonly hasCalls: boolean;
	readonly hasUnknownProxy: boolean;
	readonly hasNamedProxy: boolean;
}

/** What the scans show of calls; once through all of them. */
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
