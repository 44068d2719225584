/** Failures that belong to no scan: gathered by thread, and counted over the whole file once it is sure that they belong to none. */
import {formatHresult, isFailure, nameOf} from '../codes/index.js';
import type {EventOf, FailureRole, ScanDetailEvent} from '../events/event.js';
import {categoryOf} from '../events/failure-category.js';
import {canonicalComponent} from '../records/components.js';
import type {Endpoint, Moment, OutsideFailure, OutsideFailureKind, ProxyVia, ScanFacts} from '../types.js';
import {isCauseCategory} from '../vocabulary.js';
import {isOfConsequence, isSignerRefused, kindOf} from './outside-kinds.js';
import {failedAddress, parseEndpoint} from './services.js';
import {MAX_TEXT} from './timeline-text.js';

/** So many kinds of failures are kept of a file, and so many of them may be noise. */
const MAX_ROWS = 500;
const MAX_NOISE_ROWS = 250;
/** Of one thread, before they are counted. */
const MAX_ROWS_OF_THREAD = 64;
const MAX_THREADS = 16;
const MAX_PROXY_STEPS = 8;
/** Successes that are remembered, so that a failure before them is known to be over. */
const MAX_SUCCESSES = 2000;
const MAX_SUCCESS_KEYS = 1000;

/** Failures of one kind, code and server. */
interface Row {
	kind: OutsideFailureKind;
	/** No line has told the kind yet: that of a call is a download until one does. */
	isGuess: boolean;
	readonly code: number;
	server: Endpoint | null;
	proxySteps: readonly ProxyVia[];
	readonly message: string;
	count: number;
	first: Moment;
	last: Moment;
	readonly threads: Map<string, {readonly pid: number; readonly tid: number}>;
	noise: boolean;
}

const WEB_CALL_ROLES: ReadonlySet<FailureRole> = new Set(['web-call', 'web-send', 'web-call-retry']);
const CALL_ROLES: ReadonlySet<FailureRole> = new Set([
	...WEB_CALL_ROLES,
	'request',
	'download-retry',
	'download-retry-default-proxy',
	'tls',
]);

/** The line only passes a failure on; one that names an address tells more. */
function passesOn({role, url}: EventOf<'failure'>): boolean {
	return role === 'companion' && url === undefined;
}

function isCause(code: number, component: string, message: string): boolean {
	return isCauseCategory(categoryOf(code, canonicalComponent(component) ?? '', message));
}

/** What a line says of a failure. */
interface Told {
	readonly kind: OutsideFailureKind;
	readonly code: number;
	readonly url: string | null;
	readonly noise: boolean;
	readonly isGuess?: boolean;
}

/** What is known of a thread that runs no scan. */
export interface OutsideThread {
	readonly pid: number;
	readonly tid: number;
	/** The address that is being called. */
	url: string | null;
	/** Kinds of proxy tried for that call. */
	steps: ProxyVia[];
	/** Failures since the operation began that runs. */
	failures: number;
	rows: Row[];
}

export interface OutsideSummary {
	readonly failures: readonly OutsideFailure[];
	/** Lines that were not kept. */
	readonly dropped: number;
}

export class OutsideFailures {
	private readonly rows = new Map<string, Row>();
	private noiseRows = 0;
	private dropped = 0;
	/** Grows with each failure of consequence, so that of successes in a row the first is enough. */
	private failuresSeen = 0;
	private readonly successes = new Map<string, {seen: number; readonly moments: Moment[]}>();

	/** Takes what a line says whose thread runs no scan that we know of. */
	addEvent(thread: OutsideThread, event: ScanDetailEvent, at: Moment, component: string, message: string): void {
		switch (event.type) {
			case 'request-started':
			case 'proxy-behavior':
				beginCall(thread, event.url);
				break;
			case 'call-url':
			case 'server-url':
				thread.url = event.url;
				break;
			case 'endpoint':
				// It is printed right before the call; the other addresses of WSUS are printed together.
				if (event.role === 'targeting') thread.url = event.url;
				break;
			case 'web-error':
				thread.url = event.url ?? thread.url;
				break;
			case 'proxy-used':
				addStep(thread, event.via);
				break;
			case 'proxy-switch':
				addStep(thread, event.from);
				addStep(thread, event.to);
				break;
			case 'proxy-exhausted':
				addStep(thread, event.last);
				break;
			case 'named-proxy':
				addStep(thread, event.proxy === null ? 'direct' : 'named');
				break;
			case 'operation':
				this.addOperation(thread, event, at);
				break;
			case 'request-completed':
				this.addCompleted(thread, event, at, component, message);
				break;
			case 'failure':
				this.addFailure(thread, event, at, component, message);
				break;
			default:
				break;
		}
	}

