/** Gathers events into scans: PID and TID from START to END, scans at once kept apart, cut ones closed at the edges. */
import {isFailure} from '../codes/index.js';
import type {ThreadState} from '../events/classifier.js';
import type {EventOf, ScanDetailEvent, ScanEndEvent, ScanEvent, ScanStartEvent} from '../events/event.js';
import type {RecordHeader} from '../records/record-header.js';
import type {Moment, NetworkState} from '../types.js';
import {LateResults} from './late-results.js';
import {createOutsideThread, OutsideFailures, type OutsideSummary, type OutsideThread} from './outside-failures.js';
import {createPendingLines, NO_LINE} from './pending-lines.js';
import {FewScans} from './packed/few-scans.js';
import {createScanPacker, type PackedScanList, type ScanPacker} from './packed/scan-packer.js';
import {type AccessLine, type BuiltScan, type RecordMoment, ScanBuilder, type ScanEndLine} from './scan-builder.js';

/**
 * Threads that logged something scan-related without a START are remembered, because a file may begin mid-scan. Beyond
 * this number, the oldest is forgotten.
 */
const MAX_THREADS = 4096;

/** Maximum number of concurrent scans; beyond that, the oldest is considered to have no end. */
const MAX_OPEN = 4096;

/** Maximum number of scans per file; more than ten per hour for a year. */
const MAX_SCANS = 150_000;

export interface ScanAssembler {
	/** `read`: a scan is open on this thread; `keep`: one may be whose first line is missing. */
	threadStateOf(pid: number, tid: number): ThreadState;
	/** @param said what the record says */
	addEvent(said: ReadRecord, header: RecordHeader): void;
	/** How a search ended, told after its scan. */
	addResult(event: EventOf<'search-result'>, at: RecordMoment, message: string, header: RecordHeader): void;
	/** The thread installs or downloads from here on. */
	addOtherCall(header: RecordHeader): void;
	/** An update was fetched. */
	addDownload(at: Moment): void;
	/** The state of the PC's network became another one. */
	setNetwork(state: NetworkState): void;
	/** @param line says that policy forbids the use of Windows Update; `null`: a line says that it does not */
	setAccess(line: AccessLine | null): void;
	/** Closes what is open; scans in the order of their first lines. */
	end(): AssembledScans;
}

export interface AssembledScans {
	readonly stored: PackedScanList;
	readonly outside: OutsideSummary;
	/** Facts of scans that were not kept. */
	readonly dropped: number;
	/** Number of scans that were dropped, and the first line of the first one; 0 means none. */
	readonly droppedScans: number;
	readonly firstDroppedScan: number;
	/** Number of scans closed without an end, because too many others were running. */
	readonly closedEarly: number;
}

/** What a record says. */
interface ReadRecord {
	readonly event: ScanEvent;
	readonly at: RecordMoment;
	readonly component: string;
	readonly message: string;
}

/** The same for a record that neither starts nor ends a scan. */
export interface ReadDetail extends ReadRecord {
	readonly event: ScanDetailEvent;
}

interface Thread {
	readonly pid: number;
	readonly tid: number;
	/** The running scan. */
	scan: ScanBuilder | null;
	/** A scan began or ended on it before. */
	hadScan: boolean;
	/** It installs or downloads. */
	inOtherCall: boolean;
	/** What its lines look like since the last scan. */
	phase: Phase;
	/** Its last line that was kept since then, and how many were. */
	lastPending: number;
	pendingCount: number;
	outside: OutsideThread | null;
}

/**
 * Lines of a scan whose first line is missing: `outside`: none; `opening`: its first ones, which say what kind of scan it
 * is; `body`: others that only scans write; `exited`: its exit code.
 */
type Phase = 'outside' | 'opening' | 'body' | 'exited';

/** Each scan has them right after its first line. */
const OPENING: ReadonlySet<ScanDetailEvent['type']> = new Set(['scan-flags', 'scan-criteria', 'scan-service']);
/** Only scans write these, too. */
const BODY: ReadonlySet<ScanDetailEvent['type']> = new Set(['updates-found', 'scan-quality']);
const BODY_FAILURE = new RegExp(
	[
		String.raw`\bFailed to (?:synchronize|filter search results)\b`,
		String.raw`\bSkipping scan, self-update check\b`,
		String.raw`\bSync of Updates\b`,
		String.raw`\] ?Synchronize\b`,
		String.raw`\bSyncUpdates(?:_With\w{1,16})? fail`,
		String.raw`\bExceeded max server round trips\b`,
		String.raw`\bIsUpdateRequired failed\b`,
		String.raw`\bSelfUpdate check failed\b`,
	].join('|'),
	'i',
);

