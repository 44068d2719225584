/** Output of trace decoders that print PID and TID as four hexadecimal digits and no date. */
import {BLANK, hexDigit, skipBlanks, TAB} from '../ascii.js';
import {canonicalComponent} from '../components.js';
import type {HeaderReader} from '../record-header.js';

const MIN_ID_DIGITS = 4;
const MAX_ID_DIGITS = 8;
const MAX_COMPONENT = 24;

/**
 * `03E4 1668 SLS             text`. May be indented. So little tells this line from any other text that the component must be
 * a known one.
 */
export const readRawHeader: HeaderReader = (bytes, start, end, header) => {
	let pidStart = start;
	while (pidStart < end && (bytes[pidStart] === BLANK || bytes[pidStart] === TAB)) pidStart++;
	const pidEnd = hexEnd(bytes, pidStart, end);
	if (pidEnd < 0 || bytes[pidEnd] !== BLANK) return false;
	const tidStart = skipBlanks(bytes, pidEnd, end);
	const tidEnd = hexEnd(bytes, tidStart, end);
	if (tidEnd < 0 || bytes[tidEnd] !== BLANK) return false;
	const componentStart = skipBlanks(bytes, tidEnd, end);
	let componentEnd = componentStart;
	let component = '';
	while (componentEnd < end && bytes[componentEnd] !== BLANK) {
		if (componentEnd - componentStart > MAX_COMPONENT) return false;
		component += String.fromCharCode(bytes[componentEnd] as number);
		componentEnd++;
	}
	if (canonicalComponent(component) === null) return false;

	header.dialect = 'raw';
	header.hasTime = false;
	header.offsetMinutes = null;
	header.pid = hexValue(bytes, pidStart, pidEnd);
	header.tid = hexValue(bytes, tidStart, tidEnd);
	header.bytes = bytes;
	header.componentStart = componentStart;
	header.componentEnd = componentEnd;
	header.messageStart = skipBlanks(bytes, componentEnd, end);
	header.messageEnd = end;
	return true;
};

function hexEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && hexDigit(bytes[at]) >= 0) at++;
	return at - start < MIN_ID_DIGITS || at - start > MAX_ID_DIGITS ? -1 : at;
}

function hexValue(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) value = value * 16 + hexDigit(bytes[at]);
	return value;
}
