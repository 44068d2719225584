/** Collects the facts of one scan from its lines and builds the Scan when it ends. */
import {formatHresult, isFailure, nameOf} from '../codes/index.js';
import {EVIDENCE, type EventOf, type FailureRole, type ScanDetailEvent, type ScanEndEvent, type ScanStartEvent} from '../events/event.js';
import {categoryOf} from '../events/failure-category.js';
import {TRUST_CODES} from '../events/trust-mentions.js';
import type {Failure, FailureCategory, Moment, Scan, ScanFacts, ScanOutcome, TimelineEntry} from '../types.js';
import type {EvidenceLine, QuoteKind} from './packed/scan-packer.js';
import {ProxyTracker} from './proxy-attempts.js';
import {type CauseCandidate, findRootCause, type Recovery} from './root-cause.js';
import {parseEndpoint, serviceName, WSUS_SERVICE_ID} from './services.js';
import {describeEnd, describeEvent, describeStart, MAX_TEXT} from './timeline-text.js';

/** Facts beyond these limits are dropped and counted, so that a damaged or hostile log cannot exhaust memory. */
export const MAX_FAILURES_PER_SCAN = 2000;
export const MAX_TIMELINE_PER_SCAN = 4000;
const MAX_CERTIFICATE_LINES = 1000;
const MAX_QUOTES = 200;

/** The web service that finds updates, both on WSUS and at Microsoft. */
const CLIENT_SERVICE = /\/ClientWebService\/client\.asmx$/i;

/** Position and time of a record. `ms` is wall-clock time for differences, `null` if unknown. */
export interface RecordMoment extends Moment {
	readonly ms: number | null;
}

/** The first line of a scan. */
export interface ScanStartLine {
	readonly at: RecordMoment;
	readonly event: ScanStartEvent;
	readonly message: string;
}

/** Its last line. */
export interface ScanEndLine {
	readonly at: RecordMoment;
	readonly event: ScanEndEvent;
	readonly message: string;
}

/** A Scan without a number: numbers follow the order of first lines, which is known only when all scans are closed. */
export interface BuiltScan {
	readonly firstLine: number;
	readonly scan: ScanFacts;
	/** Lines that may be evidence for a finding, as logged. */
	readonly quotes: readonly EvidenceLine[];
	readonly dropped: number;
}

/** Events about certificates. */
type CertificateEvent = 'certificate-store-empty' | 'pinning-mandatory' | 'certificate-in-wsus-store' | 'tls-check' | 'tls-refused';

/** Events that matter only to the timeline, the proxy tracker, or the facts about the file. */
type OtherEvent =
	| 'scan-criteria'
	| 'note'
	| 'operation'
	| 'proxy-switch'
	| 'proxy-exhausted'
	| 'proxy-retry'
	| 'proxy-tried'
	| 'call-url'
	| 'web-error'
	| 'request-completed'
	| 'named-proxy'
	| 'proxy-bypass'
	| 'wsus-setting'
	| 'device';

export class ScanBuilder {
	readonly pid: number;
	readonly tid: number;
	private readonly firstLine: number;
	private readonly start: ScanStartLine | null;
	private readonly proxy = new ProxyTracker();
	private readonly failures: Failure[] = [];
	private readonly candidates: CauseCandidate[] = [];
	private readonly timeline: TimelineEntry[] = [];
	private readonly certificateLines: number[] = [];
	private readonly quotes: EvidenceLine[] = [];
	private dropped = 0;
	private online: boolean | null = null;
	private interactive: boolean | null = null;
	private serviceId: string | null = null;
	private endpointUrl: string | null = null;
	/** The service that the URL belongs to, for scans without a service line. */
	private endpointService: string | null = null;
	private serverUrl: string | null = null;
	/** URL of the web service that finds updates, if a proxy behavior was set for it. */
	private behaviorUrl: string | null = null;
	private updatesFound: number | null = null;
	private exitCode: number | null = null;
	private recovery: Recovery | null = null;
	private storeEmpty: boolean | null = null;
	private pinningMandatory: boolean | null = null;
	private inWsusStore: 'yes' | 'no' | null = null;

	/**
	 * @param firstLine number of the first line about the scan
	 * @param start `null`: the scan began before the file
	 */
	constructor(pid: number, tid: number, firstLine: number, start: ScanStartLine | null) {
		this.pid = pid;
		this.tid = tid;
		this.firstLine = firstLine;
		this.start = start;
		if (start !== null) this.quote(start.at.line, 'start', start.message);
	}

	/** The Id that the client gave the call; `null` if its first line is not in the file or has no Id. */
	get callId(): number | null {
		return this.start?.event.callId ?? null;
	}