/** A change of the network is told in the timelines of so many scans that run. */
const MAX_TOLD = 64;

function isOfBody({event, message}: ReadDetail): boolean {
	return BODY.has(event.type) || (event.type === 'failure' && BODY_FAILURE.test(message));
}

/**
 * @param readPending returns what a kept record says; `null` if it is not about a scan
 * @param maxScans the first ones to end are kept, the rest are counted
 * @param mostPlain so many scans are kept as they are; if there are more, all are packed
 */
export function createScanAssembler(
	readPending: (header: RecordHeader) => ReadDetail | null,
	maxScans: number = MAX_SCANS,
	mostPlain: number = 0,
): ScanAssembler {
	return new Assembler(readPending, maxScans, mostPlain);
}

class Assembler implements ScanAssembler {
	private readonly readPending: (header: RecordHeader) => ReadDetail | null;
	private readonly maxScans: number;
	/** By PID, then TID. */
	private readonly threads = new Map<number, Map<number, Thread>>();
	/** Threads without a known running scan. A Set keeps insertion order. */
	private readonly quiet = new Set<Thread>();
	/** Threads with a running scan, in the order in which the scans started. */
	private readonly open = new Set<Thread>();
	/** Open scans that have an Id, by PID and Id. */
	private readonly openById = new Map<string, Thread>();
	private lines = createPendingLines();
	private readonly store: ScanPacker;
	private readonly outside = new OutsideFailures();
	private readonly late = new LateResults((scan, end, code) => this.keep(scan.build(end, code, this.access)));
	private network: NetworkState | null = null;
	private access: AccessLine | null = null;
	private dropped = 0;
	private droppedScans = 0;
	private firstDroppedScan = 0;
	private closedEarly = 0;
	/** The last thread looked up: most lines are from the same thread as the line before. */
	private last: Thread | null = null;

	constructor(readPending: (header: RecordHeader) => ReadDetail | null, maxScans: number, mostPlain: number) {
		this.readPending = readPending;
		this.store = mostPlain === 0 ? createScanPacker() : new FewScans(mostPlain);
		this.maxScans = maxScans;
	}

	threadStateOf(pid: number, tid: number): ThreadState {
		return this.find(pid, tid)?.scan == null ? 'keep' : 'read';
	}

	addEvent({event, at, component, message}: ReadRecord, header: RecordHeader): void {
		const {pid, tid} = header;
		if (event.type === 'scan-started') {
			this.start(event, pid, tid, at, message);
			return;
		}
		if (event.type === 'scan-ended') {
			this.finish(event, pid, tid, at, message);
			return;
		}
		if (event.type === 'request-completed' && !isFailure(event.code)) this.outside.addSuccess('service-discovery', event.url, at);
		const thread = this.findOrAdd(pid, tid);
		if (thread.scan === null) this.addPending(thread, {event, at, component, message}, header);
		else thread.scan.addEvent(event, at, component, message);
	}

	addResult(event: EventOf<'search-result'>, at: RecordMoment, message: string, header: RecordHeader): void {
		const {pid, tid} = header;
		if (!isFailure(event.code) || this.late.tell(event, at, pid, tid)) return;
		const thread = this.findOrAdd(pid, tid);
		if (thread.scan !== null) return;
		if (event.by === 'agent' && thread.phase !== 'outside') {
			thread.phase = 'exited';
			this.keepPending(thread, header);
			return;
		}
		thread.outside ??= createOutsideThread(pid, tid);
		this.outside.addResult(thread.outside, 'other', event.code, at, message);
	}

	addOtherCall({pid, tid}: RecordHeader): void {
		const thread = this.findOrAdd(pid, tid);
		if (thread.scan !== null) return;
		this.closeFragment(thread);
		thread.inOtherCall = true;
	}

	addDownload(at: Moment): void {
		this.outside.addSuccess('download', null, at);
	}

	setNetwork(state: NetworkState): void {
		this.network = state;
		let told = 0;
		for (const {scan} of this.open) {
			if (told++ === MAX_TOLD) return;
			scan?.addNetwork(state, state);
		}
	}

	setAccess(line: AccessLine | null): void {
		this.access = line;
	}

	end(): AssembledScans {
		for (const ofProcess of this.threads.values()) {
			for (const thread of ofProcess.values()) {
				if (thread.scan === null) this.closeFragment(thread);
				else this.keep(thread.scan.build(null, null, this.access));
			}
		}
		this.late.finish();
		// What is kept is judged next: the rest would only take room beside it.
		for (const all of [this.threads, this.quiet, this.open, this.openById]) all.clear();
		this.lines = createPendingLines();
		this.last = null;
		return {
			stored: this.store.finish(),
			outside: this.outside.end(),
			dropped: this.dropped,
			droppedScans: this.droppedScans,
			firstDroppedScan: this.firstDroppedScan,
			closedEarly: this.closedEarly,
		};
	}

