/** The rows of a timeline that show the tries of proxies: one for each proxy and result, with a bar for each try. */
import type {AttemptBar} from '../../timeline/timeline-layout.js';
import type {AttemptOutcome, ProxyAttempt} from '../../types.js';
import {durationText, shortDuration} from '../../wording/duration.js';
import {VIA_WORDS} from '../../wording/labels.js';

export interface AttemptRow {
	readonly outcome: AttemptOutcome;
	/** `System proxy: failed 3 times, 21 s each` */
	readonly label: string;
	readonly bars: readonly AttemptBar[];
}

/** In the order of the first try of each. */
export function attemptRows(bars: readonly AttemptBar[]): readonly AttemptRow[] {
	const rows = new Map<string, AttemptBar[]>();
	for (const bar of bars) {
		const {via, proxy, impersonation, outcome} = bar.attempt;
		const key = JSON.stringify([via, proxy, impersonation, outcome]);
		rows.set(key, [...(rows.get(key) ?? []), bar]);
	}
	return [...rows.values()].flatMap((row) => {
		const [first] = row;
		return first === undefined ? [] : [{outcome: first.attempt.outcome, label: labelOf(first.attempt, row), bars: row}];
	});
}

function labelOf(attempt: ProxyAttempt, bars: readonly AttemptBar[]): string {
	const who = attempt.impersonation === true ? ' as the user' : '';
	const result = `${RESULTS[attempt.outcome]}${bars.length === 1 ? '' : ` ${bars.length} times`}`;
	return `${nameOf(attempt)}${who}: ${result}${timesText(attempt.outcome, bars)}`;
}

const RESULTS: Readonly<Record<AttemptOutcome, string>> = {failed: 'failed', succeeded: 'worked', unknown: 'result not logged'};

const MAX_NAME = 22;

/** Short enough for a phone; the facts below the timeline have the whole name. */
function nameOf({via, proxy}: ProxyAttempt): string {
	if (proxy === null) return `${VIA_WORDS[via].charAt(0).toUpperCase()}${VIA_WORDS[via].slice(1)}`;
	const host = proxy.replace(/:\d+$/, '');
	return host.length > MAX_NAME ? `${host.slice(0, MAX_NAME - 1)}…` : host;
}

/** Empty where nothing shows when a try was over. */
function timesText(outcome: AttemptOutcome, bars: readonly AttemptBar[]): string {
	if (bars.some(({isEndLogged}) => !isEndLogged)) return '';
	const times = bars.map(({fromMs, toMs}) => toMs - fromMs);
	const shortest = shortDuration(times.reduce((a, b) => Math.min(a, b)));
	const longest = shortDuration(times.reduce((a, b) => Math.max(a, b)));
	const isExact = bars.every(({isStartLogged}) => isStartLogged) && shortest === longest;
	if (bars.length > 1) return isExact ? `, ${longest} each` : `, up to ${longest}`;
	return `${outcome === 'failed' ? ' after' : ','} ${isExact ? '' : 'up to '}${longest}`;
}

/** What a pointer on a bar says. */
export function attemptTitle({attempt, fromMs, toMs, isStartLogged, isEndLogged}: AttemptBar, words: string): string {
	const start = isStartLogged ? '' : '; its start is not logged';
	const end = isEndLogged ? '' : '; its end is not logged';
	return `Line ${attempt.line}: ${words}, ${isStartLogged ? '' : 'at most '}${durationText(toMs - fromMs)}${start}${end}`;
}
