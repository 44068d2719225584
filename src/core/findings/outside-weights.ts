/** How much a failure outside scans matters, by what came after it. */
import {mayMeanMore} from '../scans/outside-kinds.js';
import type {Moment, OutsideFailure, OutsideFailureKind, Scan, Severity} from '../types.js';

/** `null`: no finding. */
export type OutsideWeights = (failure: OutsideFailure) => Severity | null;

/** The worst that a kind can be: updates may still be found, and reports are only late. */
const WORST: Readonly<Record<OutsideFailureKind, Severity>> = {
	'service-discovery': 'error',
	'self-update': 'error',
	'web-service': 'error',
	download: 'warning',
	install: 'warning',
	reporting: 'info',
	registration: 'error',
	access: 'error',
	other: 'error',
};

/** Codes that only say that something failed for a reason of its own: WU_E_UH_INSTALLERFAILURE, WU_E_ALL_UPDATES_FAILED. */
const WRAPPERS: ReadonlySet<string> = new Set(['0x8024200B', '0x80240022']);
/** Lines between a failure and its wrapper. */
const NEAR = 10;

function isWrapper({code, kind, first}: OutsideFailure, failures: readonly OutsideFailure[]): boolean {
	if (!WRAPPERS.has(code)) return false;
	return failures.some((one) => one.kind === kind && !WRAPPERS.has(one.code) && Math.abs(one.first.line - first.line) <= NEAR);
}

/** @param endLineOf `null` where the log has no end of a scan */
export function weighOutside(scans: readonly Scan[], failures: readonly OutsideFailure[], endLineOf: EndLineOf): OutsideWeights {
	const isBeforeGood = compareWithGood(scans, endLineOf);
	const firstGood = scans.reduce((first, scan) => Math.min(first, goodEndLine(scan, endLineOf) ?? first), Number.POSITIVE_INFINITY);
	const isAllThereIs = scans.length === 0 && failures.every(({noise, recovered}) => noise || recovered !== null);
	return (failure) => {
		const {kind, noise, recovered, last} = failure;
		// Whoever gives a few lines with a failure and no scan asks for its meaning, though among others it would mean little.
		if (noise && isAllThereIs && mayMeanMore(failure)) return 'info';
		if (noise || recovered !== null || isWrapper(failure, failures)) return null;
		// A scan that worked later shows that scans do not need what failed.
		if (isBeforeGood(last)) return 'info';
		const worst = WORST[kind];
		return worst === 'error' && firstGood < last.line ? 'warning' : worst;
	};
}

type EndLineOf = (scan: Scan) => number | null;

/** Whether a scan that uses the network succeeded after a moment, in the file and by the clock. */
export function compareWithGood(scans: readonly Scan[], endLineOf: EndLineOf): (moment: Moment) => boolean {
	let last: Moment = {line: 0, time: null};
	let latest = '';
	for (const scan of scans) {
		const line = goodEndLine(scan, endLineOf);
		if (line === null) continue;
		const time = scan.end?.time ?? null;
		if (line > last.line) last = {line, time};
		if (time !== null && time > latest) latest = time;
	}
	return ({line, time}) => line < last.line && (time === null || latest === '' || time <= latest);
}

function goodEndLine(scan: Scan, endLineOf: EndLineOf): number | null {
	return scan.outcome !== 'succeeded' || scan.online === false ? null : endLineOf(scan);
}

/** Lines at which scans got through to a server. */
export function goodScanLines(scans: readonly Scan[], endLineOf: (scan: Scan) => number | null): readonly number[] {
	const lines: number[] = [];
	for (const scan of scans) {
		const isGood = scan.outcome === 'succeeded' && scan.online === true && scan.proxy.outcome !== 'not-used';
		const line = isGood ? endLineOf(scan) : null;
		if (line !== null) lines.push(line);
	}
	return lines;
}
