/** Collects the WSUS facts of a file: settings block, URLs, and certificate store. The last value wins. */
import type {ScanEvent, WsusSetting} from '../events/event.js';
import type {Moment, WsusFacts} from '../types.js';
import {isSameServer, originOf, parseEndpoint, WSUS_SERVICE_ID} from './services.js';

const MAX_CHANGES = 1000;

/** Events that add nothing to what the URL of a scan shows about WSUS. */
type OtherEvent =
	| 'scan-started'
	| 'scan-ended'
	| 'scan-exit-code'
	| 'scan-flags'
	| 'scan-service'
	| 'scan-criteria'
	| 'updates-found'
	| 'note'
	| 'service-mapping'
	| 'soap-fault'
	| 'request-started'
	| 'operation'
	| 'proxy-behavior'
	| 'proxy-used'
	| 'proxy-auto'
	| 'proxy-switch'
	| 'proxy-exhausted'
	| 'proxy-retry'
	| 'proxy-tried'
	| 'call-url'
	| 'web-error'
	| 'error-mapped'
	| 'recovery-started'
	| 'request-completed'
	| 'named-proxy'
	| 'proxy-bypass'
	| 'failure'
	| 'tls-check'
	| 'tls-refused';

export interface WsusFactsCollector {
	addEvent(event: ScanEvent, at: Moment): void;
	/**
	 * `null` if no line was about WSUS.
	 *
	 * @param scanned the server of a WSUS scan, for logs that mention it nowhere else
	 */
	end(scanned: string | null): WsusFacts | null;
}

export function createWsusFactsCollector(): WsusFactsCollector {
	const settings: Record<WsusSetting, string | null> = {server: null, statusServer: null, alternateDownloadServer: null, targetGroup: null};
	const changes: {line: number; time: string | null; server: string | null}[] = [];
	let seen = false;
	let serverKnown = false;
	let certificateStoreEmpty: boolean | null = null;
	let pinningMandatory: boolean | null = null;
	const certificateLines = {storeEmpty: 0, pinningMandatory: 0, inWsusStoreYes: 0, inWsusStoreNo: 0};

	function setServer(server: string | null, at: Moment): void {
		const before = settings.server;
		const isChange = serverKnown && (before === null || server === null ? before !== server : !isSameServer(before, server));
		if (isChange && changes.length < MAX_CHANGES) changes.push({line: at.line, time: at.time, server});
		if (isChange || !serverKnown) settings.server = server;
		serverKnown = true;
		seen = true;
	}

	return {
		addEvent(event, at) {
			switch (event.type) {
				case 'wsus-setting':
					seen = true;
					if (event.setting === 'server') setServer(event.value, at);
					else settings[event.setting] = event.value;
					break;
				case 'endpoint':
					if (!event.wsus) break;
					// Reports can go to another server; all other services are on the WSUS server itself.
					if (event.role !== 'reporting' || !serverKnown) setServer(originOf(event.url), at);
					break;
				case 'device':
					seen = true;
					settings.targetGroup = event.targetGroup ?? settings.targetGroup;
					break;
				case 'scan-quality':
					if (event.service === WSUS_SERVICE_ID && event.url !== null) setServer(originOf(event.url), at);
					break;
				case 'server-url':
					if (event.service === WSUS_SERVICE_ID) setServer(originOf(event.url), at);
					break;
				case 'certificate-store-empty':
					seen = true;
					certificateStoreEmpty = true;
					certificateLines.storeEmpty++;
					break;
				case 'certificate-in-wsus-store':
					seen = true;
					if (event.value) certificateStoreEmpty = false;
					certificateLines[event.value ? 'inWsusStoreYes' : 'inWsusStoreNo']++;
					break;
				case 'pinning-mandatory':
					seen = true;
					pinningMandatory = event.value;
					certificateLines.pinningMandatory++;
					break;
				default:
					event.type satisfies OtherEvent;
			}
		},
		end(scanned) {
			if (scanned !== null && settings.server === null && !serverKnown) {
				settings.server = originOf(scanned);
				seen = true;
			}
			if (!seen) return null;
			return {
				...settings,
				scheme: settings.server === null ? null : (parseEndpoint(settings.server)?.scheme ?? null),
				certificateStoreEmpty,
				pinningMandatory,
				certificateLines,
				changes,
			};
		},
	};
}
