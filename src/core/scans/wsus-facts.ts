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
	return new FactsCollector();
}

class FactsCollector implements WsusFactsCollector {
	private readonly settings: Record<WsusSetting, string | null> = {
		server: null,
		statusServer: null,
		alternateDownloadServer: null,
		targetGroup: null,
	};
	private readonly changes: {line: number; time: string | null; server: string | null}[] = [];
	private seen = false;
	private serverKnown = false;
	private certificateStoreEmpty: boolean | null = null;
	private pinningMandatory: boolean | null = null;
	private readonly certificateLines = {storeEmpty: 0, pinningMandatory: 0, inWsusStoreYes: 0, inWsusStoreNo: 0};

	addEvent(event: ScanEvent, at: Moment): void {
		switch (event.type) {
			case 'wsus-setting':
				this.seen = true;
				if (event.setting === 'server') this.setServer(event.value, at);
				else this.settings[event.setting] = event.value;
				break;
			case 'endpoint':
				if (!event.wsus) break;
				// Reports can go to another server; all other services are on the WSUS server itself.
				if (event.role !== 'reporting' || !this.serverKnown) this.setServer(originOf(event.url), at);
				break;
			case 'device':
				this.seen = true;
				this.settings.targetGroup = event.targetGroup ?? this.settings.targetGroup;
				break;
			case 'scan-quality':
				if (event.service === WSUS_SERVICE_ID && event.url !== null) this.setServer(originOf(event.url), at);
				break;
			case 'server-url':
				if (event.service === WSUS_SERVICE_ID) this.setServer(originOf(event.url), at);
				break;
			case 'certificate-store-empty':
				this.seen = true;
				this.certificateStoreEmpty = true;
				this.certificateLines.storeEmpty++;
				break;
			case 'certificate-in-wsus-store':
				this.seen = true;
				if (event.value) this.certificateStoreEmpty = false;
				this.certificateLines[event.value ? 'inWsusStoreYes' : 'inWsusStoreNo']++;
				break;
			case 'pinning-mandatory':
				this.seen = true;
				this.pinningMandatory = event.value;
				this.certificateLines.pinningMandatory++;
				break;
			default:
				event.type satisfies OtherEvent;
		}
	}

	end(scanned: string | null): WsusFacts | null {
		if (scanned !== null && this.settings.server === null && !this.serverKnown) {
			this.settings.server = originOf(scanned);
			this.seen = true;
		}
		if (!this.seen) return null;
		return {
			...this.settings,
			scheme: this.settings.server === null ? null : (parseEndpoint(this.settings.server)?.scheme ?? null),
			certificateStoreEmpty: this.certificateStoreEmpty,
			pinningMandatory: this.pinningMandatory,
			certificateLines: this.certificateLines,
			changes: this.changes,
		};
	}

	private setServer(server: string | null, at: Moment): void {
		const before = this.settings.server;
		const isChange = this.serverKnown && (before === null || server === null ? before !== server : !isSameServer(before, server));
		if (isChange && this.changes.length < MAX_CHANGES) this.changes.push({line: at.line, time: at.time, server});
		if (isChange || !this.serverKnown) this.settings.server = server;
		this.serverKnown = true;
		this.seen = true;
	}
}
