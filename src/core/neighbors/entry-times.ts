/** Reads the times of entries of other logs, as far as the order of day and month is certain. */
import type {Moment} from '../types.js';

const ISO = /\b(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d:\d\d)(?:[.:,](\d{1,7}))?/;
const NUMBERS = /\b(\d{1,2})([./-])(\d{1,2})[./-](\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d{1,7})?(?:[ \u00a0\u202f]([AP])\.?M\b)?/i;

/** At the beginning of a line, behind a bracket or quotation mark. */
const LEADING = 64;

/**
 * The first time in a text, as reports print times. A date in numbers is read if it is certain: 14.03.2024 and 3/14/2024 are,
 * 3/4/2024 is only with AM or PM, which the United States write.
 */
export function timeIn(text: string): string | null {
	const iso = ISO.exec(text);
	if (iso !== null) {
		const [, year = '', month = '', day = '', clock = '', fraction] = iso;
		return timeOf(Number(year), Number(month), Number(day), clock, fraction);
	}
	const numbers = NUMBERS.exec(text);
	if (numbers === null) return null;
	const [, first = '', separator = '', second = '', year = '', hour = '', minute = '', seconds = '00', half] = numbers;
	const isMonthFirst = isMonthBeforeDay(Number(first), Number(second), separator, half !== undefined);
	if (isMonthFirst === null) return null;
	const [month, day] = isMonthFirst ? [first, second] : [second, first];
	const clock = `${String(hourOf(Number(hour), half)).padStart(2, '0')}:${minute}:${seconds}`;
	return timeOf(Number(year), Number(month), Number(day), clock, undefined);
}

/** Of a line that begins with its time. */
export function leadingTime(line: string): string | null {
	return timeIn(line.slice(0, LEADING));
}

/** CMTrace: `date="07-14-2021"` has the month first. */
export function cmtraceTime(date: string, clock: string): string | null {
	const [month = '', day = '', year = ''] = date.split('-');
	const [, hours = '', fraction] = /^(\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?/.exec(clock) ?? [];
	return timeOf(Number(year), Number(month), Number(day), hours, fraction);
}

/** By their times; entries without are in the order of the file. Event Viewer shows the newest first. */
export function isLater(one: Moment, other: Moment): boolean {
	return one.time !== null && other.time !== null && one.time !== other.time ? one.time > other.time : one.line > other.line;
}

/** `null`: not certain. */
function isMonthBeforeDay(first: number, second: number, separator: string, hasHalf: boolean): boolean | null {
	if (first > 12) return false;
	if (second > 12) return true;
	if (separator === '.') return false;
	return separator === '/' && hasHalf ? true : null;
}

function hourOf(hour: number, half: string | undefined): number {
	if (half === undefined) return hour;
	return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

function timeOf(year: number, month: number, day: number, clock: string, fraction: string | undefined): string | null {
	const isTime = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(clock);
	if (!isTime) return null;
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${year}-${two(month)}-${two(day)}T${clock}${fraction === undefined ? '' : `.${fraction}`}`;
}
