/** Which server a failed scan failed at, and which host did not deliver a file: the address of the call, not of the service. */
import {commandTarget} from './command-target.js';
import {failedAddress, parseEndpoint} from '../scans/services.js';
import type {Endpoint, OutsideFailure, ProxyAttempt, Scan} from '../types.js';

/** Web services and what every WSUS server offers itself; every other address of a failed request is that of a file. */
const SERVICE_ADDRESS = /\.asmx(?:$|[?/])|\/SLS\/|\/selfupdate\b/i;

/** The server of the call that the scan failed with, or else the one the scan asked. */
export function failedServer({server, proxy, failures}: Scan, rootCause: Scan['rootCause']): Endpoint | null {
	const named = namedServer(failures, rootCause);
	if (named !== null) return named;
	const failed = proxy.attempts.findLast((attempt) => isRootCause(attempt, rootCause));
	const last = server === null ? proxy.attempts.findLast(({url}) => url !== null) : undefined;
	return endpointOf(failed) ?? server ?? endpointOf(last);
}

/** The server in the line of the root cause. */
function namedServer(failures: Scan['failures'], rootCause: Scan['rootCause']): Endpoint | null {
	const failure = rootCause === null ? undefined : failures.find(({line}) => line === rootCause.line);
	const url = failedAddress(failure?.message ?? '');
	return url === null ? null : parseEndpoint(url);
}

/** A failed attempt with the code of the root cause that begins before its line. */
function isRootCause({outcome, url, code, line}: ProxyAttempt, rootCause: Scan['rootCause']): boolean {
	return rootCause !== null && outcome === 'failed' && url !== null && code === rootCause.code && line <= rootCause.line;
}

/** The host that a file of the scan should have come from, if it is not the server of the scan. */
export function failedContentServer({server, proxy}: Scan): Endpoint | null {
	for (const attempt of proxy.attempts.toReversed()) {
		if (attempt.outcome !== 'failed' || attempt.url === null || SERVICE_ADDRESS.test(attempt.url)) continue;
		const endpoint = parseEndpoint(attempt.url);
		if (endpoint !== null && endpoint.host !== server?.host) return endpoint;
	}
	return null;
}

/** The server of the first download that failed outside of scans; `null` if no line names one. */
export function failedDownloadServer(failures: readonly OutsideFailure[]): Endpoint | null {
	return failures.find(({kind, server, noise}) => kind === 'download' && server !== null && !noise)?.server ?? null;
}

/** An endpoint as a command may hold it; `null` if there is none of the strict form. */
export function targetOf(endpoint: Endpoint | null): string | null {
	return endpoint === null ? null : commandTarget(endpoint);
}

function endpointOf(attempt: ProxyAttempt | undefined): Endpoint | null {
	return attempt === undefined || attempt.url === null ? null : parseEndpoint(attempt.url);
}
