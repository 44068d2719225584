/** Sorts the scans of a file for reports that cannot show every one in full. */
import type {Scan} from '../types.js';

export function needsFallback(scan: Scan): boolean {
	return scan.proxy.outcome === 'user-fallback' || scan.proxy.outcome === 'system-fallback';
}

/** Failed, or worked only after a proxy had failed. */
export function isTelling(scan: Scan): boolean {
	return scan.outcome === 'failed' || needsFallback(scan);
}

/** Those whose scans have the most to tell first; others stay in their order. */
export function byInterest<Item>(items: readonly Item[], scanOf: (item: Item) => Scan): readonly Item[] {
	const ranks: Item[][] = [[], [], [], [], [], []];
	for (const item of items) ranks[interest(scanOf(item))]?.push(item);
	return ranks.reverse().flat();
}

function interest(scan: Scan): number {
	if (scan.outcome === 'failed') return 5;
	if (needsFallback(scan)) return 4;
	if (scan.deviations.length > 0) return 3;
	if (scan.outcome !== 'succeeded' || scan.retries > 0) return 2;
	return scan.online === true ? 1 : 0;
}

/** Scans that differ in nothing but time and place, in the order of the first of each kind. */
export interface ScanKind {
	readonly first: Scan;
	readonly last: Scan;
	readonly count: number;
}

export function scanKinds(scans: readonly Scan[]): readonly ScanKind[] {
	const kinds = new Map<string, ScanKind>();
	for (const scan of scans) {
		const key = JSON.stringify([scan.caller, scan.service.name, scan.service.id, scan.online, scan.outcome, scan.exitCode, scan.proxy.outcome]);
		const kind = kinds.get(key);
		kinds.set(key, kind === undefined ? {first: scan, last: scan, count: 1} : {first: kind.first, last: scan, count: kind.count + 1});
	}
	return [...kinds.values()];
}
