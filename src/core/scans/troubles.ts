/** What became of the failures of scans: whether they last, come again and again, or are over; and which are one outage. */
import {HTTP_STATUS_OF, parseCode} from '../codes/index.js';
import {categoryOf} from '../events/failure-category.js';
import type {Moment, Scan} from '../types.js';
import {originText} from '../wording/labels.js';
import {openCauseOf, openCodesOf} from './open-scans.js';

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
	readonly service: string;
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

/** The code that says what a failed scan failed of. */
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

/** @param scans in the order of their first lines; read once, and more than their outcome only where one failed */
export function findTroubles(scans: readonly Scan[]): TroubleOf {
	const kinds = new Map<string, Map<string, Kind>>();
	const runOf = new Map<number, Run>();
	const successes: number[] = [];
	let hasFailed = false;
	for (const scan of scans) {
		if (scan.outcome === 'failed') {
			hasFailed = true;
			addFailure(kinds, runOf, scan, codeOfScan(scan));
		} else if (hasFailed && scan.outcome === 'succeeded') {
			addSuccess(kinds, scan);
			if (scan.online === true && scan.end !== null) successes.push(scan.end.line);
		} else if (scan.outcome === 'unknown') {
			const code = openCauseOf(scan)?.code ?? null;
			if (isNetworkCode(code)) {
				hasFailed = true;
				addFailure(kinds, runOf, scan, code);
			}
			if (hasFailed && openCodesOf(scan).length > 0) reopen(kinds, scan);
		}
	}
	const outages: Run[] = [];
	for (const byCode of kinds.values()) {
		for (const kind of byCode.values()) {
			settle(kind);
			if (kind.isNetwork) outages.push(...kind.runs);
		}
	}
	outages.sort((a, b) => a.from.line - b.from.line);
	mergeOver(outages.filter(isOver), successes);
	mergeOthers(
		outages.filter((run) => !isOver(run)),
		scans,
		successes,
	);
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

function addFailure(kinds: Map<string, Map<string, Kind>>, runOf: Map<number, Run>, scan: Scan, code: string | null): void {
	const at = lastMoment(scan);
	if (at === null) return;
	const caller = callerOf(scan);
	const byCode = kinds.get(caller) ?? new Map<string, Kind>();
	kinds.set(caller, byCode);
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
		run = {
			from: scan.start ?? at,
			to: at,
			since: null,
			failed: 0,
			later: 0,
			path,
			service: scan.service.id ?? scan.service.name ?? '',
			codes: new Set(),
			trouble: null,
		};
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
		if (run === undefined || !isAfter(end, run.to)) continue;
		run.since ??= end;
		run.later++;
	}
}

/** By file and by clock: logs of two PCs, or the newest lines first, are pasted into one file, too. */
function isAfter(later: Moment, earlier: Moment): boolean {
	if (later.line < earlier.line) return false;
	return later.time === null || earlier.time === null || later.time >= earlier.time;
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

function isOver({trouble}: Run): boolean {
	return trouble?.state === 'over';
}

/**
 * Paths that were dead at the same time, while nothing got through, are one outage.
 *
 * @param runs in order
 */
function mergeOver(runs: readonly Run[], successes: number[]): void {
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

/** Whoever calls a server that is not reached, it is one outage; so it is where all were reached, and then none. */
function mergeOthers(runs: readonly Run[], scans: readonly Scan[], successes: readonly number[]): void {
	const lasting = runs.filter(({trouble}) => trouble?.state === 'lasting');
	const [first] = lasting;
	if (first !== undefined && !hasBetween(successes, first.from.line, Number.POSITIVE_INFINITY) && hasWorked(scans, first.from.line)) {
		merge(lasting);
		return;
	}
	const groups = new Map<string, Run[]>();
	for (const run of runs) {
		const key = `${run.trouble?.state ?? ''} ${run.path.origin ?? run.service}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [run]);
		else group.push(run);
	}
	for (const group of groups.values()) merge(group);
}

function hasWorked(scans: readonly Scan[], before: number): boolean {
	return scans.some(({outcome, online, end}) => outcome === 'succeeded' && online === true && end !== null && end.line < before);
}

function merge(group: readonly Run[]): void {
	const troubles = [...new Set(group.flatMap(({trouble}) => trouble ?? []))];
	const [first] = troubles;
	if (first === undefined || troubles.length === 1) return;
	const sum = (of: (trouble: Trouble) => number): number => troubles.reduce((total, trouble) => total + of(trouble), 0);
	const outage: Trouble = {
		state: first.state,
		isNetwork: true,
		from: troubles.reduce((earliest, {from}) => (from.line < earliest.line ? from : earliest), first.from),
		to: troubles.reduce((latest, {to}) => laterOf(latest, to), first.to),
		since: troubles.reduce(
			(latest: Moment | null, {since}) => (latest === null || since === null ? since : laterOf(latest, since)),
			first.since,
		),
		failed: sum(({failed}) => failed),
		between: sum(({between}) => between),
		later: sum(({later}) => later),
		codes: [...new Set(troubles.flatMap(({codes}) => [...codes]))],
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
