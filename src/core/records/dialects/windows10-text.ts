/** The text that Get-WindowsUpdateLog writes on Windows 10 and 11. */
import {BLANK, COMMA, DOT, fourDigits, isDigit, skipBlanks, twoDigits} from '../ascii.js';
import type {HeaderReader, RecordHeader} from '../record-header.js';

/** Widths the cmdlet pads to: TID to 5 and the component to 15, each followed by one blank. Longer values push the rest. */
const TID_WIDTH = 5;
const COMPONENT_WIDTH = 15;

/** 2147483647 and more: a process or thread id has at most ten digits. */
const MAX_ID_DIGITS = 10;

const TICKS_OF_DIGIT: readonly number[] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/**
 * `yyyy/MM/dd HH:mm:ss.fffffff PID   TID   Component       text`. The order of the date is fixed in the cmdlet; its
 * separators follow the culture of the PC that ran it, and so do those of the time.
 */
export const readWindows10Header: HeaderReader = (bytes, start, end, header) => {
	if (end - start < 26) return false;
	const year = fourDigits(bytes, start);
	const month = twoDigits(bytes, start + 5);
	const day = twoDigits(bytes, start + 8);
	const hour = twoDigits(bytes, start + 11);
	const minute = twoDigits(bytes, start + 14);
	const second = twoDigits(bytes, start + 17);
	if ((year | month | day | hour | minute | second) < 0 || bytes[start + 10] !== BLANK) return false;
	const mark = bytes[start + 19];
	if (mark !== DOT && mark !== COMMA) return false;
	if (isDigit(bytes[start + 4]) || isDigit(bytes[start + 7]) || isDigit(bytes[start + 13]) || isDigit(bytes[start + 16])) return false;

	let at = start + 20;
	let ticks = 0;
	let digits = 0;
	for (; at < end && digits < 7; at++, digits++) {
		const digit = (bytes[at] as number) - 0x30;
		if (digit < 0 || digit > 9) break;
		ticks += digit * (TICKS_OF_DIGIT[digits] as number);
	}
	if (digits < 3 || bytes[at] !== BLANK) return false;

	header.dialect = 'etw';
	header.hasTime = true;
	header.year = year;
	header.month = month;
	header.day = day;
	header.hour = hour;
	header.minute = minute;
	header.second = second;
	header.ticks = ticks;
	header.fractionDigits = digits;
	header.offsetMinutes = null;
	return readColumns(bytes, at, end, header);
};

/** PID, TID, component and message, from the blank behind the time on. Columns may be wider or narrower than they were made. */
export function readColumns(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
	let at = skipBlanks(bytes, start, end);
	let pid = 0;
	const pidStart = at;
	for (; at < end; at++) {
		const digit = (bytes[at] as number) - 0x30;
		if (digit < 0 || digit > 9) break;
		pid = pid * 10 + digit;
	}
	if (at === pidStart || at - pidStart > MAX_ID_DIGITS || bytes[at] !== BLANK) return false;

	at = skipBlanks(bytes, at, end);
	let tid = 0;
	const tidStart = at;
	for (; at < end; at++) {
		const digit = (bytes[at] as number) - 0x30;
		if (digit < 0 || digit > 9) break;
		tid = tid * 10 + digit;
	}
	const tidLength = at - tidStart;
	if (tidLength === 0 || tidLength > MAX_ID_DIGITS || (at < end && bytes[at] !== BLANK)) return false;

	const columnStart = at + Math.max(0, TID_WIDTH - tidLength) + 1;
	const componentStart = skipBlanks(bytes, at, end);
	if (componentStart >= columnStart + COMPONENT_WIDTH) {
		// Fifteen blanks: the line has no component.
		header.componentStart = header.componentEnd = Math.min(columnStart, end);
		header.messageStart = Math.min(columnStart + COMPONENT_WIDTH + 1, end);
	} else if (isUnknownFormat(bytes, componentStart, end)) {
		// An undecoded line whose blanks a page has collapsed.
		header.componentStart = header.componentEnd = header.messageStart = componentStart;
	} else {
		let componentEnd = componentStart;
		while (componentEnd < end && bytes[componentEnd] !== BLANK) componentEnd++;
		const padding = Math.max(0, COMPONENT_WIDTH - (componentEnd - componentStart)) + 1;
		const messageColumn = Math.min(componentEnd + padding, end);
		let messageStart = componentEnd;
		while (messageStart < messageColumn && bytes[messageStart] === BLANK) messageStart++;
		header.componentStart = componentStart;
		header.componentEnd = componentEnd;
		header.messageStart = messageStart;
	}
	header.pid = pid;
	header.tid = tid;
	header.bytes = bytes;
	header.messageEnd = end;
	return true;
}

/** `Unknown( 15): GUID=… (No Format Information found).` stands where a message could not be decoded. */
const UNKNOWN_FORMAT: Uint8Array = new TextEncoder().encode('Unknown(');

/** Whether the message that begins here could not be decoded when the log was made. */
export function isUnknownFormat(bytes: Uint8Array, at: number, end: number): boolean {
	if (end - at < UNKNOWN_FORMAT.length) return false;
	for (let index = 0; index < UNKNOWN_FORMAT.length; index++) if (bytes[at + index] !== UNKNOWN_FORMAT[index]) return false;
	return true;
}
