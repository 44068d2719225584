/** Gathers events into scans: PID and TID from START to END, scans at once kept apart, cut ones closed at the edges. */
import type {Attention} from '../events/classifier.js';
import type {LogEvent} from '../events/event.js';
import type {RecordHeader} from '../records/record-header.js';
import {createHeldLines, type HeldLines} from './held-lines.js';
import {createScanStore, type StoredScans} from './packed/scan-store.js';
import {type BuiltScan, createScanBuilder, type RecordMoment, type ScanBuilder} from './scan-builder.js';

/**
 * Threads that printed something scan-like without a START are remembered, because a file may begin inside a scan. So
 * many at a time; the oldest goes first.
 */
const MAX_THREADS = 4096;

/** Of all lines that are held; past that, those of the oldest thread are let go. */
const MAX_HELD_BYTES = 16 * 1024 * 1024;

/** So many scans may run at a time; past that the one that began first is taken for one without an end. */
const MAX_OPEN = 4096;

/** Scans kept of one file; more than ten an hour for a year. */
export const MAX_SCANS = 150_000;

export interface ScanAssembler {
	/** `read`: a scan is open on this thread; `hold`: one may be since before the file. */
	attentionOf(pid: number, tid: number): Attention;
	/** @param said what was read of the record */
	take(said: Said, header: RecordHeader): void;
	/** A record that means something only if a scan that began before the file ends on its thread. */
	hold(header: RecordHeader): void;
	/** Those that were held and never asked for. */
	heldLines(): Iterable<RecordHeader>;
	/** Closes what is open; scans in the order of their first lines. */
	end(): AssembledScans;
}

export interface AssembledScans {
	readonly stored: StoredScans;
	/** Facts of scans that were not kept. */
	readonly dropped: number;
	/** Scans that were not kept, and the first line of the first of them; 0 means none. */
	readonly droppedScans: number;
	readonly firstDroppedScan: number;
	/** Scans whose end was not waited for, because too many others ran. */
	readonly closedEarly: number;
}

/** What a record says. */
export interface Said {
	readonly event: LogEvent;
	readonly at: RecordMoment;
	readonly component: string;
	readonly message: string;
}

/** A thread whose scans are over listens again when the next one starts. */
type ThreadState = ScanBuilder | HeldLines | 'idle';

interface ThreadId {
	readonly pid: number;
	readonly tid: number;
}

/**
 * @param readHeld what a record says that was held; `null` where that is nothing for a scan
 * @param maxScans the first ones to end are kept, the others are counted
 */
