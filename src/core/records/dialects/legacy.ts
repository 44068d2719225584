/** The log that Windows XP to 8.1 write themselves. */
import {BLANK, COLON, DASH, fourDigits, hexDigit, isDigit, PLUS, skipBlanks, TAB, twoDigits} from '../ascii.js';
import type {HeaderReader, RecordHeader} from '../record-header.js';

const MAX_TID_DIGITS = 8;
const MAX_PID_DIGITS = 10;

/**
 * `yyyy-MM-dd TAB HH:mm:ss:fff TAB PID TAB TID TAB Component TAB text`: milliseconds after a colon, PID decimal, TID
 * hexadecimal, both padded on the left. Only the first five tabs are separators.
 */
export const readLegacyHeader: HeaderReader = (bytes, start, end, header) => {
	if (end - start < 28 || bytes[start + 10] !== TAB || bytes[start + 23] !== TAB || bytes[start + 19] !== COLON) return false;
	if (!readDateAndTime(bytes, start, header)) return false;
	const hundreds = (bytes[start + 20] as number) - 0x30;
	const rest = twoDigits(bytes, start + 21);
	if (hundreds < 0 || hundreds > 9 || rest < 0) return false;
	header.ticks = (hundreds * 100 + rest) * 10_000;
	header.fractionDigits = 3;
	header.offsetMinutes = null;

	let at = readPid(bytes, skipBlanks(bytes, start + 24, end), end, header);
	if (at < 0 || bytes[at] !== TAB) return false;
	at = readTid(bytes, skipBlanks(bytes, at + 1, end), end, header);
	if (at < 0 || at >= end || bytes[at] !== TAB) return false;

	header.componentStart = at + 1;
	let componentEnd = at + 1;
	while (componentEnd < end && bytes[componentEnd] !== TAB) componentEnd++;
	header.messageStart = Math.min(componentEnd + 1, end);
	while (componentEnd > header.componentStart && bytes[componentEnd - 1] === BLANK) componentEnd--;
	header.componentEnd = componentEnd;
	return finish(bytes, end, header);
};

/** Before agent 5.8: `2004-05-29 16:25:51+0100  1896 13c   text`, the zone within the stamp and no component. */
export const readEarlyLegacyHeader: HeaderReader = (bytes, start, end, header) => {
	const sign = bytes[start + 19];
	if (end - start < 30 || bytes[start + 10] !== BLANK || (sign !== PLUS && sign !== DASH)) return false;
	if (!readDateAndTime(bytes, start, header)) return false;
	const offsetHours = twoDigits(bytes, start + 20);
	const offsetMinutes = twoDigits(bytes, start + 22);
	if (offsetHours < 0 || offsetHours > 14 || offsetMinutes < 0 || offsetMinutes > 59 || bytes[start + 24] !== BLANK) return false;
	header.ticks = 0;
	header.fractionDigits = 0;
	header.offsetMinutes = (offsetHours * 60 + offsetMinutes) * (sign === DASH ? -1 : 1);

	let at = readPid(bytes, skipBlanks(bytes, start + 24, end), end, header);
	if (at < 0 || bytes[at] !== BLANK) return false;
	at = readTid(bytes, skipBlanks(bytes, at, end), end, header);
	if (at < 0 || (at < end && bytes[at] !== BLANK)) return false;
	header.componentStart = header.componentEnd = Math.min(at, end);
	header.messageStart = skipBlanks(bytes, at, end);
	return finish(bytes, end, header);
};

function readDateAndTime(bytes: Uint8Array, start: number, header: RecordHeader): boolean {
	if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return false;
	header.year = fourDigits(bytes, start);
	header.month = twoDigits(bytes, start + 5);
	header.day = twoDigits(bytes, start + 8);
	header.hour = twoDigits(bytes, start + 11);
	header.minute = twoDigits(bytes, start + 14);
	header.second = twoDigits(bytes, start + 17);
	return (header.year | header.month | header.day | header.hour | header.minute | header.second) >= 0;
}

/** @returns where the number ends, or -1 */
function readPid(bytes: Uint8Array, start: number, end: number, header: RecordHeader): number {
	let at = start;
	let pid = 0;
	for (; at < end && isDigit(bytes[at]); at++) pid = pid * 10 + (bytes[at] as number) - 0x30;
	header.pid = pid;
	return at === start || at - start > MAX_PID_DIGITS ? -1 : at;
}

/** @returns where the number ends, or -1 */
function readTid(bytes: Uint8Array, start: number, end: number, header: RecordHeader): number {
	let at = start;
	let tid = 0;
	for (; at < end; at++) {
		const digit = hexDigit(bytes[at]);
		if (digit < 0) break;
		tid = tid * 16 + digit;
	}
	header.tid = tid;
	return at === start || at - start > MAX_TID_DIGITS ? -1 : at;
}

function finish(bytes: Uint8Array, end: number, header: RecordHeader): boolean {
	header.dialect = 'legacy';
	header.hasTime = true;
	header.bytes = bytes;
	header.messageEnd = end;
	return true;
}
