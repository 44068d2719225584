/** Tracks the proxies that a scan tried, from the lines of web calls and downloads, and the result of each attempt. */
import {formatHresult, transportCodesOf} from '../codes/index.js';
import type {EventOf, ScanDetailEvent} from '../events/event.js';
import type {Moment, ProxyAttempt, ProxyOutcome, ProxyVia, ScanOutcome, ScanProxy} from '../types.js';
import {firstProxy, proxyBehaviorMeaning} from './proxy-behavior.js';
import {type CallPath, countRetries, proxyOutcome} from './proxy-outcome.js';

/** Further facts of a scan are dropped, so that a damaged or hostile log cannot exhaust memory. */
const MAX_ATTEMPTS_PER_SCAN = 512;

/** The web service that finds updates, and the one that assigns machines to target groups. */
const CLIENT_SERVICE = /\/ClientWebService\/client\.asmx$/i;
const TARGETING_SERVICE = /SimpleAuth/i;

const WEB_SERVICE = /\.asmx$/i;

/** Operations that call these services. */
const TARGETING_OPERATION = /SimpleTargeting/i;
const CLIENT_OPERATION = /^CAgentProtocolTalker/;

interface OpenAttempt {
	path: CallPath;
	readonly line: number;
	readonly time: string | null;
	via: ProxyVia;
	proxy: string | null;
	bypass: string | null;
	url: string | null;
	impersonation: boolean | null;
	outcome: ProxyAttempt['outcome'];
	code: number | null;
	/** An error was logged for this attempt, but it may still succeed. */
	troubled: boolean;
	/** No later line refers to this attempt. */
	settled: boolean;
	/** The last line seen of a failed request; see RequestStep. */
	step: number;
}

/** A list of proxies; `null`: a direct connection. */
interface NamedProxy {
	readonly proxy: string | null;
	readonly bypass: string | null;
}

/** Results of the calls of one scan. */
export interface TriedProxies {
	readonly attempts: readonly ProxyAttempt[];
	readonly behaviors: ScanProxy['behaviors'];
	readonly outcome: ProxyOutcome;
	readonly retries: number;
	/** Number of facts that were dropped. */
	readonly dropped: number;
}

/** These name the address of a call, or say what became of it. */
type CallFactEvent = 'endpoint' | 'call-url' | 'error-mapped' | 'soap-fault';

/** These say nothing about the proxy of a call. */
type OtherEvent =
	| 'scan-exit-code'
	| 'scan-flags'
	| 'scan-service'
	| 'scan-criteria'
	| 'updates-found'
	| 'note'
	| 'service-mapping'
	| 'request-started'
	| 'proxy-retry'
	| 'recovery-started'
	| 'certificate-store-empty'
	| 'pinning-mandatory'
	| 'certificate-in-wsus-store'
	| 'tls-check'
	| 'tls-refused'
	| 'wsus-setting'
	| 'device';

export class ProxyTracker {
	private readonly attempts: OpenAttempt[] = [];
	private readonly behaviors: ScanProxy['behaviors'][number][] = [];
	private dropped = 0;
	/** The kind of proxy used for calls to a URL, from its proxy behavior and the last switch. */
	private readonly viaOf = new Map<string, ProxyVia>();
	/** The same if no behavior was logged. */
	private via: ProxyVia = 'unknown';
	/** A proxy list that was logged before its call. */
	private nextProxy: NamedProxy | null = null;
	private downloadVia: ProxyVia = 'unknown';
	private behaviorUrl: string | null = null;
	private targetingUrl: string | null = null;
	private clientUrl: string | null = null;
	private operation: string | null = null;
	private sawCall = false;
	private errorUrl: string | null = null;
	/** The last failed attempt was announced by a line that precedes the one with the final code. */
	private announced = false;

