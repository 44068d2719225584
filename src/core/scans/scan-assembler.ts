/** Assembles events into scans: by PID and TID from START to END, including concurrent and truncated scans. */
import type {ThreadState} from '../events/classifier.js';
import type {ScanDetailEvent, ScanEndEvent, ScanEvent, ScanStartEvent} from '../events/event.js';
import type {RecordHeader} from '../records/record-header.js';
import {createPendingLines, NO_LINE} from './pending-lines.js';
import {createScanPacker, type PackedScanList} from './packed/scan-packer.js';
import {type BuiltScan, type RecordMoment, ScanBuilder} from './scan-builder.js';

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
	/** `read`: a scan is open on this thread; `keep`: one may be since before the file. */
	threadStateOf(pid: number, tid: number): ThreadState;
	/** @param said what the record says */
	addEvent(said: ReadRecord, header: RecordHeader): void;
	/** A record that matters only if a scan that began before the file ends on its thread. */
	keepPending(header: RecordHeader): void;
	/** Kept records that were never needed. */
	pendingLines(): Iterable<RecordHeader>;
	/** Closes open scans and returns all, in the order of their first lines. */
	end(): AssembledScans;
}

export interface AssembledScans {
	readonly stored: PackedScanList;
	/** Number of facts of scans that were dropped. */
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
	/** No scan has started or ended on it yet, so one may have begun before the file. */
	keepsPending: boolean;
	/** Its last kept line, and the number of kept lines. */
	lastPending: number;
	pendingCount: number;
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
		const thread: Thread = {pid, tid, scan: null, keepsPending: true, lastPending: NO_LINE, pendingCount: 0};
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
			return;
		}
	}

	function run(thread: Thread, scan: ScanBuilder): void {
		thread.scan = scan;
		thread.keepsPending = false;
		quiet.delete(thread);
		open.delete(thread);
		open.add(thread);
		if (open.size > MAX_OPEN) closeOldest();
	}

	/** A thread whose scans have ended becomes relevant again when the next one starts. */
	function rest(thread: Thread): void {
		thread.scan = null;
		thread.keepsPending = false;
		open.delete(thread);
		if (!quiet.has(thread)) addQuiet(thread);
	}

	function keep(scan: BuiltScan): void {
		dropped += scan.dropped;
		if (store.length < maxScans) {
			store.add(scan.scan, scan.quotes, scan.firstLine);
			return;
		}
		droppedScans++;
		if (firstDroppedScan === 0) firstDroppedScan = scan.firstLine;
	}

	/** Ends a scan without an END line. */
	function giveUp(thread: Thread, scan: ScanBuilder): void {
		keep(scan.build(null));
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
		run(thread, new ScanBuilder(pid, tid, at.line, {at, event, message}));
		if (event.callId !== null) openById.set(`${pid} ${event.callId}`, thread);
	}

	/** By PID and Id if both are known, since they identify a scan; otherwise by thread. */
	function findOpen({callId}: ScanEndEvent, pid: number, own: Thread): {readonly thread: Thread; readonly scan: ScanBuilder} | null {
		if (own.scan !== null && (callId === null || own.scan.callId === null || own.scan.callId === callId))
			return {thread: own, scan: own.scan};
		const other = callId === null ? undefined : openById.get(`${pid} ${callId}`);
		return other?.scan != null && other.scan.callId === callId ? {thread: other, scan: other.scan} : null;
	}

	function finish(event: ScanEndEvent, pid: number, tid: number, at: RecordMoment, message: string): void {
		const own = findOrAdd(pid, tid);
		const ended = findOpen(event, pid, own);
		if (ended !== null) {
			keep(ended.scan.build({at, event, message}));
			forgetId(ended.thread, ended.scan);
			rest(ended.thread);
			return;
		}
		if (own.scan !== null) giveUp(own, own.scan);
		keep(beganBefore(own, at.line).build({at, event, message}));
		rest(own);
	}

	/** A scan that began before the file, reconstructed from what its thread has logged since. */
	function beganBefore({pid, tid, keepsPending, lastPending, pendingCount}: Thread, endLine: number): ScanBuilder {
		let scan: ScanBuilder | null = null;
		if (keepsPending) {
			let read = 0;
			for (const header of lines.upTo(lastPending)) {
				read++;
				const said = readPending(header);
				if (said === null) continue;
				scan ??= new ScanBuilder(pid, tid, said.at.line, null);
				scan.addEvent(said.event, said.at, said.component, said.message);
			}
			dropped += pendingCount - read;
		}
		return scan ?? new ScanBuilder(pid, tid, endLine, null);
	}

	function keepPending(header: RecordHeader): void {
		const thread = findOrAdd(header.pid, header.tid);
		if (!thread.keepsPending) return;
		thread.lastPending = lines.add(header, thread.lastPending);
		thread.pendingCount++;
	}

	return {
		threadStateOf(pid, tid) {
			const thread = find(pid, tid);
			if (thread === undefined || thread.keepsPending) return 'keep';
			return thread.scan === null ? 'none' : 'read';
		},
		keepPending,
		*pendingLines() {
			for (const {keepsPending, lastPending} of quiet) if (keepsPending) yield* lines.upTo(lastPending);
		},
		addEvent({event, at, component, message}, header) {
			const {pid, tid} = header;
			if (event.type === 'scan-started') return start(event, pid, tid, at, message);
			if (event.type === 'scan-ended') return finish(event, pid, tid, at, message);
			const scan = find(pid, tid)?.scan ?? null;
			if (scan === null) keepPending(header);
			else scan.addEvent(event, at, component, message);
		},
		end() {
			for (const ofProcess of threads.values()) {
				for (const {scan} of ofProcess.values()) if (scan !== null) keep(scan.build(null));
			}
			// Free memory before the scans are evaluated.
			for (const all of [threads, quiet, open, openById]) all.clear();
			lines = createPendingLines();
			last = null;
			return {stored: store.finish(), dropped, droppedScans, firstDroppedScan, closedEarly};
		},
	};
}
