/** One scan while its lines come in: collects facts, and makes the Scan when it ends. */
import {formatHresult, isFailure, nameOf} from '../codes/index.js';
import {categoryOf} from '../events/failure-category.js';
import type {LogEvent} from '../events/event.js';
import {TRUST_CODES} from '../events/trust-mentions.js';
import type {Failure, Moment, ScanFacts, ScanOutcome, TimelineEntry, TimelineStatement} from '../types.js';
import {createProxyTracker} from './proxy-attempts.js';
import {type CauseCandidate, findRootCause, type Recovery} from './root-cause.js';
import {parseEndpoint, serviceName, WSUS_SERVICE_ID} from './services.js';
import type {EvidenceLine, QuoteKind} from './packed/scan-packer.js';
import {describeEnd, describeEvent, describeStart, MAX_TEXT} from './timeline-text.js';

/** Facts past these are dropped from one scan and counted, so that a damaged or hostile log cannot fill the memory. */
export const MAX_FAILURES_PER_SCAN = 2000;
export const MAX_TIMELINE_PER_SCAN = 4000;
const MAX_CERTIFICATE_LINES = 1000;
const MAX_QUOTES = 200;

/** The web service that finds updates, of WSUS and of Microsoft. */
const CLIENT_SERVICE = /\/ClientWebService\/client\.asmx$/i;

/** Where and when a record stands. `ms` is wall-clock time for differences, `null` where unknown. */
export interface RecordMoment extends Moment {
	readonly ms: number | null;
}

const QUOTED: Readonly<Partial<Record<LogEvent['type'], QuoteKind>>> = {
	'proxy-behavior': 'proxy',
	'proxy-switch': 'proxy-failed',
	'proxy-exhausted': 'proxy-failed',
	'proxy-used': 'proxy',
	'named-proxy': 'proxy',
	'certificate-store-empty': 'certificate',
	'pinning-mandatory': 'certificate',
	'certificate-in-wsus-store': 'certificate',
	'tls-refused': 'certificate',
	endpoint: 'endpoint',
	'server-url': 'endpoint',
};

/** A Scan that has no number yet: numbers follow the order of first lines, known when all scans are closed. */
export interface BuiltScan {
	readonly firstLine: number;
	readonly scan: ScanFacts;
	/** Lines that may prove a finding, as the log has them. */
	readonly quotes: readonly EvidenceLine[];
	readonly dropped: number;
}

export interface ScanBuilder {
	readonly pid: number;
	readonly tid: number;
	readonly callId: number | null;
	addEvent(event: LogEvent, at: RecordMoment, component: string, message: string): void;
	build(end: {readonly at: RecordMoment; readonly event: LogEvent & {type: 'scan-ended'}; readonly message: string} | null): BuiltScan;
}