	/** Receives every event of the scan's thread and ignores unrelated ones. */
	addEvent(event: ScanDetailEvent, at: Moment): void {
		switch (event.type) {
			case 'proxy-behavior':
				this.setBehavior(event, at);
				break;
			case 'proxy-used':
				this.beginWeb(at, event.via, event.impersonation);
				break;
			case 'proxy-auto':
				this.beginAutomatic(event, at);
				break;
			case 'named-proxy':
				this.addNamedProxy(event);
				break;
			case 'proxy-bypass':
				this.addBypass(event.bypass);
				break;
			case 'web-error':
				this.trouble(event.url, at);
				break;
			case 'proxy-switch':
				this.proxyFailed(event.from, at);
				this.switchTo(event.to);
				break;
			case 'proxy-exhausted':
				this.proxyFailed(event.last, at);
				break;
			case 'proxy-tried':
				this.nameTried(event.last);
				break;
			case 'operation':
				this.setOperation(event);
				break;
			case 'server-url':
				this.sawCall = true;
				break;
			case 'failure':
				this.addFailure(event, at);
				break;
			case 'request-completed':
				this.requestCompleted(event, at);
				break;
			case 'scan-quality':
				this.alignWithSummary(event.failedTries, at);
				break;
			default:
				this.addCallFact(event, at);
		}
	}

	/** What a line says of the call that runs, beside its proxy. */
	private addCallFact(event: EventOf<CallFactEvent | OtherEvent>, at: Moment): void {
		switch (event.type) {
			case 'endpoint':
				if (event.role === 'targeting' && TARGETING_SERVICE.test(event.url)) this.targetingUrl = event.url;
				break;
			case 'call-url':
				this.setCallUrl(event.url);
				break;
			case 'error-mapped':
				this.setReportedCode(event.to);
				break;
			case 'soap-fault':
				if (!event.last) this.trouble(null, at);
				break;
			default:
				event.type satisfies OtherEvent;
		}
	}

	/** A web call was made, and no line says that it failed. */
	get hasUntroubledCall(): boolean {
		return this.openWeb()?.troubled === false || this.attempts.some(({path, outcome}) => path === 'web' && outcome === 'succeeded');
	}

	/**
	 * Call once, when the scan is over.
	 *
	 * @param online `false`: the scan did not depend on any call
	 * @param serverUrl URL for web calls that do not name one
	 */
	finish(outcome: ScanOutcome, online: boolean | null, serverUrl: string | null): TriedProxies {
		const open = this.openWeb();
		if (open !== null && outcome === 'succeeded') settle(open, open.troubled ? 'failed' : 'succeeded');
		else if (open?.troubled === true && outcome === 'failed') settle(open, 'failed');
		const kept = online === false ? [] : this.attempts;
		for (const attempt of kept) if (attempt.path === 'web') attempt.url ??= serverUrl ?? this.clientUrl ?? this.behaviorUrl;
		return {
			attempts: kept.map(asReported),
			behaviors: this.behaviors,
			outcome: online === false ? 'not-used' : proxyOutcome(kept, outcome, this.sawCall),
			retries: countRetries(kept),
			dropped: this.dropped,
		};
	}

	/** The URL of the current call, derived from the operation; `null` if unknown. */
	private callUrl(): string | null {
		const {operation, behaviorUrl} = this;
		if (operation !== null && TARGETING_OPERATION.test(operation)) return this.targetingUrl ?? behaviorUrl;
		if (operation !== null && CLIENT_OPERATION.test(operation)) return this.clientUrl ?? behaviorUrl;
		return behaviorUrl;
	}

	private currentVia(): ProxyVia {
		const url = this.callUrl();
		return url === null ? this.via : (this.viaOf.get(url) ?? this.via);
	}

	private last(path: CallPath): OpenAttempt | null {
		for (let index = this.attempts.length - 1; index >= 0; index--) {
			const attempt = this.attempts[index];
			if (attempt?.path === path) return attempt;
		}
		return null;
	}

	/** The web call whose result is not yet known. */
	private openWeb(): OpenAttempt | null {
		const last = this.last('web');
		return last === null || last.settled ? null : last;
	}

	private begin(path: CallPath, at: Moment, via: ProxyVia, impersonation: boolean | null): OpenAttempt {
		const before = this.last(path);
		if (before !== null && !before.settled) settle(before, before.troubled ? 'failed' : 'succeeded');
		const attempt: OpenAttempt = {
			path,
			line: at.line,
			time: at.time,
			via,
			proxy: null,
			bypass: null,
			url: null,
			impersonation,
			outcome: 'unknown',
			code: null,
			troubled: false,
			settled: false,
			step: 0,
		};
		if (this.attempts.length < MAX_ATTEMPTS_PER_SCAN) this.attempts.push(attempt);
		else this.dropped++;
		this.sawCall = true;
		if (path === 'web') this.announced = false;
		return attempt;
	}

