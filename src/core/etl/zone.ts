/** The time zone that Windows had when it recorded: how far local time was from UTC at any moment. */

/** A yearly switch of the clock, in the local time before it. */
export interface ZoneSwitch {
	/** 0: every year; else only that one, and `day` is a day of the month. */
	readonly year: number;
	/** 1 to 12 */
	readonly month: number;
	/** 0: Sunday */
	readonly weekday: number;
	/** Which of the month: 1 to 4, or the last. */
	readonly day: number;
	/** Of the day. */
	readonly ms: number;
}

/** Minutes as Windows counts them: UTC = local time + bias. */
export interface ZoneRules {
	readonly bias: number;
	readonly standardBias: number;
	readonly daylightBias: number;
	readonly toStandard: ZoneSwitch | null;
	readonly toDaylight: ZoneSwitch | null;
}

/** Minutes east of UTC at a moment, given as milliseconds of Unix time. */
export type ZoneOffset = (ms: number) => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Kiribati has 14 hours; the rest is room for summer time. Anything beyond is not a time zone. */
const MAX_BIAS = 26 * 60;

/** `null` for what cannot be a zone: a damaged header. */
export function guard(rules: ZoneRules): ZoneRules | null {
	const isSane = [rules.bias, rules.standardBias, rules.daylightBias].every((minutes) => Math.abs(minutes) <= MAX_BIAS);
	return isSane && Math.abs(rules.bias) + Math.max(Math.abs(rules.standardBias), Math.abs(rules.daylightBias)) <= MAX_BIAS ? rules : null;
}

/**
 * Rules of TIME_ZONE_INFORMATION (timezoneapi.h), those of the year of the recording: applied to every year, since the
 * file has no others.
 */
export function createZoneOffset({bias, standardBias, daylightBias, toStandard, toDaylight}: ZoneRules): ZoneOffset {
	if (toStandard === null || toDaylight === null) return () => -bias + 0;
	const standard = -(bias + standardBias) + 0;
	const daylight = -(bias + daylightBias) + 0;
	/** The year that the last moment was in, in standard time: from `begin`, before `end`. */
	let begin = Number.NaN;
	let end = Number.NaN;
	let summerBegins = 0;
	let summerEnds = 0;
	return (ms) => {
		if (!(ms >= begin && ms < end)) {
			const year = new Date(ms + standard * MINUTE_MS).getUTCFullYear();
			begin = Date.UTC(year, 0, 1) - standard * MINUTE_MS;
			end = Date.UTC(year + 1, 0, 1) - standard * MINUTE_MS;
			summerBegins = momentOf(toDaylight, year) - standard * MINUTE_MS;
			summerEnds = momentOf(toStandard, year) - daylight * MINUTE_MS;
		}
		const isSummer = summerBegins < summerEnds ? ms >= summerBegins && ms < summerEnds : ms >= summerBegins || ms < summerEnds;
		return isSummer ? daylight : standard;
	};
}

/**
 * As if local time were UTC, by hand: date-fns knows the calendar of the zone of this machine only. A switch of one year
 * only never comes in the others.
 */
function momentOf(zoneSwitch: ZoneSwitch, year: number): number {
	const {month, weekday, day, ms} = zoneSwitch;
	if (zoneSwitch.year !== 0) return zoneSwitch.year === year ? Date.UTC(year, month - 1, day) + ms : Number.NaN;
	const first = Date.UTC(year, month - 1, 1);
	const days = Math.round((Date.UTC(year, month, 1) - first) / DAY_MS);
	const toWeekday = (weekday - new Date(first).getUTCDay() + 7) % 7;
	// A file written early at boot has days such as 18: the last.
	const nth = day >= 1 && day <= 4 ? day : 5;
	let dayOfMonth = toWeekday + (nth - 1) * 7;
	while (dayOfMonth >= days) dayOfMonth -= 7;
	return first + dayOfMonth * DAY_MS + ms;
}
