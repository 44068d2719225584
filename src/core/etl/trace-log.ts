/** One trace, or the set of traces that one PC has written, as the text of one log. */
import type {Issue} from '../types.js';
import {createEventJson} from './event-json.js';
import {issuesOf, type TraceFacts} from './trace-issues.js';
import {createProviderFinder} from './providers.js';
import type {LinesSink} from './line-order.js';
import {createSchemaCache, type SchemaCache} from './schema-cache.js';
import {createSetOrder, type SetOrder} from './set-order.js';
import {skipReason} from './skip-reason.js';
import {createTraceReader} from './trace-reader.js';
import type {TraceHeader} from './trace-header.js';
import {createTraceClock, type Instant, type TraceClock} from './trace-time.js';
import type {TraceLines} from './trace-lines.js';
import {createUpdateLines} from './update-records.js';
import {createZoneOffset, type ZoneOffset} from './zone.js';

/** What becomes of the events, and how. */
export interface TraceOutputOptions {
	/** log: the lines of Get-WindowsUpdateLog; ndjson: all events, of any program, each as a JSON document. @default 'log' */
	readonly form?: 'log' | 'ndjson';
	/** @default 'recorded' */
	readonly zone?: ZoneChoice;
	/** @default 'lf' */
	readonly lineEnd?: 'lf' | 'crlf';
	/** Of the first file, where it is one of a set. @default null */
	readonly name?: string | null;
	/** Events of the update orchestrator and of its user interface become lines, too, with all their fields. @default false */
	readonly includeOrchestrator?: boolean;
}

/** recorded: that of the PC that made the trace, by its rules for summer time; else minutes east of UTC. */
export type ZoneChoice = 'recorded' | {readonly minutes: number};

export interface TraceLog {
	/** Takes the next bytes of the trace, cut anywhere. */
	push(chunk: Uint8Array): void;
	/** The bytes that follow are those of the next file of the set. */
	next(name: string): void;
	/** Gives the lines that wait for older ones, since more of the file may be long in coming. */
	settle(): void;
	/** The bytes of the file so far end where a buffer does. */
	readonly isWhole: boolean;
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
	/** Events of other programs, which are no lines. */
	readonly foreign: number;
	readonly issues: readonly Issue[];
	/** What became of each file, in their order. */
	readonly files: readonly FileEnd[];
}

interface FileEnd {
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
 * @param sink takes lines of UTF-8, each with LF at its end
 */
export function createTraceLog(sink: LinesSink, form: TraceOutputOptions = {}): TraceLog {
	const schemas = createSchemaCache();
	const order = createSetOrder(sink);
	const done: TraceFacts[] = [];
	const sizes: number[] = [];
	let bytes = 0;
	let current = createFile(form.name ?? null);

	function createFile(fileName: string | null): TraceFile {
		return createTraceFile(fileName, form, schemas, order);
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
			order.next();
			current = createFile(fileName);
		},
		settle: order.end,
		get isWhole() {
			return current.isWhole;
		},
		get isLost() {
			return current.isLost;
		},
		end() {
			endFile();
			order.end();
			const lines = done.reduce((sum, file) => sum + file.lines, 0);
			const header = done.find((file) => file.header !== null)?.header ?? null;
			return {
				reason: lines > 0 ? null : skipReason(done),
				title: header === null ? '' : `${header.session} ${header.file}`.trim(),
				utcOffset: done.findLast(({offset}) => offset !== null)?.offset ?? null,
				windowsBuilds: [
					...new Set(
						done.flatMap(({header: one, lines: count}) => (one === null || one.windows === null || count === 0 ? [] : [one.windows])),
					),
				],
				foreign: done.reduce((sum, file) => sum + file.foreign, 0),
				issues: issuesOf(done),
				files: done.map((file, index) => ({
					name: file.name,
					bytes: sizes[index] ?? 0,
					lines: file.lines,
					reason: file.lines > 0 ? null : skipReason([file]),
				})),
			};
		},
	};
}

interface TraceFile {
	push(chunk: Uint8Array): void;
	end(): TraceFacts;
	readonly isWhole: boolean;
	readonly isLost: boolean;
}

function createTraceFile(
	name: string | null,
	{form = 'log', zone = 'recorded', lineEnd = 'lf', includeOrchestrator = false}: TraceOutputOptions,
	schemas: SchemaCache,
	set: SetOrder,
): TraceFile {
	const providers = createProviderFinder(includeOrchestrator);
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
			lines ??= createLines();
			if (!lines.addEvent(event, provider, clock)) undecoded++;
		},
	});

	return {
		push: reader.push,
		get isWhole() {
			return reader.isWhole;
		},
		get isLost() {
			return reader.isLost;
		},
		end() {
			reader.end();
			lines?.order.end();
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

	function createLines(): TraceLines {
		const order = set.file(clock.isKnown);
		return form === 'ndjson' ? createEventJson(schemas, order) : createUpdateLines(schemas, offsetOf(header, zone), lineEnd, order);
	}

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
