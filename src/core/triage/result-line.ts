/** A result as one line of JSON, which has what scans are expected to do once, however many scans it is expected of. */
import {plainScan} from '../scans/packed/packed-scan-list.js';
import type {ExpectedBehavior, Scan} from '../types.js';
import type {TriageResult} from './result.js';

/**
 * `report.expectedBehaviors` lists what is expected, and `expected` of a scan is its index there.
 *
 * @returns without a line feed
 * @throws RangeError where the line does not fit into a string
 */
export function resultLine(result: TriageResult): string {
	const indexes = new Map<string, number>();
	const behaviors: ExpectedBehavior[] = [];

	function indexOf(expected: ExpectedBehavior): number {
		const key = JSON.stringify(expected);
		const known = indexes.get(key) ?? behaviors.push(expected) - 1;
		indexes.set(key, known);
		return known;
	}

	// Made one by one while the line is written: a log may have a million scans.
	const scans = result.report.scans.map((scan) => ({
		toJSON(): object {
			const plain: Scan = plainScan(scan);
			return {...plain, expected: indexOf(plain.expected)};
		},
	}));
	// Behind the scans, so that it is known by then.
	return JSON.stringify({...result, report: {...result.report, scans, expectedBehaviors: behaviors}});
}