	private find(pid: number, tid: number): Thread | undefined {
		if (this.last !== null && this.last.pid === pid && this.last.tid === tid) return this.last;
		const found = this.threads.get(pid)?.get(tid);
		if (found !== undefined) this.last = found;
		return found;
	}

	private findOrAdd(pid: number, tid: number): Thread {
		const found = this.find(pid, tid);
		if (found !== undefined) return found;
		const thread: Thread = {
			pid,
			tid,
			scan: null,
			hadScan: false,
			inOtherCall: false,
			phase: 'outside',
			lastPending: NO_LINE,
			pendingCount: 0,
			outside: null,
		};
		let ofProcess = this.threads.get(pid);
		if (ofProcess === undefined) {
			ofProcess = new Map();
			this.threads.set(pid, ofProcess);
		}
		ofProcess.set(tid, thread);
		this.last = thread;
		this.addQuiet(thread);
		return thread;
	}

	private addQuiet(thread: Thread): void {
		this.quiet.add(thread);
		if (this.quiet.size > MAX_THREADS) this.forgetOldest();
	}

	/** Only for threads without a known running scan. */
	private forgetOldest(): void {
		for (const thread of this.quiet) {
			this.quiet.delete(thread);
			const ofProcess = this.threads.get(thread.pid);
			ofProcess?.delete(thread.tid);
			if (ofProcess?.size === 0) this.threads.delete(thread.pid);
			if (this.last === thread) this.last = null;
			this.closeFragment(thread);
			return;
		}
	}

	private run(thread: Thread, scan: ScanBuilder): void {
		thread.scan = scan;
		thread.hadScan = true;
		thread.inOtherCall = false;
		this.quiet.delete(thread);
		this.open.delete(thread);
		this.open.add(thread);
		if (this.open.size > MAX_OPEN) this.closeOldest();
	}

	/** A thread whose scans have ended becomes relevant again when the next one starts. */
	private rest(thread: Thread): void {
		thread.scan = null;
		thread.hadScan = true;
		this.open.delete(thread);
		if (!this.quiet.has(thread)) this.addQuiet(thread);
	}

	private keep(scan: BuiltScan): void {
		this.dropped += scan.dropped;
		this.outside.addScan(scan.scan);
		if (this.store.length < this.maxScans) {
			this.store.add(scan.scan, scan.quotes, scan.firstLine);
			return;
		}
		this.droppedScans++;
		if (this.firstDroppedScan === 0) this.firstDroppedScan = scan.firstLine;
	}

	/** Ends a scan without an END line. */
	private giveUp(thread: Thread, scan: ScanBuilder): void {
		this.keep(scan.build(null, null, this.access));
		this.forgetId(thread, scan);
	}

	private forgetId(thread: Thread, {callId}: ScanBuilder): void {
		const key = `${thread.pid} ${callId}`;
		if (this.openById.get(key) === thread) this.openById.delete(key);
	}

	private closeOldest(): void {
		for (const thread of this.open) {
			if (thread.scan !== null) this.giveUp(thread, thread.scan);
			this.closedEarly++;
			this.rest(thread);
			return;
		}
	}

	private start(event: ScanStartEvent, pid: number, tid: number, at: RecordMoment, message: string): void {
		const thread = this.findOrAdd(pid, tid);
		// A START while the thread's last scan has no END: lines are missing in between.
		if (thread.scan !== null) this.giveUp(thread, thread.scan);
		else this.closeFragment(thread);
		const scan = new ScanBuilder(pid, tid, at.line, {at, event, message});
		if (this.network?.connected === false) scan.addNetwork(this.network, at);
		this.run(thread, scan);
		if (event.callId !== null) this.openById.set(`${pid} ${event.callId}`, thread);
	}

	/** By PID and Id where both are known, since that pair is the key of a scan; else by the thread. Of another caller it is another scan. */
	private findOpen(event: ScanEndEvent, pid: number, own: Thread): {readonly thread: Thread; readonly scan: ScanBuilder} | null {
		if (own.scan !== null && isEndOf(event, own.scan)) return {thread: own, scan: own.scan};
		const other = event.callId === null ? undefined : this.openById.get(`${pid} ${event.callId}`);
		return other?.scan != null && other.scan.callId === event.callId && isEndOf(event, other.scan)
			? {thread: other, scan: other.scan}
			: null;
	}

