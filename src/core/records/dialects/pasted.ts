/** Lines that went through a mail, a ticket or a web page: quoted, indented, re-spaced, with other column separators. */
import {decodeText} from '../../lines/decode-text.js';
import {isDigit} from '../ascii.js';
import type {HeaderReader, RecordHeader} from '../record-header.js';

/** The date must begin within this many bytes, or the line is not tried: most continuation lines end here. */
const DATE_WITHIN = 96;

/** Quote marks, list marks, table borders, line numbers, or what grep puts before a hit. */
const PREFIX = String.raw`(?:[^\r\n]{0,80}?\.log:)?(?:\d{1,9}(?:[:.)|-][\s|]{0,8}|[\s|]{1,8}))?[\s>|#*+•·'"“”‘’(\[\u2013\u2014-]{0,16}`;

/** Digits, or a date that was made unreadable on purpose (`YYYY/MM/DD`, `xxxx-xx-xx`). */
const DATE = String.raw`([\dYyXx*#]{4})[/.\-年](\d{1,2}|[MmXx*#]{2})[/.\-月](\d{1,2}|[DdXx*#]{2})`;
const TIME = String.raw`(\d{1,2})[:.h](\d\d)[:.m](\d\d)([.,:])(\d{3,7})`;
const GAP = String.raw`[\s|;]{1,40}`;
const PID = String.raw`(\d{1,10})`;
const TID = '([0-9A-Fa-f]{1,10})';
/** Component and message, or an undecoded line. */
const TEXT = String.raw`(?:(Unknown\(.*)|([A-Za-z][A-Za-z0-9_]{0,31})(?:[\s|]+(.*))?)`;

const PASTED_LINE = new RegExp(`^${[`${PREFIX}${DATE}`, TIME, PID, TID, TEXT].join(GAP)}$`, 's');

/** Its groups. `unknown` is the text of an undecoded line, which has no component. */
const COLUMN = {
	year: 1,
	month: 2,
	day: 3,
	hour: 4,
	minute: 5,
	second: 6,
	mark: 7,
	fraction: 8,
	pid: 9,
	tid: 10,
	unknown: 11,
	component: 12,
	text: 13,
} as const;

const encoder: TextEncoder = new TextEncoder();

/**
 * Milliseconds after a colon say that the line is a legacy one, whose TID is hexadecimal. The message is kept as it is
 * but for table borders at its end and quotes made typographic.
 */
export const readPastedHeader: HeaderReader = (bytes, start, end, header) => {
	if (!mayHoldDate(bytes, start, Math.min(end, start + DATE_WITHIN))) return false;
	const match = PASTED_LINE.exec(decodeText(bytes, start, end, true));
	if (match === null) return false;
	const legacy = column(match, 'mark') === ':';
	const tid = column(match, 'tid');
	if (!legacy && !/^\d+$/.test(tid)) return false;

	header.dialect = legacy ? 'legacy' : 'etw';
	readStamp(match, header);
	header.pid = Number.parseInt(column(match, 'pid'), 10);
	header.tid = Number.parseInt(tid, legacy ? 16 : 10);

	const component = column(match, 'component');
	const text = column(match, 'text') || column(match, 'unknown');
	const message = withoutBorder(text).replace(/[“”„]/g, '"').replace(/[‘’]/g, "'");
	const own = encoder.encode(component + message);
	header.bytes = own;
	header.componentStart = 0;
	header.componentEnd = component.length;
	header.messageStart = component.length;
	header.messageEnd = own.length;
	header.hasHighBytes = true;
	return true;
};

/** A masked date is no time; what the numbers then are does not matter. */
function readStamp(match: RegExpExecArray, header: RecordHeader): void {
	const [year, month, day] = [column(match, 'year'), column(match, 'month'), column(match, 'day')];
	const fraction = column(match, 'fraction');
	header.hasTime = /^\d{4}$/.test(year) && /^\d+$/.test(month) && /^\d+$/.test(day);
	header.year = Number.parseInt(year, 10);
	header.month = Number.parseInt(month, 10);
	header.day = Number.parseInt(day, 10);
	header.hour = Number.parseInt(column(match, 'hour'), 10);
	header.minute = Number.parseInt(column(match, 'minute'), 10);
	header.second = Number.parseInt(column(match, 'second'), 10);
	header.ticks = Number.parseInt(fraction.padEnd(7, '0'), 10);
	header.fractionDigits = fraction.length;
	header.offsetMinutes = null;
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

/** Whether four characters that may be a year are followed by a separator, and the line goes on with a digit or mask. */
function mayHoldDate(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at + 4 < end; at++) {
		const separator = bytes[at + 4];
		if (separator !== 0x2f && separator !== 0x2e && separator !== 0x2d && separator !== 0xe5) continue;
		if (isYearCharacter(bytes[at]) && isYearCharacter(bytes[at + 1]) && isYearCharacter(bytes[at + 3])) return true;
	}
	return false;
}

function isYearCharacter(byte: number | undefined): boolean {
	return isDigit(byte) || byte === 0x59 || byte === 0x79 || byte === 0x58 || byte === 0x78 || byte === 0x2a || byte === 0x23;
}
