/** What the tries of one scan add up to: which proxy it got through, and how often a call was tried again. */
import type {ProxyOutcome, ProxyVia, ScanOutcome} from '../types.js';

/** The web service that was asked, or a download that service discovery needs. */
export type CallPath = 'web' | 'download';

const PATHS: readonly CallPath[] = ['web', 'download'];

/** One try, as far as its end is known. */
export interface TriedProxy {
	readonly path: CallPath;
	readonly via: ProxyVia;
	readonly outcome: 'succeeded' | 'failed' | 'unknown';
}

/** A try that follows a failed one on the same path is a retry. */
export function countRetries(attempts: readonly TriedProxy[]): number {
	let retries = 0;
	for (const path of PATHS) {
		let failedBefore = false;
		for (const attempt of attempts) {
			if (attempt.path !== path) continue;
			if (failedBefore) retries++;
			failedBefore = attempt.outcome === 'failed';
		}
	}
	return retries;
}

/**
 * The web service path decides. Downloads count only where it says nothing, since the log seldom tells which proxy they
 * went through.
 *
 * @param sawCall a call was seen, whether or not its proxy is known
 */
export function proxyOutcome(attempts: readonly TriedProxy[], scan: ScanOutcome, sawCall: boolean): ProxyOutcome {
	const final = attempts.at(-1);
	if (final === undefined) return sawCall ? 'unknown' : 'not-used';
	if ((scan === 'failed' || scan === 'cancelled') && final.outcome === 'failed') return 'failed';
	const web = attempts.filter((attempt) => attempt.path === 'web');
	return outcomeOf(web) ?? outcomeOf(attempts) ?? 'unknown';
}

function outcomeOf(attempts: readonly TriedProxy[]): ProxyOutcome | null {
	let worked: 'system' | 'user' | null = null;
	let fellBack = false;
	const failed = new Set<ProxyVia>();
	for (const {via, outcome} of attempts) {
		if (outcome === 'failed') failed.add(via);
		if (outcome !== 'succeeded' || (via !== 'system' && via !== 'user')) continue;
		const other = via === 'system' ? 'user' : 'system';
		if (failed.has(other)) {
			worked = via;
			fellBack = true;
		} else if (!fellBack) {
			worked ??= via;
		}
	}
	if (worked === null) return null;
	if (!fellBack) return worked;
	return worked === 'user' ? 'user-fallback' : 'system-fallback';
}
