/** What became of the failures of scans: whether they last, come again and again, or are over; and which are one outage. */
import {databaseProblem} from '../codes/database-errors.js';
import {describeCode, HTTP_STATUS_OF, parseCode} from '../codes/index.js';
import {categoryOf} from '../events/failure-category.js';
import type {Failure, Moment, Scan} from '../types.js';
import {isCauseCategory} from '../vocabulary.js';
import {originText} from '../wording/labels.js';

/**
 * lasting: nothing worked since; recurring: fails again and again, with successes between, the last of which holds;
 * over: failed for one period, and every later scan worked. A success counts where caller, service and path are the same.
 */
export const TROUBLE_STATES = ['lasting', 'recurring', 'over'] as const;
export type TroubleState = (typeof TROUBLE_STATES)[number];

/** Failures that have one story. */
export interface Trouble {
	readonly state: TroubleState;
	/** Calls did not get through: the network, a name, a proxy or a server was not there. */
	readonly isNetwork: boolean;
	/** From the start of the first failed scan to the end of the last one. */
	readonly from: Moment;
	readonly to: Moment;
	/** The first success after the last failure; `null` while it lasts. */
	readonly since: Moment | null;
	readonly failed: number;
	/** Successes of the same kind between the failures. */
	readonly between: number;
	readonly later: number;
	/** As text, in order of appearance. */
	readonly codes: readonly string[];
}

export type TroubleOf = (scan: Scan) => Trouble | null;

/** Codes of a dead network take turns: one name for all of them. */
const NETWORK = 'network';
const MAX_CODES = 16;
/** Beyond so many, further failures belong to the last one. */
const MAX_RUNS = 500;

interface Run {
	from: Moment;
	to: Moment;
	since: Moment | null;
	failed: number;
	later: number;
	readonly path: Path;
	readonly codes: Set<string>;
	/** What was found out about it, once all runs are known. */
	trouble: Trouble | null;
}

/** What a later success must share with a failure; `null`: not known. */
interface Path {
	readonly origin: string | null;
	readonly via: string | null;
	readonly behavior: string | null;
}

/** What fails for one caller of one service, with or without the network, by the kind of failure. */
interface Kind {
	readonly isNetwork: boolean;
	readonly runs: Run[];
}

/** The code that says what a failed scan failed of; of a scan whose end is not in the log, that of its last failure. */
function codeOfScan({rootCause, exitCode}: Scan): string | null {
	return rootCause?.code ?? exitCode;
}

/** The HTTP status that a code stands for. */
export function httpStatusOf(code: string | null): number | null {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : HTTP_STATUS_OF(parsed.code);
}

/** Codes with one meaning are one: HTTP 503 has several. */
export function meaningKey(code: string | null): string {
	const status = httpStatusOf(code);
	return status === null ? (code ?? '') : `HTTP ${status}`;
}

/** Lines that pass on what the scan then ends with. */
const PASSES_ON_RESULT = /\b(?:Sync of Updates|Failed to synchronize|SyncServerUpdatesInternal failed|StartCategoryScan failed)\b/i;

/**
 * Whether a failure may decide a result that is not in the log: companions and file signatures never do, and of codes that are no
 * connection's, only those of the database, and those that a line passes on as the result.
 */
function mayDecide({category, code, message}: Failure): boolean {
	if (!isCauseCategory(category)) return false;
	if (category !== 'other') return true;
	const parsed = parseCode(code);
	return (parsed !== null && databaseProblem(parsed.code) !== null) || PASSES_ON_RESULT.test(message);
}

/** What failed in a scan whose result is not in the log, even if its end is. */
export function openCodesOf({outcome, failures, proxy}: Scan): readonly string[] {
	if (outcome !== 'unknown') return [];
	const failed = failures.filter(mayDecide);
	const codes = [...failed.map(({code}) => code), ...proxy.attempts.map(({outcome: tried, code}) => (tried === 'failed' ? code : null))];
	const known = [...new Set(codes.filter((code) => code !== null))];
	return known.length === 0 && proxy.attempts.some((attempt) => attempt.outcome === 'failed') ? NO_CODE : known;
}

