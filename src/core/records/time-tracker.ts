/** First and last time of a log, its zone, steps back of the clock, and calendars that are not Gregorian. */
import {issues, LOG_ISSUES} from '../issues.js';
import type {Issue} from '../types.js';
import {type Calendar, calendarOf, formatLogTime, formatUtcOffset, isReadableTime, wallClockMs} from './log-time.js';
import type {RecordHeader} from './record-header.js';

/**
 * Smaller steps back are how such files are: batches of traces overlap by up to a second, legacy processes write out of
 * order by up to ten, and the XML form shifts lines by a minute.
 */
const STEP_BACK_MS = 5 * 60 * 1000;

const MS_OF_HOUR = 3_600_000;

export interface TimeTracker {
	/** Looks at the time of each record, in file order. */
	see(header: RecordHeader): void;
	/** Wall-clock milliseconds of the record; `null` where it has no time that can be read. */
	msOf(header: RecordHeader): number | null;
	/** The record's time as the report prints it, or `null`. */
	textOf(header: RecordHeader): string | null;
	setUtcOffset(minutes: number): void;
	end(): TimeFacts;
}

/** What the records of a log say about its time. */
export interface TimeFacts {
	readonly firstTime: string | null;
	readonly lastTime: string | null;
	/** '+05:30'; `null` where no line states it. */
	readonly utcOffset: string | null;
	/** Wall-clock milliseconds from the first record with a time to the last. */
	readonly spanMs: number | null;
	readonly issues: readonly Issue[];
}

export function createTimeTracker(): TimeTracker {
	let firstTime: string | null = null;
	let lastTime: string | null = null;
	let utcOffset: number | null = null;
	let buddhistLines = 0;
	let firstBuddhistLine = 0;
	let unknownCalendarLines = 0;
	let firstUnknownCalendarLine = 0;
	let firstUnknownYear = 0;
	let unreadable = 0;
	let firstUnreadableLine = 0;
	let stepsBack = 0;
	let firstStepBackLine = 0;
	let largestStepMs = 0;
	let firstMs: number | null = null;
	let previousMs = Number.NEGATIVE_INFINITY;
	/** The last line is of a minute that is all in order, so that the next one of the same minute is too. */
	let isOrderly = false;
	/** Most lines fall in the same hour as the one before, whose beginning is then known. */
	let hourKey = -1;
	let hourMs = 0;
	/** Where the minute of the last line begins. */
	let minuteMs = 0;
	/** The last readable stamp, formatted only when the log is over. */
	const last = {year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, ticks: 0, fractionDigits: 0, seen: false};
	let calendarYear = -1;
	let calendar = calendarOf(-1);

	function calendarFor(year: number): Calendar {
		if (year !== calendarYear) {
			calendarYear = year;
			calendar = calendarOf(year);
		}
		return calendar;
	}

	function msOf(header: RecordHeader): number | null {
		if (!isReadableTime(header)) return null;
		const kind = calendarFor(header.year);
		if (kind === 'filetime-zero' || kind === 'unknown') return null;
		const key = ((header.year * 16 + header.month) * 32 + header.day) * 32 + header.hour;
		if (key !== hourKey) {
			hourKey = key;
			const ms = wallClockMs(header);
			hourMs = ms - (ms % MS_OF_HOUR);
		}
		return hourMs + header.minute * 60_000 + header.second * 1000 + Math.floor(header.ticks / 10_000);
	}

	/** Whether the record is of the same minute as the last one, and says nothing but its second. */
	function isInMinute(header: RecordHeader): boolean {
		return (
			header.minute === last.minute &&
			header.hour === last.hour &&
			header.day === last.day &&
			header.month === last.month &&
			header.year === last.year &&
			header.hasTime &&
			header.second <= 60 &&
			header.offsetMinutes === null
		);
	}

	function seeNewMinute(header: RecordHeader): void {
		leaveMinute();
		if (header.offsetMinutes !== null) utcOffset = header.offsetMinutes;
		if (!isReadableTime(header)) {
			countUnreadable(header);
			return;
		}
		const kind = calendarFor(header.year);
		if (kind === 'filetime-zero') return;
		countCalendar(kind, header);
		firstTime ??= formatLogTime(header);
		keepLast(header);
		const ms = msOf(header);
		if (ms === null) return;
		firstMs ??= ms;
		countStepBack(previousMs - ms, header.line);
		previousMs = ms;
		minuteMs = ms - header.second * 1000 - Math.floor(header.ticks / 10_000);
		isOrderly = kind === 'gregorian';
	}

	/** What the fast way leaves out: when the last record was. */
	function leaveMinute(): void {
		if (isOrderly) previousMs = minuteMs + last.second * 1000 + Math.floor(last.ticks / 10_000);
		isOrderly = false;
	}

	function keepLast({year, month, day, hour, minute, second, ticks, fractionDigits}: RecordHeader): void {
		last.year = year;
		last.month = month;
		last.day = day;
		last.hour = hour;
		last.minute = minute;
		last.second = second;
		last.ticks = ticks;
		last.fractionDigits = fractionDigits;
		last.seen = true;
	}

	/** Lines of the raw dialect never have a time, and others are told apart where they were read. */
	function countUnreadable({dialect, guess, line}: RecordHeader): void {
		if (dialect === 'raw' || guess !== null) return;
		unreadable++;
		if (firstUnreadableLine === 0) firstUnreadableLine = line;
	}

	function countCalendar(kind: Calendar, {line, year}: RecordHeader): void {
		if (kind === 'buddhist') {
			buddhistLines++;
			if (firstBuddhistLine === 0) firstBuddhistLine = line;
		} else if (kind === 'unknown') {
			unknownCalendarLines++;
			if (firstUnknownCalendarLine !== 0) return;
			firstUnknownCalendarLine = line;
			firstUnknownYear = year;
		}
	}

	function countStepBack(stepMs: number, line: number): void {
		if (stepMs <= STEP_BACK_MS) return;
		stepsBack++;
		if (firstStepBackLine === 0) firstStepBackLine = line;
		if (stepMs > largestStepMs) largestStepMs = stepMs;
	}

	return {
		msOf,
		textOf: (header) => (isReadableTime(header) && calendarFor(header.year) !== 'filetime-zero' ? formatLogTime(header) : null),
		setUtcOffset(minutes) {
			utcOffset = minutes;
		},
		see(header) {
			// Within a minute the clock cannot go back far, and the calendar cannot change.
			if (!isOrderly || !isInMinute(header)) {
				seeNewMinute(header);
				return;
			}
			last.second = header.second;
			last.ticks = header.ticks;
			last.fractionDigits = header.fractionDigits;
		},
		end() {
			leaveMinute();
			if (last.seen) lastTime = formatLogTime(last);
			const stepMinutes = Math.round(largestStepMs / 60_000);
			return {
				firstTime,
				lastTime,
				utcOffset: utcOffset === null ? null : formatUtcOffset(utcOffset),
				spanMs: firstMs === null ? null : previousMs - firstMs,
				issues: [
					...issues(LOG_ISSUES.buddhistYears, buddhistLines, firstBuddhistLine),
					...issues(LOG_ISSUES.unknownCalendar, unknownCalendarLines, firstUnknownCalendarLine, firstUnknownYear),
					...issues(LOG_ISSUES.unreadableTimes, unreadable, firstUnreadableLine),
					...issues(LOG_ISSUES.clockWentBack, stepsBack, firstStepBackLine, stepMinutes),
				],
			};
		},
	};
}
