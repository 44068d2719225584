/** Collects the facts of one scan from its lines and builds the Scan when it ends. */
import {formatHresult, isFailure, nameOf} from '../codes/index.js';
import {EVIDENCE, type EventOf, type FailureRole, type ScanDetailEvent, type ScanEndEvent, type ScanStartEvent} from '../events/event.js';
import {categoryOf} from '../events/failure-category.js';
import {TRUST_CODES} from '../events/trust-mentions.js';
import type {Failure, FailureCategory, Moment, NetworkState, Scan, ScanFacts, ScanOutcome, TimelineEntry} from '../types.js';
import {isCauseCategory} from '../vocabulary.js';
import {ACCESS_DISABLED} from './outside-kinds.js';
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

/** Lines that end a search which went wrong. */
const CONCLUSION = new RegExp(
	[
		String.raw`\bFailed to (?:synchronize|filter search results)\b`,
		String.raw`\bSkipping scan, self-update check returned\b`,
		String.raw`\] {0,4}(?:Sync of Updates|Synchronize|Filter(?:ing)? search results)\b`,
	].join('|'),
	'i',
);

/** The words of a legacy server follow the failure at once. */
const MAX_LINES_TO_FAULT = 12;

/** The line that says that policy forbids the use of Windows Update. */
export interface AccessLine extends Moment {
	readonly component: string;
	readonly message: string;
}

/** Where and when a record stands. `ms` is wall-clock time for differences, `null` where unknown. */
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

/** These say how calls went, and whom they went to. */
type MoreEvent = 'service-mapping' | 'operation' | 'soap-fault' | 'error-mapped' | 'scan-quality' | 'recovery-started';

/** These tell something about certificates. */
type CertificateEvent = 'certificate-store-empty' | 'pinning-mandatory' | 'certificate-in-wsus-store' | 'tls-check' | 'tls-refused';

