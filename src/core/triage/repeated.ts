/** Collections of one machine overlap: tells which scans of its logs are the same, and takes out of results what is told twice. */
import {verdictOf} from '../findings/verdict.js';
import {machineKey} from '../inputs/machine-names.js';
import type {FileReport, OutsideFailure, Scan} from '../types.js';
import {originText} from '../wording/labels.js';
import type {TriageResult} from './result.js';

/** What of a result is in another one, too. */
export interface Overlap {
	/** Scans that count there and not here, by id. */
	readonly scans: ReadonlySet<number>;
	/** Failures outside scans that count there and not here, by index. */
	readonly failures: ReadonlySet<number>;
	/** Where they count; of several, the first. */
	readonly path: string;
	readonly member: string | null;
	/** All of its scans are there: the log is a copy, such as the text made of traces. */
	readonly isCopy: boolean;
}

/** Numbers that scans have in common where they are the same; small, since those of all results are held at once. */
export interface ScanKeys {
	/** For each scan `PER_SCAN` numbers. */
	readonly numbers: Float64Array;
	/** Traces have times of the PC's zone, the text made of them times of the zone in which it was made. */
	readonly isTrace: boolean;
	/** Settings of the PC are known. */
	readonly hasSettings: boolean;
}

/** Its id, then keys by start and by end, and one that is the same in all time zones; 0: it has none. */
const PER_SCAN = 4;

/** Zones differ by multiples of it. */
const ZONE_STEP_MINUTES = 15;

/** `null`: there are no scans. */
export function scanKeysOf({scans, log, context}: FileReport): ScanKeys | null {
	if (scans.length === 0) return null;
	const numbers = new Float64Array(scans.length * PER_SCAN);
	/** Scans of one log are different ones, even where they look alike. */
	const seen = new Map<string, number>();
	const keyOf = (text: string | null): number => {
		if (text === null) return 0;
		const before = seen.get(text) ?? 0;
		seen.set(text, before + 1);
		return hashOf(before === 0 ? text : `${text} ${before}`);
	};
	for (const [index, scan] of scans.entries()) {
		const who = `${scan.pid} ${scan.tid} ${scan.callId ?? ''} ${scan.caller}`;
		const at = index * PER_SCAN;
		numbers[at] = scan.id;
		numbers[at + 1] = keyOf(scan.start?.time == null ? null : `start ${scan.start.time} ${who}`);
		numbers[at + 2] = keyOf(scan.end?.time == null ? null : `end ${scan.end.time} ${who}`);
		numbers[at + 3] = keyOf(zoneFree(scan, who));
	}
	return {numbers, isTrace: log?.dialect === 'trace', hasSettings: context !== null};
}

function zoneFree({start, end}: Scan, who: string): string | null {
	const [, minutes = '', rest = ''] = /:(\d\d):(\d\d\.?\d*)/.exec(start?.time ?? '') ?? [];
	const [, endMinutes = '', endRest = ''] = /:(\d\d):(\d\d\.?\d*)/.exec(end?.time ?? '') ?? [];
	// Whole seconds are the same by chance.
	if (!/\.\d*[1-9]/.test(rest) || endRest === '') return null;
	return `any ${Number(minutes) % ZONE_STEP_MINUTES} ${rest} ${Number(endMinutes) % ZONE_STEP_MINUTES} ${endRest} ${who}`;
}

/** 53 bits, as many as a number holds: of ten million texts, two share one once in two hundred times. Never 0. */
function hashOf(text: string): number {
	let low = 0x1b873593;
	let high = 0x2c9277b5;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		low = Math.imul(low ^ unit, 0x85ebca77);
		high = Math.imul(high ^ unit, 0xc2b2ae3d);
	}
	low = Math.imul(low ^ (low >>> 15), 0x735a2d97) ^ (high >>> 13);
	high = Math.imul(high ^ (high >>> 15), 0xcaf649a9) ^ (low >>> 13);
	return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0) || 1;
}

/** Where a scan counts, of those that are the same. */
interface SameScan {
	result: number;
	id: number;
	rank: number;
	end: number;
}