	/**
	 * Adds what a line of the scan's thread says.
	 *
	 * @param component as logged
	 * @param message of the line
	 */
	addEvent(event: ScanDetailEvent, at: RecordMoment, component: string, message: string): void {
		this.proxy.addEvent(event, at);
		this.addQuote(event, at, message);
		switch (event.type) {
			case 'scan-exit-code':
				this.exitCode = event.code;
				break;
			case 'scan-flags':
				this.setFlags(event);
				break;
			case 'scan-service':
				this.serviceId = event.id;
				break;
			case 'updates-found':
				this.updatesFound = event.count;
				break;
			case 'endpoint':
				this.setEndpoint(event);
				break;
			case 'server-url':
				this.serverUrl = event.url;
				this.serviceId ??= event.service;
				break;
			case 'proxy-behavior':
				if (CLIENT_SERVICE.test(event.url)) this.behaviorUrl = event.url;
				break;
			case 'proxy-used':
			case 'proxy-auto':
				this.beginCall();
				break;
			case 'error-mapped':
				this.addTrustFailure([event.from, event.to].find(isTrustCode), at, component, message);
				break;
			case 'scan-quality':
				this.addSummary(event, at, component, message);
				break;
			case 'recovery-started':
				this.recovery ??= {line: at.line, code: event.code};
				this.addTrustFailure(event.code, at, component, message);
				break;
			case 'failure':
				this.addFailure(event.code, event.role, event.category ?? 'other', at, component, message);
				break;
			default:
				this.addCertificateFact(event, at);
		}
		this.addToTimeline(event, at, message);
	}

	/**
	 * The scan as it stands; call once.
	 *
	 * @param end `null`: the file ends mid-scan, or the end was never logged
	 */
	build(end: ScanEndLine | null): BuiltScan {
		const code = end === null ? null : (end.event.exitCode ?? this.exitCode);
		const outcome = outcomeOf(code, end?.event ?? null, this.failures.length > 0);
		this.addEdges(end, outcome, code);
		const url = this.serverUrl ?? this.endpointUrl ?? this.behaviorUrl;
		const service = this.serviceId ?? this.endpointService;
		const tried = this.proxy.finish(outcome, this.online, url);
		return {
			firstLine: this.firstLine,
			quotes: this.quotes,
			dropped: this.dropped + tried.dropped,
			scan: {
				pid: this.pid,
				tid: this.tid,
				...callOf(this.start?.event ?? null, end?.event ?? null),
				online: this.online,
				interactive: this.interactive,
				service: {id: service, name: serviceName(service)},
				server: url === null ? null : parseEndpoint(url),
				start: momentOf(this.start),
				end: momentOf(end),
				durationMs: durationOf(this.start, end),
				outcome,
				exitCode: code === null ? null : formatHresult(code),
				exitName: code === null ? null : nameOf(code),
				rootCause: outcome === 'failed' && code !== null && end !== null ? this.rootCause(code, end.at.line) : null,
				updatesFound: this.updatesFound,
				retries: tried.retries,
				proxy: {behaviors: tried.behaviors, attempts: tried.attempts, outcome: tried.outcome},
				certificate: {
					inWsusStore: this.inWsusStore,
					storeEmpty: this.storeEmpty,
					pinningMandatory: this.pinningMandatory,
					lines: this.certificateLines,
				},
				failures: this.failures,
				timeline: this.timeline,
			},
		};
	}

	private quote(line: number, kind: QuoteKind, message: string): void {
		this.quotes.push({line, kind, text: message.slice(0, MAX_TEXT)});
	}

	private addQuote(event: ScanDetailEvent, at: Moment, message: string): void {
		const kind = EVIDENCE[event.type].ofScan;
		if (kind !== null && this.quotes.length < MAX_QUOTES) this.quote(at.line, kind, message);
	}

	private addToTimeline(event: ScanDetailEvent, at: Moment, message: string): void {
		const statement = describeEvent(event, message);
		if (statement === null) return;
		if (this.timeline.length < MAX_TIMELINE_PER_SCAN) this.timeline.push({line: at.line, time: at.time, ...statement});
		else this.dropped++;
	}

	private setFlags({online, interactive}: EventOf<'scan-flags'>): void {
		this.online = online ?? this.online;
		this.interactive = interactive ?? this.interactive;
	}

	private setEndpoint({role, url, wsus, service}: EventOf<'endpoint'>): void {
		if (role !== 'client') return;
		this.endpointUrl = url;
		this.endpointService = wsus ? WSUS_SERVICE_ID : service;
	}

	/** A new call: earlier recovery has succeeded, or was abandoned without consequences. */
	private beginCall(): void {
		this.supersede();
		this.recovery = null;
	}

