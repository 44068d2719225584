/** Walks the records of a buffer: where each begins and ends, and of which kind it is. */
import {u16, u32} from './bytes.js';

/** Kinds of records whose content is looked at; the others are stepped over (evntrace.h, EVENT_TRACE_TYPE and the headers). */
export const KIND = {system32: 1, system64: 2, message: 0x0f, event32: 0x12, event64: 0x13} as const;

/** These have a version where the others have their size, which follows two bytes later. */
const SIZE_AT_4: ReadonlySet<number> = new Set([1, 2, 3, 4, 0x10, 0x11]);

const FILLER = 0xffff_ffff;
const RECORD_MARK = 0xc0;
const MESSAGE_MARK = 0x90;
const LEAST_RECORD = 8;

export type RecordVisitor = (kind: number, bytes: Uint8Array, start: number, end: number) => void;

/** @returns false where the records end in something that is none: the rest of the buffer is damaged */
export function walkRecords(bytes: Uint8Array, start: number, end: number, visit: RecordVisitor): boolean {
	let at = start;
	while (end - at >= LEAST_RECORD) {
		if (u32(bytes, at) === FILLER) return true;
		const mark = bytes[at + 3] as number;
		if (mark !== RECORD_MARK && mark !== MESSAGE_MARK) return false;
		const kind = mark === MESSAGE_MARK ? KIND.message : (bytes[at + 2] as number);
		const size = SIZE_AT_4.has(kind) ? u16(bytes, at + 4) : u16(bytes, at);
		if (size < LEAST_RECORD || size > end - at) return false;
		visit(kind, bytes, at, at + size);
		at += (size + 7) & ~7;
	}
	return true;
}
