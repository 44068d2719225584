/** The scans of each log that the page shows of its machine: the last ones and those that failed. */
import {SCAN_OUTCOMES} from '../../vocabulary.js';
import {callerName, originText, serviceText} from '../../wording/labels.js';
import type {FileReport, Scan} from '../../types.js';
import {codeOf} from '../aggregate/servers.js';
import {timeOf} from '../selection.js';
import {createNames, type Names} from './names.js';
import type {ScanRow} from './page-json.js';

/** Of one log. */
const MAX_SCANS = 12;

/** Of all logs: a page with more would be slow to open. `scans.csv` has them all. */
const MAX_ALL = 250_000;

export interface ScanRows extends Readonly<Record<'servers' | 'codes' | 'callers' | 'services', Names>> {
	of(report: FileReport): readonly ScanRow[];
}

export function createScanRows(): ScanRows {
	const [servers, codes, callers, services] = [createNames(), createNames(), createNames(), createNames()];
	let left = MAX_ALL;
	return {
		servers,
		codes,
		callers,
		services,
		of(report) {
			const telling = tellingScans(report).slice(0, left);
			left -= telling.length;
			return telling.map((scan) => [
				scan.id,
				timeOf(scan)?.slice(0, 19) ?? null,
				SCAN_OUTCOMES.indexOf(scan.outcome),
				callers.of(callerName(scan)),
				services.of(serviceText(scan)),
				servers.of(scan.server === null ? null : originText(scan.server)),
				codes.of(codeOf(scan)?.code ?? null),
			]);
		},
	};
}

/** In the order of the log: first those that failed, from the last back, then others until the number is full. */
function tellingScans({scans}: FileReport): readonly Scan[] {
	if (scans.length <= MAX_SCANS) return [...scans];
	const failed = scans.filter(({outcome}) => outcome === 'failed').slice(-MAX_SCANS);
	const room = MAX_SCANS - failed.length;
	const others = room === 0 ? [] : scans.filter(({outcome}) => outcome !== 'failed').slice(-room);
	return [...failed, ...others].sort((a, b) => a.id - b.id);
}
