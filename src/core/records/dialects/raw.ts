/** Output of trace decoders that print no date: PID and TID as four hexadecimal digits, or the source file before the component. */
import {decodeText} from '../../lines/decode-text.js';
import {BLANK, hexDigit, skipBlanks, TAB} from '../ascii.js';
import {canonicalComponent} from '../components.js';
import type {HeaderReader, RecordHeader} from '../record-header.js';

/** Fewer are only read where a source file stands behind them. */
const MIN_ID_DIGITS = 4;
const MAX_ID_DIGITS = 8;
const MAX_COMPONENT = 24;
const BRACKET = 0x5b;

/** `agentscan_cpp:812 [Agent] `, behind the ids. */
const SOURCE = /^[\w.-]{1,64}?[_.](?:cpp|cxx|c|h):?\d{0,6}\s{1,8}\[(\w{1,24})\]\s{0,8}/;
const MAX_SOURCE = 120;

/**
 * `03E4 1668 SLS             text`. May be indented. So little tells this line from any other text that the component must be
 * a known one. `1044 5120 agentscan_cpp:812 [Agent] text` tells more.
 */
export const readRawHeader: HeaderReader = (bytes, start, end, header) => {
	let pidStart = start;
	while (pidStart < end && (bytes[pidStart] === BLANK || bytes[pidStart] === TAB)) pidStart++;
	const pidEnd = hexEnd(bytes, pidStart, end);
	if (pidEnd < 0 || bytes[pidEnd] !== BLANK) return false;
	const tidStart = skipBlanks(bytes, pidEnd, end);
	const tidEnd = hexEnd(bytes, tidStart, end);
	if (tidEnd < 0 || bytes[tidEnd] !== BLANK) return false;
	header.dialect = 'raw';
	header.hasTime = false;
	header.offsetMinutes = null;
	header.pid = hexValue(bytes, pidStart, pidEnd);
	header.tid = hexValue(bytes, tidStart, tidEnd);
	header.bytes = bytes;
	header.messageEnd = end;
	const rest = skipBlanks(bytes, tidEnd, end);
	if (pidEnd - pidStart >= MIN_ID_DIGITS && tidEnd - tidStart >= MIN_ID_DIGITS && readComponent(bytes, rest, end, header)) return true;
	return readSource(bytes, rest, end, header);
};

function readComponent(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
	let componentEnd = start;
	let component = '';
	while (componentEnd < end && bytes[componentEnd] !== BLANK) {
		if (componentEnd - start > MAX_COMPONENT) return false;
		component += String.fromCharCode(bytes[componentEnd] as number);
		componentEnd++;
	}
	if (canonicalComponent(component) === null) return false;
	header.componentStart = start;
	header.componentEnd = componentEnd;
	header.messageStart = skipBlanks(bytes, componentEnd, end);
	return true;
}

function readSource(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
	const [all, component = ''] = SOURCE.exec(decodeText(bytes, start, Math.min(end, start + MAX_SOURCE), false)) ?? [];
	if (all === undefined || canonicalComponent(component) === null) return false;
	const bracket = bytes.indexOf(BRACKET, start);
	header.componentStart = bracket + 1;
	header.componentEnd = bracket + 1 + component.length;
	header.messageStart = start + all.length;
	return true;
}

function hexEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && hexDigit(bytes[at]) >= 0) at++;
	return at === start || at - start > MAX_ID_DIGITS ? -1 : at;
}

function hexValue(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) value = value * 16 + hexDigit(bytes[at]);
	return value;
}
