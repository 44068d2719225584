/** Failures outside scans within a fleet: which of them weighs most, and which asked a WSUS server. */
import {isPublicHost} from '../redact/public-names.js';
import {parseEndpoint} from '../scans/services.js';
import type {Endpoint, FileReport, OutsideFailure, Scan} from '../types.js';
import {originText} from '../wording/labels.js';

/** Web services of WSUS. Source: MS-WUSP, 2.1; MS-WUSAR, 2.1; `/SelfUpdate` of legacy clients. */
const WSUS_PATH = /\/(?:ClientWebService|SimpleAuthWebService|ReportingWebService|DSSAuthWebService|SelfUpdate)\//i;

/** Scheme, host and port of the WSUS server that a log names in its settings; `null`: it names none. */
export function settingOf({wsus}: Pick<FileReport, 'wsus'>): string | null {
	const endpoint = wsus?.server == null ? null : parseEndpoint(wsus.server);
	return endpoint === null ? null : originText(endpoint);
}

/** The server that a scan asked: of a scan of WSUS that names none, the one in the settings. */
export function serverOfScan({server, service}: Scan, {wsus}: Pick<FileReport, 'wsus'>): Endpoint | null {
	if (server !== null) return server;
	return service.name === 'WSUS' && wsus?.server != null ? parseEndpoint(wsus.server) : null;
}

/** The WSUS server that was asked; `null` if it was another service, or the log does not say. */
export function wsusServerOfFailure({server}: OutsideFailure, report: Pick<FileReport, 'wsus'>): string | null {
	if (server === null) return null;
	const origin = originText(server);
	if (origin === settingOf(report)) return origin;
	return WSUS_PATH.test(server.url) && !isPublicHost(server.host) ? origin : null;
}

/** What is kept to tell the gravest of many. */
export interface GravestFailure {
	readonly code: string;
	readonly isOver: boolean;
	readonly count: number;
}

/** Failures that last come before those that are over, then those that are told in more lines. */
export function graver(known: GravestFailure | null, {code, recovered, count}: OutsideFailure): GravestFailure {
	const one = {code, isOver: recovered !== null, count};
	if (known === null) return one;
	if (known.isOver !== one.isOver) return known.isOver ? one : known;
	if (known.count !== count) return known.count > count ? known : one;
	return known.code <= code ? known : one;
}
