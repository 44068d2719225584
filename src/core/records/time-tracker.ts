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
	return new Clock();
}

class Clock implements TimeTracker {
	private firstTime: string | null = null;
	private utcOffset: number | null = null;
	private buddhistLines = 0;
	private firstBuddhistLine = 0;
	private unknownCalendarLines = 0;
	private firstUnknownCalendarLine = 0;
	private firstUnknownYear = 0;
	private unreadable = 0;
	private firstUnreadableLine = 0;
	private stepsBack = 0;
	private firstStepBackLine = 0;
	private largestStepMs = 0;
	private firstMs: number | null = null;
	private previousMs = Number.NEGATIVE_INFINITY;
	/** The last line is of a minute that is all in order, so that the next one of the same minute is too. */
	private isOrderly = false;
	/** Most lines fall in the same hour as the one before, whose beginning is then known. */
	private hourKey = -1;
	private hourMs = 0;
	/** Where the minute of the last line begins. */
	private minuteMs = 0;
	/** The last readable stamp, formatted only when the log is over. */
	private readonly last = {year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, ticks: 0, fractionDigits: 0, seen: false};
	private calendarYear = -1;
	private calendar = calendarOf(-1);

	textOf(header: RecordHeader): string | null {
		return isReadableTime(header) && this.calendarFor(header.year) !== 'filetime-zero' ? formatLogTime(header) : null;
	}

	setUtcOffset(minutes: number): void {
		this.utcOffset = minutes;
	}

	see(header: RecordHeader): void {
		// Within a minute the clock cannot go back far, and the calendar cannot change.
		if (!this.isOrderly || !this.isInMinute(header)) {
			this.seeNewMinute(header);
			return;
		}
		const {last} = this;
		last.second = header.second;
		last.ticks = header.ticks;
		last.fractionDigits = header.fractionDigits;
	}

	end(): TimeFacts {
		this.leaveMinute();
		const stepMinutes = Math.round(this.largestStepMs / 60_000);
		return {
			firstTime: this.firstTime,
			lastTime: this.last.seen ? formatLogTime(this.last) : null,
			utcOffset: this.utcOffset === null ? null : formatUtcOffset(this.utcOffset),
			spanMs: this.firstMs === null ? null : this.previousMs - this.firstMs,
			issues: [
				...issues(LOG_ISSUES.buddhistYears, this.buddhistLines, this.firstBuddhistLine),
				...issues(LOG_ISSUES.unknownCalendar, this.unknownCalendarLines, this.firstUnknownCalendarLine, this.firstUnknownYear),
				...issues(LOG_ISSUES.unreadableTimes, this.unreadable, this.firstUnreadableLine),
				...issues(LOG_ISSUES.clockWentBack, this.stepsBack, this.firstStepBackLine, stepMinutes),
			],
		};
	}

	private calendarFor(year: number): Calendar {
		if (year !== this.calendarYear) {
			this.calendarYear = year;
			this.calendar = calendarOf(year);
		}
		return this.calendar;
	}

	msOf(header: RecordHeader): number | null {
		if (!isReadableTime(header)) return null;
		const kind = this.calendarFor(header.year);
		if (kind === 'filetime-zero' || kind === 'unknown') return null;
		const key = ((header.year * 16 + header.month) * 32 + header.day) * 32 + header.hour;
		if (key !== this.hourKey) {
			this.hourKey = key;
			const ms = wallClockMs(header);
			this.hourMs = ms - (ms % MS_OF_HOUR);
		}
		return this.hourMs + header.minute * 60_000 + header.second * 1000 + Math.floor(header.ticks / 10_000);
	}

	/** Whether the record is of the same minute as the last one, and says nothing but its second. */
	private isInMinute(header: RecordHeader): boolean {
		const {last} = this;
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

	private seeNewMinute(header: RecordHeader): void {
		this.leaveMinute();
		if (header.offsetMinutes !== null) this.utcOffset = header.offsetMinutes;
		if (!isReadableTime(header)) {
			this.countUnreadable(header);
			return;
		}
		const kind = this.calendarFor(header.year);
		if (kind === 'filetime-zero') return;
		this.countCalendar(kind, header);
		this.firstTime ??= formatLogTime(header);
		this.keepLast(header);
		const ms = this.msOf(header);
		if (ms === null) return;
		this.firstMs ??= ms;
		this.countStepBack(this.previousMs - ms, header.line);
		this.previousMs = ms;
		this.minuteMs = ms - header.second * 1000 - Math.floor(header.ticks / 10_000);
		this.isOrderly = kind === 'gregorian';
	}

	/** What the fast way leaves out: when the last record was. */
	private leaveMinute(): void {
		if (this.isOrderly) this.previousMs = this.minuteMs + this.last.second * 1000 + Math.floor(this.last.ticks / 10_000);
		this.isOrderly = false;
	}

	private keepLast({year, month, day, hour, minute, second, ticks, fractionDigits}: RecordHeader): void {
		const {last} = this;
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
	private countUnreadable({dialect, guess, line}: RecordHeader): void {
		if (dialect === 'raw' || guess !== null) return;
		this.unreadable++;
		if (this.firstUnreadableLine === 0) this.firstUnreadableLine = line;
	}

	private countCalendar(kind: Calendar, {line, year}: RecordHeader): void {
		if (kind === 'buddhist') {
			this.buddhistLines++;
			if (this.firstBuddhistLine === 0) this.firstBuddhistLine = line;
		} else if (kind === 'unknown') {
			this.unknownCalendarLines++;
			if (this.firstUnknownCalendarLine !== 0) return;
			this.firstUnknownCalendarLine = line;
			this.firstUnknownYear = year;
		}
	}

	private countStepBack(stepMs: number, line: number): void {
		if (stepMs <= STEP_BACK_MS) return;
		this.stepsBack++;
		if (this.firstStepBackLine === 0) this.firstStepBackLine = line;
		if (stepMs > this.largestStepMs) this.largestStepMs = stepMs;
	}
}