/** Scans of one result that count in others. */
export interface Repeats {
	/** Ids. */
	readonly scans: readonly number[];
	/** Index of the result in which the first of them counts. */
	readonly first: number;
	readonly isCopy: boolean;
}

/**
 * Which scans are the same in several results of one machine. They count where both start and end are, or else the end; of
 * equals, beside settings of the PC; of these, in the result with the most whole scans; of these, in the first one.
 *
 * @param results in an order that does not depend on the run
 * @returns for each; `null`: all of its scans count
 */
export function repeatedScans(results: readonly ScanKeys[]): readonly (Repeats | null)[] {
	const known = createKnownScans();
	const lost = results.map((): {id: number; same: SameScan}[] => []);
	for (const {result, numbers, isTrace, hasSettings} of mostScansFirst(results)) {
		const own: {readonly keys: ReadKeys; readonly same: SameScan}[] = [];
		for (let at = 0; at < numbers.length; at += PER_SCAN) {
			const keys = keysAt(numbers, at);
			const {id, end} = keys;
			const rank = rankOf(keys, hasSettings);
			const found = known.find(keys, isTrace);
			const same = found?.result === result ? null : found;
			own.push({keys, same: same ?? {result, id, rank, end}});
			if (same === null) continue;
			if (rank <= same.rank) {
				lost[result]?.push({id, same});
			} else {
				lost[same.result]?.push({id: same.id, same});
				Object.assign(same, {result, id, rank, end});
			}
		}
		// What is in this result is compared with the next ones only.
		for (const {keys, same} of own) known.add(keys, isTrace, same);
	}
	return lost.map((scans, result) => {
		if (scans.length === 0) return null;
		const first = Math.min(...new Set(scans.map(({same}) => same.result)));
		const isCopy = scans.length * PER_SCAN === results[result]?.numbers.length;
		return {scans: scans.map(({id}) => id).sort((one, other) => one - other), first, isCopy};
	});
}

interface ReadKeys {
	readonly id: number;
	readonly start: number;
	readonly end: number;
	readonly zone: number;
}

function keysAt(numbers: Float64Array, at: number): ReadKeys {
	const [id = 0, start = 0, end = 0, zone = 0] = numbers.subarray(at, at + PER_SCAN);
	return {id, start, end, zone};
}

function rankOf({start, end}: ReadKeys, hasSettings: boolean): number {
	return (end === 0 ? 0 : 4) + (start === 0 ? 0 : 2) + (hasSettings ? 1 : 0);
}

interface KnownScans {
	find(keys: ReadKeys, isTrace: boolean): SameScan | null;
	add(keys: ReadKeys, isTrace: boolean, same: SameScan): void;
}

function createKnownScans(): KnownScans {
	const [byStart, byEnd] = [new Map<number, SameScan>(), new Map<number, SameScan>()];
	const [ofTraces, ofTexts] = [new Map<number, SameScan>(), new Map<number, SameScan>()];
	return {
		find({start, end, zone}, isTrace) {
			const others = isTrace ? ofTexts : ofTraces;
			return sameEnd(byStart.get(start), end) ?? sameEnd(byEnd.get(end), end) ?? others.get(zone) ?? null;
		},
		add({start, end, zone}, isTrace, same) {
			if (start !== 0) byStart.set(start, same);
			if (end !== 0) byEnd.set(end, same);
			if (zone !== 0) (isTrace ? ofTraces : ofTexts).set(zone, same);
		},
	};
}

function mostScansFirst(results: readonly ScanKeys[]): readonly (ScanKeys & {readonly result: number})[] {
	return results
		.map((keys, result) => ({...keys, result, whole: wholeScans(keys)}))
		.sort((one, other) => other.whole - one.whole || other.numbers.length - one.numbers.length);
}

function wholeScans({numbers}: ScanKeys): number {
	let count = 0;
	for (let at = 0; at < numbers.length; at += PER_SCAN) if (numbers[at + 1] !== 0 && numbers[at + 2] !== 0) count++;
	return count;
}

/** Scans that began at the same moment and ended at two are two. */
function sameEnd(known: SameScan | undefined, end: number): SameScan | undefined {
	return known !== undefined && (known.end === end || known.end === 0 || end === 0) ? known : undefined;
}

