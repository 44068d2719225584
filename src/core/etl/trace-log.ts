/** One trace, or the set of traces that one PC has written, as the text of one log. */
import type {Issue} from '../types.js';
import {createEventJson} from './event-json.js';
import {issuesOf, type TraceFacts} from './trace-issues.js';
import {createProviderFinder} from './providers.js';
import {createSchemaCache} from './schema-cache.js';
import {skipReason} from './skip-reason.js';
import {createTraceReader} from './trace-reader.js';
import type {TraceHeader} from './trace-header.js';
import {createTraceClock, type Instant, type TraceClock} from './trace-time.js';
import type {TraceLines} from './trace-lines.js';
import {createUpdateLines} from './update-records.js';
import {createZoneOffset, type ZoneOffset} from './zone.js';

/** What becomes of the events, and how. */
export interface TraceForm {
	/** log: the lines of Get-WindowsUpdateLog; ndjson: all events, of any program, each as a JSON document. @default 'log' */
	readonly form?: 'log' | 'ndjson';
	/** @default 'recorded' */
	readonly zone?: ZoneChoice;
	/** @default 'lf' */
	readonly lineEnd?: 'lf' | 'crlf';
	/** Of the first file, where it is one of a set. @default null */
	readonly name?: string | null;
}

/** recorded: that of the PC that made the trace, by its rules for summer time; else minutes east of UTC. */
export type ZoneChoice = 'recorded' | {readonly minutes: number};

export interface TraceLog {
	/** Takes the next bytes of the trace, cut anywhere. */
	push(chunk: Uint8Array): void;
	/** The bytes that follow are those of the next file of the set. */
	next(name: string): void;
	end(): TraceLogEnd;
	/** Nothing more of the file can be read. */
	readonly isLost: boolean;
}

export interface TraceLogEnd {
	/** Why there is no line, for people; `null`: there are some. */
	readonly reason: string | null;
	/** What the trace calls itself, where it cannot be quoted otherwise. */
	readonly title: string;
	/** Minutes east of UTC at the last line; `null`: no line has a time. */
	readonly utcOffset: number | null;
	/** '10.0.22631', in order of appearance. */
	readonly windowsBuilds: readonly string[];
	readonly issues: readonly Issue[];
	/** What became of each file, in their order. */
	readonly files: readonly FileEnd[];
}

export interface FileEnd {
	/** `null`: the only one. */
	readonly name: string | null;
	readonly bytes: number;
	readonly lines: number;
	/** Why there is no line; `null`: there are some. */
	readonly reason: string | null;
}

/**
 * Memory is bounded: one buffer, and the text that is put in order.
 *
 * @param sink takes lines of UTF-8, each with LF at its end; valid only during the call
 */
export function createTraceLog(sink: (lines: Uint8Array) => void, form: TraceForm = {}): TraceLog {
	const schemas = createSchemaCache();
	const done: TraceFacts[] = [];
	const sizes: number[] = [];
	let bytes = 0;
	let current = createFile(form.name ?? null);

	function createFile(fileName: string | null): TraceFile {
		return createTraceFile(fileName, form, schemas, sink);
	}

	function endFile(): void {
		done.push(current.end());
		sizes.push(bytes);
		bytes = 0;
	}

	return {
		push(chunk) {
			bytes += chunk.length;
			current.push(chunk);
		},
		next(fileName) {
			endFile();
			current = createFile(fileName);
		},
		get isLost() {
			return current.isLost;
		},
		end() {
			endFile();
			const lines = done.reduce((sum, file) => sum + file.lines, 0);
			const header = done.find((file) => file.header !== null)?.header ?? null;
			return {
				reason: lines > 0 ? null : skipReason(done),
				title: header === null ? '' : `${header.session} ${header.file}`.trim(),
				utcOffset: done.findLast(({offset}) => offset !== null)?.offset ?? null,
				windowsBuilds: [...new Set(done.flatMap((file) => (file.header === null || file.lines === 0 ? [] : [`${file.header.windowsVersion}.${file.header.windowsBuild}`])))],
				issues: issuesOf(done),
				files: done.map((file, index) => ({name: file.name, bytes: sizes[index] ?? 0, lines: file.lines, reason: file.lines > 0 ? null : skipReason([file])})),
			};
		},
	};
}

interface TraceFile {
	push(chunk: Uint8Array): void;
	end(): TraceFacts;
	readonly isLost: boolean;
}

function createTraceFile(name: string | null, {form = 'log', zone = 'recorded', lineEnd = 'lf'}: TraceForm, schemas: ReturnType<typeof createSchemaCache>, sink: (lines: Uint8Array) => void): TraceFile {
	const providers = createProviderFinder();
	let header: TraceHeader | null = null;
	let clock: TraceClock = createTraceClock(null);
	let lines: TraceLines | null = null;
	let foreign = 0;
	let undecoded = 0;
	let hasSchema = false;

	const reader = createTraceReader({
		header(readHeader, readClock) {
			header = readHeader;
			clock = readClock;
		},
		event(event) {
			if (event.schemaEnd > event.schemaStart) hasSchema = true;
			const provider = providers.find(event);
			if (provider === null && form === 'log') {
				foreign++;
				return;
			}
			lines ??= form === 'ndjson' ? createEventJson(schemas, sink) : createUpdateLines(schemas, offsetOf(header, zone), lineEnd, sink);
			if (!lines.take(event, provider, clock)) undecoded++;
		},
	});

	return {
		push: reader.push,
		get isLost() {
			return reader.isLost;
		},
		end() {
			reader.end();
			lines?.end();
			return {
				name,
				header,
				buffers: reader.bufferStats,
				records: reader.stats,
				lines: lines?.order.lines ?? 0,
				late: lines?.order.late ?? 0,
				offset: lines?.offset ?? null,
				first: lines?.span.first ?? null,
				last: lines?.span.last ?? null,
				foreign,
				undecoded,
				hasSchema,
				others: [...providers.others],
				messages: spanOfMessages(),
			};
		},
	};

	function spanOfMessages(): TraceFacts['messages'] {
		const {firstMessage, lastMessage} = reader.stats;
		if (firstMessage === null || lastMessage === null) return null;
		return {first: instantOf(clock, firstMessage), last: instantOf(clock, lastMessage)};
	}
}

function instantOf(clock: TraceClock, sinceStart: number): Instant {
	const instant: Instant = {seconds: 0, ticks: 0, isKnown: false};
	clock.read(sinceStart, instant);
	return instant;
}

/** Where the header has no zone that makes sense, times are UTC. */
function offsetOf(header: TraceHeader | null, zone: ZoneChoice): ZoneOffset {
	if (zone !== 'recorded') return () => zone.minutes;
	return header?.zone == null ? () => 0 : createZoneOffset(header.zone);
}
