/** The rows of a timeline that show the tries of proxies: one for each proxy and result, with a bar for each try. */
import type {AttemptBar} from '../../timeline/timeline-layout.js';
import type {AttemptOutcome, ProxyAttempt} from '../../types.js';
import {durationText} from '../../wording/duration.js';
import {VIA_WORDS} from '../../wording/labels.js';

export interface AttemptRow {
	readonly outcome: AttemptOutcome;
	/** `System proxy: 3 tries failed, 21.0 s each` */
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
	const name = VIA_WORDS[attempt.via];
	const who = attempt.impersonation === true ? ' as the user' : '';
	const proxy = `${name.charAt(0).toUpperCase()}${name.slice(1)}${attempt.proxy === null ? '' : ` ${shortened(attempt.proxy)}`}${who}`;
	return `${proxy}: ${resultText(attempt.outcome, bars.length)}${timesText(attempt.outcome, bars)}`;
}

const RESULTS: Readonly<Record<AttemptOutcome, string>> = {failed: 'failed', succeeded: 'worked', unknown: 'result not logged'};

function resultText(outcome: AttemptOutcome, count: number): string {
	if (count === 1) return RESULTS[outcome];
	return `${count} tries${outcome === 'unknown' ? ', ' : ' '}${RESULTS[outcome]}`;
}

/** Empty where nothing shows when a try was over. */
function timesText(outcome: AttemptOutcome, bars: readonly AttemptBar[]): string {
	if (bars.some(({isEndLogged}) => !isEndLogged)) return '';
	const times = bars.map(({fromMs, toMs}) => toMs - fromMs);
	const [shortest, longest] = [durationText(times.reduce((a, b) => Math.min(a, b))), durationText(times.reduce((a, b) => Math.max(a, b)))];
	const most = bars.every(({isStartLogged}) => isStartLogged) ? '' : 'at most ';
	if (bars.length === 1) return outcome === 'failed' ? ` after ${most}${longest}` : `, ${most}${longest}`;
	return shortest === longest || most !== '' ? `, ${most}${longest} each` : `, ${shortest} to ${longest}`;
}

const MAX_PROXY = 24;

function shortened(proxy: string): string {
	return proxy.length > MAX_PROXY ? `${proxy.slice(0, MAX_PROXY)}…` : proxy;
}

/** What a pointer on a bar says. */
export function attemptTitle({attempt, fromMs, toMs, isStartLogged, isEndLogged}: AttemptBar, words: string): string {
	const start = isStartLogged ? '' : '; its start is not logged';
	const end = isEndLogged ? '' : '; its end is not logged';
	return `Line ${attempt.line}: ${words}, ${isStartLogged ? '' : 'at most '}${durationText(toMs - fromMs)}${start}${end}`;
}
