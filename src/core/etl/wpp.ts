/** WPP messages, which hold a number where later traces have text: their time is all that can be read without symbols. */
import {u16, u32} from './bytes.js';

export interface WppMessage {
	readonly timeLow: number;
	readonly timeHigh: number;
}

/** TRACE_MESSAGE_… of evntrace.h: what stands before the arguments, in this order. */
const SEQUENCE = 1;
const GUID = 2;
const COMPONENT = 4;
const TIMESTAMP = 8;
const PERFORMANCE_TIMESTAMP = 0x10;

/** @returns `null` where the message has no time */
export function readWppTime(bytes: Uint8Array, start: number, end: number): WppMessage | null {
	const options = u16(bytes, start + 6);
	if ((options & (TIMESTAMP | PERFORMANCE_TIMESTAMP)) === 0) return null;
	let at = start + 8;
	if ((options & SEQUENCE) !== 0) at += 4;
	if ((options & GUID) !== 0) at += 16;
	else if ((options & COMPONENT) !== 0) at += 4;
	return at + 8 > end ? null : {timeLow: u32(bytes, at), timeHigh: u32(bytes, at + 4)};
}
