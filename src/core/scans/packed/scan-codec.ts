/** One scan as bytes: what lists show first, so that it can be read without the rest. */
import type {Failure, ProxyAttempt, ScanFacts, TimelineEntry, TimelineKind} from '../../types.js';
import type {ByteReader} from './byte-reader.js';
import type {ByteWriter} from './byte-writer.js';

/** What stands in a row of a list of scans, but for texts that each scan has its own of. */
export type ScanHead = Omit<ScanFacts, 'cv' | 'start' | 'end' | 'proxy' | 'certificate' | 'failures' | 'timeline'> & {
	readonly startLine: number | null;
	readonly endLine: number | null;
	readonly proxyOutcome: ScanFacts['proxy']['outcome'];
	readonly isPinned: Omit<ScanFacts['certificate'], 'lines'>;
};

export type ScanLabels = Pick<ScanFacts, 'cv' | 'start' | 'end'>;

/** What is looked at one scan at a time. */
export interface ScanBody {
	readonly behaviors: ScanFacts['proxy']['behaviors'];
	readonly attempts: ScanFacts['proxy']['attempts'];
	readonly certificateLines: readonly number[];
	readonly failures: readonly Failure[];
	readonly timeline: readonly TimelineEntry[];
}

/** Values that are written as their place in a list. */
function choice<T>(...values: readonly T[]): {write(writer: ByteWriter, value: T): void; read(reader: ByteReader): T} {
	const places = new Map(values.map((value, index) => [value, index]));
	return {
		write(writer, value) {
			const place = places.get(value);
			if (place === undefined) throw new Error(`${String(value)} is not one of the values that a scan can have`);
			writer.number(place);
		},
		read(reader) {
			const place = reader.number();
			if (place >= values.length) throw new Error(`a packed scan has no value ${place}`);
			return values[place] as T;
		},
	};
}

const YES_NO = choice<boolean | null>(null, false, true);
const OUTCOME = choice<ScanFacts['outcome']>('succeeded', 'failed', 'cancelled', 'unknown');
const SERVICE = choice<ScanFacts['service']['name']>(null, 'WSUS', 'Windows Update', 'Microsoft Update', 'Microsoft Store', 'DCat Flighting', 'SLS', 'All services');
const SCHEME = choice<'http' | 'https'>('http', 'https');
const PROXY_OUTCOME = choice<ScanFacts['proxy']['outcome']>('not-used', 'system', 'user', 'user-fallback', 'system-fallback', 'failed', 'unknown');
const IN_STORE = choice<'yes' | 'no' | null>(null, 'yes', 'no');
const MEANING = choice<ScanFacts['proxy']['behaviors'][number]['meaning']>(null, 'system-only', 'system-then-user', 'user-then-system');
const VIA = choice<ProxyAttempt['via']>('system', 'user', 'direct', 'named', 'unknown');
const ATTEMPT_OUTCOME = choice<ProxyAttempt['outcome']>('succeeded', 'failed', 'unknown');
const CATEGORY = choice<Failure['category']>('trust', 'proxy', 'network', 'server', 'cancelled', 'file-signature', 'companion', 'other');
const KIND = choice<TimelineKind>('start', 'setting', 'endpoint', 'call', 'proxy-behavior', 'proxy-attempt', 'proxy-switch', 'certificate', 'failure', 'retry', 'recovery', 'result', 'end');
const SEVERITY = choice<TimelineEntry['severity']>('info', 'warning', 'error');

/** Where line numbers are counted from. */
function firstLine(scan: Pick<ScanFacts, 'start' | 'end'>): number {
	return (scan.start ?? scan.end)?.line ?? 0;
}

function firstTime(scan: Pick<ScanFacts, 'start' | 'end'>): string | null {
	return (scan.start ?? scan.end)?.time ?? null;
}

export function writeScan(writer: ByteWriter, scan: ScanFacts): void {
	writeHead(writer, scan);
	writeLabels(writer, scan);
	writeBody(writer, scan);
}

function writeHead(writer: ByteWriter, scan: ScanFacts): void {
	const {start, end, service, server, rootCause, proxy, certificate} = scan;
	OUTCOME.write(writer, scan.outcome);
	YES_NO.write(writer, scan.online);
	YES_NO.write(writer, scan.interactive);
	SERVICE.write(writer, service.name);
	PROXY_OUTCOME.write(writer, proxy.outcome);
	IN_STORE.write(writer, certificate.inWsusStore);
	YES_NO.write(writer, certificate.storeEmpty);
	YES_NO.write(writer, certificate.pinningMandatory);
	writer.number(scan.pid);
	writer.number(scan.tid);
	writer.maybe(scan.callId);
	writer.shared(scan.caller);
	writer.shared(service.id);
	writer.shared(server?.url ?? null);
	if (server !== null) {
		SCHEME.write(writer, server.scheme);
		writer.shared(server.host);
		writer.maybe(server.port);
	}
	const base = firstLine(scan);
	writer.maybe(start === null ? null : start.line);
	writer.maybe(end === null ? null : end.line);
	writer.maybe(scan.durationMs);
	writer.shared(scan.exitCode);
	writer.shared(scan.exitName);
	writer.shared(rootCause?.code ?? null);
	if (rootCause !== null) {
		writer.shared(rootCause.name);
		writer.signed(rootCause.line - base);
	}
	writer.maybe(scan.updatesFound);
	writer.number(scan.retries);
}

