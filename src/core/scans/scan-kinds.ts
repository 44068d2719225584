/** Ranks and groups the scans of a file for reports that cannot show all of them in full. */
import type {Scan} from '../types.js';

export function needsFallback(scan: Scan): boolean {
	return scan.proxy.outcome === 'user-fallback' || scan.proxy.outcome === 'system-fallback';
}

/** The scan failed, or succeeded only after a proxy had failed. */
export function isNotable(scan: Scan): boolean {
	return scan.outcome === 'failed' || needsFallback(scan);
}

/** How interesting a scan is, from least to most. */
export const INTEREST = {nothing: 0, online: 1, uneven: 2, deviates: 3, fallback: 4, failed: 5} as const;

/** @returns one of `INTEREST` */
export function interestOf(scan: Scan): number {
	if (scan.outcome === 'failed') return INTEREST.failed;
	if (needsFallback(scan)) return INTEREST.fallback;
	if (scan.deviations.length > 0) return INTEREST.deviates;
	if (scan.outcome !== 'succeeded' || scan.retries > 0) return INTEREST.uneven;
	return scan.online === true ? INTEREST.online : INTEREST.nothing;
}

/** Most interesting first; ties keep their order. */
export function byInterest<Item>(items: readonly Item[], interest: (item: Item) => number): readonly Item[] {
	const ranks: Item[][] = Object.values(INTEREST).map(() => []);
	for (const item of items) ranks[interest(item)]?.push(item);
	return ranks.reverse().flat();
}

/** Scans that differ only in time and position, in the order of the first of each kind. */
export interface ScanKind {
	readonly first: Scan;
	readonly last: Scan;
	readonly count: number;
}

export function scanKinds(scans: readonly Scan[]): readonly ScanKind[] {
	const kinds = new Map<string, ScanKind>();
	for (const scan of scans) {
		const key = JSON.stringify([
			scan.caller,
			scan.service.name,
			scan.service.id,
			scan.online,
			scan.outcome,
			scan.exitCode,
			scan.proxy.outcome,
		]);
		const kind = kinds.get(key);
		kinds.set(key, kind === undefined ? {first: scan, last: scan, count: 1} : {first: kind.first, last: scan, count: kind.count + 1});
	}
	return [...kinds.values()];
}
