/** Gathers events into scans: PID and TID from START to END, scans at once kept apart, cut ones closed at the edges. */
import {isFailure} from '../codes/index.js';
import type {ThreadState} from '../events/classifier.js';
import type {EventOf, ScanDetailEvent, ScanEndEvent, ScanEvent, ScanStartEvent} from '../events/event.js';
import type {RecordHeader} from '../records/record-header.js';
import type {Moment, NetworkState} from '../types.js';
import {LateResults} from './late-results.js';
import {createOutsideThread, OutsideFailures, type OutsideSummary, type OutsideThread} from './outside-failures.js';
import {createPendingLines, NO_LINE} from './pending-lines.js';
import {createScanPacker, type PackedScanList} from './packed/scan-packer.js';
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
 */
export function createScanAssembler(readPending: (header: RecordHeader) => ReadDetail | null, maxScans: number = MAX_SCANS): ScanAssembler {
	/** By PID, then TID. */
	const threads = new Map<number, Map<number, Thread>>();
	/** Threads without a known running scan. A Set keeps insertion order. */
	const quiet = new Set<Thread>();
	/** Threads with a running scan, in the order in which the scans started. */
	const open = new Set<Thread>();
	/** Open scans that have an Id, by PID and Id. */
	const openById = new Map<string, Thread>();
	let lines = createPendingLines();
	const store = createScanPacker();
	const outside = new OutsideFailures();
	const late = new LateResults((scan, end, code) => keep(scan.build(end, code, access)));
	let network: NetworkState | null = null;
	let access: AccessLine | null = null;
	let dropped = 0;
	let droppedScans = 0;
	let firstDroppedScan = 0;
	let closedEarly = 0;
	/** The last thread looked up: most lines are from the same thread as the line before. */
	let last: Thread | null = null;

	function find(pid: number, tid: number): Thread | undefined {
		if (last !== null && last.pid === pid && last.tid === tid) return last;
		const found = threads.get(pid)?.get(tid);
		if (found !== undefined) last = found;
		return found;
	}

	function findOrAdd(pid: number, tid: number): Thread {
		const found = find(pid, tid);
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
		let ofProcess = threads.get(pid);
		if (ofProcess === undefined) {
			ofProcess = new Map();
			threads.set(pid, ofProcess);
		}
		ofProcess.set(tid, thread);
		last = thread;
		addQuiet(thread);
		return thread;
	}

	function addQuiet(thread: Thread): void {
		quiet.add(thread);
		if (quiet.size > MAX_THREADS) forgetOldest();
	}

	/** Only for threads without a known running scan. */
	function forgetOldest(): void {
		for (const thread of quiet) {
			quiet.delete(thread);
			const ofProcess = threads.get(thread.pid);
			ofProcess?.delete(thread.tid);
			if (ofProcess?.size === 0) threads.delete(thread.pid);
			if (last === thread) last = null;
			closeFragment(thread);
			return;
		}
	}

	function run(thread: Thread, scan: ScanBuilder): void {
		thread.scan = scan;
		thread.hadScan = true;
		thread.inOtherCall = false;
		quiet.delete(thread);
		open.delete(thread);
		open.add(thread);
		if (open.size > MAX_OPEN) closeOldest();
	}

	/** A thread whose scans have ended becomes relevant again when the next one starts. */
	function rest(thread: Thread): void {
		thread.scan = null;
		thread.hadScan = true;
		open.delete(thread);
		if (!quiet.has(thread)) addQuiet(thread);
	}

	function keep(scan: BuiltScan): void {
		dropped += scan.dropped;
		outside.addScan(scan.scan);
		if (store.length < maxScans) {
			store.add(scan.scan, scan.quotes, scan.firstLine);
			return;
		}
		droppedScans++;
		if (firstDroppedScan === 0) firstDroppedScan = scan.firstLine;
	}

	/** Ends a scan without an END line. */
	function giveUp(thread: Thread, scan: ScanBuilder): void {
		keep(scan.build(null, null, access));
		forgetId(thread, scan);
	}

	function forgetId(thread: Thread, {callId}: ScanBuilder): void {
		const key = `${thread.pid} ${callId}`;
		if (openById.get(key) === thread) openById.delete(key);
	}

	function closeOldest(): void {
		for (const thread of open) {
			if (thread.scan !== null) giveUp(thread, thread.scan);
			closedEarly++;
			rest(thread);
			return;
		}
	}

	function start(event: ScanStartEvent, pid: number, tid: number, at: RecordMoment, message: string): void {
		const thread = findOrAdd(pid, tid);
		// A START while the thread's last scan has no END: lines are missing in between.
		if (thread.scan !== null) giveUp(thread, thread.scan);
		else closeFragment(thread);
		const scan = new ScanBuilder(pid, tid, at.line, {at, event, message});
		if (network?.connected === false) scan.addNetwork(network, at);
		run(thread, scan);
		if (event.callId !== null) openById.set(`${pid} ${event.callId}`, thread);
	}

	/** By PID and Id where both are known, since that pair is the key of a scan; else by the thread. Of another caller it is another scan. */
	function findOpen(event: ScanEndEvent, pid: number, own: Thread): {readonly thread: Thread; readonly scan: ScanBuilder} | null {
		if (own.scan !== null && isEndOf(event, own.scan)) return {thread: own, scan: own.scan};
		const other = event.callId === null ? undefined : openById.get(`${pid} ${event.callId}`);
		return other?.scan != null && other.scan.callId === event.callId && isEndOf(event, other.scan)
			? {thread: other, scan: other.scan}
			: null;
	}

	function finish(event: ScanEndEvent, pid: number, tid: number, at: RecordMoment, message: string): void {
		const own = findOrAdd(pid, tid);
		const ended = findOpen(event, pid, own);
		if (ended !== null) {
			complete(ended.scan, {at, event, message}, tid);
			forgetId(ended.thread, ended.scan);
			rest(ended.thread);
			return;
		}
		if (own.scan !== null) {
			// The end of a scan whose beginning is missing; the one that runs goes on.
			complete(new ScanBuilder(pid, tid, at.line, null), {at, event, message}, tid);
			return;
		}
		// Lines that nothing tells from those of other work of the thread are not the scan's.
		if (own.hadScan && own.phase === 'outside') closeFragment(own);
		const scan = takePending(own) ?? new ScanBuilder(pid, tid, at.line, null);
		complete(scan, {at, event, message}, tid);
		rest(own);
	}

	/** An end without a code may be told by lines that follow. */
	function complete(scan: ScanBuilder, end: ScanEndLine, tid: number): void {
		if (end.event.exitCode === null && !scan.hasExitCode && !end.event.cut) {
			late.wait(scan, end, tid);
			return;
		}
		keep(scan.build(end, null, access));
		late.passed(end.at);
	}

	/** A scan whose first line is missing, from what its thread has said; `null` where that is nothing. */
	function takePending(thread: Thread): ScanBuilder | null {
		let scan: ScanBuilder | null = null;
		let read = 0;
		for (const header of lines.upTo(thread.lastPending)) {
			read++;
			const said = readPending(header);
			if (said === null) continue;
			scan ??= new ScanBuilder(thread.pid, thread.tid, said.at.line, null);
			scan.addEvent(said.event, said.at, said.component, said.message);
		}
		dropped += thread.pendingCount - read;
		if (thread.outside !== null) outside.forget(thread.outside);
		forgetPending(thread);
		return scan;
	}

	function forgetPending(thread: Thread): void {
		thread.phase = 'outside';
		thread.lastPending = NO_LINE;
		thread.pendingCount = 0;
	}

	/** What the thread has said so far is a scan without first and last line, or no scan. */
	function closeFragment(thread: Thread): void {
		if (thread.phase !== 'outside') {
			const scan = takePending(thread);
			if (scan !== null) keep(scan.build(null, null, access));
			return;
		}
		if (thread.outside !== null) outside.settle(thread.outside);
		forgetPending(thread);
	}

	function addPending(thread: Thread, said: ReadDetail, header: RecordHeader): void {
		const {event, at, component, message} = said;
		thread.outside ??= createOutsideThread(thread.pid, thread.tid);
		if (thread.inOtherCall) {
			if (event.type === 'scan-exit-code') outside.addResult(thread.outside, 'install', event.code, at, message);
			else outside.addEvent(thread.outside, event, at, component, message);
			return;
		}
		const phase = nextPhase(thread.phase, said);
		const begins = OPENING.has(event.type) ? thread.phase !== 'opening' : thread.phase === 'exited' && phase !== 'exited';
		if (begins) closeFragment(thread);
		thread.phase = phase;
		keepPending(thread, header);
		outside.addEvent(thread.outside, event, at, component, message);
	}

	function keepPending(thread: Thread, header: RecordHeader): void {
		thread.lastPending = lines.add(header, thread.lastPending);
		thread.pendingCount++;
	}

	return {
		threadStateOf: (pid, tid) => (find(pid, tid)?.scan == null ? 'keep' : 'read'),
		addEvent({event, at, component, message}, header) {
			const {pid, tid} = header;
			if (event.type === 'scan-started') return start(event, pid, tid, at, message);
			if (event.type === 'scan-ended') return finish(event, pid, tid, at, message);
			if (event.type === 'request-completed' && !isFailure(event.code)) outside.addSuccess('service-discovery', event.url, at);
			const thread = findOrAdd(pid, tid);
			if (thread.scan === null) addPending(thread, {event, at, component, message}, header);
			else thread.scan.addEvent(event, at, component, message);
		},
		addResult(event, at, message, header) {
			const {pid, tid} = header;
			if (!isFailure(event.code) || late.tell(event, at, pid, tid)) return;
			const thread = findOrAdd(pid, tid);
			if (thread.scan !== null) return;
			if (event.by === 'agent' && thread.phase !== 'outside') {
				thread.phase = 'exited';
				keepPending(thread, header);
				return;
			}
			thread.outside ??= createOutsideThread(pid, tid);
			outside.addResult(thread.outside, 'other', event.code, at, message);
		},
		addOtherCall({pid, tid}) {
			const thread = findOrAdd(pid, tid);
			if (thread.scan !== null) return;
			closeFragment(thread);
			thread.inOtherCall = true;
		},
		addDownload: (at) => outside.addSuccess('download', null, at),
		setNetwork(state) {
			network = state;
			let told = 0;
			for (const {scan} of open) {
				if (told++ === MAX_TOLD) return;
				scan?.addNetwork(state, state);
			}
		},
		setAccess(line) {
			access = line;
		},
		end() {
			for (const ofProcess of threads.values()) {
				for (const thread of ofProcess.values()) {
					if (thread.scan === null) closeFragment(thread);
					else keep(thread.scan.build(null, null, access));
				}
			}
			late.finish();
			// What is kept is judged next: the rest would only take room beside it.
			for (const all of [threads, quiet, open, openById]) all.clear();
			lines = createPendingLines();
			last = null;
			return {stored: store.finish(), outside: outside.end(), dropped, droppedScans, firstDroppedScan, closedEarly};
		},
	};
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
