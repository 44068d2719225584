/** Component and text alone, as Microsoft's documents and many posts print lines of the log: time, process and thread are missing. */
import {decodeText} from '../../lines/decode-text.js';
import {COMPONENTS} from '../components.js';
import {cleanText} from '../pasted-text.js';
import type {HeaderReader, RecordHeader} from '../record-header.js';
import {setOwnText} from './pasted.js';

const NAMES = COMPONENTS.flatMap(({name, legacy}) => [name, ...legacy])
	.toSorted((one, other) => other.length - one.length)
	.join('|');

/** A time of which no digit was left, and the columns behind it. */
const MASKED =
	String.raw`(?:[YyXx*#]{4}[/.-][MmXx*#]{2}[/.-][DdXx*#]{2}\s{1,4})?[HhXx*#]{2}:[MmXx*#]{2}:[SsXx*#]{2}(?:[.,:][A-Za-z*#]{1,7})?\s{1,4}` +
	String.raw`(?:[\dXx*#]{1,10}\s{1,8}[\da-fXx*#]{1,10}\s{1,8})?`;
/** Marks of quotes and lists before a line; `** START **` is no such mark. */
const LEAD = String.raw`^[\s>|]{0,16}(?:[-•·]\s{1,4})?(?:${MASKED})?`;

/** Words that the client begins lines of consequence with. */
const SCAN = String.raw`\*{1,2} {1,2}(?:START|END) {1,2}\*{1,2}\s{1,8}`;
const FAILED = String.raw`\\?\*FAILED\\?\* \\?\[[0-9A-Fa-f]{8}`;
const SEVERE = `(?:[*#+-] {1,2})?(?:WARNING|FATAL): `;

/** With its component, one of these words is enough. */
const WITH_COMPONENT = new RegExp(
	String.raw`${LEAD}(${NAMES})(?:\s{1,24}|\s{0,4}(?:--|:)\s{1,4})` +
		String.raw`((?:${SCAN}|${FAILED}|${SEVERE}|\* Added update \{|WS error: |Online = (?:Yes|No)).*)$`,
	's',
);

/** Texts that nothing but the client writes behind `WARNING: `. */
const KNOWN_WARNING = new RegExp(
	'(?:failure, error = 0x|soap client error = |PTError: 0x|_WithRecovery failed|SyncServerUpdatesInternal failed|' +
		'Send(?:Request)? failed with hr|SendRequestUsingProxy failed|WinHttp: |Exceeded max server round trips|' +
		'Failed to (?:synchronize|find updates|initialize)|WU client failed|Exit code = 0x|Self[Uu]pdate check failed)',
);

/** Without, only lines that no other program writes: the beginning and end of a scan, and failures in the client's own words. */
const ALONE = new RegExp(
	String.raw`${LEAD}(?:(?:${SCAN})(?:(?:${NAMES}): )?Finding updates\b.*|${FAILED}.*|${SEVERE}.*|` +
		`WS error: There was an error communicating .*)$`,
	's',
);

/** Once a line of this kind was read, a component is enough. */
const NEXT = new RegExp(String.raw`${LEAD}(${NAMES})(?:\s{0,4}(?:--|:)\s{1,4}|\s{1,24})(\S.*)$`, 's');
const NEXT_ALONE = new RegExp(`${LEAD}((?:${SCAN}|${FAILED}|${SEVERE}|Exit code = 0x).*)$`, 's');

const LEGACY_NAMES: ReadonlySet<string> = new Set(COMPONENTS.flatMap(({legacy}) => legacy));
const LEGACY_WORDS = /^\s{0,4}(?:\*\* {1,2}(?:START|END) {1,2}\*\*|[*#+-]? {0,2}(?:WARNING|FATAL): )/;

/** Beginnings are told from so many letters; lines of other texts are not looked at further. */
const MAX_BEGINNING = 64;

/** Reads such a line where it is surely one. */
export const readNoColumnsHeader: HeaderReader = (bytes, start, end, header) => {
	if (!mayBegin(bytes, start, end)) return false;
	const text = textOf(bytes, start, end);
	const [, component, message] = WITH_COMPONENT.exec(text) ?? [];
	if (component !== undefined && message !== undefined) return fill(header, component, message);
	if (!ALONE.test(text)) return false;
	if (/^[^A-Z]*(?:WARNING|FATAL): /.test(text) && !KNOWN_WARNING.test(text)) return false;
	return fillAlone(header, text);
};

/** Reads what may be such a line, in a text that has others. */
export const readNextNoColumnsHeader: HeaderReader = (bytes, start, end, header) => {
	if (!mayBegin(bytes, start, end)) return false;
	const text = textOf(bytes, start, end);
	const [, component, message] = NEXT.exec(text) ?? [];
	if (component !== undefined && message !== undefined) return fill(header, component, message);
	return NEXT_ALONE.test(text) && fillAlone(header, text);
};

function textOf(bytes: Uint8Array, start: number, end: number): string {
	return cleanText(decodeText(bytes, start, end, true)).trimEnd();
}

/** `** START **  Agent: Finding updates` names the component behind the mark; other lines do not name it. */
function fillAlone(header: RecordHeader, text: string): true {
	const message = text.replace(new RegExp(LEAD), '');
	return fill(header, /^\*{1,2} {1,2}(?:START|END)/.test(message) ? 'Agent' : '', message);
}

function fill(header: RecordHeader, component: string, message: string): true {
	header.dialect = LEGACY_NAMES.has(component) || LEGACY_WORDS.test(message) ? 'legacy' : 'etw';
	header.hasTime = false;
	header.offsetMinutes = null;
	header.pid = 0;
	header.tid = 0;
	header.guess = 'columns';
	header.lead = '';
	setOwnText(header, component, message);
	return true;
}

/** The first letter is of a component, of `WARNING`, or a mark: most lines of other texts end here. */
function mayBegin(bytes: Uint8Array, start: number, end: number): boolean {
	const stop = Math.min(end, start + MAX_BEGINNING);
	for (let at = start; at < stop; at++) {
		const byte = bytes[at] as number;
		if ((byte >= 0x41 && byte <= 0x5a) || byte === 0x2a || byte === 0x5c || byte === 0x23) return true;
		if ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39)) return false;
	}
	return false;
}
