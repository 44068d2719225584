/** The stage beside the records: looks at the lines of a file without records, for what another log tells of failures. */
import {nameOf, parseCode} from '../codes/index.js';
import {decodeText} from '../lines/decode-text.js';
import type {LineSink} from '../lines/line-splitter.js';
import type {NeighborFailure, NeighborKind, NeighborLog} from '../types.js';
import {configMgrKindOf, createConfigMgrReader} from './configmgr.js';
import {computersIn, createEventLogReader, eventKindOf} from './event-log.js';
import {isLater} from './entry-times.js';
import type {NeighborFact, NeighborReader} from './neighbor-fact.js';
import {NEIGHBOR_ROWS} from './neighbor-kinds.js';
import {createReportingEventsReader} from './reporting-events.js';
import {createToolReader, isAzureText, toolOf} from './tool-output.js';

/** The last failures are kept; all are counted. */
const MAX_FAILURES = 100;
/** The rest of a longer line is not read. */
const MAX_LINE = 16 * 1024;
/** A text that shows nothing in so many lines is of something else. */
const MAX_SILENT_LINES = 20_000;
/** Two lines about one failure, as WUAHandler.log writes, are at most so many lines apart. */
const SAME_FAILURE_LINES = 3;

/** A text of no known tool is about its codes if it is as short as a message, or holds a code as often as an output. */
const MAX_MESSAGE_LENGTH = 4096;
const MAX_LENGTH_FOR_A_CODE = 300;

/** Kinds without a form of their own need at least one failure. */
const NEEDS_FAILURE: ReadonlySet<NeighborKind> = new Set(['configmgr', 'azure-extension', 'tool-output']);

/** Hands every line on. */
export class NeighborLines implements LineSink {
	private readonly next: LineSink;
	private readonly found: {readonly records: number};
	/** The first that takes a line reads it. */
	private readonly readers: readonly NeighborReader[] = [
		createConfigMgrReader(),
		createReportingEventsReader(),
		createEventLogReader(),
		createToolReader(),
	];
	private readonly seen = new Map<NeighborKind, number>();
	private readonly failures: NeighborFailure[] = [];
	private failureCount = 0;
	private lastSuccess: NeighborLog['lastSuccess'] = null;
	private tool: string | null = null;
	/** Two are as good as many: forwarded events are of several. */
	private readonly computers = new Set<string>();
	private lines = 0;
	private length = 0;

	/** @param found records of the log itself: with one, the file is no other log */
	constructor(next: LineSink, found: {readonly records: number}) {
		this.next = next;
		this.found = found;
	}

	line(bytes: Uint8Array, start: number, end: number, offset: number, hasHighBytes: boolean): void {
		this.lines++;
		this.next.line(bytes, start, end, offset, hasHighBytes);
		if (this.found.records > 0 || (this.lines > MAX_SILENT_LINES && this.seen.size === 0)) return;
		this.look(decodeText(bytes, start, Math.min(end, start + MAX_LINE), hasHighBytes));
	}

	chunkEnd(): void {
		this.next.chunkEnd();
	}

	/** What the file tells. `null`: it is none of these logs. */
	end(): NeighborLog | null {
		for (const reader of this.readers) this.addAll(reader.end());
		const kind = this.kind();
		if (kind === null || (NEEDS_FAILURE.has(kind) && this.failureCount === 0)) return null;
		if (kind === 'tool-output' && this.tool === null && !this.isAboutCodes()) return null;
		const what = kind === 'tool-output' ? (this.tool ?? NEIGHBOR_ROWS[kind].what) : NEIGHBOR_ROWS[kind].what;
		const {failures, failureCount, lastSuccess} = this;
		return {kind, what, machineName: this.machineName(kind), failures, failureCount, lastSuccess};
	}

	private machineName(kind: NeighborKind): string | null {
		const [only] = this.computers;
		return kind === 'event-log' && only !== undefined && this.computers.size === 1 ? only : null;
	}

	/** Documents name codes, too. */
	private isAboutCodes(): boolean {
		return this.length <= MAX_MESSAGE_LENGTH || this.length <= this.failureCount * MAX_LENGTH_FOR_A_CODE;
	}

	private look(text: string): void {
		if (text.trim() === '') return;
		this.length += text.length;
		const hint = configMgrKindOf(text) ?? eventKindOf(text) ?? (isAzureText(text) ? 'azure-extension' : null);
		if (hint !== null) this.see(hint);
		if (this.computers.size < 2) for (const computer of computersIn(text)) this.computers.add(computer);
		this.tool ??= toolOf(text)?.what ?? null;
		for (const reader of this.readers) {
			const facts = reader.read(text, this.lines);
			if (facts === null) continue;
			this.addAll(facts);
			return;
		}
	}

	private addAll(facts: readonly NeighborFact[]): void {
		for (const {kind, outcome, action, code, time, line = this.lines} of facts) {
			this.see(kind);
			if (outcome === 'failed') this.addFailure({action, code, name: nameOfCode(code), line, time});
			else if (action === 'scan' && (this.lastSuccess === null || isLater({line, time}, this.lastSuccess))) this.lastSuccess = {line, time};
		}
	}

	private addFailure(failure: NeighborFailure): void {
		const last = this.failures.at(-1);
		if (last !== undefined && isSame(last, failure) && (this.lastSuccess === null || this.lastSuccess.line < last.line)) return;
		this.failureCount++;
		this.failures.push(failure);
		if (this.failures.length <= MAX_FAILURES) return;
		const oldest = this.failures.reduce((one, other) => (isLater(one, other) ? other : one));
		this.failures.splice(this.failures.indexOf(oldest), 1);
	}

	private see(kind: NeighborKind): void {
		this.seen.set(kind, (this.seen.get(kind) ?? 0) + 1);
	}

	/** The kind of most entries; text with codes is only what nothing else claims. */
	private kind(): NeighborKind | null {
		const kinds = [...this.seen].sort(([one, many], [other, few]) => rank(other) - rank(one) || few - many);
		return kinds[0]?.[0] ?? null;
	}
}

function rank(kind: NeighborKind): number {
	return kind === 'tool-output' ? 0 : 1;
}

function isSame(last: NeighborFailure, failure: NeighborFailure): boolean {
	return (
		last.action === failure.action &&
		last.code === failure.code &&
		failure.line - last.line <= SAME_FAILURE_LINES &&
		last.time?.slice(0, 15) === failure.time?.slice(0, 15)
	);
}

function nameOfCode(code: string | null): string | null {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : nameOf(parsed.code);
}