	private beginWeb(at: Moment, via: ProxyVia, impersonation: boolean | null): void {
		const attempt = this.begin('web', at, via, impersonation);
		const isTargeting = this.operation !== null && TARGETING_OPERATION.test(this.operation);
		attempt.url = isTargeting ? (this.targetingUrl ?? this.behaviorUrl) : this.errorUrl;
		this.errorUrl = null;
		if (this.nextProxy !== null) nameProxy(attempt, this.nextProxy);
		this.nextProxy = null;
	}

	private setBehavior({url, raw}: EventOf<'proxy-behavior'>, at: Moment): void {
		const meaning = proxyBehaviorMeaning(raw);
		if (this.behaviors.length < MAX_ATTEMPTS_PER_SCAN) this.behaviors.push({line: at.line, url, raw, meaning});
		else this.dropped++;
		this.via = firstProxy(meaning);
		this.viaOf.set(url, this.via);
		this.behaviorUrl = url;
		if (CLIENT_SERVICE.test(url)) this.clientUrl = url;
		if (TARGETING_SERVICE.test(url)) this.targetingUrl = url;
	}

	private beginAutomatic({again}: EventOf<'proxy-auto'>, at: Moment): void {
		if (again && this.openWeb()?.troubled === false) return;
		this.beginWeb(at, this.currentVia(), null);
	}

	private addNamedProxy(event: EventOf<'named-proxy'>): void {
		if (event.of === 'next-call') {
			this.nextProxy = event;
			return;
		}
		const last = this.last('web');
		if (last !== null) nameProxy(last, event);
	}

	private addBypass(bypass: string): void {
		const last = this.last('web');
		if (last?.via === 'named') last.bypass ??= bypass;
	}

	/** An error message: the call may still succeed. */
	private trouble(url: string | null, at: Moment): void {
		this.errorUrl = url ?? this.errorUrl;
		const attempt = this.current(at, this.currentVia());
		attempt.troubled = true;
		attempt.url = url ?? attempt.url;
	}

	private proxyFailed(via: 'system' | 'user', at: Moment): void {
		const attempt = this.current(at, via);
		if (attempt.via === 'unknown') attempt.via = via;
		settle(attempt, 'failed');
		this.announced = true;
	}

	private switchTo(via: 'system' | 'user'): void {
		this.via = via;
		const url = this.callUrl();
		if (url !== null) this.viaOf.set(url, via);
	}

	private nameTried(via: 'system' | 'user' | null): void {
		const last = this.last('web');
		if (last?.outcome === 'failed' && last.via === 'unknown' && via !== null) last.via = via;
	}

	private setCallUrl(url: string): void {
		const open = this.openWeb();
		if (open === null) this.errorUrl = url;
		else open.url = url;
	}

	private setReportedCode(code: number): void {
		const last = this.last('web');
		if (last !== null && (last.troubled || last.outcome === 'failed')) last.code ??= code;
	}

	private setOperation({name, state}: EventOf<'operation'>): void {
		if (state === 'started') {
			this.operation = name;
			this.sawCall = true;
			this.announced = false;
			return;
		}
		this.operation = null;
		const open = this.openWeb();
		if (open === null) return;
		if (open.troubled) open.settled = true;
		else settle(open, 'succeeded');
	}

	private addFailure(event: EventOf<'failure'>, at: Moment): void {
		switch (event.role) {
			case 'web-call':
				this.webCallFailed(event.code, at, true);
				break;
			case 'web-call-retry':
				// The line that ends the attempt can be missing; the retry implies that it failed.
				if (this.openWeb() !== null) this.webCallFailed(event.code, at, true);
				break;
			case 'web-send':
				this.webCallFailed(event.code, at, false);
				break;
			case 'request':
				this.requestFailed(event, at);
				break;
			case 'download-retry-default-proxy':
				if (this.last('download')?.outcome !== 'failed') this.requestFailed({...event, step: 1}, at);
				this.retryDownload('system');
				break;
			case 'download-retry':
				this.retryDownload('unknown');
				break;
			case 'recovery':
			case 'tls':
			case 'file-signature':
			case 'companion':
			case 'other':
				break;
			default:
				event.role satisfies never;
		}
	}

	/** The attempt that an error line refers to. A call that reuses a connection logs no start. */
	private current(at: Moment, via: ProxyVia): OpenAttempt {
		const open = this.openWeb();
		if (open !== null) return open;
		const attempt = this.begin('web', at, via, null);
		attempt.url = this.errorUrl;
		return attempt;
	}

