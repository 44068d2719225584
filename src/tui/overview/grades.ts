/** How a scan ended, from what needs no look to what needs one most. */
import {INTEREST} from '../../core/scans/scan-kinds.js';
import type {Role} from '../rows.js';
import type {ScanRow} from '../scans/scan-rows.js';
import type {Symbols} from '../theme.js';

/** An index into `GRADES`; the higher, the graver. */
export type Grade = number;

export interface GradeInfo {
	/** After a number of scans. */
	readonly label: string;
	readonly role: Role;
	readonly sign: (symbols: Symbols) => string;
}

export const GRADES: readonly GradeInfo[] = [
	{label: 'succeeded', role: 'good', sign: ({good}) => good},
	{label: 'unfinished', role: 'dim', sign: ({unknown}) => unknown},
	{label: 'cancelled', role: 'normal', sign: ({cancelled}) => cancelled},
	{label: 'needed a fallback proxy', role: 'warning', sign: ({warning}) => warning},
	{label: 'failed', role: 'bad', sign: ({bad}) => bad},
];

export const SUCCEEDED: Grade = 0;
export const FAILED: Grade = 4;

export function gradeOf({scan, columns, index}: ScanRow): Grade {
	const interest = columns.interests[index];
	if (interest === INTEREST.failed) return FAILED;
	if (interest === INTEREST.fallback) return 3;
	if (scan.outcome === 'cancelled') return 2;
	return scan.outcome === 'unknown' ? 1 : SUCCEEDED;
}

/** Scans in a cell that all succeeded: up to how many have which of the eight levels. */
const DENSITY: readonly {readonly most: number; readonly level: number}[] = [
	{most: 1, level: 0},
	{most: 3, level: 1},
	{most: 9, level: 5},
	{most: Number.POSITIVE_INFINITY, level: 7},
];

export function densitySign(count: number, {levels}: Symbols): string {
	return levels[DENSITY.find(({most}) => count <= most)?.level ?? 0] ?? '';
}

/** `▁ 1  ▂ to 3  ▆ to 9  █ more` */
export function densityText({levels}: Symbols): string {
	return DENSITY.map(({most, level}) => `${levels[level] ?? ''} ${most === 1 ? '1' : Number.isFinite(most) ? `to ${most}` : 'more'}`).join(
		'  ',
	);
}