/** Events that matter only to the timeline, the proxy tracker, or the facts about the file. */
type OtherEvent =
	| 'scan-criteria'
	| 'note'
	| 'request-started'
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
	private exitLine = 0;
	/** What a line says that ends a search which went wrong. */
	private conclusion: number | null = null;
	/** Calls that came back without a failure. */
	private workedCalls = 0;
	/** Failures that were known when the call began that runs; `null`: none runs. */
	private failuresBeforeCall: number | null = null;
	/** The words of the server, until the line comes that states the failure. */
	private fault: {readonly at: Moment; readonly component: string; readonly message: string} | null = null;
	private targetingUrl: string | null = null;
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

	/** The program that asked; '' where the log does not say. */
	get caller(): string {
		return this.start?.event.caller ?? '';
	}

	get cv(): string | null {
		return this.start?.event.cv ?? null;
	}

	/** Whether a line of its own has told the exit code. */
	get hasExitCode(): boolean {
		return this.exitCode !== null;
	}

	/** What the PC says of its network while the scan runs. */
	addNetwork({connected, text}: Pick<NetworkState, 'connected' | 'text'>, at: Moment): void {
		const words = `${connected ? 'The PC has a network again' : 'The PC has no network'}: ${text}`.slice(0, MAX_TEXT);
		const entry = {kind: 'setting', severity: connected ? 'info' : 'warning', text: words, detail: {type: 'network', connected}} as const;
		if (this.timeline.length < MAX_TIMELINE_PER_SCAN) this.timeline.push({line: at.line, time: at.time, ...entry});
		else this.dropped++;
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
				this.exitLine = at.line;
				if (isFailure(event.code)) this.quote(at.line, 'end', message);
				break;
			case 'scan-flags':
				this.setFlags(event);
				break;
			case 'scan-service':
				this.serviceId = event.id;
				break;
			case 'updates-found':
				this.updatesFound = event.count;
				this.conclusion = null;
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
			case 'failure':
				if (CONCLUSION.test(message)) this.conclusion = event.code;
				if (event.role === 'web-call' && this.fault !== null) this.takeFault(event);
				this.addFailure(event.code, event.role, event.category ?? 'other', at, component, message);
				break;
			default:
				this.addMore(event, at, component, message);
		}
		this.addToTimeline(event, at, message);
	}

	/** The events that are left. */
	private addMore(event: EventOf<MoreEvent | CertificateEvent | OtherEvent>, at: RecordMoment, component: string, message: string): void {
		switch (event.type) {
			case 'service-mapping':
				this.serviceId = event.to;
				break;
			case 'operation':
				this.countCall(event.state);
				break;
			case 'soap-fault':
				this.addFault(event, at, component, message);
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
			default:
				this.addCertificateFact(event, at);
		}
	}

	/**
	 * The scan as it stands; call once.
	 *
	 * @param end `null`: the file ends inside the scan, or its end was never written
	 * @param told what lines after its end say of its result; `null`: nothing
	 * @param access the line that says that policy forbids the use of Windows Update; `null`: it does not
	 */
	build(end: ScanEndLine | null, told: number | null = null, access: AccessLine | null = null): BuiltScan {
		const code = this.codeAt(end, told);
		const outcome = this.outcomeWith(code, end?.event ?? null);
		if (code === ACCESS_DISABLED && access !== null) this.addAccess(access);
		this.addEdges(end, outcome, code);
		const service = this.serviceId ?? this.endpointService;
		const url = this.urlOf(service);
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
				rootCause: outcome === 'failed' ? this.rootCause(code, end) : null,
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

	/** The exit code, or what else says how the scan ended. */
	private codeAt(end: ScanEndLine | null, told: number | null): number | null {
		const exit = end?.event.exitCode ?? this.exitCode;
		if (exit !== null || end === null || end.event.cut) return exit;
		return told ?? this.conclusion;
	}

	/** Codes without the top bit are successes. No code at all is one only where the scan shows that it got through. */
	private outcomeWith(code: number | null, end: ScanEndEvent | null): ScanOutcome {
		if (code !== null) return outcomeOf(code);
		if (end === null || end.cut) return 'unknown';
		if (this.updatesFound !== null) return 'succeeded';
		if (this.causesSeen() > 0) return 'unknown';
		return this.workedCalls > 0 || this.proxy.hasUntroubledCall ? 'succeeded' : 'unknown';
	}

	private causesSeen(): number {
		return this.failures.filter(({category}) => isCauseCategory(category)).length;
	}

	/** A call that another one follows, or that stops, has come back; legacy logs say nothing of the end of one. */
	private countCall(state: 'started' | 'stopped'): void {
		if (this.failuresBeforeCall === this.failures.length) this.workedCalls++;
		this.failuresBeforeCall = state === 'started' ? this.failures.length : null;
	}

	/** Before the failure: kept for it. After it: added to its words. */
	private addFault({text, last}: EventOf<'soap-fault'>, at: Moment, component: string, message: string): void {
		if (!last) {
			this.fault = {at: {line: at.line, time: at.time}, component, message};
			return;
		}
		const failure = this.failures.at(-1);
		if (failure === undefined || at.line - failure.line > MAX_LINES_TO_FAULT) return;
		this.failures[this.failures.length - 1] = {...failure, message: `${failure.message}; ${text}`.slice(0, MAX_TEXT)};
	}

	/** The words of the server are the failure, which the line after them gives a code. */
	private takeFault({code, role, category}: EventOf<'failure'>): void {
		if (this.fault === null) return;
		const {at, component, message} = this.fault;
		this.fault = null;
		this.addFailure(code, role, category ?? 'other', at, component, message);
	}

	/** The setting that explains the exit code, wherever it stands. */
	private addAccess({line, time, component, message}: AccessLine): void {
		if (this.failures.some((failure) => failure.line === line)) return;
		const text = message.slice(0, MAX_TEXT);
		this.failures.unshift({
			line,
			time,
			component,
			code: formatHresult(ACCESS_DISABLED),
			name: nameOf(ACCESS_DISABLED),
			message: text,
			category: 'other',
		});
		this.candidates.unshift({line, code: ACCESS_DISABLED, role: 'other', category: 'other', superseded: false});
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
		if (role === 'targeting') this.targetingUrl = url;
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

	/** The address that was asked, as far as a line names it. */
	private urlOf(service: string | null): string | null {
		const targetingUrl = service === WSUS_SERVICE_ID ? this.targetingUrl : null;
		return this.serverUrl ?? this.endpointUrl ?? this.behaviorUrl ?? targetingUrl;
	}

	private rootCause(exitCode: number | null, end: ScanEndLine | null): Scan['rootCause'] {
		if (exitCode === null) return null;
		const {code, line} = findRootCause(this.candidates, this.recovery, exitCode, end?.at.line ?? this.exitLine);
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

/** WU_E_NOOP has the form of a failure, and says that there was nothing to do. */
const NOTHING_TO_DO = 0x8024000c;
/** WU_E_SERVICE_STOP, ERROR_SHUTDOWN_IN_PROGRESS: the service or the PC was shut down while the scan ran. */
const SERVICE_STOPS: readonly number[] = [0x8024001e, 0x8007045b];

/** Codes without the top bit are successes, whatever they say. */
function outcomeOf(code: number): ScanOutcome {
	if (code === NOTHING_TO_DO) return 'succeeded';
	if (SERVICE_STOPS.includes(code >>> 0) || categoryOf(code, '', '') === 'cancelled') return 'cancelled';
	return isFailure(code) ? 'failed' : 'succeeded';
}
