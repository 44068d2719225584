/** Derives the overall proxy outcome of a scan from its attempts: which proxy worked, and how many retries there were. */
import type {ProxyOutcome, ProxyVia, ScanOutcome} from '../types.js';

/** A web service call, or a download for service discovery. */
export type CallPath = 'web' | 'download';

const PATHS: readonly CallPath[] = ['web', 'download'];

/** One attempt, with its result if known. */
export interface TriedProxy {
	readonly path: CallPath;
	readonly via: ProxyVia;
	readonly outcome: 'succeeded' | 'failed' | 'unknown';
}

/** An attempt after a failed one on the same path is a retry. */
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
 * Web service calls decide. Downloads count only if those are inconclusive, because the log seldom shows which proxy
 * they used.
 *
 * @param sawCall whether there was a call, even if its proxy is unknown
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
