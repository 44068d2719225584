/** The last stage: compares scans with the expected behavior, diagnoses them, and produces the verdict and coverage. */
import {expectScan} from '../expected-behavior/scan-expectation.js';
import {updatesLevel} from '../expected-behavior/updates-level.js';
import {neighborQuotes} from '../neighbors/neighbor-text.js';
import type {MachineLine} from '../scans/log-facts.js';
import type {PackedScanList} from '../scans/packed/scan-packer.js';
import {createOfflineAt, type OfflineAt} from '../scans/offline.js';
import {findTroubles} from '../scans/troubles.js';
import type {DeviceSettings, FileReport, Finding, Issue, LogFacts, NeighborLog, NetworkState, Scan, Verdict, WsusFacts} from '../types.js';
import {coverageOf} from './coverage.js';
import {diagnose} from './diagnose.js';
import {factsOfFile} from './facts/index.js';
import {goodScanLines, weighOutside} from './outside-weights.js';
import type {Rule} from './rule.js';
import {verdictOf} from './verdict.js';

export interface JudgeInput {
	readonly log: LogFacts;
	readonly wsus: WsusFacts | null;
	readonly stored: PackedScanList;
	readonly issues: readonly Issue[];
	readonly outsideFailures: FileReport['outsideFailures'];
	readonly network: readonly NetworkState[];
	readonly context: DeviceSettings | null;
	readonly machineLines: readonly MachineLine[];
	/** Quoted for a file from which nothing can be read. */
	readonly firstLine: {readonly line: number; readonly text: string};
	readonly spanMs: number | null;
}

export interface Conclusions {
	readonly scans: readonly Scan[];
	readonly findings: readonly Finding[];
	readonly verdict: Verdict;
	readonly coverage: readonly string[];
}

export function evaluate(
	{log, wsus, stored, issues, outsideFailures, network, context, machineLines, firstLine, spanMs}: JudgeInput,
	rules: readonly Rule[],
): Conclusions {
	const {scans} = stored;
	const endLineOf = (scan: Scan): number | null => stored.endLineOf(scan);
	/** A single pass, because a packed scan is decoded from its bytes each time. */
	function* expected(): Generator<Scan> {
		for (const scan of scans) {
			const expectation = expectScan(scan, log, context);
			stored.expect(scan, expectation.expected, expectation.deviations);
			yield scan;
		}
	}
	const facts = factsOfFile({status: 'analyzed', log, wsus, context, issues, updates: updatesLevel(log), outsideFailures, neighbor: null});
	const offlineAt = createOfflineAt(network, network.length === 0 ? [] : goodScanLines(scans, endLineOf));
	const findings = diagnose(
		{
			expected: expected(),
			scans,
			quotesOf: (scan) => stored.quotesOf(scan),
			facts,
			issues,
			outsideFailures,
			weightOf: outsideFailures.length === 0 ? () => null : weighOutside(scans, outsideFailures, endLineOf),
			troubleOf: findTroubles(scans),
			offlineAt,
			offlineOf: network.length === 0 ? () => null : (scan) => offlineOf(scan, offlineAt),
			machineLines,
			firstLine,
			neighborLines: [],
		},
		rules,
	);
	return {
		scans,
		findings,
		verdict: verdictOf({
			status: 'analyzed',
			reason: null,
			scans,
			endLineOf,
			countOfService: (name) => stored.countOfService(name),
			findings,
			issues,
			outsideFailures,
		}),
		coverage: coverageOf({log, wsus, scans, context, spanMs}),
	};
}

/** The summary of a scan, which tells of the network, comes within so many lines after its end. */
const SUMMARY_LINES = 20;

function offlineOf({start, end, rootCause}: Scan, offlineAt: OfflineAt): NetworkState | null {
	const last = end === null ? (rootCause?.line ?? start?.line ?? null) : end.line + SUMMARY_LINES;
	return last === null ? null : offlineAt(start?.line ?? rootCause?.line ?? last, last);
}

export interface SkippedInput {
	readonly reason: string;
	readonly neighbor: NeighborLog | null;
	/** '' if the file has no text. */
	readonly firstLine: string;
	readonly context: DeviceSettings | null;
}

/** What the rules say about a file that is not a Windows Update log. */
export function evaluateSkipped({reason, neighbor, firstLine, context}: SkippedInput, rules: readonly Rule[]): Omit<Conclusions, 'scans'> {
	const facts = factsOfFile({status: 'skipped', log: null, wsus: null, context, issues: [], updates: 'unknown', neighbor}, reason);
	const quotes = neighbor === null ? [] : neighborQuotes(neighbor);
	const findings =
		firstLine === ''
			? []
			: diagnose(
					{
						expected: [],
						scans: [],
						quotesOf: () => [],
						facts,
						issues: [],
						outsideFailures: [],
						weightOf: () => null,
						troubleOf: () => null,
						offlineAt: () => null,
						offlineOf: () => null,
						machineLines: [],
						firstLine: {line: 1, text: firstLine},
						neighborLines: quotes,
					},
					rules,
				);
	const none = {scans: [], endLineOf: () => null, countOfService: () => 0, issues: [], outsideFailures: []};
	return {findings, verdict: verdictOf({status: 'skipped', reason, findings, ...none}), coverage: []};
}
