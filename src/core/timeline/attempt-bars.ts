/** How long each try of a proxy took, from the lines of the scan around it. */
import type {ProxyAttempt, TimelineEntry} from '../types.js';

/** An event of a scan, and when it was. */
export interface TimedEntry {
	readonly entry: TimelineEntry;
	/** Since the first event. */
	readonly atMs: number;
}

/** A try of a proxy, from the line that announces it to the line that shows its result. */
export interface AttemptSpan {
	readonly attempt: ProxyAttempt;
	readonly fromMs: number;
	readonly toMs: number;
	/** Without it, the try took at most as long as the bar. */
	readonly isStartLogged: boolean;
	/** Without it, the try took at least as long as the bar. */
	readonly isEndLogged: boolean;
}

/**
 * Some clients log only that a try failed. Its bar then begins at the line before, since nothing else is known of its start.
 *
 * @param attempts in the order of their lines
 * @param events of the scan, in order
 */
export function attemptSpans(attempts: readonly ProxyAttempt[], events: readonly TimedEntry[]): readonly AttemptSpan[] {
	const last = events.at(-1);
	if (last === undefined) return [];
	let after = 0;
	return attempts.map((attempt, index) => {
		while ((events[after]?.entry.line ?? Number.POSITIVE_INFINITY) <= attempt.line) after++;
		const at = events[Math.max(0, after - 1)] ?? last;
		const span = isResult(at.entry) ? endedAt(at, events[after - 2]) : begunAt(at, events, after, attempts[index + 1]?.line);
		return {attempt, ...span};
	});
}

type Span = Omit<AttemptSpan, 'attempt'>;

function endedAt(at: TimedEntry, before: TimedEntry | undefined): Span {
	return {fromMs: before?.atMs ?? at.atMs, toMs: at.atMs, isStartLogged: false, isEndLogged: true};
}

/** @param next the event after the one that announces the try; @param nextLine where the next try begins */
function begunAt(at: TimedEntry, events: readonly TimedEntry[], next: number, nextLine = Number.POSITIVE_INFINITY): Span {
	let toMs = at.atMs;
	for (let index = next; index < events.length; index++) {
		const event = events[index];
		if (event === undefined) break;
		toMs = event.atMs;
		if (event.entry.line >= nextLine) break;
		if (isResult(event.entry)) return {fromMs: at.atMs, toMs, isStartLogged: true, isEndLogged: true};
	}
	return {fromMs: at.atMs, toMs, isStartLogged: true, isEndLogged: false};
}

/** Whether a line shows that a try is over, one way or the other. */
function isResult({kind, severity, detail}: TimelineEntry): boolean {
	switch (kind) {
		case 'failure':
		case 'retry':
			return severity !== 'info';
		case 'call':
			return detail.type !== 'call' || detail.state === 'stopped';
		case 'proxy-switch':
		case 'recovery':
		case 'result':
		case 'end':
			return true;
		case 'start':
		case 'setting':
		case 'endpoint':
		case 'proxy-behavior':
		case 'proxy-attempt':
		case 'certificate':
			return false;
		default:
			throw new Error(`no meaning for ${kind satisfies never}`);
	}
}
