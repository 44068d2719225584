/** Lines that went through a mail, a ticket, a web page or another log: quoted, indented, re-spaced, with columns missing. */
import {decodeText} from '../../lines/decode-text.js';
import {isDigit} from '../ascii.js';
import {canonicalComponent, COMPONENTS} from '../components.js';
import {cleanText} from '../pasted-text.js';
import type {HeaderReader, RecordHeader} from '../record-header.js';

/** The time must begin within this many bytes, or the line is not tried: most continuation lines end here. */
const TIME_WITHIN = 200;

/** Quote marks, list marks, table borders, line numbers, or what grep puts before a hit; bullets may be of any code page. */
const PREFIX = new RegExp(
	String.raw`^(?:.{0,80}?\.log:)?(?:\d{1,9}(?:[:.)|-][\s|]{0,8}|[\s|]{1,8}))?(?:\[[A-Z]{2,8}\])?` +
		String.raw`[\s>|#*+•·'"“”‘’([\]\u2010-\u2015\u0080-\uffff-]{0,32}$`,
	's',
);

/** More than this before an entry is a text of its own, which quotes it. */
const MAX_PREFIX = 160;

/** What cultures put between the numbers of a date, such as `/`, `. ` or `年`; never nothing. */
const DATE_GAP = String.raw`\s?[/.\-年月٫،](?:\s?[/.\-])?\s?`;
/** Digits, or a date that was made unreadable on purpose (`YYYY/MM/DD`, `xxxx-xx-xx`), and what stands before the time. */
const DATE_BEFORE = new RegExp(
	String.raw`(?<!\d)([\dYyXx*#]{4})${DATE_GAP}(\d{1,2}|[MmXx*#]{2})${DATE_GAP}(\d{1,2}|[DdXx*#]{2})(?:[.日]\s?)?[\s|;,T"]{1,40}$`,
);
const DATE_LENGTH = 72;
/** The year at the end, as spreadsheets print it when they save a log again. */
const YEAR_LAST = /(?<![\w.])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?([/.-])\s?(\d{4}|\d{2})(?:\s?г\.)?[\s|;,T"]{1,40}$/;

const TIME = /(?<![\d:.])\d{1,2}[:.h]\d\d[:.m]\d\d(?!\d)/g;
const GAP = String.raw`[\s|;,"]{1,40}`;

/** From the time to the component. The source file and its line are of internal trace decoders. */
const COLUMNS = new RegExp(
	String.raw`(\d{1,2})[:.h](\d\d)[:.m](\d\d)(?:([.,:])(\d{1,7}))?(?:Z|[+-]\d\d:?\d\d)?(?:\s{0,2}([AaPp])\.?[Mm]\b\.?)?${GAP}` +
		String.raw`(?:(\d{1,10})${GAP}(?:([0-9A-Fa-f]{1,10})${GAP})?)?` +
		String.raw`(?:(Unknown\()|([\w.-]{1,64}?[_.](?:cpp|cxx|c|h):?\d{0,6}\s{1,8})?(\[)?([A-Za-z][A-Za-z0-9_]{0,31})\]?(?=[\s|;,"]|$))`,
	'y',
);

/** Its groups. `unknown` is the beginning of an undecoded line, which has no component. */
const COLUMN = {
	hour: 1,
	minute: 2,
	second: 3,
	mark: 4,
	fraction: 5,
	/** Of a clock with twelve hours. */
	half: 6,
	pid: 7,
	tid: 8,
	unknown: 9,
	source: 10,
	bracket: 11,
	component: 12,
} as const;

/** The columns of an entry somewhere in a text. */
export interface PastedEntry {
	readonly start: number;
	readonly date: EntryDate | null;
	readonly columns: RegExpExecArray;
	/** So many columns that nothing but an entry has them, whatever stands before it. */
	readonly isCertain: boolean;
}

/** Numbers as printed; what is no number is masked. */
interface EntryDate {
	readonly length: number;
	readonly year: string;
	readonly month: string;
	readonly day: string;
	/** Which of month and day is which is not known. */
	readonly isAmbiguous: boolean;
}

function dateBefore(text: string): EntryDate | null {
	const [all = null, year = '', month = '', day = ''] = DATE_BEFORE.exec(text) ?? [];
	return all === null ? dateWithYearLast(text) : {length: all.length, year, month, day, isAmbiguous: false};
}

/** Behind slashes, some cultures print the month first; others, and all behind dots and dashes, the day. */
function dateWithYearLast(text: string): EntryDate | null {
	const match = YEAR_LAST.exec(text);
	if (match === null) return null;
	const [all, one = '', separator = '', two = '', again = '', last = ''] = match;
	if (separator !== again) return null;
	const [low, high] = [Number(one), Number(two)].sort((a, b) => a - b) as [number, number];
	if (high > 31 || low > 12) return null;
	const [day, month] = Number(two) > 12 ? [two, one] : [one, two];
	const isAmbiguous = separator === '/' && high <= 12 && high !== low;
	return {length: all.length, year: last.length === 2 ? `20${last}` : last, month, day, isAmbiguous};
}

/** The first entry that begins at `from` or after it, and before `before`. */
export function findEntry(text: string, from: number, before: number): PastedEntry | null {
	TIME.lastIndex = from;
	for (let time = TIME.exec(text); time !== null && time.index < before; time = TIME.exec(text)) {
		const {lastIndex} = TIME;
		const entry = entryAt(text, from, time.index);
		if (entry !== null) return entry;
		TIME.lastIndex = lastIndex;
	}
	return null;
}

function entryAt(text: string, from: number, time: number): PastedEntry | null {
	COLUMNS.lastIndex = time;
	const columns = COLUMNS.exec(text);
	if (columns === null || !hasUsableIds(columns)) return null;
	const date = dateBefore(text.slice(Math.max(from, time - DATE_LENGTH), time));
	const isKnown = canonicalComponent(column(columns, 'component')) !== null;
	const hasIds = column(columns, 'tid') !== '';
	const fraction = column(columns, 'fraction').length;
	// Other logs have columns, too: the fewer there are, the more must the component be one of the client's.
	if (!isKnown && (date === null || !hasIds || fraction < 3)) return null;
	if (column(columns, 'half') !== '' && !isKnown) return null;
	if (date === null && !hasIds && fraction < 3) return null;
	if (column(columns, 'bracket') !== '' && !isKnown) return null;
	return {
		start: date === null ? time : time - date.length,
		date,
		columns,
		isCertain: isKnown && date !== null && hasIds,
	};
}

/** Milliseconds after a colon say that the line is a legacy one, whose TID is hexadecimal. */
function hasUsableIds(columns: RegExpExecArray): boolean {
	return isLegacy(columns) || /^\d*$/.test(column(columns, 'tid'));
}

function isLegacy(columns: RegExpExecArray): boolean {
	return column(columns, 'mark') === ':' || (column(columns, 'mark') === '' && /[A-Fa-f]/.test(column(columns, 'tid')));
}

const encoder: TextEncoder = new TextEncoder();

/** The message is kept as it is but for table borders at its end, quotes made typographic, and what `cleanText` undoes. */
export const readPastedHeader: HeaderReader = (bytes, start, end, header) => {
	if (!mayHoldTime(bytes, start, Math.min(end, start + TIME_WITHIN))) return false;
	const text = cleanText(decodeText(bytes, start, end, true));
	const entry = findEntry(text, 0, TIME_WITHIN);
	if (entry === null) return readWithoutGaps(text, header);
	const lead = text.slice(0, entry.start);
	const isPrefix = PREFIX.test(lead);
	if (!isPrefix && (!entry.isCertain || lead.length > MAX_PREFIX)) return false;
	fillHeader(entry, text, header);
	header.lead = isPrefix ? '' : lead.trim();
	return true;
};

function fillHeader({date, columns}: PastedEntry, text: string, header: RecordHeader): void {
	const legacy = isLegacy(columns);
	header.dialect = legacy ? 'legacy' : 'etw';
	readStamp(date, columns, header);
	const [pid, tid] = [column(columns, 'pid'), column(columns, 'tid')];
	header.pid = pid === '' ? 0 : Number.parseInt(pid, 10);
	header.tid = tid === '' ? 0 : Number.parseInt(tid, legacy ? 16 : 10);
	header.guess = tid === '' ? 'ids' : date === null ? 'date' : date.isAmbiguous ? 'day' : null;

	const component = column(columns, 'component');
	const end = columns.index + columns[0].length - column(columns, 'unknown').length;
	const message = withoutBorder(text.slice(end).replace(/^(?:"?[,;]"?)?[\s|]{0,1024}/, ''));
	setOwnText(header, component, message.replace(/[“”„″]/g, '"').replace(/[‘’′]/g, "'"));
}

/** A legacy line whose tabs are gone: process and thread are one word, in front of the component. */
const WITHOUT_GAPS = new RegExp(
	String.raw`(?<!\d)(\d{4})-(\d\d)-(\d\d)\s?(\d\d):(\d\d):(\d\d):(\d{3})\s{0,8}([\da-f][\da-f\s]{0,20}?)` +
		`(${COMPONENTS.flatMap(({name, legacy}) => [name, ...legacy]).join('|')})(?![a-z])`,
);

/** Digits of the word that tell threads apart. */
const ID_DIGITS = 8;

function readWithoutGaps(text: string, header: RecordHeader): boolean {
	const match = WITHOUT_GAPS.exec(text.slice(0, TIME_WITHIN));
	if (match === null || !PREFIX.test(text.slice(0, match.index))) return false;
	const [all, year, month, day, hour, minute, second, fraction, ids = '', component = ''] = match;
	header.dialect = 'legacy';
	header.hasTime = true;
	[header.year, header.month, header.day] = [Number(year), Number(month), Number(day)];
	[header.hour, header.minute, header.second] = [Number(hour), Number(minute), Number(second)];
	header.ticks = Number(fraction) * 10_000;
	header.fractionDigits = 3;
	header.offsetMinutes = null;
	header.pid = 0;
	header.tid = Number.parseInt(ids.replace(/\s/g, '').slice(-ID_DIGITS), 16);
	header.guess = 'ids';
	header.lead = '';
	setOwnText(header, component, withoutBorder(text.slice(match.index + all.length)));
	return true;
}

/** Gives the header bytes of its own for component and message. */
export function setOwnText(header: RecordHeader, component: string, message: string): void {
	const own = encoder.encode(component + message);
	const componentBytes = encoder.encode(component).length;
	header.bytes = own;
	header.componentStart = 0;
	header.componentEnd = componentBytes;
	header.messageStart = componentBytes;
	header.messageEnd = own.length;
	header.hasHighBytes = true;
}

/** A masked date is no time; what the numbers then are does not matter. */
function readStamp(date: EntryDate | null, columns: RegExpExecArray, header: RecordHeader): void {
	const {year, month, day, isAmbiguous} = date ?? NO_DATE;
	const fraction = column(columns, 'fraction');
	header.hasTime = !isAmbiguous && /^\d{4}$/.test(year) && /^\d+$/.test(month) && /^\d+$/.test(day);
	header.year = Number.parseInt(year, 10);
	header.month = Number.parseInt(month, 10);
	header.day = Number.parseInt(day, 10);
	header.hour = hourOf(Number.parseInt(column(columns, 'hour'), 10), column(columns, 'half').toLowerCase());
	header.minute = Number.parseInt(column(columns, 'minute'), 10);
	header.second = Number.parseInt(column(columns, 'second'), 10);
	header.ticks = fraction === '' ? 0 : Number.parseInt(fraction.padEnd(7, '0'), 10);
	header.fractionDigits = fraction.length;
	header.offsetMinutes = null;
}

const NO_DATE: EntryDate = {length: 0, year: '', month: '', day: '', isAmbiguous: false};

/** 12 AM is midnight. */
function hourOf(hour: number, half: string): number {
	if (half === '') return hour;
	return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** '' where the line has no such column. */
function column(match: RegExpExecArray, name: keyof typeof COLUMN): string {
	return match[COLUMN[name]] ?? '';
}

/** Without the blanks and table borders at its end. An expression would look for them from every blank in the line. */
function withoutBorder(text: string): string {
	let end = text.length;
	while (end > 0 && /[\s|]/.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** Where the text of a wrapped line begins: mail programs quote each of its parts. */
export function skipQuoteMarks(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x3e || bytes[at] === 0x7c)) at++;
	return at;
}

/** Whether the text may have a time, such as `7:08:09` or `19.47.21`. */
export function mayHoldTime(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start + 1; at + 5 < end; at++) {
		if (!isTimeMark(bytes[at]) || !isTimeMark(bytes[at + 3])) continue;
		if (isDigit(bytes[at - 1]) && isDigit(bytes[at + 1]) && isDigit(bytes[at + 2]) && isDigit(bytes[at + 4])) return true;
	}
	return false;
}

function isTimeMark(byte: number | undefined): boolean {
	return byte === 0x3a || byte === 0x2e || byte === 0x68 || byte === 0x6d;
}
