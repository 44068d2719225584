/** One scan as bytes: what lists show first, so that it can be read without the rest. */
import type {Failure, ProxyAttempt, ScanFacts, TimelineEntry, TimelineKind} from '../../types.js';
import type {ByteReader} from './byte-reader.js';
import type {ByteWriter} from './byte-writer.js';

/** What rules and rows of a list look at, but for texts that each scan has its own of. */
export type ScanHead = Omit<ScanFacts, 'outcome' | 'online' | 'cv' | 'start' | 'end' | 'proxy' | 'failures' | 'timeline'> &
	Omit<ScanFacts['proxy'], 'outcome'> & {readonly startLine: number | null; readonly endLine: number | null};

const OUTCOMES: readonly ScanFacts['outcome'][] = ['succeeded', 'failed', 'cancelled', 'unknown'];
const ONLINE: readonly ScanFacts['online'][] = [null, false, true];

const PROXY_OUTCOMES: readonly ScanFacts['proxy']['outcome'][] = [
	'not-used',
	'system',
	'user',
	'user-fallback',
	'system-fallback',
	'failed',
	'unknown',
];

const HAS_RETRIES = 128;

/** What lists count and sort by over all scans again and again, as one byte. */
export function stateOf({outcome, online, proxy, retries}: Pick<ScanFacts, 'outcome' | 'online' | 'proxy' | 'retries'>): number {
	return (
		(retries > 0 ? HAS_RETRIES : 0) + PROXY_OUTCOMES.indexOf(proxy.outcome) * 16 + OUTCOMES.indexOf(outcome) * 4 + ONLINE.indexOf(online)
	);
}

export function outcomeOf(state: number): ScanFacts['outcome'] {
	return OUTCOMES[(state >> 2) & 3] ?? 'unknown';
}

export function onlineOf(state: number): ScanFacts['online'] {
	return ONLINE[state & 3] ?? null;
}

export function proxyOutcomeOf(state: number): ScanFacts['proxy']['outcome'] {
	return PROXY_OUTCOMES[(state >> 4) & 7] ?? 'unknown';
}

export function hasRetries(state: number): boolean {
	return (state & HAS_RETRIES) !== 0;
}

export type ScanLabels = Pick<ScanFacts, 'cv' | 'start' | 'end'>;

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
const SERVICE = choice<ScanFacts['service']['name']>(
	null,
	'WSUS',
	'Windows Update',
	'Microsoft Update',
	'Microsoft Store',
	'DCat Flighting',
	'SLS',
	'All services',
);
const SCHEME = choice<'http' | 'https'>('http', 'https');
const IN_STORE = choice<'yes' | 'no' | null>(null, 'yes', 'no');
const MEANING = choice<ScanFacts['proxy']['behaviors'][number]['meaning']>(null, 'system-only', 'system-then-user', 'user-then-system');
const VIA = choice<ProxyAttempt['via']>('system', 'user', 'direct', 'named', 'unknown');
const ATTEMPT_OUTCOME = choice<ProxyAttempt['outcome']>('succeeded', 'failed', 'unknown');
const CATEGORY = choice<Failure['category']>('trust', 'proxy', 'network', 'server', 'cancelled', 'file-signature', 'companion', 'other');
const KIND = choice<TimelineKind>(
	'start',
	'setting',
	'endpoint',
	'call',
	'proxy-behavior',
	'proxy-attempt',
	'proxy-switch',
	'certificate',
	'failure',
	'retry',
	'recovery',
	'result',
	'end',
);
const SEVERITY = choice<TimelineEntry['severity']>('info', 'warning', 'error');

/** Line numbers are written as differences, the first one from where the scan begins; times after each other. */
interface PlaceWriter {
	line(line: number): void;
	time(time: string | null): void;
}

function placeWriter(writer: ByteWriter, scan: Pick<ScanFacts, 'start' | 'end'>): PlaceWriter {
	let line = (scan.start ?? scan.end)?.line ?? 0;
	let time: string | null = null;
	return {
		line(next) {
			writer.signed(next - line);
			line = next;
		},
		time(next) {
			writer.time(next, time);
			time = next ?? time;
		},
	};
}

interface PlaceReader {
	line(): number;
	time(): string | null;
}

function placeReader(reader: ByteReader, {startLine, endLine}: Pick<ScanHead, 'startLine' | 'endLine'>): PlaceReader {
	let line = startLine ?? endLine ?? 0;
	let time: string | null = null;
	return {
		line() {
			line += reader.signed();
			return line;
		},
		time() {
			const next = reader.time(time);
			time = next ?? time;
			return next;
		},
	};
}

function readList<T>(reader: ByteReader, item: () => T): readonly T[] {
	const count = reader.number();
	if (count === 0) return NOTHING;
	const items: T[] = [];
	for (let index = 0; index < count; index++) items.push(item());
	return items;
}

const NOTHING: readonly never[] = [];

export function writeScan(writer: ByteWriter, scan: ScanFacts): void {
	writeHead(writer, scan);
	writeFailures(writer, scan);
	writeLabels(writer, scan);
	writeTimeline(writer, scan);
}