export function createScanAssembler(readHeld: (header: RecordHeader) => Said | null, maxScans: number = MAX_SCANS): ScanAssembler {
	/** By PID, then TID. */
	const threads = new Map<number, Map<number, ThreadState>>();
	/** Those of them that run no scan we know of. A Map keeps the order in which they came. */
	const quiet = new Map<string, ThreadId>();
	/** Those that run one, in the order in which these began. */
	const open = new Map<string, ThreadId>();
	/** TID by PID and Id, of open scans that have one. */
	const openById = new Map<string, number>();
	const store = createScanStore();
	let dropped = 0;
	let heldBytes = 0;
	let droppedScans = 0;
	let firstDroppedScan = 0;
	let closedEarly = 0;
	let lastPid = -1;
	let lastTid = -1;
	let lastState: ThreadState | undefined;

	function stateOf(pid: number, tid: number): ThreadState | undefined {
		if (pid !== lastPid || tid !== lastTid) {
			lastPid = pid;
			lastTid = tid;
			lastState = threads.get(pid)?.get(tid);
		}
		return lastState;
	}

	function setState(pid: number, tid: number, state: ThreadState): void {
		let ofProcess = threads.get(pid);
		if (ofProcess === undefined) {
			ofProcess = new Map();
			threads.set(pid, ofProcess);
		}
		ofProcess.set(tid, state);
		lastPid = pid;
		lastTid = tid;
		lastState = state;
		const key = `${pid} ${tid}`;
		open.delete(key);
		if (isBuilder(state)) {
			quiet.delete(key);
			open.set(key, {pid, tid});
			if (open.size > MAX_OPEN) closeOldest();
		} else if (!quiet.has(key)) {
			quiet.set(key, {pid, tid});
			if (quiet.size > MAX_THREADS) forgetOldest();
		}
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
	function giveUp(scan: ScanBuilder): void {
		keep(scan.build(null));
		const key = `${scan.pid} ${scan.callId}`;
		if (openById.get(key) === scan.tid) openById.delete(key);
	}

	function closeOldest(): void {
		for (const {pid, tid} of open.values()) {
			const state = threads.get(pid)?.get(tid);
			const last = {pid: lastPid, tid: lastTid, state: lastState};
			if (isBuilder(state)) giveUp(state);
			closedEarly++;
			setState(pid, tid, 'idle');
			lastPid = last.pid;
			lastTid = last.tid;
			lastState = last.state;
			return;
		}
	}

	/** Only threads that run no scan that we know of. */
	function forgetOldest(): void {
		for (const [key, {pid, tid}] of quiet) {
			quiet.delete(key);
			const ofProcess = threads.get(pid);
			letGo(ofProcess?.get(tid));
			ofProcess?.delete(tid);
			if (lastPid === pid && lastTid === tid) lastState = undefined;
			if (ofProcess?.size === 0) threads.delete(pid);
			return;
		}
	}

	function start(event: LogEvent & {type: 'scan-started'}, pid: number, tid: number, at: RecordMoment, message: string): void {
		const before = stateOf(pid, tid);
		// A START where the last scan of the thread has no END: lines are missing in between.
		if (isBuilder(before)) giveUp(before);
		else letGo(before);
		setState(pid, tid, createScanBuilder(pid, tid, at.line, {at, event, message}));
		if (event.callId !== null) openById.set(`${pid} ${event.callId}`, tid);
	}

	/** By PID and Id where both are known, since that pair is the key of a scan; else by the thread. */
	function findOpen(event: LogEvent & {type: 'scan-ended'}, pid: number, tid: number): {readonly tid: number; readonly scan: ScanBuilder} | null {
		const own = stateOf(pid, tid);
		if (isBuilder(own) && (event.callId === null || own.callId === null || own.callId === event.callId)) return {tid, scan: own};
		const otherTid = event.callId === null ? undefined : openById.get(`${pid} ${event.callId}`);
		const other = otherTid === undefined ? undefined : threads.get(pid)?.get(otherTid);
		return otherTid !== undefined && isBuilder(other) && other.callId === event.callId ? {tid: otherTid, scan: other} : null;
	}

	function finish(event: LogEvent & {type: 'scan-ended'}, pid: number, tid: number, at: RecordMoment, message: string): void {
		const ended = findOpen(event, pid, tid);
		if (ended !== null) {
			keep(ended.scan.build({at, event, message}));
			setState(pid, ended.tid, 'idle');
			const key = `${pid} ${ended.scan.callId}`;
			if (openById.get(key) === ended.tid) openById.delete(key);
			return;
		}
		const own = stateOf(pid, tid);
		if (isBuilder(own)) giveUp(own);
		const before = own === undefined || own === 'idle' || isBuilder(own) ? null : own;
		keep(beganBefore(pid, tid, before, at.line).build({at, event, message}));
		letGo(own);
		setState(pid, tid, 'idle');
	}

	/** A scan that began before the file, from what its thread said since. */
	function beganBefore(pid: number, tid: number, held: HeldLines | null, endLine: number): ScanBuilder {
		let scan: ScanBuilder | null = null;
		for (const header of held?.lines ?? []) {
			const said = readHeld(header);
			if (said === null) continue;
			scan ??= createScanBuilder(pid, tid, said.at.line, null);
			scan.take(said.event, said.at, said.component, said.message);
		}
		dropped += held?.dropped ?? 0;
		return scan ?? createScanBuilder(pid, tid, endLine, null);
	}

	function hold(header: RecordHeader): void {
		const {pid, tid} = header;
		let held = stateOf(pid, tid);
		if (held === 'idle' || isBuilder(held)) return;
		if (held === undefined) {
			held = createHeldLines();
			setState(pid, tid, held);
		}
		heldBytes -= held.bytes;
		held.add(header);
		heldBytes += held.bytes;
		while (heldBytes > MAX_HELD_BYTES && quiet.size > 1) forgetOldest();
	}

	function letGo(state: ThreadState | undefined): void {
		if (state !== undefined && state !== 'idle' && !isBuilder(state)) heldBytes -= state.bytes;
	}

	return {
		attentionOf(pid, tid) {
			const state = stateOf(pid, tid);
			return state === 'idle' ? 'none' : isBuilder(state) ? 'read' : 'hold';
		},
		hold,
		*heldLines() {
			for (const {pid, tid} of quiet.values()) {
				const state = threads.get(pid)?.get(tid);
				if (state !== undefined && state !== 'idle' && !isBuilder(state)) yield* state.lines;
			}
		},
		take({event, at, component, message}, header) {
			const {pid, tid} = header;
			if (event.type === 'scan-started') return start(event, pid, tid, at, message);
			if (event.type === 'scan-ended') return finish(event, pid, tid, at, message);
			const state = stateOf(pid, tid);
			if (isBuilder(state)) state.take(event, at, component, message);
			else hold(header);
		},
		end() {
			for (const ofProcess of threads.values()) {
				for (const state of ofProcess.values()) {
					if (isBuilder(state)) keep(state.build(null));
				}
			}
			threads.clear();
			return {stored: store.finish(), dropped, droppedScans, firstDroppedScan, closedEarly};
		},
	};
}

function isBuilder(state: ThreadState | undefined): state is ScanBuilder {
	return state !== undefined && state !== 'idle' && 'build' in state;
}