	/** `final`: the line that ends a call, which belongs to the same attempt as the lines that announced it. */
	private webCallFailed(code: number, at: Moment, final: boolean): void {
		this.claimRequest();
		const last = this.last('web');
		const attempt = last?.outcome === 'failed' && this.announced ? last : this.current(at, this.currentVia());
		attempt.code ??= code;
		settle(attempt, 'failed');
		this.announced = !final;
	}

	/** Legacy logs tell the failed request of a web service call first, in the words of any request. */
	private claimRequest(): void {
		const request = this.attempts.at(-1);
		if (request?.path !== 'download' || request.outcome !== 'failed' || request.step === 0 || request.step > 3) return;
		if (request.url !== null && !WEB_SERVICE.test(request.url)) return;
		request.path = 'web';
		this.announced = true;
	}

	private requestFailed(event: EventOf<'failure'>, at: Moment): void {
		const step = event.step ?? 1;
		const last = this.last('download');
		const attempt = last !== null && continuesRequest(last, step, event.code) ? last : this.begin('download', at, this.downloadVia, null);
		attempt.step = step < 4 ? step : Math.max(attempt.step, 3);
		attempt.code ??= event.code;
		attempt.url ??= event.url ?? null;
		if (event.proxy !== undefined) {
			attempt.bypass = null;
			nameProxy(attempt, {proxy: event.proxy, bypass: event.bypass ?? null});
		}
		settle(attempt, 'failed');
	}

	/** Anything further about the download is a new attempt. */
	private retryDownload(via: ProxyVia): void {
		this.downloadVia = via;
		const last = this.last('download');
		if (last !== null) last.step = 4;
	}

	private requestCompleted({code, url}: EventOf<'request-completed'>, at: Moment): void {
		const last = this.last('download');
		if (code >>> 31 === 0 && last?.outcome === 'failed' && this.downloadVia === 'system') {
			const attempt = this.begin('download', at, 'system', null);
			attempt.url = url;
			settle(attempt, 'succeeded');
		} else if (last !== null) {
			last.url ??= url;
		}
		this.downloadVia = 'unknown';
	}

	private alignWithSummary(tries: EventOf<'scan-quality'>['failedTries'], at: Moment): void {
		if (tries.length === 0) return;
		const failed = this.attempts.filter((attempt) => attempt.path === 'web' && attempt.outcome === 'failed');
		if (failed.length === 0) {
			for (const tried of tries) {
				const attempt = this.begin('web', at, tried.viaSystem ? 'system' : 'user', null);
				attempt.code = tried.code;
				settle(attempt, 'failed');
			}
			return;
		}
		const agrees =
			failed.length === tries.length &&
			failed.every((attempt, index) => attempt.via === 'unknown' || (attempt.via === 'system') === tries[index]?.viaSystem);
		if (!agrees) return;
		failed.forEach((attempt, index) => {
			const tried = tries[index];
			if (tried === undefined) return;
			attempt.code ??= tried.code;
			if (attempt.via === 'unknown') attempt.via = tried.viaSystem ? 'system' : 'user';
		});
	}
}

function settle(attempt: OpenAttempt, outcome: 'succeeded' | 'failed'): void {
	attempt.outcome = outcome;
	attempt.settled = true;
}

function nameProxy(attempt: OpenAttempt, {proxy, bypass}: NamedProxy): void {
	attempt.via = proxy === null ? 'direct' : 'named';
	attempt.proxy = proxy;
	attempt.bypass = bypass ?? attempt.bypass;
}

/** Whether a line is another one about the same failed request; see RequestStep. */
function continuesRequest(last: OpenAttempt, step: number, code: number): boolean {
	if (last.outcome === 'succeeded') return false;
	return step === 4 ? isSameFailure(last.code, code) : last.step > 0 && step > last.step;
}

/** Whether the code is that of the attempt, or the one that the agent reports for it. */
function isSameFailure(tried: number | null, reported: number): boolean {
	return tried !== null && (tried === reported || transportCodesOf(reported).includes(tried));
}

function asReported({line, time, via, proxy, bypass, url, impersonation, outcome, code}: OpenAttempt): ProxyAttempt {
	return {line, time, via, proxy, bypass, url, impersonation, outcome, code: code === null ? null : formatHresult(code)};
}