	/** A code that a program was given for its search, or an installation ended with. */
	addResult(thread: OutsideThread, kind: 'other' | 'install', code: number, at: Moment, message: string): void {
		if (!isFailure(code)) return;
		const category = categoryOf(code, '', '');
		const isCause = isCauseCategory(category) && category !== 'cancelled';
		const noise = kind === 'install' ? !isCause && !isSignerRefused(kind, {code, message}) : !isCause || category === 'other';
		this.add(thread, {kind, code, url: null, noise}, at, message);
	}

	/** A call worked that failures of the same kind and server may have come before. */
	addSuccess(kind: OutsideFailureKind | 'scan', url: string | null, {line, time}: Moment): void {
		const host = url === null ? null : (parseEndpoint(url)?.host ?? null);
		for (const key of host === null ? [`${kind} *`] : [`${kind} *`, `${kind} ${host}`]) {
			let known = this.successes.get(key);
			if (known === undefined) {
				if (this.successes.size >= MAX_SUCCESS_KEYS) continue;
				known = {seen: -1, moments: []};
				this.successes.set(key, known);
			}
			if (known.seen === this.failuresSeen || known.moments.length >= MAX_SUCCESSES) continue;
			known.seen = this.failuresSeen;
			known.moments.push({line, time});
		}
	}

	/** A scan that got through proves that its server can be reached. */
	addScan({outcome, online, server, end}: ScanFacts): void {
		if (outcome === 'succeeded' && online !== false && server !== null && end !== null) this.addSuccess('scan', server.url, end);
	}

	/** What the thread has said so far belongs to no scan. */
	settle(thread: OutsideThread): void {
		for (const row of thread.rows) this.merge(row);
		this.forget(thread);
	}

	/** What the thread has said so far belongs to a scan. */
	forget(thread: OutsideThread): void {
		thread.rows = [];
		thread.url = null;
		thread.steps = [];
		thread.failures = 0;
	}

	end(): OutsideSummary {
		const rows = [...this.rows.values()].sort((a, b) => a.first.line - b.first.line);
		return {failures: rows.map((row) => this.reported(row)), dropped: this.dropped};
	}

	private addOperation(thread: OutsideThread, {state}: EventOf<'operation'>, at: Moment): void {
		if (state === 'stopped' && thread.failures === 0 && thread.url !== null) this.addSuccess('web-service', thread.url, at);
		thread.failures = 0;
		thread.steps = [];
	}

	private addCompleted(
		thread: OutsideThread,
		{url, code, httpStatus}: EventOf<'request-completed'>,
		at: Moment,
		component: string,
		message: string,
	): void {
		if (isFailure(code)) {
			const line = {code, component, message, url, isCall: true};
			const kind = kindOf(line) ?? 'service-discovery';
			this.add(thread, {kind, code, url, noise: !isOfConsequence(kind, line, false)}, at, message);
		} else if (httpStatus < 400) {
			this.addSuccess('service-discovery', url, at);
		}
		thread.url = null;
		thread.steps = [];
	}

	private addFailure(thread: OutsideThread, event: EventOf<'failure'>, at: Moment, component: string, message: string): void {
		const {code, role} = event;
		if (!isFailure(code)) return;
		if (event.proxy !== undefined) addStep(thread, event.proxy === null ? 'direct' : 'named');
		const isCall = CALL_ROLES.has(role);
		const line = {code, component, message, url: event.url ?? (isCall ? thread.url : null), isCall};
		const known = kindOf(line);
		if (known === null && passesOn(event)) return;
		if (passesOn(event) && !isCause(code, component, message)) return;
		const kind = known ?? (isCall ? 'download' : 'other');
		const isCheck = event.category === 'file-signature' && !isSignerRefused(kind, line);
		const noise = isCheck || !isOfConsequence(kind, line, WEB_CALL_ROLES.has(role));
		const url = line.url ?? failedAddress(message) ?? (kind === 'other' ? null : thread.url);
		this.add(thread, {kind, code, url, noise, isGuess: known === null && isCall}, at, message);
		if (role === 'download-retry-default-proxy') addStep(thread, 'system');
	}

