/** Times that a person types, as the logs write them: wall-clock times without a zone. */
import {isValid} from 'date-fns/isValid';
import {parseISO} from 'date-fns/parseISO';

const FORM = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?))?$/;

/**
 * @param text `2024-03-12`, `2024-03-12 19:47`, or with seconds; `T` may stand for the blank
 * @returns the beginning of a time of a report, as exact as the text; `null` where it is no such time, or no day of the calendar
 */
export function parseWallClock(text: string): string | null {
	const [, day, time] = FORM.exec(text.trim()) ?? [];
	if (day === undefined) return null;
	const moment = time === undefined ? day : `${day}T${time}`;
	// UTC has every hour of every day; the zone of this machine may lack one in spring.
	return isValid(parseISO(`${day}T${time ?? '00:00'}Z`)) ? moment : null;
}
