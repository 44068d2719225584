/** Which scans and findings the scans screen shows, and in which order. */
import type {FileReport, Finding, Scan, Severity} from '../../core/index.js';
import {compareLevels} from '../../core/findings/severities.js';
import {titlePartsOf, wholeTitle} from '../../core/findings/title-parts.js';
import {columnsOf, type ScanColumns} from '../../core/scans/packed/scan-columns.js';
import {createClock} from './clock.js';

/** A scan and the file it is from, as an index into the files that are open. */
export interface ScanOfFile {
	readonly file: number;
	readonly scan: Scan;
}

export interface ScanRow extends ScanOfFile {
	/** Of all scans of the file; this one is at `index`. */
	readonly columns: ScanColumns;
	readonly index: number;
}

/** A finding and the file it is from, as an index into the files that are open. */
interface FindingOfFile {
	readonly file: number;
	readonly finding: Finding;
}

/** Findings that say the same: of one rule, and problems with the same server and code. */
export interface FindingRow {
	/** The same in each report that has such a finding. */
	readonly key: string;
	readonly severity: Severity;
	readonly title: string;
	/** The title says how many scans there are. */
	readonly countsScans: boolean;
	readonly findings: readonly FindingOfFile[];
	readonly scans: number;
}

/** All must hold. */
export interface ScansFilter {
	readonly failed: boolean;
	readonly online: boolean;
	readonly wsus: boolean;
	readonly caller: string | null;
	/** Key of a finding. */
	readonly finding: string | null;
	readonly text: string;
	/** Index of a file. */
	readonly file: number | null;
	/** Scans picked elsewhere, with what they are. */
	readonly picked: {readonly scans: ReadonlySet<Scan>; readonly what: string} | null;
}

export const NO_FILTER: ScansFilter = {
	failed: false,
	online: false,
	wsus: false,
	caller: null,
	finding: null,
	text: '',
	file: null,
	picked: null,
};

export function isFiltered(filter: ScansFilter): boolean {
	return (
		filter.failed ||
		filter.online ||
		filter.wsus ||
		filter.caller !== null ||
		filter.finding !== null ||
		filter.text !== '' ||
		filter.file !== null ||
		filter.picked !== null
	);
}

export function rowsOf(scans: readonly Scan[], file: number): readonly ScanRow[] {
	const columns = columnsOf(scans);
	return scans.map((scan, index) => ({file, scan, columns, index}));
}

/** Those that the filter leaves, as they are in the files. */
export function rowsShown(files: readonly FileReport[], filter: ScansFilter): readonly ScanRow[] {
	return files.flatMap((file, index) => {
		if (filter.file !== null && filter.file !== index) return [];
		const all = rowsOf(file.scans, index);
		return isFiltered(filter) ? all.filter(isWantedBy(filter, file)) : all;
	});
}

/** Whatever many scans share is compared once. */
function isWantedBy({failed, online, wsus, caller, finding, text, picked}: ScansFilter, report: FileReport): (row: ScanRow) => boolean {
	const {times, callers, services, words} = columnsOf(report.scans);
	const found = finding === null ? null : scansOfFinding(report, finding);
	const wsusAt = services.texts.indexOf('WSUS');
	const callerAt = caller === null ? -1 : callers.texts.indexOf(caller);
	const searched = text.toLowerCase();
	const hasWords = words.texts.map((one) => one.includes(searched));
	const clock = createClock();
	const mayBeTime = /^[\d:. -]+$/.test(searched);
	return ({scan, index}) => {
		if (failed && scan.outcome !== 'failed') return false;
		if (online && scan.online !== true) return false;
		if (wsus && services.of[index] !== wsusAt) return false;
		if (caller !== null && callers.of[index] !== callerAt) return false;
		if (found !== null && !found.has(scan.id)) return false;
		if (picked !== null && !picked.scans.has(scan)) return false;
		return hasWords[words.of[index] ?? 0] === true || (mayBeTime && clock(times[index] ?? Number.NaN).includes(searched));
	};
}

function scansOfFinding(file: FileReport, key: string): ReadonlySet<number> {
	return new Set(file.findings.filter((finding) => keyOf(finding) === key).flatMap(({scans}) => scans));
}

function keyOf(finding: Finding): string {
	return `${finding.severity} ${finding.rule} ${sharedTitle(finding)}`;
}

/** Server and code are part of a problem; a note is about the kind of thing, and a number of scans is of one log. */
function sharedTitle(finding: Finding): string {
	const {main, aside, count} = titlePartsOf(finding);
	return aside === null || count === 'aside' || finding.severity === 'info' ? main : wholeTitle({main, aside});
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * One row for each thing that is said, the gravest first; of those the ones that concern most scans. Within a row, what failed scans comes
 * before what failed outside them, whatever the order of the files.
 */
export function selectFindings(files: readonly FileReport[], file: number | null): readonly FindingRow[] {
	const groups = new Map<string, FindingOfFile[]>();
	files.forEach((report, index) => {
		if (file !== null && file !== index) return;
		for (const finding of report.findings) {
			const key = keyOf(finding);
			const placed = {file: index, finding};
			const group = groups.get(key);
			if (group === undefined) groups.set(key, [placed]);
			else group.push(placed);
		}
	});
	return [...groups.values()]
		.flatMap((group) => findingRow(group))
		.toSorted((one, other) => compareLevels(one.severity, other.severity) || other.scans - one.scans);
}

function findingRow(group: readonly FindingOfFile[]): readonly FindingRow[] {
	const findings = group.toSorted((one, other) => Number(isOutside(one)) - Number(isOutside(other)));
	const [first] = findings;
	if (first === undefined) return [];
	const {severity, title} = first.finding;
	const {count} = titlePartsOf(first.finding);
	const isAlone = findings.length === 1;
	return [
		{
			key: keyOf(first.finding),
			severity,
			title: isAlone ? title : sharedTitle(first.finding),
			countsScans: count === 'main' || (count === 'aside' && isAlone),
			findings,
			scans: findings.reduce((sum, {finding}) => sum + finding.scans.length, 0),
		},
	];
}

function isOutside({finding: {scans, failures}}: FindingOfFile): boolean {
	return scans.length === 0 && failures.length > 0;
}

/** Values of a property with how many scans have each, the most frequent first. */
export function countedValues(
	rows: readonly ScanRow[],
	nameOf: (row: ScanRow) => string,
): readonly {readonly value: string; readonly count: number}[] {
	const counts = new Map<string, number>();
	for (const row of rows) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1);
	return [...counts]
		.map(([value, count]) => ({value, count}))
		.toSorted((one, other) => other.count - one.count || compareText(one.value, other.value));
}
