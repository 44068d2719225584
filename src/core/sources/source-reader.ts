/** The stage before the lines: takes the bytes of a file or of a set of traces, and gives the text of the log in them. */
import {createTracerptLog, type TracerptLog} from '../etl/tracerpt/tracerpt-log.js';
import {createTraceLog, type TraceLog, type TraceLogEnd} from '../etl/trace-log.js';
import {createEventLog, type EventLog} from '../evtx/event-log.js';
import {identifyForeignText} from '../foreign-files/foreign-files.js';
import {issues, LOG_ISSUES} from '../issues.js';
import type {Encoding} from '../lines/encoding.js';
import {createPartDecoder, type PartDecoder} from '../lines/part-decoder.js';
import type {Utf16Stats} from '../lines/utf16-transcoder.js';
import type {Issue, TraceOfSet} from '../types.js';
import {detectSource} from './detect-source.js';
import {firstNonBlankText, headText} from './head-text.js';

/** Enough to tell what a file is; a log is analyzed from its first byte all the same. */
const HEAD_BYTES = 64 * 1024;

/** Takes bytes, cut anywhere and valid only during the call. */
interface ByteSink {
	push(chunk: Uint8Array): void;
}

/** What is known of a source when all of it was read. */
export interface SourceEnd {
	readonly bytes: number;
	/** 0 where there is none. */
	readonly lastByte: number;
	/** Of the text; that of a trace is UTF-16, as Get-WindowsUpdateLog would write it. */
	readonly encoding: Encoding;
	/** `null` where nothing is UTF-16. */
	readonly utf16: Utf16Stats | null;
	/** The lines were made of a trace, here or by tracerpt. */
	readonly isTrace: boolean;
	/** The files of a set of traces; empty where there is only one. */
	readonly traces: readonly TraceOfSet[];
	/** Minutes east of UTC, where the source tells it. */
	readonly utcOffset: number | null;
	/** Those that the headers of traces name. */
	readonly windowsBuilds: readonly string[];
	readonly issues: readonly Issue[];
	/** Why there is no record, for people; of no meaning where there are some. */
	readonly skipReason: string;
	/** The first text of a file without a record in its beginning, or what a trace calls itself; '' where there is none. */
	readonly firstText: string;
}

const NOWHERE: ByteSink = {push() {}};

const PLAIN: Encoding = {form: 'bytes', markLength: 0};
const AS_WRITTEN_BY_CMDLET: Encoding = {form: 'utf-16le', markLength: 0};

/** What the stages that follow have counted so far. */
interface FoundText {
	readonly records: number;
	readonly lines: number;
}

export class SourceReader {
	private readonly text: ByteSink;
	private readonly found: FoundText;
	/** Where bytes go; `null` until the head tells. */
	private sink: ByteSink | null = null;
	private head = new Uint8Array(0);
	private headLength = 0;
	private encoding = PLAIN;
	private decoder: PartDecoder | null = null;
	private changes = 0;
	private firstChangeLine = 0;
	private firstChange: Encoding['form'] = 'bytes';
	private trace: TraceLog | null = null;
	private tracerpt: TracerptLog | null = null;
	private eventLog: EventLog | null = null;
	private foreign: {readonly reason: string; readonly certain: boolean} | null = null;
	private firstText = '';
	private bytes = 0;
	private lastByte = 0;

	/**
	 * @param text takes the text of the log: UTF-8, or a code page that is read like it
	 * @param found what was found in it so far; with one record, the file is a log, whatever else it looks like
	 */
	constructor(text: ByteSink, found: FoundText) {
		this.text = text;
		this.found = found;
	}

	/** The source is surely no log: nothing more needs to be read. */
	get isForeign(): boolean {
		return this.foreign?.certain === true && this.found.records === 0;
	}

	/** Takes the next bytes, cut anywhere. They may be changed after the call. */
	push(chunk: Uint8Array): void {
		this.bytes += chunk.length;
		this.lastByte = chunk.at(-1) ?? this.lastByte;
		if (this.isForeign) return;
		if (this.sink !== null) {
			this.sink.push(chunk);
			return;
		}
		const taken = this.addToHead(chunk);
		if (taken < chunk.length && !this.isForeign) this.feed(chunk.subarray(taken));
	}

	/** The bytes that follow are those of another trace of a set. @param name for people */
	nextTrace(name: string): void {
		if (this.trace === null) this.beginTrace(name);
		else this.trace.next(name);
	}

