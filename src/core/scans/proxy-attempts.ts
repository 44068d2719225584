/** The proxies that one scan tried: follows the lines of web calls and downloads, and says how each try ended. */
import {formatHresult, transportCodesOf} from '../codes/index.js';
import type {LogEvent} from '../events/event.js';
import type {Moment, ProxyAttempt, ProxyOutcome, ProxyVia, ScanOutcome} from '../types.js';
import {firstProxy, proxyBehaviorMeaning} from './proxy-behavior.js';

/** Facts past this are dropped from one scan, so that a damaged or hostile log cannot fill the memory. */
export const MAX_ATTEMPTS_PER_SCAN = 512;

interface OpenAttempt {
	readonly path: 'web' | 'download';
	readonly line: number;
	readonly time: string | null;
	via: ProxyVia;
	proxy: string | null;
	bypass: string | null;
	url: string | null;
	impersonation: boolean | null;
	outcome: 'succeeded' | 'failed' | 'unknown';
	code: number | null;
	/** An error text was printed for it that need not be the end. */
	troubled: boolean;
	/** Nothing that comes later is about this attempt. */
	settled: boolean;
	/** Last of the lines of one failed request; see RequestStep. */
	step: number;
}

export interface ProxyTracker {
	/** Takes every event of the scan's thread; those about other things are ignored. */
	addEvent(event: LogEvent, at: Moment): void;
	finish(
		outcome: ScanOutcome,
		online: boolean | null,
		serverUrl: string | null,
	): {
		readonly attempts: readonly ProxyAttempt[];
		readonly behaviors: readonly {line: number; url: string | null; raw: string; meaning: ReturnType<typeof proxyBehaviorMeaning>}[];
		readonly outcome: ProxyOutcome;
		readonly retries: number;
		readonly dropped: number;
	};
}

