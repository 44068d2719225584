/** Columns for sorting, counting, and searching lists of scans, so that each scan is read only once. */
import {interestOf} from '../scan-kinds.js';
import {wallClockMs} from '../../wording/elapsed-times.js';
import {callerName, originText, resultWords, serviceText} from '../../wording/labels.js';
import type {Scan} from '../../types.js';

/** A column of texts that many scans have in common; each text is stored once. */
export interface TextColumn {
	readonly texts: readonly string[];
	/** For each scan, the index of its text. */
	readonly of: Uint32Array<ArrayBuffer>;
}

/** One entry for each scan of a log, in the order of its report. They can be posted to another thread unchanged. */
export interface ScanColumns {
	/** Milliseconds of the wall clock when the scan began, or ended if its start is not in the log; NaN: no time. */
	readonly times: Float64Array<ArrayBuffer>;
	/** Milliseconds; -1: unknown. */
	readonly durations: Float64Array<ArrayBuffer>;
	/** See `INTEREST`. */
	readonly interests: Uint8Array<ArrayBuffer>;
	/** Names of callers as the log has them. */
	readonly callers: TextColumn;
	/** Words for the service. */
	readonly services: TextColumn;
	/** Text that list searches match, in lower case, except for the time. */
	readonly words: TextColumn;
}

const columnsOfList = new WeakMap<readonly Scan[], ScanColumns>();

/** Columns of the scans of a report; created on first use. */
export function columnsOf(scans: readonly Scan[]): ScanColumns {
	const known = columnsOfList.get(scans);
	if (known !== undefined) return known;
	const columns = createScanColumns(scans);
	columnsOfList.set(scans, columns);
	return columns;
}

/** For scans whose columns another thread has created. */
export function keepColumns(scans: readonly Scan[], columns: ScanColumns): void {
	columnsOfList.set(scans, columns);
}

export function createScanColumns(scans: readonly Scan[]): ScanColumns {
	const times = new Float64Array(scans.length);
	const durations = new Float64Array(scans.length);
	const interests = new Uint8Array(scans.length);
	const callers = createTextColumn(scans.length);
	const services = createTextColumn(scans.length);
	const words = createTextColumn(scans.length);
	scans.forEach((scan, index) => {
		times[index] = wallClockMs((scan.start ?? scan.end)?.time ?? null) ?? Number.NaN;
		durations[index] = scan.durationMs ?? -1;
		interests[index] = interestOf(scan);
		callers.set(index, scan.caller);
		services.set(index, serviceText(scan));
		words.set(index, wordsOf(scan));
	});
	return {times, durations, interests, callers: callers.column, services: services.column, words: words.column};
}

/** The text that lists show for a scan, and more. */
function wordsOf(scan: Scan): string {
	const {failures, server} = scan;
	return [
		callerName(scan),
		serviceText(scan),
		server === null ? '' : originText(server),
		resultWords(scan),
		...failures.map(({code, name}) => `${code} ${name ?? ''}`),
	]
		.join('\n')
		.toLowerCase();
}

interface TextColumnBuilder {
	readonly column: TextColumn;
	set(index: number, text: string): void;
}

function createTextColumn(length: number): TextColumnBuilder {
	const texts: string[] = [];
	const numbers = new Map<string, number>();
	const of = new Uint32Array(length);
	return {
		column: {texts, of},
		set(index, text) {
			let number = numbers.get(text);
			if (number === undefined) {
				number = texts.push(text) - 1;
				numbers.set(text, number);
			}
			of[index] = number;
		},
	};
}