/**
 * What a scan would have failed of, had the log ended with it: of a scan whose result is not in the log, its first failure,
 * unless a later try worked.
 */
export function failureSoFar(scan: Scan): Scan['rootCause'] {
	const [code] = openCodesOf(scan);
	const {failures, proxy} = scan;
	if (code === undefined || proxy.attempts.at(-1)?.outcome === 'succeeded') return null;
	const failure = failures.find((one) => one.code === code);
	if (failure !== undefined) return {code, name: failure.name, line: failure.line};
	const attempt = proxy.attempts.find((one) => one.code === code);
	return attempt === undefined ? null : {code, name: hresultName(code), line: attempt.line};
}

/** A scan without an end that something went wrong in, if only for a while: nobody can say that it ends well. */
export function isTroubledOpen(scan: Scan): boolean {
	return scan.end === null && scan.outcome === 'unknown' && scan.timeline.some(({severity}) => severity !== 'info');
}

function hresultName(code: string): string | null {
	const parsed = parseCode(code);
	return parsed === null ? null : describeCode(parsed.code).name;
}

const NO_CODE: readonly string[] = ['code not logged'];

/** @param scans in the order of their first lines; read once, and more than their outcome only where one failed */
export function findTroubles(scans: readonly Scan[]): TroubleOf {
	const kinds = new Map<string, Map<string, Kind>>();
	const runOf = new Map<number, Run>();
	const successes: number[] = [];
	let hasFailed = false;
	for (const scan of scans) {
		if (scan.outcome === 'failed') {
			hasFailed = true;
			addFailure(kinds, runOf, scan);
		} else if (hasFailed && scan.outcome === 'succeeded') {
			addSuccess(kinds, scan);
			if (scan.online === true && scan.end !== null) successes.push(scan.end.line);
		} else if (hasFailed && openCodesOf(scan).length > 0) {
			reopen(kinds, scan);
		}
	}
	const outages: Run[] = [];
	for (const byCode of kinds.values()) {
		for (const kind of byCode.values()) {
			settle(kind);
			if (kind.isNetwork) outages.push(...kind.runs.filter(({trouble}) => trouble?.state === 'over'));
		}
	}
	mergeOutages(outages, successes);
	return ({id}) => runOf.get(id)?.trouble ?? null;
}

function pathOf({server, proxy}: Scan): Path {
	const via = proxy.attempts[0]?.via ?? null;
	return {
		origin: server === null ? null : originText(server),
		via: via === 'unknown' ? null : via,
		behavior: proxy.behaviors[0]?.meaning ?? null,
	};
}

function isSamePath(a: Path, b: Path): boolean {
	return isSame(a.origin, b.origin) && isSame(a.via, b.via) && isSame(a.behavior, b.behavior);
}

function isSame(a: string | null, b: string | null): boolean {
	return a === null || b === null || a === b;
}

function callerOf({caller, service, online}: Scan): string {
	return `${online ?? ''} ${service.id ?? service.name ?? ''} ${caller}`;
}

/** `null` where no line of it is left. */
function lastMoment({start, end, failures}: Scan): Moment | null {
	if (end !== null) return end;
	const last = failures.at(-1);
	return last === undefined ? start : {line: last.line, time: last.time};
}

function addFailure(kinds: Map<string, Map<string, Kind>>, runOf: Map<number, Run>, scan: Scan): void {
	const at = lastMoment(scan);
	if (at === null) return;
	const caller = callerOf(scan);
	const byCode = kinds.get(caller) ?? new Map<string, Kind>();
	kinds.set(caller, byCode);
	const code = codeOfScan(scan);
	const isNetwork = isNetworkCode(code);
	const key = isNetwork ? NETWORK : meaningKey(code);
	const kind = byCode.get(key) ?? {isNetwork, runs: []};
	byCode.set(key, kind);
	const path = pathOf(scan);
	let run = kind.runs.findLast((one) => isSamePath(one.path, path));
	const isFull = kind.runs.length >= MAX_RUNS;
	if (isFull) run ??= kind.runs.at(-1);
	if (run !== undefined && isFull) run.since = null;
	if (run === undefined || run.since !== null) {
		run = {from: scan.start ?? at, to: at, since: null, failed: 0, later: 0, path, codes: new Set(), trouble: null};
		kind.runs.push(run);
	}
	run.failed++;
	if (at.line > run.to.line) run.to = at;
	if (code !== null && run.codes.size < MAX_CODES) run.codes.add(code);
	runOf.set(scan.id, run);
}

