/** When scans failed, and what became of it, in words. */
import type {Trouble} from '../scans/troubles.js';
import type {Moment} from '../types.js';
import {counted} from '../wording/labels.js';

/** `from 2024-03-12 16:52 to 17:26`, `at 2024-03-12 16:52`; by lines where the log has no times. */
function periodText(from: Moment, to: Moment): string {
	const [first, last] = [minuteOf(from), minuteOf(to)];
	if (first === last) return first.startsWith('line') ? `in ${first}` : `at ${first}`;
	const isSameDay = first.slice(0, 11) === last.slice(0, 11) && !first.startsWith('line');
	return `from ${first} to ${isSameDay ? last.slice(11) : last}`;
}

function minuteOf({line, time}: Moment): string {
	return time === null ? `line ${line}` : time.slice(0, 16).replace('T', ' ');
}

/** `failed from 2024-03-12 16:52 to 17:26, every later scan worked`; that of several stories is the sum. */
export function overText(troubles: readonly Trouble[]): string {
	return `failed ${troublePeriod(troubles)}, every later scan worked`;
}

/** From the first failed scan to the last one. */
export function troublePeriod(troubles: readonly Trouble[]): string {
	const [first] = troubles;
	if (first === undefined) return '';
	const from = troubles.reduce((earliest, trouble) => (trouble.from.line < earliest.line ? trouble.from : earliest), first.from);
	const to = troubles.reduce((latest, trouble) => (trouble.to.line > latest.line ? trouble.to : latest), first.to);
	return periodText(from, to);
}

/** `failed again and again (5 failures, 15 successes in between), and worked last` */
export function recurringText(troubles: readonly Trouble[]): string {
	const failed = troubles.reduce((sum, trouble) => sum + trouble.failed, 0);
	const between = troubles.reduce((sum, trouble) => sum + trouble.between, 0);
	return `failed again and again (${counted(failed, 'failure')}, ${counted(between, 'success', 'successes')} in between), and worked last`;
}

/** What a finding about an outage that is over says first. */
export function nothingToDo(troubles: readonly Trouble[], scans: number): string {
	const later = troubles.reduce((sum, trouble) => sum + trouble.later, 0);
	const since = troubles.reduce<Moment | null>((latest, trouble) => laterOf(latest, trouble.since), null);
	return (
		`Nothing to do: ${counted(scans, 'scan')} failed ${troublePeriod(troubles)}` +
		`${since === null ? '' : `, and since ${minuteOf(since)}`} ` +
		`${later === 1 ? 'the later scan of the same kind worked' : `all ${later} later scans of the same kind worked`}.`
	);
}

function laterOf(a: Moment | null, b: Moment | null): Moment | null {
	if (a === null || b === null) return a ?? b;
	return a.line >= b.line ? a : b;
}
