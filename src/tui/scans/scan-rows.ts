/** Which scans and findings the scans screen shows, and in which order. */
import type {FileReport, Finding, Scan, Severity} from '../../core/index.js';
import {byInterest} from '../../core/report/scan-kinds.js';
import {callerName, originText, resultWords, serviceText} from '../../core/report/words.js';

/** A scan and the file it is from, as an index into the files that are open. */
export interface ScanRow {
	readonly file: number;
	readonly scan: Scan;
}

/** Findings of one rule; each with its file. */
export interface FindingRow {
	readonly rule: string;
	readonly severity: Severity;
	readonly title: string;
	readonly findings: readonly {readonly file: number; readonly finding: Finding}[];
	readonly scans: number;
}

export type SortOrder = 'telling' | 'file' | 'newest' | 'longest';

export const SORT_WORDS: Readonly<Record<SortOrder, string>> = {
	telling: 'most telling first',
	file: 'as in the file',
	newest: 'newest first',
	longest: 'longest first',
};

/** All must hold. */
export interface ScansFilter {
	readonly failed: boolean;
	readonly online: boolean;
	readonly wsus: boolean;
	readonly caller: string | null;
	readonly rule: string | null;
	readonly text: string;
	/** Index of a file. */
	readonly file: number | null;
	/** Scans picked elsewhere, with what they are. */
	readonly picked: {readonly scans: ReadonlySet<Scan>; readonly what: string} | null;
}

export const NO_FILTER: ScansFilter = {failed: false, online: false, wsus: false, caller: null, rule: null, text: '', file: null, picked: null};

export function isFiltered(filter: ScansFilter): boolean {
	return filter.failed || filter.online || filter.wsus || filter.caller !== null || filter.rule !== null || filter.text !== '' || filter.file !== null || filter.picked !== null;
}

export function selectScans(files: readonly FileReport[], filter: ScansFilter, sort: SortOrder): readonly ScanRow[] {
	const rows = files.flatMap((file, index) => {
		if (filter.file !== null && filter.file !== index) return [];
		const ruled = filter.rule === null ? null : scansOfRule(file, filter.rule);
		return file.scans.filter((scan) => (ruled === null || ruled.has(scan.id)) && isWanted(scan, filter)).map((scan): ScanRow => ({file: index, scan}));
	});
	return sorted(rows, sort);
}

function isWanted(scan: Scan, {failed, online, wsus, caller, text, picked}: ScansFilter): boolean {
	if (failed && scan.outcome !== 'failed') return false;
	if (online && scan.online !== true) return false;
	if (wsus && scan.service.name !== 'WSUS') return false;
	if (caller !== null && scan.caller !== caller) return false;
	if (picked !== null && !picked.scans.has(scan)) return false;
	return text === '' || wordsOf(scan).includes(text.toLowerCase());
}

/** What a text filter looks at: what the list shows, and more of it. */
function wordsOf(scan: Scan): string {
	const parts = [callerName(scan), serviceText(scan), scan.server === null ? '' : originText(scan.server), resultWords(scan), scan.start?.time?.replace('T', ' ') ?? '', ...scan.failures.map(({code, name}) => `${code} ${name ?? ''}`)];
	return parts.join('\n').toLowerCase();
}

function scansOfRule(file: FileReport, rule: string): ReadonlySet<number> {
	return new Set(file.findings.filter((finding) => finding.rule === rule).flatMap(({scans}) => scans));
}

function sorted(rows: readonly ScanRow[], sort: SortOrder): readonly ScanRow[] {
	switch (sort) {
		case 'file':
			return rows;
		case 'telling':
			return byInterest(rows, ({scan}) => scan);
		case 'newest':
			return sortedBy(rows, ({scan}) => timeOf(scan), (one, other) => compareText(other, one));
		case 'longest':
			return sortedBy(rows, ({scan}) => scan.durationMs ?? -1, (one, other) => other - one);
	}
}

/** Each row is asked for its key once: a scan is read anew from its bytes whenever it is asked. */
function sortedBy<Key>(rows: readonly ScanRow[], keyOf: (row: ScanRow) => Key, compare: (one: Key, other: Key) => number): readonly ScanRow[] {
	return rows
		.map((row) => ({row, key: keyOf(row)}))
		.sort((one, other) => compare(one.key, other.key))
		.map(({row}) => row);
}

function timeOf(scan: Scan): string {
	return (scan.start ?? scan.end)?.time ?? '';
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

const RANK: Readonly<Record<Severity, number>> = {error: 0, warning: 1, info: 2};

/** One row for each rule, the gravest first; of those the ones that concern most scans. */
export function selectFindings(files: readonly FileReport[], file: number | null): readonly FindingRow[] {
	const rows = new Map<string, FindingRow>();
	files.forEach((report, index) => {
		if (file !== null && file !== index) return;
		for (const finding of report.findings) {
			const key = `${finding.severity} ${finding.rule}`;
			const row = rows.get(key);
			rows.set(key, {
				rule: finding.rule,
				severity: finding.severity,
				// What is in brackets at the end is about the one file.
				title: row === undefined ? finding.title : row.title.replace(/ \([^()]*\)$/, ''),
				findings: [...(row?.findings ?? []), {file: index, finding}],
				scans: (row?.scans ?? 0) + finding.scans.length,
			});
		}
	});
	return [...rows.values()].toSorted((one, other) => RANK[one.severity] - RANK[other.severity] || other.scans - one.scans);
}

/** Values of a property with how many scans have each, the most frequent first. */
export function countedValues(rows: readonly ScanRow[], nameOf: (row: ScanRow) => string): readonly {readonly value: string; readonly count: number}[] {
	const counts = new Map<string, number>();
	for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1);
	return [...counts].map(([value, count]) => ({value, count})).toSorted((one, other) => other.count - one.count || compareText(one.value, other.value));
}