export function createProxyTracker(): ProxyTracker {
	const attempts: OpenAttempt[] = [];
	const behaviors: {line: number; url: string | null; raw: string; meaning: ReturnType<typeof proxyBehaviorMeaning>}[] = [];
	let dropped = 0;
	/** Kind of proxy that calls of an address go through: from its behaviour and the last switch. */
	const viaOf = new Map<string, ProxyVia>();
	/** The same where no behaviour was printed. */
	let via: ProxyVia = 'unknown';
	/** A list of proxies that is printed before its call. */
	let nextProxy: {readonly proxy: string | null; readonly bypass: string | null} | null = null;
	let downloadVia: ProxyVia = 'unknown';
	let behaviorUrl: string | null = null;
	let targetingUrl: string | null = null;
	let clientUrl: string | null = null;
	let operation: string | null = null;
	let sawCall = false;
	let errorUrl: string | null = null;
	/** The last failed try was announced by a line that another one, with the final code, follows. */
	let announced = false;

	/** The address of the call that runs or begins, by the operation; `null` where nothing tells. */
	function callUrl(): string | null {
		if (operation !== null && /SimpleTargeting/i.test(operation)) return targetingUrl ?? behaviorUrl;
		if (operation !== null && /^CAgentProtocolTalker/.test(operation)) return clientUrl ?? behaviorUrl;
		return behaviorUrl;
	}

	function currentVia(): ProxyVia {
		const url = callUrl();
		return url === null ? via : (viaOf.get(url) ?? via);
	}

	function last(path: 'web' | 'download'): OpenAttempt | null {
		for (let index = attempts.length - 1; index >= 0; index--) {
			const attempt = attempts[index];
			if (attempt?.path === path) return attempt;
		}
		return null;
	}

	function begin(path: 'web' | 'download', at: Moment, kind: ProxyVia, impersonation: boolean | null): OpenAttempt {
		const before = last(path);
		if (before !== null && !before.settled) settle(before, before.troubled ? 'failed' : 'succeeded');
		const attempt: OpenAttempt = {
			path,
			line: at.line,
			time: at.time,
			via: kind,
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
		if (attempts.length < MAX_ATTEMPTS_PER_SCAN) attempts.push(attempt);
		else dropped++;
		sawCall = true;
		if (path === 'web') announced = false;
		return attempt;
	}

	function beginWeb(at: Moment, kind: ProxyVia, impersonation: boolean | null): void {
		const attempt = begin('web', at, kind, impersonation);
		attempt.url = operation !== null && /SimpleTargeting/i.test(operation) ? (targetingUrl ?? behaviorUrl) : errorUrl;
		errorUrl = null;
		if (nextProxy !== null) nameProxy(attempt, nextProxy);
		nextProxy = null;
	}

	function nameProxy(attempt: OpenAttempt, {proxy, bypass}: {readonly proxy: string | null; readonly bypass: string | null}): void {
		attempt.via = proxy === null ? 'direct' : 'named';
		attempt.proxy = proxy;
		attempt.bypass = bypass ?? attempt.bypass;
	}

	function settle(attempt: OpenAttempt, outcome: 'succeeded' | 'failed'): void {
		attempt.outcome = outcome;
		attempt.settled = true;
	}

	/** The attempt an error line is about. A call that reuses a connection prints no beginning of its own. */
	function current(at: Moment, kind: ProxyVia): OpenAttempt {
		const open = last('web');
		if (open !== null && !open.settled) return open;
		const attempt = begin('web', at, kind, null);
		attempt.url = errorUrl;
		return attempt;
	}

	/** `final`: the line that ends a call, which belongs to the same try as the lines that announced it. */
	function webCallFailed(code: number, at: Moment, final: boolean): void {
		const open = last('web');
		const attempt = open?.outcome === 'failed' && announced ? open : current(at, currentVia());
		attempt.code ??= code;
		settle(attempt, 'failed');
		announced = !final;
	}

	function requestFailed(event: LogEvent & {type: 'failure'}, at: Moment): void {
		const step = event.step ?? 1;
		const open = last('download');
		const continues =
			open !== null &&
			!(open.outcome === 'succeeded') &&
			(step === 4 ? isSameFailure(open.code, event.code) : open.step > 0 && step > open.step);
		const attempt = continues && open !== null ? open : begin('download', at, downloadVia, null);
		if (step < 4) attempt.step = step;
		else attempt.step = Math.max(attempt.step, 3);
		attempt.code ??= event.code;
		attempt.url ??= event.url ?? null;
		if (event.proxy !== undefined) {
			attempt.proxy = event.proxy;
			attempt.bypass = event.bypass ?? null;
			attempt.via = event.proxy === null ? 'direct' : 'named';
		}
		settle(attempt, 'failed');
	}

	function alignWithSummary(tries: readonly {readonly code: number; readonly viaSystem: boolean}[], at: Moment): void {
		if (tries.length === 0) return;
		const failed = attempts.filter((attempt) => attempt.path === 'web' && attempt.outcome === 'failed');
		if (failed.length === 0) {
			for (const tried of tries) {
				const attempt = begin('web', at, tried.viaSystem ? 'system' : 'user', null);
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

	return {
		addEvent(event, at) {
			switch (event.type) {
				case 'proxy-behavior': {
					const meaning = proxyBehaviorMeaning(event.raw);
					if (behaviors.length < MAX_ATTEMPTS_PER_SCAN) behaviors.push({line: at.line, url: event.url, raw: event.raw, meaning});
					else dropped++;
					via = firstProxy(meaning);
					viaOf.set(event.url, via);
					behaviorUrl = event.url;
					if (/\/ClientWebService\/client\.asmx$/i.test(event.url)) clientUrl = event.url;
					if (/SimpleAuth/i.test(event.url)) targetingUrl = event.url;
					break;
				}
				case 'proxy-used':
					beginWeb(at, event.via, event.impersonation);
					break;
				case 'proxy-auto': {
					const open = last('web');
					if (event.again && open !== null && !open.settled && !open.troubled) break;
					beginWeb(at, currentVia(), null);
					break;
				}
				case 'named-proxy': {
					const open = last('web');
					if (event.of === 'next-call') nextProxy = event;
					else if (open !== null) nameProxy(open, event);
					break;
				}
				case 'proxy-bypass': {
					const open = last('web');
					if (open?.via === 'named') open.bypass ??= event.bypass;
					break;
				}
				case 'web-error': {
					errorUrl = event.url ?? errorUrl;
					const attempt = current(at, currentVia());
					attempt.troubled = true;
					attempt.url = event.url ?? attempt.url;
					break;
				}
				case 'proxy-switch':
				case 'proxy-exhausted': {
					const kind = event.type === 'proxy-switch' ? event.from : event.last;
					const attempt = current(at, kind);
					if (attempt.via === 'unknown') attempt.via = kind;
					settle(attempt, 'failed');
					announced = true;
					if (event.type === 'proxy-switch') {
						via = event.to;
						const url = callUrl();
						if (url !== null) viaOf.set(url, event.to);
					}
					break;
				}
				case 'proxy-tried': {
					const open = last('web');
					if (open?.outcome === 'failed' && open.via === 'unknown' && event.last !== null) open.via = event.last;
					break;
				}
				case 'endpoint':
					if (event.role === 'targeting' && /SimpleAuth/i.test(event.url)) targetingUrl = event.url;
					break;
				case 'call-url': {
					const open = last('web');
					if (open !== null && !open.settled) open.url = event.url;
					else errorUrl = event.url;
					break;
				}
				case 'error-mapped': {
					const open = last('web');
					if (open !== null && (open.troubled || open.outcome === 'failed')) open.code ??= event.to;
					break;
				}
				case 'operation':
					if (event.state === 'started') {
						operation = event.name;
						sawCall = true;
						announced = false;
					} else {
						operation = null;
						const open = last('web');
						if (open !== null && !open.settled) {
							if (open.troubled) open.settled = true;
							else settle(open, 'succeeded');
						}
					}
					break;
				case 'server-url':
					sawCall = true;
					break;
				case 'failure':
					if (event.role === 'web-call') {
						webCallFailed(event.code, at, true);
					} else if (event.role === 'web-call-retry') {
						// The line that ends the try can be missing; the retry says that it failed.
						const open = last('web');
						if (open !== null && !open.settled) webCallFailed(event.code, at, true);
					} else if (event.role === 'web-send') {
						webCallFailed(event.code, at, false);
					} else if (event.role === 'request') {
						requestFailed(event, at);
					} else if (event.role === 'download-retry-default-proxy') {
						const open = last('download');
						if (open === null || open.outcome !== 'failed') requestFailed({...event, step: 1}, at);
						downloadVia = 'system';
						const attempt = last('download');
						if (attempt !== null) attempt.step = 4;
					} else if (event.role === 'download-retry') {
						downloadVia = 'unknown';
						const attempt = last('download');
						if (attempt !== null) attempt.step = 4;
					}
					break;
				case 'request-completed': {
					const open = last('download');
					if (event.code >>> 31 === 0 && open !== null && open.outcome === 'failed' && downloadVia === 'system') {
						const attempt = begin('download', at, 'system', null);
						attempt.url = event.url;
						settle(attempt, 'succeeded');
					} else if (open !== null) {
						open.url ??= event.url;
					}
					downloadVia = 'unknown';
					break;
				}
				case 'scan-quality':
					alignWithSummary(event.failedTries, at);
					break;
				default:
					break;
			}
		},

		finish(outcome, online, serverUrl) {
			const open = last('web');
			if (open !== null && !open.settled) {
				if (outcome === 'succeeded') settle(open, open.troubled ? 'failed' : 'succeeded');
				else if (open.troubled && outcome === 'failed') settle(open, 'failed');
			}
			const kept = online === false ? [] : attempts;
			for (const attempt of kept) if (attempt.path === 'web') attempt.url ??= serverUrl ?? clientUrl ?? behaviorUrl;
			return {
				attempts: kept.map(({line, time, via: kind, proxy, bypass, url, impersonation, outcome: ended, code}) => ({
					line,
					time,
					via: kind,
					proxy,
					bypass,
					url,
					impersonation,
					outcome: ended,
					code: code === null ? null : formatHresult(code),
				})),
				behaviors,
				outcome: online === false ? 'not-used' : proxyOutcome(kept, outcome, sawCall),
				retries: countRetries(kept),
				dropped,
			};
		},
	};
}

/** Whether the code is that of the try, or the one the agent reports it as. */
function isSameFailure(tried: number | null, reported: number): boolean {
	return tried !== null && (tried === reported || transportCodesOf(reported).includes(tried));
}

/** A try that follows a failed one on the same path is a retry. */
function countRetries(attempts: readonly OpenAttempt[]): number {
	let retries = 0;
	for (const path of ['web', 'download'] as const) {
		let failedBefore = false;
		for (const attempt of attempts) {
			if (attempt.path !== path) continue;
			if (failedBefore) retries++;
			failedBefore = attempt.outcome === 'failed';
		}
	}
	return retries;
}

/**
 * The web service path decides. Downloads count only where it says nothing, since the log seldom tells which proxy they
 * went through.
 */
function proxyOutcome(attempts: readonly OpenAttempt[], scan: ScanOutcome, sawCall: boolean): ProxyOutcome {
	const final = attempts.at(-1);
	if (final === undefined) return sawCall ? 'unknown' : 'not-used';
	if ((scan === 'failed' || scan === 'cancelled') && final.outcome === 'failed') return 'failed';
	const web = attempts.filter((attempt) => attempt.path === 'web');
	return outcomeOf(web) ?? outcomeOf(attempts) ?? 'unknown';
}

function outcomeOf(attempts: readonly OpenAttempt[]): ProxyOutcome | null {
	let worked: 'system' | 'user' | null = null;
	let fellBack = false;
	const failed = new Set<ProxyVia>();
	for (const {via, outcome} of attempts) {
		if (outcome === 'failed') failed.add(via);
		if (outcome !== 'succeeded' || (via !== 'system' && via !== 'user')) continue;
		const other = via === 'system' ? 'user' : 'system';
		if (failed.has(other)) {
			worked = via;
			fellBack = true;
		} else if (!fellBack) {
			worked ??= via;
		}
	}
	if (worked === null) return null;
	if (!fellBack) return worked;
	return worked === 'user' ? 'user-fallback' : 'system-fallback';
}