	private finish(event: ScanEndEvent, pid: number, tid: number, at: RecordMoment, message: string): void {
		const own = this.findOrAdd(pid, tid);
		const ended = this.findOpen(event, pid, own);
		if (ended !== null) {
			this.complete(ended.scan, {at, event, message}, tid);
			this.forgetId(ended.thread, ended.scan);
			this.rest(ended.thread);
			return;
		}
		if (own.scan !== null) {
			// The end of a scan whose beginning is missing; the one that runs goes on.
			this.complete(new ScanBuilder(pid, tid, at.line, null), {at, event, message}, tid);
			return;
		}
		// Lines that nothing tells from those of other work of the thread are not the scan's.
		if (own.hadScan && own.phase === 'outside') this.closeFragment(own);
		const scan = this.takePending(own) ?? new ScanBuilder(pid, tid, at.line, null);
		this.complete(scan, {at, event, message}, tid);
		this.rest(own);
	}

	/** An end without a code may be told by lines that follow. */
	private complete(scan: ScanBuilder, end: ScanEndLine, tid: number): void {
		if (end.event.exitCode === null && !scan.hasExitCode && !end.event.cut) {
			this.late.wait(scan, end, tid);
			return;
		}
		this.keep(scan.build(end, null, this.access));
		this.late.passed(end.at);
	}

	/** A scan whose first line is missing, from what its thread has said; `null` where that is nothing. */
	private takePending(thread: Thread): ScanBuilder | null {
		let scan: ScanBuilder | null = null;
		let read = 0;
		for (const header of this.lines.upTo(thread.lastPending)) {
			read++;
			const said = this.readPending(header);
			if (said === null) continue;
			scan ??= new ScanBuilder(thread.pid, thread.tid, said.at.line, null);
			scan.addEvent(said.event, said.at, said.component, said.message);
		}
		this.dropped += thread.pendingCount - read;
		if (thread.outside !== null) this.outside.forget(thread.outside);
		forgetPending(thread);
		return scan;
	}

	/** What the thread has said so far is a scan without first and last line, or no scan. */
	private closeFragment(thread: Thread): void {
		if (thread.phase !== 'outside') {
			const scan = this.takePending(thread);
			if (scan !== null) this.keep(scan.build(null, null, this.access));
			return;
		}
		if (thread.outside !== null) this.outside.settle(thread.outside);
		forgetPending(thread);
	}

	private addPending(thread: Thread, said: ReadDetail, header: RecordHeader): void {
		const {event, at, component, message} = said;
		thread.outside ??= createOutsideThread(thread.pid, thread.tid);
		if (thread.inOtherCall) {
			if (event.type === 'scan-exit-code') this.outside.addResult(thread.outside, 'install', event.code, at, message);
			else this.outside.addEvent(thread.outside, event, at, component, message);
			return;
		}
		const phase = nextPhase(thread.phase, said);
		const begins = OPENING.has(event.type) ? thread.phase !== 'opening' : thread.phase === 'exited' && phase !== 'exited';
		if (begins) this.closeFragment(thread);
		thread.phase = phase;
		this.keepPending(thread, header);
		this.outside.addEvent(thread.outside, event, at, component, message);
	}

	private keepPending(thread: Thread, header: RecordHeader): void {
		thread.lastPending = this.lines.add(header, thread.lastPending);
		thread.pendingCount++;
	}
}

function forgetPending(thread: Thread): void {
	thread.phase = 'outside';
	thread.lastPending = NO_LINE;
	thread.pendingCount = 0;
}

function nextPhase(phase: Phase, said: ReadDetail): Phase {
	if (said.event.type === 'scan-exit-code') return 'exited';
	if (OPENING.has(said.event.type)) return 'opening';
	if (isOfBody(said)) return 'body';
	return phase === 'outside' || phase === 'exited' ? 'outside' : 'body';
}

/** Whether the line ends the scan: by Id, caller and vector, as far as both say them. */
function isEndOf(end: ScanEndEvent, scan: ScanBuilder): boolean {
	if (end.callId !== null && scan.callId !== null && end.callId !== scan.callId) return false;
	if (end.caller !== null && plainCaller(end.caller) !== plainCaller(scan.caller)) return false;
	return end.cv === null || scan.cv === null || end.cv.startsWith(scan.cv) || scan.cv.startsWith(end.cv);
}

/** Pages collapse blanks, and the CSV form of the log doubles quotes. */
function plainCaller(caller: string): string {
	return caller.replace(/["\s]+/g, ' ').trim();
}
