/** Which scans the list shows, and in which order. */
import {columnsOf} from '../../core/scans/packed/scan-columns.js';
import type {FileReport, Scan} from '../../core/types.js';
import type {ScanQuery} from './route.js';

export type Sort = 'file' | 'interest' | 'time' | 'caller' | 'service' | 'duration';

export interface SortOrder {
	readonly by: Sort;
	readonly isDescending: boolean;
}

/** @returns indexes into the scans of the report */
export function scansShown(report: FileReport, query: ScanQuery, {by, isDescending}: SortOrder): readonly number[] {
	const shown = report.scans.map((_, index) => index).filter(isWanted(report, query));
	const order = compareBy(report.scans, by);
	if (order !== null) shown.sort((one, other) => order(one, other) || one - other);
	return isDescending ? shown.reverse() : shown;
}

function isWanted(report: FileReport, {text, failed, online, wsus, from, to, rule}: ScanQuery): (index: number) => boolean {
	const {scans} = report;
	const {times, services, words} = columnsOf(scans);
	const wsusAt = services.texts.indexOf('WSUS');
	const searched = text.trim().toLowerCase();
	const hasWords = words.texts.map((one) => one.includes(searched));
	const mayBeTime = /^[\d:. -]+$/.test(searched);
	const ruled =
		rule === null ? null : new Set(report.findings.filter((finding) => finding.rule === rule).flatMap((finding) => finding.scans));
	return (index) => {
		const scan = scans[index] as Scan;
		const time = times[index] ?? Number.NaN;
		if (failed && scan.outcome !== 'failed') return false;
		if (online && scan.online !== true) return false;
		if (wsus && services.of[index] !== wsusAt) return false;
		if (from !== null && !(time >= from)) return false;
		if (to !== null && !(time <= to)) return false;
		if (ruled !== null && !ruled.has(scan.id)) return false;
		return hasWords[words.of[index] ?? 0] === true || (mayBeTime && new Date(time || 0).toISOString().replace('T', ' ').includes(searched));
	};
}

function compareBy(scans: readonly Scan[], by: Sort): ((one: number, other: number) => number) | null {
	const {times, durations, interests, callers, services} = columnsOf(scans);
	const numbers = (values: ArrayLike<number>) => (one: number, other: number) => (values[one] || 0) - (values[other] || 0);
	const texts =
		({texts: names, of}: typeof callers) =>
		(one: number, other: number) => {
			const [a = '', b = ''] = [names[of[one] ?? 0], names[of[other] ?? 0]];
			return a < b ? -1 : a > b ? 1 : 0;
		};
	switch (by) {
		case 'file':
			return null;
		case 'interest':
			return (one, other) => (interests[other] ?? 0) - (interests[one] ?? 0);
		case 'time':
			return numbers(times);
		case 'duration':
			return numbers(durations);
		case 'caller':
			return texts(callers);
		case 'service':
			return texts(services);
		default:
			return by satisfies never;
	}
}