export function createScanBuilder(
	pid: number,
	tid: number,
	firstLine: number,
	start: {readonly at: RecordMoment; readonly event: LogEvent & {type: 'scan-started'}; readonly message: string} | null,
): ScanBuilder {
	const proxy = createProxyTracker();
	const failures: Failure[] = [];
	const candidates: CauseCandidate[] = [];
	const timeline: TimelineEntry[] = [];
	const certificateLines: number[] = [];
	const quotes: EvidenceLine[] = start === null ? [] : [{line: start.at.line, kind: 'start', text: start.message.slice(0, MAX_TEXT)}];
	let dropped = 0;
	let online: boolean | null = null;
	let interactive: boolean | null = null;
	let serviceId: string | null = null;
	let endpointUrl: string | null = null;
	/** The service its address belongs to, for scans whose own line about it is missing. */
	let endpointService: string | null = null;
	let serverUrl: string | null = null;
	/** Of the web service that finds updates, where a proxy behaviour was set for it. */
	let behaviorUrl: string | null = null;
	let updatesFound: number | null = null;
	let exitCode: number | null = null;
	let recovery: Recovery | null = null;
	let storeEmpty: boolean | null = null;
	let pinningMandatory: boolean | null = null;
	let inWsusStore: 'yes' | 'no' | null = null;

	function addToTimeline({line, time}: Moment, statement: TimelineStatement): void {
		if (timeline.length < MAX_TIMELINE_PER_SCAN) timeline.push({line, time, ...statement});
		else dropped++;
	}

	function addFailure(event: LogEvent & {type: 'failure'}, at: Moment, component: string, message: string): void {
		const category = event.category ?? 'other';
		if (!isFailure(event.code)) return;
		if (failures.length >= MAX_FAILURES_PER_SCAN) {
			dropped++;
			return;
		}
		failures.push({
			line: at.line,
			time: at.time,
			component: component,
			code: formatHresult(event.code),
			name: nameOf(event.code),
			message: message.slice(0, MAX_TEXT),
			category,
		});
		candidates.push({line: at.line, code: event.code, role: event.role, category, superseded: false});
	}

	/** A new try of a web call: what failed before did not lead to the end, unless nothing else did. */
	function supersede(): void {
		for (let index = candidates.length - 1; index >= 0; index--) {
			const candidate = candidates[index];
			if (candidate === undefined || candidate.superseded) break;
			candidate.superseded = true;
		}
	}

	function addCertificateLine(at: Moment): void {
		if (certificateLines.length < MAX_CERTIFICATE_LINES) certificateLines.push(at.line);
		else dropped++;
	}

	function addEvent(event: LogEvent, at: RecordMoment, component: string, message: string): void {
		proxy.addEvent(event, at);
		const quoted = QUOTED[event.type];
		if (quoted !== undefined && quotes.length < MAX_QUOTES) quotes.push({line: at.line, kind: quoted, text: message.slice(0, MAX_TEXT)});
		switch (event.type) {
			case 'scan-exit-code':
				exitCode = event.code;
				break;
			case 'scan-flags':
				online = event.online ?? online;
				interactive = event.interactive ?? interactive;
				break;
			case 'scan-service':
				serviceId = event.id;
				break;
			case 'updates-found':
				updatesFound = event.count;
				break;
			case 'endpoint':
				if (event.role === 'client') {
					endpointUrl = event.url;
					endpointService = event.wsus ? WSUS_SERVICE_ID : event.service;
				}
				break;
			case 'server-url':
				serverUrl = event.url;
				serviceId ??= event.service;
				break;
			case 'proxy-behavior':
				if (CLIENT_SERVICE.test(event.url)) behaviorUrl = event.url;
				break;
			case 'proxy-used':
			case 'proxy-auto':
				supersede();
				// A new call: what was to be repaired is repaired, or was given up without harm.
				recovery = null;
				break;
			case 'error-mapped': {
				const code = [event.from, event.to].find((mapped) => TRUST_CODES.has(mapped));
				if (code !== undefined) addFailure({type: 'failure', code, text: '', role: 'tls', category: 'trust'}, at, component, message);
				break;
			}
			case 'scan-quality':
				serverUrl ??= event.url;
				serviceId ??= event.service;
				// A refused certificate may be told by the summary alone.
				for (const tried of event.failedTries) {
					if (TRUST_CODES.has(tried.code))
						addFailure({type: 'failure', code: tried.code, text: '', role: 'tls', category: 'trust'}, at, component, message);
				}
				break;
			case 'recovery-started':
				recovery ??= {line: at.line, code: event.code};
				if (TRUST_CODES.has(event.code))
					addFailure({type: 'failure', code: event.code, text: '', role: 'tls', category: 'trust'}, at, component, message);
				break;
			case 'certificate-store-empty':
				storeEmpty = true;
				addCertificateLine(at);
				break;
			case 'pinning-mandatory':
				pinningMandatory = event.value;
				addCertificateLine(at);
				break;
			case 'certificate-in-wsus-store':
				inWsusStore = event.value && inWsusStore !== 'no' ? 'yes' : 'no';
				// A certificate that was found proves that the store holds one.
				if (event.value) storeEmpty = false;
				addCertificateLine(at);
				break;
			case 'tls-check':
			case 'tls-refused':
				addCertificateLine(at);
				break;
			case 'failure':
				addFailure(event, at, component, message);
				break;
			default:
				break;
		}
		const statement = describeEvent(event, message);
		if (statement !== null) addToTimeline(at, statement);
	}

	return {
		pid,
		tid,
		callId: start?.event.callId ?? null,
		addEvent,
		build(end) {
			const code = end === null ? null : (end.event.exitCode ?? exitCode);
			const outcome = outcomeOf(code, end?.event ?? null, failures.length > 0);
			const url = serverUrl ?? endpointUrl ?? behaviorUrl;
			const service = serviceId ?? endpointService;
			const tried = proxy.finish(outcome, online, url);
			const cause = outcome === 'failed' && code !== null && end !== null ? findRootCause(candidates, recovery, code, end.at.line) : null;
			if (start !== null) timeline.unshift({line: start.at.line, time: start.at.time, ...describeStart(start.event.caller)});
			if (end !== null) timeline.push({line: end.at.line, time: end.at.time, ...describeEnd(outcome, code)});
			if (end !== null) quotes.push({line: end.at.line, kind: 'end', text: end.message.slice(0, MAX_TEXT)});
			return {
				firstLine,
				quotes,
				dropped: dropped + tried.dropped,
				scan: {
					pid,
					tid,
					callId: start?.event.callId ?? end?.event.callId ?? null,
					cv: start?.event.cv ?? end?.event.cv ?? null,
					caller: start?.event.caller ?? end?.event.caller ?? '',
					online,
					interactive,
					service: {id: service, name: serviceName(service)},
					server: url === null ? null : parseEndpoint(url),
					start: start === null ? null : {line: start.at.line, time: start.at.time},
					end: end === null ? null : {line: end.at.line, time: end.at.time},
					durationMs: durationOf(start?.at.ms ?? null, end?.at.ms ?? null),
					outcome,
					exitCode: code === null ? null : formatHresult(code),
					exitName: code === null ? null : nameOf(code),
					rootCause: cause === null ? null : {code: formatHresult(cause.code), name: nameOf(cause.code), line: cause.line},
					updatesFound,
					retries: tried.retries,
					proxy: {behaviors: tried.behaviors, attempts: tried.attempts, outcome: tried.outcome},
					certificate: {inWsusStore, storeEmpty, pinningMandatory, lines: certificateLines},
					failures,
					timeline,
				},
			};
		},
	};
}

/** Codes without the top bit are successes, whatever they say; no code at all means success in legacy logs only. */
function outcomeOf(code: number | null, end: (LogEvent & {type: 'scan-ended'}) | null, hasFailures: boolean): ScanOutcome {
	if (end === null) return 'unknown';
	if (code === null && end.cut) return 'unknown';
	if (code === null) return end.silentMeansSuccess || !hasFailures ? 'succeeded' : 'unknown';
	if (categoryOf(code, '', '') === 'cancelled') return 'cancelled';
	return isFailure(code) ? 'failed' : 'succeeded';
}

function durationOf(start: number | null, end: number | null): number | null {
	return start === null || end === null || end < start ? null : end - start;
}