	private add(thread: OutsideThread, {kind, code, url, noise, isGuess = false}: Told, {line, time}: Moment, message: string): void {
		const at = {line, time};
		thread.failures++;
		if (!noise) this.failuresSeen++;
		const server = url === null ? null : parseEndpoint(url);
		const row = thread.rows.find(
			(one) =>
				one.code === code &&
				(one.kind === kind || one.isGuess || isGuess) &&
				(one.server === null || server === null || one.server.host === server.host),
		);
		if (row !== undefined) {
			if (row.isGuess && !isGuess) row.kind = kind;
			row.isGuess &&= isGuess;
			row.server ??= server;
			row.count++;
			row.last = at;
			row.noise &&= noise;
			if (row.proxySteps.length < thread.steps.length) row.proxySteps = [...thread.steps];
			return;
		}
		if (thread.rows.length >= MAX_ROWS_OF_THREAD) this.settleRows(thread);
		const {pid, tid} = thread;
		thread.rows.push({
			kind,
			isGuess,
			code,
			server,
			proxySteps: [...thread.steps],
			message: message.slice(0, MAX_TEXT),
			count: 1,
			first: at,
			last: at,
			threads: new Map([[`${pid} ${tid}`, {pid, tid}]]),
			noise,
		});
	}

	private settleRows(thread: OutsideThread): void {
		for (const row of thread.rows) this.merge(row);
		thread.rows = [];
	}

	private merge(row: Row): void {
		const key = `${row.kind} ${row.code} ${row.server?.host ?? ''} ${row.server?.port ?? ''} ${row.noise}`;
		const known = this.rows.get(key);
		if (known === undefined) {
			if (this.rows.size >= MAX_ROWS || (row.noise && this.noiseRows >= MAX_NOISE_ROWS)) {
				this.dropped += row.count;
				return;
			}
			if (row.noise) this.noiseRows++;
			this.rows.set(key, row);
			return;
		}
		known.count += row.count;
		if (row.last.line > known.last.line) known.last = row.last;
		if (row.first.line < known.first.line) known.first = row.first;
		if (known.proxySteps.length < row.proxySteps.length) known.proxySteps = row.proxySteps;
		for (const [id, thread] of row.threads) if (known.threads.size < MAX_THREADS) known.threads.set(id, thread);
	}

	private reported({kind, code, server, proxySteps, message, count, first, last, threads, noise}: Row): OutsideFailure {
		return {
			kind,
			code: formatHresult(code),
			name: nameOf(code),
			server,
			proxySteps,
			message,
			count,
			first,
			last,
			threads: [...threads.values()],
			recovered: noise ? null : this.successAfter(kind, server, last),
			noise,
		};
	}

	/** The first one. Where no line names the server, a scan of any server shows that the PC gets through. */
	private successAfter(kind: OutsideFailureKind, server: Endpoint | null, last: Moment): Moment | null {
		const host = server?.host ?? '*';
		const isAboutScans = server !== null || kind === 'web-service' || kind === 'self-update' || kind === 'other';
		let first: Moment | null = null;
		for (const key of isAboutScans ? [`${kind} ${host}`, `scan ${host}`] : [`${kind} ${host}`]) {
			for (const moment of this.successes.get(key)?.moments ?? [])
				if (moment.line > last.line && (first === null || moment.line < first.line)) first = moment;
		}
		return first;
	}
}

export function createOutsideThread(pid: number, tid: number): OutsideThread {
	return {pid, tid, url: null, steps: [], failures: 0, rows: []};
}

function beginCall(thread: OutsideThread, url: string): void {
	thread.url = url;
	thread.steps = [];
}

function addStep(thread: OutsideThread, via: ProxyVia): void {
	if (thread.steps.at(-1) !== via && thread.steps.length < MAX_PROXY_STEPS) thread.steps.push(via);
}
