/** The columns of the list of scans: what each says, and how wide it is where there is room. */
import type {Scan, ScanOutcome} from '../../core/index.js';
import {shortDuration} from '../../core/wording/duration.js';
import {plainText} from '../../core/wording/plain-text.js';
import {needsFallback} from '../../core/scans/scan-kinds.js';
import {callerName, codeWords, serviceText} from '../../core/wording/labels.js';
import {fill, fillLeft, widthOf} from '../cells.js';
import {type Role, type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';

interface Column {
	readonly title: string;
	/** Cells at least and at most. */
	readonly least: number;
	readonly most: number;
	readonly alignRight?: true;
	/** Left out where there are fewer cells: for one file, and for several, whose names need room. */
	readonly from: readonly [one: number, several: number];
	/** Left out where there are as many, in favour of another. */
	readonly below?: readonly [one: number, several: number];
	readonly text: (scan: Scan, file: string, symbols: Symbols) => string;
	readonly role?: (scan: Scan) => Role;
}

const PROXY = {
	'not-used': '-',
	system: 'system',
	user: 'user',
	failed: 'failed',
	unknown: 'not said',
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

function resultText(scan: Scan): string {
	const code = scan.exitCode === '0x00000000' ? '' : plainText(codeWords(scan.exitCode, scan.exitName));
	return code === '' || scan.outcome === 'succeeded'
		? OUTCOMES[scan.outcome]
		: `${scan.outcome === 'failed' ? '' : `${OUTCOMES[scan.outcome]} `}${code}`;
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

const COLUMNS: readonly Column[] = [
	{title: 'File', least: 12, most: 40, from: [Number.POSITIVE_INFINITY, 0], text: (_, file) => file},
	{title: 'Time', least: 14, most: 14, from: [0, 0], below: [110, 140], text: (scan) => timeOf(scan).slice(5, 19) || 'not known'},
	{title: 'Time', least: 19, most: 19, from: [110, 140], text: (scan) => timeOf(scan).slice(0, 19) || 'not known'},
	{title: 'Caller', least: 12, most: 30, from: [0, 0], text: (scan) => plainText(callerName(scan))},
	{
		title: 'Service',
		least: 10,
		most: 18,
		from: [0, 70],
		text: (scan) => plainText(scan.service.name ?? scan.service.id ?? serviceText(scan)),
	},
	{
		title: 'By',
		least: 5,
		most: 5,
		from: [0, 90],
		text: (scan) => scan.server?.scheme ?? (scan.online === false ? '(off)' : '-'),
		role: (scan) => (scan.server?.scheme === 'http' ? 'warning' : 'normal'),
	},
	{title: 'Proxy', least: 11, most: 11, from: [66, 76], text: (scan, _, symbols) => proxyText(scan, symbols), role: proxyRole},
	{title: 'Certificate', least: 12, most: 12, from: [96, 120], text: certificateText},
	{
		title: 'Took',
		least: 9,
		most: 9,
		alignRight: true,
		from: [106, 132],
		text: (scan) => (scan.durationMs === null ? '-' : shortDuration(scan.durationMs)),
	},
	{title: 'Result', least: 10, most: 48, from: [0, 0], text: resultText, role: outcomeRole},
];

export interface ScanColumns {
	readonly heading: string;
	/** One row, without the sign before it. */
	row(scan: Scan, file: string): Row;
}

/**
 * @param width cells for all columns
 * @param hasFiles there are several files, whose names are a column where there is room
 * @param rows what is shown: no column is wider than what is in it
 */
export function scanColumns(
	width: number,
	hasFiles: boolean,
	symbols: Symbols,
	rows: readonly {readonly scan: Scan; readonly file: string}[],
): ScanColumns {
	const at = hasFiles ? 1 : 0;
	const shown = COLUMNS.filter(({from, below}) => width >= from[at] && (below === undefined || width < below[at]));
	const gaps = shown.length - 1;
	let free = Math.max(0, width - gaps - shown.reduce((sum, {least}) => sum + least, 0));
	const widths = shown.map(({least}) => least);
	// The result says most, so that it gets room first; then names.
	for (const title of ['Result', 'Service', 'File', 'Caller']) {
		const index = shown.findIndex((column) => column.title === title);
		const column = shown[index];
		if (column === undefined) continue;
		const needed = Math.max(0, ...rows.map(({scan, file}) => widthOf(column.text(scan, file, symbols))));
		const more = Math.max(0, Math.min(free, Math.min(needed, column.most) - column.least));
		widths[index] = column.least + more;
		free -= more;
	}
	const cell = (column: Column, text: string, index: number): string =>
		(column.alignRight === true ? fillLeft : fill)(text, widths[index] ?? column.least, symbols.ellipsis);
	return {
		heading: shown.map((column, index) => cell(column, column.title, index)).join(' '),
		row: (scan, file) =>
			shown.map((column, index) =>
				span(`${cell(column, column.text(scan, file, symbols), index)}${index === gaps ? '' : ' '}`, column.role?.(scan) ?? 'normal'),
			),
	};
}