function writeLabels(writer: ByteWriter, {cv, start, end}: ScanFacts): void {
	writer.text(cv);
	if (start !== null) writer.time(start.time, null);
	if (end !== null) writer.time(end.time, start?.time ?? null);
}

export function readHead(reader: ByteReader): ScanHead {
	const outcome = OUTCOME.read(reader);
	const online = YES_NO.read(reader);
	const interactive = YES_NO.read(reader);
	const serviceName = SERVICE.read(reader);
	const proxyOutcome = PROXY_OUTCOME.read(reader);
	const isPinned = {inWsusStore: IN_STORE.read(reader), storeEmpty: YES_NO.read(reader), pinningMandatory: YES_NO.read(reader)};
	const pid = reader.number();
	const tid = reader.number();
	const callId = reader.maybe();
	const caller = reader.sureText();
	const serviceId = reader.text();
	const url = reader.text();
	const server = url === null ? null : {url, scheme: SCHEME.read(reader), host: reader.sureText(), port: reader.maybe()};
	const startLine = reader.maybe();
	const endLine = reader.maybe();
	const durationMs = reader.maybe();
	const exitCode = reader.text();
	const exitName = reader.text();
	const causeCode = reader.text();
	const rootCause = causeCode === null ? null : {code: causeCode, name: reader.text(), line: reader.signed() + (startLine ?? endLine ?? 0)};
	const updatesFound = reader.maybe();
	const retries = reader.number();
	return {pid, tid, callId, caller, online, interactive, service: {id: serviceId, name: serviceName}, server, startLine, endLine, durationMs, outcome, exitCode, exitName, rootCause, updatesFound, retries, proxyOutcome, isPinned};
}

/** @param reader behind the head */
export function readLabels(reader: ByteReader, {startLine, endLine}: ScanHead): ScanLabels {
	const cv = reader.text();
	const start = startLine === null ? null : {line: startLine, time: reader.time(null)};
	const end = endLine === null ? null : {line: endLine, time: reader.time(start?.time ?? null)};
	return {cv, start, end};
}

function writeBody(writer: ByteWriter, scan: ScanFacts): void {
	const {behaviors, attempts} = scan.proxy;
	let line = firstLine(scan);
	let time = firstTime(scan);
	const place = (next: number): void => {
		writer.signed(next - line);
		line = next;
	};
	const when = (next: string | null): void => {
		writer.time(next, time);
		time = next ?? time;
	};
	writer.number(behaviors.length);
	for (const behavior of behaviors) {
		place(behavior.line);
		writer.shared(behavior.url);
		writer.shared(behavior.raw);
		MEANING.write(writer, behavior.meaning);
	}
	writer.number(attempts.length);
	for (const attempt of attempts) {
		place(attempt.line);
		when(attempt.time);
		VIA.write(writer, attempt.via);
		writer.shared(attempt.proxy);
		writer.shared(attempt.bypass);
		writer.shared(attempt.url);
		YES_NO.write(writer, attempt.impersonation);
		ATTEMPT_OUTCOME.write(writer, attempt.outcome);
		writer.shared(attempt.code);
	}
	writer.number(scan.certificate.lines.length);
	for (const next of scan.certificate.lines) place(next);
	writer.number(scan.failures.length);
	for (const failure of scan.failures) {
		place(failure.line);
		when(failure.time);
		writer.shared(failure.component);
		writer.shared(failure.code);
		writer.shared(failure.name);
		writer.shared(failure.message);
		CATEGORY.write(writer, failure.category);
	}
	line = firstLine(scan);
	time = firstTime(scan);
	writer.number(scan.timeline.length);
	for (const entry of scan.timeline) {
		place(entry.line);
		when(entry.time);
		KIND.write(writer, entry.kind);
		SEVERITY.write(writer, entry.severity);
		writer.shared(entry.text);
	}
}

/** @param reader behind the labels */
export function readBody(reader: ByteReader, labels: ScanLabels): ScanBody {
	let line = firstLine(labels);
	let time = firstTime(labels);
	const place = (): number => {
		line += reader.signed();
		return line;
	};
	const when = (): string | null => {
		const next = reader.time(time);
		time = next ?? time;
		return next;
	};
	const list = <T>(item: () => T): readonly T[] => {
		const count = reader.number();
		const items: T[] = [];
		for (let index = 0; index < count; index++) items.push(item());
		return items;
	};
	// The fields of a literal are read in their order, which is that of the writer.
	const behaviors = list(() => ({line: place(), url: reader.text(), raw: reader.sureText(), meaning: MEANING.read(reader)}));
	const attempts = list(() => ({
		line: place(),
		time: when(),
		via: VIA.read(reader),
		proxy: reader.text(),
		bypass: reader.text(),
		url: reader.text(),
		impersonation: YES_NO.read(reader),
		outcome: ATTEMPT_OUTCOME.read(reader),
		code: reader.text(),
	}));
	const certificateLines = list(place);
	const failures = list(() => ({line: place(), time: when(), component: reader.sureText(), code: reader.sureText(), name: reader.text(), message: reader.sureText(), category: CATEGORY.read(reader)}));
	line = firstLine(labels);
	time = firstTime(labels);
	const timeline = list(() => ({line: place(), time: when(), kind: KIND.read(reader), severity: SEVERITY.read(reader), text: reader.sureText()}));
	return {behaviors, attempts, certificateLines, failures, timeline};
}
