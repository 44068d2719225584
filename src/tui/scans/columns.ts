/** The columns of the list of scans, and its orders: a row of `COLUMNS` says all that a column needs. */
import type {Scan, ScanOutcome} from '../../core/index.js';
import {shortDuration} from '../../core/wording/duration.js';
import {plainText} from '../../core/wording/plain-text.js';
import {byInterest, needsFallback} from '../../core/scans/scan-kinds.js';
import {callerName, codeWords, serviceText} from '../../core/wording/labels.js';
import type {Role, Row} from '../rows.js';
import type {Symbols} from '../theme.js';
import {type Column, greatestFirst, ordersOf, placeColumns, type SortOrder} from '../widgets/columns.js';
import {commonEnd} from './file-names.js';
import type {ScanRow} from './scan-rows.js';

/** What a line of the list shows. */
interface ScanItem {
	readonly scan: Scan;
	/** Name of its file. */
	readonly file: string;
	/** Without what the names of all files shown have in common. */
	readonly shortFile: string;
	readonly symbols: Symbols;
}

interface ScanColumn extends Column<ScanItem, ScanRow> {
	/** Left out where there are fewer cells: for one file, and for several, whose names need room. */
	readonly from: readonly [one: number, several: number];
	/** Left out where there are as many, in favor of another. */
	readonly below?: readonly [one: number, several: number];
}

const PROXY = {
	'not-used': '-',
	system: 'system',
	user: 'user',
	failed: 'failed',
	unknown: 'not logged',
} as const;

function proxyText({proxy}: Scan, {arrow}: Symbols): string {
	if (proxy.outcome === 'user-fallback') return `system${arrow}user`;
	if (proxy.outcome === 'system-fallback') return `user${arrow}system`;
	return PROXY[proxy.outcome];
}

function proxyRole(scan: Scan): Role {
	return scan.proxy.outcome === 'failed' ? 'bad' : needsFallback(scan) ? 'warning' : 'normal';
}

function certificateText({certificate}: Scan): string {
	if (certificate.inWsusStore === 'yes') return 'pinned';
	if (certificate.inWsusStore === 'no') return 'not in store';
	return certificate.storeEmpty === true ? 'store empty' : '-';
}

const OUTCOMES: Readonly<Record<ScanOutcome, string>> = {succeeded: 'ok', failed: 'failed', cancelled: 'cancelled', unknown: 'no end'};

function resultText(scan: Scan, name = scan.exitName): string {
	const code = scan.exitCode === '0x00000000' ? '' : plainText(codeWords(scan.exitCode, name));
	return code === '' || scan.outcome === 'succeeded'
		? OUTCOMES[scan.outcome]
		: `${scan.outcome === 'failed' ? '' : `${OUTCOMES[scan.outcome]} `}${code}`;
}

/** Without the name of the code. */
function shortResult(scan: Scan): string {
	return resultText(scan, null);
}

const OUTCOME_ROLES: Readonly<Record<ScanOutcome, Role>> = {succeeded: 'good', failed: 'bad', cancelled: 'warning', unknown: 'dim'};

export function outcomeSign(scan: Scan, symbols: Symbols): string {
	if (scan.outcome === 'failed') return symbols.bad;
	if (needsFallback(scan)) return symbols.warning;
	return scan.outcome === 'succeeded' ? symbols.good : scan.outcome === 'cancelled' ? symbols.cancelled : symbols.unknown;
}

export function outcomeRole(scan: Scan): Role {
	return scan.outcome === 'succeeded' && needsFallback(scan) ? 'warning' : OUTCOME_ROLES[scan.outcome];
}

function timeOf(scan: Scan): string {
	return ((scan.start ?? scan.end)?.time ?? '').replace('T', ' ');
}

/** From left to right. The result says most, so that it gets free room first; then names. */
const COLUMNS: readonly ScanColumn[] = [
	{
		title: 'File',
		width: 12,
		grows: {most: 80, rank: 3},
		keepsEnd: true,
		from: [Number.POSITIVE_INFINITY, 0],
		text: ({file}) => file,
		short: ({shortFile}) => shortFile,
	},
	{
		title: 'Time',
		width: 14,
		from: [0, 0],
		below: [110, 140],
		text: ({scan}) => timeOf(scan).slice(5, 19) || 'unknown',
		sort: {label: 'newest first', arrange: greatestFirst(({columns, index}) => columns.times[index])},
	},
	{title: 'Time', width: 19, from: [110, 140], text: ({scan}) => timeOf(scan).slice(0, 19) || 'unknown'},
	{title: 'Caller', width: 12, grows: {most: 60, rank: 4}, from: [0, 0], text: ({scan}) => plainText(callerName(scan))},
	{
		title: 'Service',
		width: 10,
		grows: {most: 40, rank: 2},
		from: [0, 70],
		text: ({scan}) => plainText(scan.service.name ?? scan.service.id ?? serviceText(scan)),
	},
	{
		title: 'Protocol',
		width: 8,
		from: [0, 90],
		text: ({scan}) => scan.server?.scheme ?? (scan.online === false ? 'offline' : '-'),
		role: ({scan}) => (scan.server?.scheme === 'http' ? 'warning' : 'normal'),
	},
	{title: 'Proxy', width: 11, from: [66, 76], text: ({scan, symbols}) => proxyText(scan, symbols), role: ({scan}) => proxyRole(scan)},
	{title: 'Certificate', width: 12, from: [96, 120], text: ({scan}) => certificateText(scan)},
	{
		title: 'Duration',
		width: 11,
		alignRight: true,
		from: [106, 132],
		text: ({scan}) => (scan.durationMs === null ? '-' : shortDuration(scan.durationMs)),
		sort: {label: 'longest first', arrange: greatestFirst(({columns, index}) => columns.durations[index])},
	},
	{
		title: 'Result',
		width: 10,
		grows: {most: 60, rank: 1},
		from: [0, 0],
		text: ({scan}) => resultText(scan),
		short: ({scan}) => shortResult(scan),
		role: ({scan}) => outcomeRole(scan),
	},
];

/** The orders of the list: the one it begins with, that of the files, and those of the columns. */
export const SCAN_ORDERS: readonly [SortOrder<ScanRow>, ...SortOrder<ScanRow>[]] = [
	{label: 'most important first', arrange: (rows) => byInterest(rows, ({columns, index}) => columns.interests[index] ?? 0)},
	{label: 'in file order', arrange: (rows) => rows},
	...ordersOf(COLUMNS),
];

/** A scan with the name of its file. */
export interface NamedScan {
	readonly scan: Scan;
	readonly file: string;
}

export interface ScanColumns {
	readonly heading: string;
	/** One row, without the sign before it. */
	row(row: NamedScan): Row;
}

/**
 * @param width cells for all columns
 * @param hasFiles there are several files, whose names are a column where there is room
 * @param rows what is shown: no column is wider than what is in it
 */
export function scanColumns(width: number, hasFiles: boolean, symbols: Symbols, rows: readonly NamedScan[]): ScanColumns {
	const at = hasFiles ? 1 : 0;
	const shown = COLUMNS.filter(({from, below}) => width >= from[at] && (below === undefined || width < below[at]));
	const end = commonEnd(rows.map(({file}) => file));
	const itemOf = ({scan, file}: NamedScan): ScanItem => ({scan, file, shortFile: file.slice(0, file.length - end.length), symbols});
	const placed = placeColumns(shown, width, rows.map(itemOf), symbols.ellipsis);
	return {heading: placed.heading, row: (row) => placed.row(itemOf(row))};
}
