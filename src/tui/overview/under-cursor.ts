/** What stands under the cursor, in words and as a short list. */
import {plainText} from '../../core/wording/plain-text.js';
import {callerName, counted, scanTimeText, serviceText} from '../../core/wording/labels.js';
import {type Row, span} from '../rows.js';
import {outcomeRole, outcomeSign, scanColumns} from '../scans/columns.js';
import type {Symbols} from '../theme.js';
import type {OverviewData} from './data.js';
import {GRADES} from './grades.js';

/** `2024-03-12 19:47:21 to 19:52:02` */
export function rangeText({scans}: OverviewData, indexes: readonly number[]): string {
	const [first, last] = [scans[indexes[0] ?? -1], scans[indexes.at(-1) ?? -1]].map((entry) =>
		entry === undefined ? '' : scanTimeText(entry.scan),
	);
	if (first === undefined || last === undefined || first === last) return first ?? '';
	return `${first} to ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last}`;
}

/** How many there are, when, how they ended, and who asked. */
export function detailRow(data: OverviewData, indexes: readonly number[], symbols: Symbols): Row {
	const first = data.scans[indexes[0] ?? -1]?.scan;
	if (first === undefined) return [];
	const counts = GRADES.map(() => 0);
	for (const index of indexes) {
		const grade = data.grades[index] ?? 0;
		counts[grade] = (counts[grade] ?? 0) + 1;
	}
	const outcomes = GRADES.map(({label, role}, grade) => ({label, role, count: counts[grade] ?? 0}))
		.filter(({count}) => count > 0)
		.toReversed();
	return [
		span(`${rangeText(data, indexes)}: `, 'strong'),
		span(counted(indexes.length, 'scan')),
		...outcomes.flatMap(({label, role, count}) => [span(', '), span(indexes.length === 1 ? label : `${count} ${label}`, role)]),
		span(
			`${indexes.length === 1 ? ', by ' : ', the first by '}${plainText(callerName(first))} ${symbols.arrow} ` +
				`${plainText(serviceText(first))}`,
			'dim',
		),
	];
}

/** Those that are listed: as many as there are rows, so that the one that was jumped to is among them. */
export function listedScans(indexes: readonly number[], at: number, rows: number): readonly number[] {
	const shown = indexes.length > rows ? rows - 1 : rows;
	const from = Math.max(0, Math.min(indexes.indexOf(at), indexes.length - shown));
	return indexes.slice(from, from + Math.max(0, shown));
}

/** As many of the scans as there are rows; the last row counts the rest. */
export function listRows(
	data: OverviewData,
	indexes: readonly number[],
	at: number,
	columns: number,
	rows: number,
	symbols: Symbols,
): readonly Row[] {
	if (rows === 0) return [];
	const entries = listedScans(indexes, at, rows).flatMap((index) => {
		const entry = data.scans[index];
		return entry === undefined ? [] : [{scan: entry.scan, file: ''}];
	});
	const table = scanColumns(Math.max(1, columns - 2), false, symbols, entries);
	const list = entries.map((entry): Row => [span(`${outcomeSign(entry.scan, symbols)} `, outcomeRole(entry.scan)), ...table.row(entry)]);
	return indexes.length > rows ? [...list, [span(`  and ${indexes.length - list.length} more (Enter lists them)`, 'dim')]] : list;
}
