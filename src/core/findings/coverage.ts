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
	const sentences: string[] = [];
	const seen = callsOf(scans);
	if (log.firstTime === null) sentences.push('The log has no times, so nothing can be said about when things happened.');
	else {
		const zone =
			log.utcOffset === null ? 'in the time of the PC that made the log; its zone is not in the log' : `local time, UTC${log.utcOffset}`;
		sentences.push(
			`The log covers ${timeText(log.firstTime)} to ${timeText(log.lastTime)}${spanMs === null || spanMs <= 0 ? '' : ` (${durationText(spanMs).replaceAll('\u00a0', ' ')})`}, ${zone}.`,
		);
	}
	if (log.dialect === 'undecoded') {
		sentences.push('None of its lines could be decoded, so it shows no scan, no proxy and no certificate.');
		return sentences;
	}
	const onlineCount = seen.online;
	sentences.push(
		scans.length === 0
			? 'It holds no scan.'
			: `It holds ${counted(scans.length, 'scan')}, ${onlineCount === 0 ? 'none' : onlineCount === scans.length && scans.length > 1 ? 'all' : onlineCount} online.`,
	);
	if (!seen.hasSecureWsus && wsus?.pinningMandatory == null && wsus?.certificateStoreEmpty == null) {
		sentences.push('No call to an HTTPS WSUS was seen, so certificate pinning is unknown.');
	} else if (
		wsus?.pinningMandatory == null &&
		wsus?.certificateStoreEmpty == null &&
		(wsus?.certificateLines.inWsusStoreYes ?? 0) + (wsus?.certificateLines.inWsusStoreNo ?? 0) === 0
	) {
		sentences.push('An HTTPS WSUS was called, but no line says whether its certificate is pinned.');
	}
	if (seen.hasCalls) {
		if (log.dialect !== 'legacy')
			sentences.push(
				`Logs of Windows 10 and 11 say which kind of proxy was tried, never its name${context?.systemProxy == null ? '; netsh winhttp show proxy on the PC does' : ''}.`,
			);
		else if (!seen.hasNamedProxy) sentences.push('No line names a proxy.');
		if (seen.hasUnknownProxy) sentences.push('For some calls the log does not say which kind of proxy they went through.');
	} else {
		sentences.push('No web call of a scan was seen, so nothing can be said about proxies.');
	}
	if (context?.proxyPolicy == null || context?.pinningPolicy == null) {
		const missing = [
			context?.proxyPolicy == null ? 'SetProxyBehaviorForUpdateDetection' : '',
			context?.pinningPolicy == null ? 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection' : '',
		]
			.filter((name) => name !== '')
			.join(' and ');
		const hasPolicies = context?.files.some(({kind}) => kind !== 'winhttp-proxy' && kind !== 'certificate-store') === true;
		sentences.push(
			hasPolicies
				? `The settings given do not hold ${missing}; where a policy is not configured, it counts as 0.`
				: 'The policies of the PC are not in the log; a registry export beside it (or --policy) would tell.',
		);
	}
	return sentences;
}

/** What the scans show of calls; once through all of them. */
function callsOf(scans: readonly Scan[]): {
	readonly online: number;
	readonly hasSecureWsus: boolean;
	readonly hasCalls: boolean;
	readonly hasUnknownProxy: boolean;
	readonly hasNamedProxy: boolean;
} {
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