/** Failures outside scans of one machine, of which overlapping logs tell the same. */
export interface FailureMemory {
	/** @returns indexes of those that results before told; the others are remembered */
	repeated(report: FileReport): readonly number[];
}

export function createFailureMemory(): FailureMemory {
	/** Periods by kind, code and server. */
	const known = new Map<string, {readonly first: string; readonly last: string}[]>();
	return {
		repeated(report) {
			const found: number[] = [];
			const added: {readonly key: string; readonly first: string; readonly last: string}[] = [];
			for (const [index, failure] of report.outsideFailures.entries()) {
				const {first, last} = {first: failure.first.time, last: failure.last.time};
				if (first === null || last === null) continue;
				const key = keyOfFailure(failure);
				if (known.get(key)?.some((one) => one.first <= last && first <= one.last) === true) found.push(index);
				added.push({key, first, last});
			}
			for (const {key, ...period} of added) known.set(key, [...(known.get(key) ?? []), period]);
			return found;
		},
	};
}

function keyOfFailure({kind, code, server}: OutsideFailure): string {
	return `${kind} ${code} ${server === null ? '' : originText(server)}`;
}

/** The result with what counts in it; the same one where all does. */
export function withoutRepeats(result: TriageResult, overlap: Overlap | null): TriageResult {
	if (overlap === null) return result;
	const {report} = result;
	const scans = report.scans.filter(({id}) => !overlap.scans.has(id));
	const left = new Set(scans.map(({id}) => id));
	const isTold = (finding: FileReport['findings'][number]): boolean => {
		if (overlap.isCopy) return false;
		if (finding.scans.length > 0) return finding.scans.some((id) => left.has(id));
		return finding.failures.length === 0 || finding.failures.some((index) => !overlap.failures.has(index));
	};
	const findings = report.findings
		.filter(isTold)
		.map((finding) =>
			finding.scans.every((id) => left.has(id)) ? finding : {...finding, scans: finding.scans.filter((id) => left.has(id))},
		);
	// Findings name failures by index: those that count elsewhere are marked as harmless, which are told nowhere.
	const outsideFailures = report.outsideFailures.map((failure, index) =>
		overlap.isCopy || overlap.failures.has(index) ? {...failure, noise: true} : failure,
	);
	const reduced = {...report, scans, findings, outsideFailures};
	return {...result, report: {...reduced, verdict: verdictWithout(reduced)}};
}

function verdictWithout(report: FileReport): FileReport['verdict'] {
	const {scans} = report;
	return verdictOf({
		...report,
		endLineOf: ({end}) => end?.line ?? null,
		countOfService: (name) => scans.filter(({service}) => service.name === name).length,
	});
}

/**
 * What of results that are all in memory counts in others of them.
 *
 * @param results in an order that does not depend on the run
 */
export function overlapsOf(results: readonly TriageResult[]): readonly (Overlap | null)[] {
	const overlaps: (Overlap | null)[] = results.map(() => null);
	const machines = new Map<string, number[]>();
	for (const [index, {machine, report}] of results.entries()) {
		if (report.log === null) continue;
		const key = machineKey(machine.domain === null ? machine.name : `${machine.name}.${machine.domain}`);
		machines.set(key, [...(machines.get(key) ?? []), index]);
	}
	for (const indexes of machines.values()) {
		if (indexes.length < 2) continue;
		const withScans = indexes.flatMap((index) => {
			const result = results[index];
			const keys = result === undefined ? null : scanKeysOf(result.report);
			return result === undefined || keys === null ? [] : [{index, result, keys}];
		});
		for (const [at, repeats] of repeatedScans(withScans.map(({keys}) => keys)).entries()) {
			const [own, first] = [withScans[at], withScans[repeats?.first ?? 0]];
			if (repeats === null || own === undefined || first === undefined) continue;
			const {path, member} = first.result.report;
			overlaps[own.index] = {scans: new Set(repeats.scans), failures: new Set(), path, member, isCopy: repeats.isCopy};
		}
	}
	return overlaps;
}
