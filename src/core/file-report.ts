/** The end of an analysis: what the stages found in one file is judged, and put together as its report. */
import {evaluate, evaluateSkipped} from './findings/judge.js';
import type {Rule} from './findings/rule.js';
import {RULES} from './findings/rules/index.js';
import {issues, LOG_ISSUES} from './issues.js';
import type {TextFacts} from './lines/text-quality.js';
import {type Guess, GUESSES} from './records/record-header.js';
import type {RecordStats} from './records/record-parser.js';
import type {TimeFacts} from './records/time-tracker.js';
import type {LogFactsCollector} from './scans/log-facts.js';
import {plainScan} from './scans/packed/packed-scan-list.js';
import type {NetworkStates} from './scans/network-states.js';
import type {AssembledScans} from './scans/scan-assembler.js';
import type {WsusFactsCollector} from './scans/wsus-facts.js';
import type {SourceEnd} from './sources/source-reader.js';
import type {DeviceSettings, FileReport, Issue, LogFacts, Scan} from './types.js';

export interface FileReportOptions {
	/** Name of the input in the report. @default '' */
	readonly path?: string;
	/** Entry inside an archive. @default null */
	readonly member?: string | null;
	/** What files beside the log say about the device. @default null */
	readonly context?: DeviceSettings | null;
	/** Rules that judge, the first cause that fits a failed scan first. @default the rules of the project */
	readonly rules?: readonly Rule[];
	/**
	 * `packed`: scans take few bytes each, and are read from them whenever they are asked for, so that a log may have a
	 * hundred thousand. Spreading or comparing such a scan finds nothing: see plainScan. `packed-if-many`: packed where a log has
	 * more than a few hundred. @default 'plain'
	 */
	readonly scans?: 'plain' | 'packed' | 'packed-if-many';
}

/** What each stage has found. */
export interface StageResults {
	readonly source: SourceEnd;
	readonly text: TextFacts;
	readonly records: Readonly<RecordStats>;
	readonly time: TimeFacts;
	readonly facts: LogFactsCollector;
	readonly wsus: WsusFactsCollector;
	readonly network: NetworkStates;
	readonly scans: AssembledScans;
}

/** The report about a file that is no such log. */
export function skippedReport(
	{reason, neighbor}: Pick<FileReport, 'neighbor'> & {readonly reason: string},
	results: Pick<StageResults, 'source' | 'facts'>,
	traces: FileReport['traces'],
	{path = '', member = null, context = null, rules = RULES}: FileReportOptions,
): FileReport {
	return {
		path,
		member,
		status: 'skipped',
		reason,
		bytes: results.source.bytes,
		log: null,
		wsus: null,
		context,
		scans: [],
		outsideFailures: [],
		network: [],
		// What is told instead of a log may lack something; of other files it is part of the reason.
		issues: neighbor === null ? [] : results.source.issues,
		traces,
		neighbor,
		...evaluateSkipped({reason, neighbor, firstLine: firstLineOf(results).text, context}, rules),
	};
}

/** The report about a log. */
export function analyzedReport(results: StageResults, options: FileReportOptions): FileReport {
	const {path = '', member = null, context = null, rules = RULES, scans: form = 'plain'} = options;
	const {source, facts, time} = results;
	const {stored} = results.scans;
	const log = logFactsOf(results);
	const found = issuesOf(results);
	const wsus = results.wsus.end(wsusServerOf(stored.scans));
	const conclusions = evaluate(
		{
			log,
			wsus,
			stored,
			issues: found,
			outsideFailures: results.scans.outside.failures,
			network: results.network.states,
			context,
			machineLines: facts.machineLines,
			firstLine: firstLineOf(results),
			spanMs: time.spanMs,
		},
		rules,
	);
	return {
		path,
		member,
		status: 'analyzed',
		reason: null,
		bytes: source.bytes,
		log,
		wsus,
		context,
		outsideFailures: results.scans.outside.failures,
		network: results.network.states,
		issues: found,
		traces: source.traces,
		neighbor: null,
		...conclusions,
		scans: form === 'plain' ? stored.scans.map(plainScan) : stored.scans,
	};
}

function logFactsOf({source, text, records: stats, time, facts}: StageResults): LogFacts {
	const {lines, records, continuationLines, unparsedLines} = stats;
	const {firstTime, lastTime, utcOffset} = time;
	const {clientVersions, windowsBuilds} = facts.versions();
	return {
		dialect: source.isTrace ? 'trace' : facts.dialect(records + stats.gluedEntries),
		encoding: text.encoding,
		lines,
		records,
		continuationLines,
		unparsedLines,
		firstTime,
		lastTime,
		utcOffset,
		machineName: facts.machineName,
		clientVersions,
		windowsBuilds: windowsBuilds.length > 0 ? windowsBuilds : source.windowsBuilds,
		verbose: facts.verbose,
	};
}

/** In the order in which a reader is to learn of them: the source first, then its text, times and scans. */
function issuesOf({source, text, records, time, facts, network, scans}: StageResults): readonly Issue[] {
	const {count, firstLine} = facts.undecoded;
	return [
		...issues(LOG_ISSUES.undecoded, count, firstLine, count === records.records + records.gluedEntries),
		...source.issues,
		...text.issues,
		...layoutIssues(records),
		...time.issues,
		...issues(LOG_ISSUES.droppedFacts, scans.dropped, null),
		...issues(LOG_ISSUES.droppedFailures, scans.outside.dropped + network.dropped, null),
		...issues(LOG_ISSUES.droppedScans, scans.droppedScans, scans.firstDroppedScan, scans.stored.scans.length),
		...issues(LOG_ISSUES.closedEarly, scans.closedEarly, null),
		...issues(LOG_ISSUES.longRecords, records.droppedBytes > 0 ? records.longRecords : 0, records.firstLongRecord, records.droppedBytes),
	];
}

/** How lines were read that are not as the client writes them, and which were not. */
function layoutIssues({unread, otherText, gluedEntries, firstGluedLine, guessed}: Readonly<RecordStats>): readonly Issue[] {
	return [
		...issues(LOG_ISSUES.unparsedLines, unread.count, unread.firstLine),
		...issues(LOG_ISSUES.otherText, otherText.count, otherText.firstLine),
		...issues(LOG_ISSUES.gluedEntries, gluedEntries, firstGluedLine),
		...GUESSES.flatMap((guess) => issues(GUESS_ISSUES[guess], guessed[guess]?.count ?? 0, guessed[guess]?.firstLine ?? null)),
	];
}

const GUESS_ISSUES = {
	columns: LOG_ISSUES.noColumns,
	ids: LOG_ISSUES.noIds,
	date: LOG_ISSUES.noDate,
	day: LOG_ISSUES.noDay,
} as const satisfies Record<Guess, unknown>;

/** A line that stands for a file nothing can be read from. */
function firstLineOf({source, facts: {undecoded}}: Pick<StageResults, 'source' | 'facts'>): {readonly line: number; readonly text: string} {
	const isQuoted = undecoded.count > 0 && !source.isTrace;
	return {line: Math.max(1, undecoded.firstLine), text: isQuoted ? undecoded.firstText : source.firstText};
}

/** Of the first scan of WSUS that names one. */
function wsusServerOf(scans: readonly Scan[]): string | null {
	return scans.find(({service, server}) => service.name === 'WSUS' && server !== null)?.server?.url ?? null;
}
