/** Legacy scans end without a code; how a search ended is told by lines after it. Waits for those lines, for a while. */
import type {EventOf, SearchTeller} from '../events/event.js';
import type {RecordMoment, ScanBuilder, ScanEndLine} from './scan-builder.js';

const MAX_WAITING = 16;
/** Programs and Automatic Updates learn of the result within a second or two. */
const MAX_WAIT_MS = 60_000;
/** Where a time cannot be read. */
const MAX_WAIT_LINES = 200;

interface Waiting {
	readonly scan: ScanBuilder;
	readonly end: ScanEndLine;
	readonly tid: number;
}

export class LateResults {
	private waiting: Waiting[] = [];
	/** Ends of scans whose lines say themselves that they went wrong. */
	private readonly told: RecordMoment[] = [];
	private readonly keep: (scan: ScanBuilder, end: ScanEndLine, code: number | null) => void;

	/** @param keep takes a scan that is over. `code`: what was said of it after its end, `null` for nothing */
	constructor(keep: (scan: ScanBuilder, end: ScanEndLine, code: number | null) => void) {
		this.keep = keep;
	}

	/** @param tid of the last line */
	wait(scan: ScanBuilder, end: ScanEndLine, tid: number): void {
		this.letGo((one) => isOver(one.end.at, end.at));
		this.waiting.push({scan, end, tid});
		if (this.waiting.length > MAX_WAITING) this.letGo((one) => one === this.waiting[0]);
	}

	/** A scan ended that has told itself how: the lines after it only repeat that. */
	passed(at: RecordMoment): void {
		this.told.push(at);
		if (this.told.length > MAX_WAITING) this.told.shift();
	}

	/** @returns whether the result is that of a scan that ended just before */
	tell({code, by}: EventOf<'search-result'>, at: RecordMoment, pid: number, tid: number): boolean {
		const index = this.waiting.findLastIndex((one) => !isOver(one.end.at, at) && fits(by, one, pid, tid));
		const found = this.waiting[index];
		if (found === undefined) return this.told.some((end) => !isOver(end, at));
		this.waiting = this.waiting.filter((one) => one !== found);
		this.keep(found.scan, found.end, code);
		this.passed(found.end.at);
		return true;
	}

	/** The file is over. */
	finish(): void {
		this.letGo(() => true);
	}

	private letGo(which: (one: Waiting) => boolean): void {
		const gone = this.waiting.filter(which);
		if (gone.length === 0) return;
		this.waiting = this.waiting.filter((one) => !gone.includes(one));
		for (const {scan, end} of gone) this.keep(scan, end, null);
	}
}

/** Clocks go back, too: what was said long before is about another scan as well. */
function isOver(end: RecordMoment, now: RecordMoment): boolean {
	if (end.ms === null || now.ms === null) return now.line - end.line > MAX_WAIT_LINES;
	return Math.abs(now.ms - end.ms) > MAX_WAIT_MS;
}

function isAutomatic(caller: string): boolean {
	return caller === '' || /^AutomaticUpdates/i.test(caller);
}

/** Programs search from a process of their own. */
function fits(by: SearchTeller, {scan, tid: endTid}: Waiting, pid: number, tid: number): boolean {
	switch (by) {
		case 'agent':
			return scan.pid === pid && endTid === tid;
		case 'au':
			return scan.pid === pid && isAutomatic(scan.caller);
		case 'comapi':
			return scan.caller === '' || !isAutomatic(scan.caller);
		default:
			return by satisfies never;
	}
}