	/** Takes the end of the source, and gives what is left of its text. Call once. */
	end(): SourceEnd {
		if (this.sink === null) this.begin(this.head.subarray(0, this.headLength));
		this.decoder?.end();
		const trace = this.trace?.end() ?? this.tracerpt?.end() ?? null;
		const eventLog = this.eventLog?.end() ?? null;
		const skipReason = trace?.reason ?? eventLog?.reason ?? this.foreign?.reason ?? 'The file is empty.';
		const facts = trace === null ? {...NO_TRACE, firstText: this.firstText} : factsOfTrace(trace);
		const utf16 = this.decoder?.utf16 ?? null;
		const changes = issues(LOG_ISSUES.encodingChanges, this.changes, this.firstChangeLine, this.encoding.form, this.firstChange);
		const all = [...facts.issues, ...(eventLog?.issues ?? []), ...changes];
		return {bytes: this.bytes, lastByte: this.lastByte, encoding: this.encoding, utf16, skipReason, ...facts, issues: all};
	}

	/** @returns how many bytes were taken: all, unless the head is full and was read */
	private addToHead(chunk: Uint8Array): number {
		// Most first chunks are longer than the head: then nothing is copied.
		if (this.headLength === 0 && chunk.length >= HEAD_BYTES) {
			this.begin(chunk.subarray(0, HEAD_BYTES));
			return HEAD_BYTES;
		}
		if (this.headLength === 0) this.head = new Uint8Array(HEAD_BYTES);
		const taken = Math.min(HEAD_BYTES - this.headLength, chunk.length);
		this.head.set(chunk.subarray(0, taken), this.headLength);
		this.headLength += taken;
		if (this.headLength === HEAD_BYTES) this.begin(this.head);
		return taken;
	}

	/** Decides what the source is, and reads its head as such. */
	private begin(head: Uint8Array): void {
		this.head = new Uint8Array(0);
		const source = detectSource(head);
		switch (source.kind) {
			case 'trace':
				this.beginTrace(null);
				this.feed(head);
				return;
			case 'event-log':
				this.eventLog = createEventLog((lines) => this.text.push(lines));
				this.sink = this.eventLog;
				this.feed(head);
				return;
			case 'foreign':
				this.encoding = source.encoding;
				this.foreign = {reason: source.reason, certain: true};
				this.firstText = firstNonBlankText(headText(head, source.encoding));
				this.sink = NOWHERE;
				return;
			case 'tracerpt':
				this.tracerpt = createTracerptLog(source.form, (lines) => this.text.push(lines));
				this.beginText(head, source.encoding, this.tracerpt);
				return;
			case 'text':
				this.beginText(head, source.encoding, this.text);
				return;
			default:
				source satisfies never;
		}
	}

	/** What is decoded of a trace is the text that Get-WindowsUpdateLog would write of it. */
	private beginTrace(name: string | null): void {
		this.encoding = AS_WRITTEN_BY_CMDLET;
		this.trace = createTraceLog((lines) => this.text.push(lines), {name});
		this.sink = this.trace;
	}

	/** @param sink takes the text as UTF-8 */
	private beginText(head: Uint8Array, encoding: Encoding, sink: ByteSink): void {
		this.encoding = encoding;
		this.decoder = createPartDecoder(
			encoding.form,
			(chunk) => sink.push(chunk),
			(to) => this.seeChange(to),
		);
		this.sink = this.decoder;
		this.sink.push(head.subarray(encoding.markLength));
		if (this.found.records > 0) return;
		const text = headText(head, encoding);
		this.firstText = firstNonBlankText(text);
		const foreign = identifyForeignText({bytes: head, text});
		// Events of Windows Update may come after those of others.
		this.foreign = this.tracerpt === null ? foreign : {...foreign, certain: false};
	}

	/** Lines that tracerpt's text is made into are other lines than those of the file, which then has no line to name. */
	private seeChange(to: Encoding['form']): void {
		this.changes++;
		if (this.changes > 1) return;
		this.firstChange = to;
		this.firstChangeLine = this.found.lines + 1;
	}

	private feed(chunk: Uint8Array): void {
		this.sink?.push(chunk);
	}
}

const NO_TRACE = {isTrace: false, traces: [], utcOffset: null, windowsBuilds: [], issues: []} as const;

function factsOfTrace(trace: TraceLogEnd): Omit<SourceEnd, 'bytes' | 'lastByte' | 'encoding' | 'utf16' | 'skipReason'> {
	const {utcOffset, windowsBuilds, issues, title} = trace;
	return {isTrace: true, traces: tracesOf(trace), utcOffset, windowsBuilds, issues, firstText: firstNonBlankText(title)};
}

/** Only of a set. */
function tracesOf({files}: TraceLogEnd): readonly TraceOfSet[] {
	if (files.length < 2) return [];
	return files.map(({name, bytes, lines, reason}) => ({
		file: name ?? '',
		status: reason === null ? 'analyzed' : 'skipped',
		reason,
		bytes,
		lines,
	}));
}