/** Whether a call that failed so did not get through. */
export function isNetworkCode(code: string | null): boolean {
	const parsed = code === null ? null : parseCode(code);
	return parsed !== null && categoryOf(parsed.code, '', '') === 'network';
}

function addSuccess(kinds: Map<string, Map<string, Kind>>, scan: Scan): void {
	const {end} = scan;
	const byCode = kinds.get(callerOf(scan));
	if (byCode === undefined || end === null) return;
	const path = pathOf(scan);
	for (const {runs} of byCode.values()) {
		const run = runs.findLast((one) => isSamePath(one.path, path));
		if (run === undefined || end.line < run.to.line) continue;
		run.since ??= end;
		run.later++;
	}
}

/** A scan that fails when the log ends: what was over may not be. */
function reopen(kinds: Map<string, Map<string, Kind>>, scan: Scan): void {
	const path = pathOf(scan);
	for (const {runs} of kinds.get(callerOf(scan))?.values() ?? []) {
		const run = runs.findLast((one) => isSamePath(one.path, path));
		if (run !== undefined) run.since = null;
	}
}

/** Runs of one path are one story: it lasts, it recurs, or it was a single one. */
function settle({runs, isNetwork}: Kind): void {
	for (const run of runs) {
		if (run.trouble !== null) continue;
		const alike = runs.filter((one) => isSamePath(one.path, run.path));
		const last = alike.at(-1) ?? run;
		const state: TroubleState = last.since === null ? 'lasting' : alike.length > 1 ? 'recurring' : 'over';
		const trouble: Trouble = {
			state,
			isNetwork,
			from: run.from,
			to: last.to,
			since: last.since,
			failed: alike.reduce((sum, one) => sum + one.failed, 0),
			between: alike.slice(0, -1).reduce((sum, one) => sum + one.later, 0),
			later: last.later,
			codes: [...new Set(alike.flatMap(({codes}) => [...codes]))],
		};
		for (const one of alike) one.trouble ??= trouble;
	}
}

/** Paths that were dead at the same time, while nothing got through, are one outage. */
function mergeOutages(runs: Run[], successes: number[]): void {
	runs.sort((a, b) => a.from.line - b.from.line);
	successes.sort((a, b) => a - b);
	let group: Run[] = [];
	let until = 0;
	for (const run of runs) {
		const [first] = group;
		until = Math.max(until, run.to.line);
		if (first !== undefined && hasBetween(successes, first.from.line, until)) {
			merge(group);
			group = [];
			until = run.to.line;
		}
		group.push(run);
	}
	merge(group);
}

function merge(group: readonly Run[]): void {
	const [first] = group;
	if (first === undefined || group.length === 1) return;
	const outage: Trouble = {
		state: 'over',
		isNetwork: true,
		from: first.from,
		to: group.reduce((latest, {to}) => laterOf(latest, to), first.to),
		since: group.reduce((latest: Moment | null, {since}) => (latest === null || since === null ? since : laterOf(latest, since)), null),
		failed: group.reduce((sum, {failed}) => sum + failed, 0),
		between: 0,
		later: group.reduce((sum, {later}) => sum + later, 0),
		codes: [...new Set(group.flatMap(({codes}) => [...codes]))],
	};
	for (const run of group) run.trouble = outage;
}

/** @param lines in order */
export function hasBetween(lines: readonly number[], after: number, before: number): boolean {
	let [low, high] = [0, lines.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((lines[middle] ?? 0) > after) high = middle;
		else low = middle + 1;
	}
	const next = lines[low];
	return next !== undefined && next < before;
}

function laterOf(a: Moment, b: Moment): Moment {
	return a.line >= b.line ? a : b;
}
