/** The columns of the list of failures outside scans. */
import {OUTSIDE_KIND_WORDS} from '../../core/wording/outside-failures.js';
import {plainText} from '../../core/wording/plain-text.js';
import {type Column, type PlacedColumns, placeColumns} from '../widgets/columns.js';
import type {FailureRow} from './model.js';

/** What a line of the list shows. */
export interface FailureItem extends FailureRow {
	/** Name of its file; '' where there is only one. */
	readonly name: string;
}

interface FailureColumn extends Column<FailureItem> {
	/** Left out where there are fewer cells. */
	readonly from: number;
}

const COLUMNS: readonly FailureColumn[] = [
	{title: 'File', width: 12, grows: {most: 40, rank: 4}, from: 0, text: ({name}) => name},
	{
		title: 'First time',
		width: 14,
		from: 0,
		text: ({failure}) => failure.first.time?.replace('T', ' ').slice(5, 19) ?? 'unknown',
	},
	{title: 'What failed', width: 17, grows: {most: 26, rank: 1}, from: 0, text: ({failure}) => OUTSIDE_KIND_WORDS[failure.kind]},
	{title: 'Times', width: 5, alignRight: true, from: 0, text: ({failure}) => String(failure.count)},
	{
		title: 'Later',
		width: 6,
		from: 90,
		text: ({failure}) => (failure.recovered === null ? '-' : 'worked'),
		role: ({failure}) => (failure.recovered === null ? 'dim' : 'good'),
	},
	{title: 'Server', width: 12, grows: {most: 40, rank: 2}, from: 0, text: ({failure}) => plainText(failure.server?.host ?? '') || '-'},
	{
		title: 'Code',
		width: 10,
		from: 0,
		text: ({failure}) => plainText(failure.code),
		role: ({failure}) => (failure.recovered === null ? 'bad' : 'warning'),
	},
	{title: 'Name', width: 12, grows: {most: 48, rank: 3}, from: 100, text: ({failure}) => plainText(failure.name ?? '-')},
];

/** @param width cells for all columns */
export function failureColumns(width: number, inSight: readonly FailureItem[], ellipsis: string): PlacedColumns<FailureItem> {
	const hasFiles = inSight.some(({name}) => name !== '');
	const shown = COLUMNS.filter(({from, title}) => width >= from && (hasFiles || title !== 'File'));
	return placeColumns(shown, width, inSight, ellipsis);
}
