/** The last stage: compares scans with the expected behavior, diagnoses them, and produces the verdict and coverage. */
import {expectScan} from '../expected-behavior/scan-expectation.js';
import {updatesLevel} from '../expected-behavior/updates-level.js';
import {neighborQuotes} from '../neighbors/neighbor-text.js';
import type {MachineLine} from '../scans/log-facts.js';
import type {PackedScanList} from '../scans/packed/scan-packer.js';
import type {DeviceSettings, Finding, Issue, LogFacts, NeighborLog, Scan, Verdict, WsusFacts} from '../types.js';
import {coverageOf} from './coverage.js';
import {diagnose} from './diagnose.js';
import {factsOfFile} from './facts.js';
import type {Rule} from './rule.js';
import {verdictOf} from './verdict.js';

export interface JudgeInput {
	readonly log: LogFacts;
	readonly wsus: WsusFacts | null;
	readonly stored: PackedScanList;
	readonly issues: readonly Issue[];
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
	{log, wsus, stored, issues, context, machineLines, firstLine, spanMs}: JudgeInput,
	rules: readonly Rule[],
): Conclusions {
	const {scans, quotesOf} = stored;
	/** A single pass, because a packed scan is decoded from its bytes each time. */
	function* expected(): Generator<Scan> {
		for (const scan of scans) {
			const expectation = expectScan(scan, log, context);
			stored.expect(scan, expectation.expected, expectation.deviations);
			yield scan;
		}
	}
	const facts = factsOfFile({status: 'analyzed', log, wsus, context, issues, updates: updatesLevel(log), neighbor: null});
	const findings = diagnose({expected: expected(), scans, quotesOf, facts, issues, machineLines, firstLine, neighborLines: []}, rules);
	return {
		scans,
		findings,
		verdict: verdictOf('analyzed', null, scans, findings),
		coverage: coverageOf({log, wsus, scans, context, spanMs}),
	};
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
						machineLines: [],
						firstLine: {line: 1, text: firstLine},
						neighborLines: quotes,
					},
					rules,
				);
	return {findings, verdict: verdictOf('skipped', reason, [], findings), coverage: []};
}