function writeHead(writer: ByteWriter, scan: ScanFacts): void {
	const {start, end, service, server, rootCause, certificate} = scan;
	YES_NO.write(writer, scan.interactive);
	SERVICE.write(writer, service.name);
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
	writer.maybe(start === null ? null : start.line);
	writer.maybe(end === null ? null : end.line);
	writer.maybe(scan.durationMs);
	writer.shared(scan.exitCode);
	writer.shared(scan.exitName);
	writer.shared(rootCause?.code ?? null);
	if (rootCause !== null) {
		writer.shared(rootCause.name);
		writer.signed(rootCause.line - ((start ?? end)?.line ?? 0));
	}
	writer.maybe(scan.updatesFound);
	writer.number(scan.retries);
	writeProxyAndCertificate(writer, scan);
}

function writeProxyAndCertificate(writer: ByteWriter, scan: ScanFacts): void {
	const place = placeWriter(writer, scan);
	writer.number(scan.proxy.behaviors.length);
	for (const behavior of scan.proxy.behaviors) {
		place.line(behavior.line);
		writer.shared(behavior.url);
		writer.shared(behavior.raw);
		MEANING.write(writer, behavior.meaning);
	}
	writer.number(scan.proxy.attempts.length);
	for (const attempt of scan.proxy.attempts) {
		place.line(attempt.line);
		place.time(attempt.time);
		VIA.write(writer, attempt.via);
		writer.shared(attempt.proxy);
		writer.shared(attempt.bypass);
		writer.shared(attempt.url);
		YES_NO.write(writer, attempt.impersonation);
		ATTEMPT_OUTCOME.write(writer, attempt.outcome);
		writer.shared(attempt.code);
	}
	writer.number(scan.certificate.lines.length);
	for (const line of scan.certificate.lines) place.line(line);
}

function writeLabels(writer: ByteWriter, {cv, start, end}: ScanFacts): void {
	writer.text(cv);
	if (start !== null) writer.time(start.time, null);
	if (end !== null) writer.time(end.time, start?.time ?? null);
}

export function readHead(reader: ByteReader): ScanHead {
	const interactive = YES_NO.read(reader);
	const serviceName = SERVICE.read(reader);
	const inWsusStore = IN_STORE.read(reader);
	const storeEmpty = YES_NO.read(reader);
	const pinningMandatory = YES_NO.read(reader);
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
	const place = placeReader(reader, {startLine, endLine});
	// The fields of a literal are read in their order, which is that of the writer.
	const behaviors = readList(reader, () => ({
		line: place.line(),
		url: reader.text(),
		raw: reader.sureText(),
		meaning: MEANING.read(reader),
	}));
	const attempts = readList(reader, () => ({
		line: place.line(),
		time: place.time(),
		via: VIA.read(reader),
		proxy: reader.text(),
		bypass: reader.text(),
		url: reader.text(),
		impersonation: YES_NO.read(reader),
		outcome: ATTEMPT_OUTCOME.read(reader),
		code: reader.text(),
	}));
	const certificate = {inWsusStore, storeEmpty, pinningMandatory, lines: readList(reader, place.line)};
	return {
		pid,
		tid,
		callId,
		caller,
		interactive,
		service: {id: serviceId, name: serviceName},
		server,
		startLine,
		endLine,
		durationMs,
		exitCode,
		exitName,
		rootCause,
		updatesFound,
		retries,
		behaviors,
		attempts,
		certificate,
	};
}

/** @param reader behind the failures */
export function readLabels(reader: ByteReader, {startLine, endLine}: ScanHead): ScanLabels {
	const cv = reader.text();
	const start = startLine === null ? null : {line: startLine, time: reader.time(null)};
	const end = endLine === null ? null : {line: endLine, time: reader.time(start?.time ?? null)};
	return {cv, start, end};
}

function writeFailures(writer: ByteWriter, scan: ScanFacts): void {
	const place = placeWriter(writer, scan);
	writer.number(scan.failures.length);
	for (const failure of scan.failures) {
		place.line(failure.line);
		place.time(failure.time);
		writer.shared(failure.component);
		writer.shared(failure.code);
		writer.shared(failure.name);
		writer.shared(failure.message);
		CATEGORY.write(writer, failure.category);
	}
}

/** @param reader behind the head */
export function readFailures(reader: ByteReader, head: ScanHead): readonly Failure[] {
	const place = placeReader(reader, head);
	return readList(reader, () => ({
		line: place.line(),
		time: place.time(),
		component: reader.sureText(),
		code: reader.sureText(),
		name: reader.text(),
		message: reader.sureText(),
		category: CATEGORY.read(reader),
	}));
}

function writeTimeline(writer: ByteWriter, scan: ScanFacts): void {
	const place = placeWriter(writer, scan);
	writer.number(scan.timeline.length);
	for (const entry of scan.timeline) {
		place.line(entry.line);
		place.time(entry.time);
		KIND.write(writer, entry.kind);
		SEVERITY.write(writer, entry.severity);
		writer.shared(entry.text);
	}
}

/** @param reader behind the labels */
export function readTimeline(reader: ByteReader, head: ScanHead): readonly TimelineEntry[] {
	const place = placeReader(reader, head);
	return readList(reader, () => ({
		line: place.line(),
		time: place.time(),
		kind: KIND.read(reader),
		severity: SEVERITY.read(reader),
		text: reader.sureText(),
	}));
}
