/** Gathers events into scans: PID and TID from START to END, scans at once kept apart, cut ones closed at the edges. */
import type {ThreadState} from '../events/classifier.js';
import type {ScanDetailEvent, ScanEndEvent, ScanEvent, ScanStartEvent} from '../events/event.js';
import type {RecordHeader} from '../records/record-header.js';
import {createPendingLines, NO_LINE} from './pending-lines.js';
import {createScanPacker, type PackedScanList} from './packed/scan-packer.js';
import {type BuiltScan, type RecordMoment, ScanBuilder} from './scan-builder.js';

/**
 * Threads that printed something scan-like without a START are remembered, because a file may begin inside a scan. So
 * many at a time; the oldest goes first.
 */
const MAX_THREADS = 4096;

/** So many scans may run at a time; past that the one that began first is taken for one without an end. */
const MAX_OPEN = 4096;

/** Scans kept of one file; more than ten an hour for a year. */
const MAX_SCANS = 150_000;

export interface ScanAssembler {
	/** `read`: a scan is open on this thread; `keep`: one may be since before the file. */
	threadStateOf(pid: number, tid: number): ThreadState;
	/** @param said what was read of the record */
	addEvent(said: ReadRecord, header: RecordHeader): void;
	/** A record that means something only if a scan that began before the file ends on its thread. */
	keepPending(header: RecordHeader): void;
	/** Those that were kept and never asked for. */
	pendingLines(): Iterable<RecordHeader>;
	/** Closes what is open; scans in the order of their first lines. */
	end(): AssembledScans;
}

export interface AssembledScans {
	readonly stored: PackedScanList;
	/** Facts of scans that were not kept. */
	readonly dropped: number;
	/** Scans that were not kept, and the first line of the first of them; 0 means none. */
	readonly droppedScans: number;
	readonly firstDroppedScan: number;
	/** Scans whose end was not waited for, because too many others ran. */
	readonly closedEarly: number;
}

/** What a record says. */
interface ReadRecord {
	readonly event: ScanEvent;
	readonly at: RecordMoment;
	readonly component: string;
	readonly message: string;
}

/** The same of a record that neither begins nor ends a scan. */
export interface ReadDetail extends ReadRecord {
	readonly event: ScanDetailEvent;
}

interface Thread {
	readonly pid: number;
	readonly tid: number;
	/** The one that runs. */
	scan: ScanBuilder | null;
	/** No scan began or ended on it yet: one may have begun before the file. */
	keepsPending: boolean;
	/** Its last line that was kept, and how many were. */
	lastPending: number;
	pendingCount: number;
}

/**
 * @param readPending what a record says that was kept; `null` where that is nothing for a scan
 * @param maxScans the first ones to end are kept, the others are counted
 */
export function createScanAssembler(readPending: (header: RecordHeader) => ReadDetail | null, maxScans: number = MAX_SCANS): ScanAssembler {
	/** By PID, then TID. */
	const threads = new Map<number, Map<number, Thread>>();
	/** Those of them that run no scan we know of. A Set keeps the order in which they came. */
	const quiet = new Set<Thread>();
	/** Those that run one, in the order in which these began. */
	const open = new Set<Thread>();
	/** By PID and Id, of open scans that have one. */
	const openById = new Map<string, Thread>();
	let lines = createPendingLines();
	const store = createScanPacker();
	let dropped = 0;
	let droppedScans = 0;
	let firstDroppedScan = 0;
	let closedEarly = 0;
	/** Asked for last: most lines are of the thread of the line before. */
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

	/** Only threads that run no scan that we know of. */
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

	/** A thread whose scans are over listens again when the next one starts. */
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
		// A START where the last scan of the thread has no END: lines are missing in between.
		if (thread.scan !== null) giveUp(thread, thread.scan);
		run(thread, new ScanBuilder(pid, tid, at.line, {at, event, message}));
		if (event.callId !== null) openById.set(`${pid} ${event.callId}`, thread);
	}

	/** By PID and Id where both are known, since that pair is the key of a scan; else by the thread. */
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

	/** A scan that began before the file, from what its thread said since. */
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
			// What is kept is judged next: the rest would only take room beside it.
			for (const all of [threads, quiet, open, openById]) all.clear();
			lines = createPendingLines();
			last = null;
			return {stored: store.finish(), dropped, droppedScans, firstDroppedScan, closedEarly};
		},
	};
}
