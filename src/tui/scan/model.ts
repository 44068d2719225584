/** State of the timeline of a scan. */
import type {Finding, Scan} from '../../core/index.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import type {TimeWindow} from '../widgets/time-scale.js';

export interface ScanModel {
	readonly scan: Scan;
	/** Those about this scan. */
	readonly findings: readonly Finding[];
	/** Those about the whole log. */
	readonly general: readonly Finding[];
	/** Which pane keys are for. */
	readonly pane: 'entries' | 'findings';
	/** In the entries of the scan's timeline. */
	readonly entries: ListState;
	/** In the rows of the findings, as they are wrapped. */
	readonly reading: ListState;
	/** What the lanes show; `null`: the whole scan. */
	readonly window: TimeWindow | null;
}

/** What the screen asks for; lines are those of the scan's file. */
export type ScanEffect =
	| {readonly type: 'open-line'; readonly line: number}
	| {readonly type: 'copy-scan'; readonly scan: Scan}
	| {readonly type: 'copy-line'; readonly line: number}
	| {readonly type: 'copy-text'; readonly text: string; readonly what: string}
	/** Name of the file and number of the line. */
	| {readonly type: 'copy-place'; readonly line: number}
	| {readonly type: 'next-scan'}
	| {readonly type: 'previous-scan'}
	| {readonly type: 'say'; readonly text: string};

/** @param findings of the file; those of other scans are left out */
export function scanScreen(scan: Scan, findings: readonly Finding[]): ScanModel {
	return {
		scan,
		findings: findings.filter(({scans}) => scans.includes(scan.id)),
		general: findings.filter(({scans}) => scans.length === 0),
		pane: 'entries',
		entries: LIST_START,
		reading: LIST_START,
		window: null,
	};
}