	/** A new attempt at a web call: earlier failures are not the cause of the result, unless nothing else is. */
	private supersede(): void {
		for (let index = this.candidates.length - 1; index >= 0; index--) {
			const candidate = this.candidates[index];
			if (candidate === undefined || candidate.superseded) break;
			candidate.superseded = true;
		}
	}

	private addSummary({url, service, failedTries}: EventOf<'scan-quality'>, at: Moment, component: string, message: string): void {
		this.serverUrl ??= url;
		this.serviceId ??= service;
		// A refused certificate may appear only in the summary.
		for (const {code} of failedTries) this.addTrustFailure(code, at, component, message);
	}

	/** A code for a refused certificate counts as a failure wherever it appears; other codes need their own line. */
	private addTrustFailure(code: number | undefined, at: Moment, component: string, message: string): void {
		if (code !== undefined && isTrustCode(code)) this.addFailure(code, 'tls', 'trust', at, component, message);
	}

	private addFailure(code: number, role: FailureRole, category: FailureCategory, at: Moment, component: string, message: string): void {
		if (!isFailure(code)) return;
		if (this.failures.length >= MAX_FAILURES_PER_SCAN) {
			this.dropped++;
			return;
		}
		this.failures.push({
			line: at.line,
			time: at.time,
			component,
			code: formatHresult(code),
			name: nameOf(code),
			message: message.slice(0, MAX_TEXT),
			category,
		});
		this.candidates.push({line: at.line, code, role, category, superseded: false});
	}

	/** The remaining events. */
	private addCertificateFact(event: EventOf<CertificateEvent | OtherEvent>, at: Moment): void {
		switch (event.type) {
			case 'certificate-store-empty':
				this.storeEmpty = true;
				break;
			case 'pinning-mandatory':
				this.pinningMandatory = event.value;
				break;
			case 'certificate-in-wsus-store':
				this.setInWsusStore(event.value);
				break;
			case 'tls-check':
			case 'tls-refused':
				break;
			default:
				event.type satisfies OtherEvent;
				return;
		}
		if (this.certificateLines.length < MAX_CERTIFICATE_LINES) this.certificateLines.push(at.line);
		else this.dropped++;
	}

	private setInWsusStore(value: boolean): void {
		this.inWsusStore = value && this.inWsusStore !== 'no' ? 'yes' : 'no';
		// Finding the certificate proves that the store is not empty.
		if (value) this.storeEmpty = false;
	}

	/** The first and last entries of the timeline, and the quote of the last line. */
	private addEdges(end: ScanEndLine | null, outcome: ScanOutcome, code: number | null): void {
		const {start, timeline} = this;
		if (start !== null) timeline.unshift({line: start.at.line, time: start.at.time, ...describeStart(start.event.caller)});
		if (end === null) return;
		const {line, time} = end.at;
		timeline.push({line, time, ...describeEnd(outcome, code)});
		this.quote(line, 'end', end.message);
	}

	private rootCause(exitCode: number, exitLine: number): Scan['rootCause'] {
		const {code, line} = findRootCause(this.candidates, this.recovery, exitCode, exitLine);
		return {code: formatHresult(code), name: nameOf(code), line};
	}
}

function isTrustCode(code: number): boolean {
	return TRUST_CODES.has(code);
}

/** The caller, from the first line, or from the last if the file begins mid-scan. */
function callOf(start: ScanStartEvent | null, end: ScanEndEvent | null): Pick<Scan, 'callId' | 'cv' | 'caller'> {
	return {
		callId: start?.callId ?? end?.callId ?? null,
		cv: start?.cv ?? end?.cv ?? null,
		caller: start?.caller ?? end?.caller ?? '',
	};
}

function momentOf(edge: ScanStartLine | ScanEndLine | null): Moment | null {
	return edge === null ? null : {line: edge.at.line, time: edge.at.time};
}

/** `null` if either is missing or the clock was set back. */
function durationOf(start: ScanStartLine | null, end: ScanEndLine | null): number | null {
	const [from, to] = [start?.at.ms ?? null, end?.at.ms ?? null];
	return from === null || to === null || to < from ? null : to - from;
}

/** Codes without the top bit mean success; having no code at all means success only in legacy logs. */
function outcomeOf(code: number | null, end: ScanEndEvent | null, hasFailures: boolean): ScanOutcome {
	if (end === null) return 'unknown';
	if (code === null && end.cut) return 'unknown';
	if (code === null) return end.silentMeansSuccess || !hasFailures ? 'succeeded' : 'unknown';
	if (categoryOf(code, '', '') === 'cancelled') return 'cancelled';
	return isFailure(code) ? 'failed' : 'succeeded';
}
