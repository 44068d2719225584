/** Finds a scan again in a newer report of its file: reports are made anew, and scans get other numbers. */
import type {FileReport, Scan} from '../../core/index.js';
import {columnsOf} from '../../core/scans/packed/scan-columns.js';
import {wallClockMs} from '../../core/wording/elapsed-times.js';

/** Only those with the same time are looked at; where the older report lacks the start, the end tells. */
export function sameScan(scan: Scan, {scans}: Pick<FileReport, 'scans'>): Scan | null {
	const time = wallClockMs((scan.start ?? scan.end)?.time ?? null);
	if (time === null) return null;
	const {times} = columnsOf(scans);
	const isSame = (other: Scan): boolean => other.pid === scan.pid && other.tid === scan.tid && other.caller === scan.caller;
	for (let index = times.indexOf(time); index >= 0; index = times.indexOf(time, index + 1)) {
		const other = scans[index];
		if (other !== undefined && isSame(other)) return other;
	}
	const end = scan.start === null ? scan.end?.time : null;
	return end == null ? null : (scans.findLast((other) => other.end?.time === end && isSame(other)) ?? null);
}
