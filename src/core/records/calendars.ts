/** The calendars that Windows may print dates in, by the culture of whoever made the log, as a table. */

/** A log line cannot be older than the agent (2001), and is not expected after this. */
const FIRST_YEAR = 1995;
const LAST_YEAR = 2299;

/** A time stamp of zero (FILETIME counts from 1601) is in one of these years, by the zone. */
const ZERO_YEARS: readonly number[] = [1600, 1601];

/** Year 1 of the Thai Buddhist calendar is 543 BC; .NET prints it with Gregorian months and days. */
const BUDDHIST_OFFSET = 543;

export type Calendar = 'gregorian' | 'buddhist' | ConvertedCalendar | 'filetime-zero' | 'unknown';

/** Calendars that no other can be taken for, in the years that such a log can be of. */
export type ConvertedCalendar = 'um-al-qura' | 'persian' | 'minguo' | 'reiwa' | 'heisei';

interface CalendarRow {
	readonly calendar: ConvertedCalendar;
	/** As in a sentence. */
	readonly words: string;
	/** Printed years that are of this calendar. */
	readonly first: number;
	readonly last: number;
	/** What is added to a year whose months and days are Gregorian; else how the days are counted. */
	readonly days: number | DayCount;
	readonly source: string;
}

interface DayCount {
	/** Name of the calendar in Unicode's list. */
	readonly unicode: string;
	/** Days from 1970-01-01, three more or less. */
	readonly estimate: (year: number, month: number, day: number) => number;
}

/** 1970-01-01, as days of the two epochs. */
const UNIX_HIJRI = 492_148;
const UNIX_PERSIAN = 492_268;

export const CALENDARS: readonly CalendarRow[] = [
	{
		calendar: 'um-al-qura',
		words: 'years of the Um al-Qura calendar of Saudi Arabia',
		first: 1422,
		last: 1480,
		days: {
			unicode: 'islamic-umalqura',
			estimate: (year, month, day) => Math.floor((year - 1) * 354.36667 + (month - 1) * 29.5 + day) - UNIX_HIJRI,
		},
		source: 'culture ar-SA; 1422 begins in March 2001',
	},
	{
		calendar: 'persian',
		words: 'years of the Persian calendar',
		first: 1374,
		last: 1421,
		days: {
			unicode: 'persian',
			estimate: (year, month, day) =>
				Math.floor((year - 1) * 365.2422 + Math.min(month - 1, 6) * 31 + Math.max(month - 7, 0) * 30 + day) - UNIX_PERSIAN,
		},
		source: 'culture fa-IR; 1421 ends in March 2043, and years from then on are taken for those of Um al-Qura',
	},
	{
		calendar: 'minguo',
		words: 'years of the Republic of China',
		first: 84,
		last: 188,
		days: 1911,
		source: 'culture zh-TW with the Taiwan calendar',
	},
	{
		calendar: 'reiwa',
		words: 'years of the Japanese era Reiwa',
		first: 1,
		last: 20,
		days: 2018,
		source: 'culture ja-JP with the Japanese calendar',
	},
	{
		calendar: 'heisei',
		words: 'years of the Japanese era Heisei',
		first: 21,
		last: 31,
		days: 1988,
		source: 'the same; Heisei ended with its year 31, in April 2019',
	},
];

const DAY_MS = 86_400_000;

/** The calendar a printed year belongs to. Undecoded lines have a time stamp of zero, which is no time in any of them. */
export function calendarOf(year: number): Calendar {
	if (ZERO_YEARS.includes(year) || ZERO_YEARS.includes(year - BUDDHIST_OFFSET)) return 'filetime-zero';
	if (isPlainYear(year)) return 'gregorian';
	if (year - BUDDHIST_OFFSET >= FIRST_YEAR && year - BUDDHIST_OFFSET <= LAST_YEAR) return 'buddhist';
	return rowOf(year)?.calendar ?? 'unknown';
}

/** Whether a printed year is Gregorian, or a time stamp of zero: nothing is to be converted. */
export function isPlainYear(year: number): boolean {
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function rowOf(year: number): CalendarRow | null {
	return CALENDARS.find(({first, last}) => year >= first && year <= last) ?? null;
}

/** As in "Years such as 1445 were taken for …". */
export function calendarWords(calendar: ConvertedCalendar): string {
	return CALENDARS.find((row) => row.calendar === calendar)?.words ?? '';
}

export interface DayOfYear {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

/** The Gregorian day of a printed one, as it is where the calendar is not known; `null`: its calendar has no such day. */
export function gregorianDay(year: number, month: number, day: number): DayOfYear | null {
	switch (calendarOf(year)) {
		case 'gregorian':
		case 'filetime-zero':
		case 'unknown':
			return {year, month, day};
		case 'buddhist':
			return {year: year - BUDDHIST_OFFSET, month, day};
		default:
			return convertedDay(year, month, day);
	}
}

/** A log has lines by the thousand for a day. */
let last: {readonly printed: number; readonly day: DayOfYear | null} = {printed: -1, day: null};

function convertedDay(year: number, month: number, day: number): DayOfYear | null {
	const row = rowOf(year);
	if (row === null) return null;
	if (typeof row.days === 'number') return {year: year + row.days, month, day};
	const printed = (year * 16 + month) * 32 + day;
	if (last.printed !== printed) last = {printed, day: countedDay(row.days, year, month, day)};
	return last.day;
}

/** Looks for the day around the estimate: months of Um al-Qura follow the moon, by a table that Unicode has. */
function countedDay({unicode, estimate}: DayCount, year: number, month: number, day: number): DayOfYear | null {
	const format = new Intl.DateTimeFormat(`en-u-ca-${unicode}-nu-latn`, {
		timeZone: 'UTC',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
	});
	const near = estimate(year, month, day);
	for (const step of [0, 1, -1, 2, -2, 3, -3]) {
		const date = new Date((near + step) * DAY_MS);
		const parts = new Map(format.formatToParts(date).map(({type, value}) => [type, Number.parseInt(value, 10)]));
		if (parts.get('year') === year && parts.get('month') === month && parts.get('day') === day)
			return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()};
	}
	return null;
}
