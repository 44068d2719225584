/** The answer in one sentence: how many scans failed, and the most common cause. Its level is that of the worst finding. */
import {isTroubledOpen} from '../scans/open-scans.js';
import {TROUBLE_STATES} from '../scans/troubles.js';
import {
	type FileReport,
	type Finding,
	type Moment,
	type OutsideFailure,
	type Scan,
	SEVERITIES,
	type Verdict,
	type VerdictLevel,
} from '../types.js';
import {counted} from '../wording/labels.js';
import {lowerFirst, sentence, upperFirst} from '../wording/sentences.js';
import {causeStoryOf} from './cause-stories.js';
import {compareWithGood} from './outside-weights.js';
import {titlePartsOf} from './title-parts.js';
import {unreadParts} from './unread.js';

export interface VerdictInput extends Pick<FileReport, 'status' | 'reason' | 'scans' | 'findings' | 'issues' | 'outsideFailures'> {
	/** The line of the end of a scan; `null` where the log has none. */
	readonly endLineOf: (scan: Scan) => number | null;
	readonly countOfService: (name: string) => number;
}

export function verdictOf(input: VerdictInput): Verdict {
	if (input.status === 'skipped') {
		// Another log may show failures; that nothing failed in it proves nothing.
		const level = input.findings.find(({severity}) => severity !== 'info')?.severity ?? 'none';
		return {level, text: input.reason ?? 'This is not a Windows Update log.'};
	}
	const results = resultsOf(input);
	return {level: levelOf(input, results), text: textOf(input, results)};
}

/** How the scans ended. A scan whose end or result is not in the log counts as unknown. */
interface Results {
	readonly total: number;
	readonly failed: readonly Scan[];
	readonly succeeded: number;
	readonly canceled: number;
	readonly ended: number;
	/** Of these, those whose result no line shows. */
	readonly untold: number;
	/** Of those without an end, those whose start is in the log. */
	readonly begun: number;
	/** Without an end, and nothing shows that they are over. */
	readonly running: number;
	/** Of those without an end, those in which something went wrong. */
	readonly troubled: number;
}

function resultsOf({scans, endLineOf}: VerdictInput): Results {
	const failed: Scan[] = [];
	const open: Scan[] = [];
	const counts = {succeeded: 0, canceled: 0, ended: 0, untold: 0};
	for (const scan of scans) {
		if (scan.outcome === 'failed') failed.push(scan);
		const end = endLineOf(scan);
		if (end === null) {
			if (scan.outcome === 'unknown') open.push(scan);
			continue;
		}
		counts.ended++;
		if (scan.outcome === 'unknown') counts.untold++;
		if (scan.outcome === 'cancelled') counts.canceled++;
		if (scan.outcome !== 'succeeded') continue;
		counts.succeeded++;
	}
	const running = open.length === 0 ? 0 : runningOf(scans, open);
	const begun = open.filter(({start}) => start !== null).length;
	return {total: scans.length, failed, ...counts, begun, running, troubled: open.filter(isTroubledOpen).length};
}

/** A scan is over when its thread begins another one, or its caller does for the same service, or another process does. */
function runningOf(scans: readonly Scan[], open: readonly Scan[]): number {
	const candidates = new Set(open.map(({id}) => id));
	const last = scans.at(-1);
	const later = new Set<number | string>();
	let running = 0;
	let left = open.length;
	for (let index = scans.length - 1; index >= 0 && left > 0; index--) {
		const scan = scans[index];
		if (scan === undefined || scan.pid !== last?.pid) break;
		const caller = `${scan.service.id ?? ''} ${scan.caller}`;
		if (candidates.has(scan.id)) left--;
		if (candidates.has(scan.id) && scan.start !== null && !later.has(scan.tid) && !later.has(caller)) running++;
		later.add(scan.tid).add(caller);
	}
	return running;
}

/** Good is what is proven: canceled scans, scans without a result, and what failed after the last success prove nothing. */
function levelOf(input: VerdictInput, {total, failed, succeeded, untold, troubled}: Results): VerdictLevel {
	const {findings} = input;
	const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
	if (worst === 'error' || worst === 'warning') return worst;
	const explained = new Set(findings.flatMap(({scans}) => scans));
	if (failed.some(({id}) => !explained.has(id))) return 'error';
	if (total === 0) return findings.some(({failures}) => failures.length > 0) ? 'info' : 'none';
	const hasNews = failed.length > 0 || troubled > 0 || newsOutside(input) !== undefined;
	if (hasNews) return 'info';
	return succeeded > 0 && untold === 0 && unreadParts(input.issues).length === 0 ? 'good' : 'none';
}

/** What failed outside scans after the last success. */
function newsOutside({findings, outsideFailures, scans, endLineOf}: VerdictInput): Finding | undefined {
	const about = findings.filter(({failures}) => failures.length > 0);
	if (about.length === 0) return undefined;
	const isBeforeGood = compareWithGood(scans, endLineOf);
	return about.find(({failures}) => failures.some((index) => isNews(outsideFailures[index], isBeforeGood)));
}

/** That a scan worked says nothing of updates that could not be downloaded or installed. */
function isNews(failure: OutsideFailure | undefined, isBeforeGood: (moment: Moment) => boolean): boolean {
	if (failure === undefined) return false;
	return failure.kind === 'download' || failure.kind === 'install' || !isBeforeGood(failure.last);
}

function textOf(input: VerdictInput, results: Results): string {
	const {findings, issues} = input;
	const text =
		results.total === 0 ? withoutScans(input) : results.failed.length > 0 ? withFailures(input, results) : withoutFailures(input, results);
	const isTold = unreadParts(issues).length === 0 || findings.some(({rule}) => rule === 'log-undecoded') || text.includes(UNREAD);
	return isTold ? text : text.replace(/\.?$/, `; ${UNREAD}.`);
}

const UNREAD = 'parts of this log could not be read';

function withoutScans({findings}: VerdictInput): string {
	const outside = findings.find(({failures}) => failures.length > 0);
	const [worst] = findings;
	if (outside !== undefined && outside.severity === worst?.severity) return `${sentence(outside.title)} This log contains no scans.`;
	if (worst !== undefined && worst.severity !== 'info') {
		const also = outside === undefined ? '' : ` ${sentence(outside.title)}`;
		return `${sentence(worst.title)}${also}`;
	}
	return outside === undefined ? 'This log contains no scans.' : `${sentence(outside.title)} This log contains no scans.`;
}

function withFailures({findings, countOfService}: VerdictInput, results: Results): string {
	const {subject, aside} = failedText(countOfService, results);
	const running = results.running === 0 ? '' : ` ${runningSentence(results)}`;
	const causes = TROUBLE_STATES.map((state) => byScans(findings.filter((finding) => causeStoryOf(finding)?.trouble === state)));
	const [told = []] = causes.filter((some) => some.length > 0);
	const [cause, second] = told;
	if (cause === undefined) return `${subject} failed${aside}.${running}`;
	const {title, story, trouble} = causeStoryOf(cause) ?? {title: cause.title, story: null, trouble: 'lasting'};
	const words = titlePartsOf(cause).inVerdict ?? lowerFirst(title);
	const which = second?.scans.length === cause.scans.length ? 'among them' : 'most often';
	const reasons = told.length === 1 ? '' : ` for ${told.length} reasons, ${which}`;
	const other = findings.find((finding) => finding.severity !== 'info' && !told.includes(finding));
	const now = trouble !== 'over' ? '' : other === undefined ? ' Nothing to do.' : ` ${sentence(`Now: ${lowerFirst(other.title)}`)}`;
	return `${sentence(`${subject} ${reasons === '' ? (story ?? 'failed') : 'failed'}${aside}${reasons}: ${words}`)}${now}${running}`;
}

function byScans(findings: readonly Finding[]): readonly Finding[] {
	return [...findings].sort((a, b) => b.scans.length - a.scans.length);
}

/** Where scans of one service fail and others are of another, their numbers say nothing about each other. */
function failedText(
	countOfService: VerdictInput['countOfService'],
	{failed, total}: Results,
): {readonly subject: string; readonly aside: string} {
	if (total === 1) return {subject: 'The only scan', aside: ''};
	const [first] = failed;
	const name = first?.service.name ?? null;
	if (name !== null && failed.every(({service}) => service.name === name)) {
		const same = countOfService(name);
		const others = total - same;
		if (others > 0 && same > 1)
			return {
				subject: `${partText(failed.length, same)} of ${name}`,
				aside: others === 1 ? ' (the other one is of another service)' : ` (the other ${others} are of another service)`,
			};
	}
	return {subject: partText(failed.length, total), aside: ''};
}

function withoutFailures(input: VerdictInput, results: Results): string {
	const done = doneText(results);
	const warnings = input.findings.filter((finding) => finding.severity === 'warning' || finding.severity === 'error');
	const [warning] = warnings;
	if (warning !== undefined) {
		// That a scan was failing is told by its cause.
		const more = warnings.filter((finding) => finding !== warning && !OF_OPEN_SCANS.has(finding.rule)).length;
		const rest = more === 0 ? '' : `; plus ${counted(more, 'more warning')}`;
		const what = isFragment(results) ? `: ${lowerFirst(warning.title)}` : `, but ${asClause(warning.title)}`;
		return sentence(`${done}${what}${rest}`);
	}
	const news = newsOutside(input);
	return news === undefined ? `${done}.` : sentence(`${done}, but ${lowerFirst(news.title)}`);
}

const OF_OPEN_SCANS: ReadonlySet<string> = new Set(['failing-without-end']);

/** The title with a subject, to follow a conjunction. */
function asClause(title: string): string {
	return title.startsWith('Could ') ? `the PC ${lowerFirst(title)}` : lowerFirst(title);
}

/** Neither the start nor the end of a scan is in the log. */
function isFragment({ended, begun}: Results): boolean {
	return ended === 0 && begun === 0;
}

function doneText(results: Results): string {
	const {total, ended, begun, succeeded, canceled, running, troubled} = results;
	const unknown = total - succeeded - canceled;
	if (isFragment(results)) return total === 1 ? 'This log contains only part of a scan' : `This log contains only parts of ${total} scans`;
	if (ended === 0) {
		const starts = running === total ? runningText(running, troubled) : counted(begun, 'scan starts', 'scans start');
		return `No scan ends in this log (${starts})`;
	}
	const missing = unknown - running;
	if (missing === total) return `The ${total === 1 ? 'scan result is' : 'scan results are'} not in this log`;
	if (succeeded === total) return `${allText(total)} succeeded`;
	if (canceled === total) return `${allText(total)} ${wereText(total)} canceled`;
	const known = [
		...(succeeded === 0 ? [] : [`${succeeded} of ${total} scans succeeded`]),
		...(canceled === 0 ? [] : [`${canceled}${succeeded === 0 ? ` of ${total} scans` : ''} ${wereText(canceled)} canceled`]),
	].join(' and ');
	const rest = [
		...(running === 0 ? [] : [runningText(running, troubled)]),
		...(missing === 0 ? [] : [missing === 1 ? 'one result is not in this log' : `${missing} results are not in this log`]),
	].join('; ');
	if (unknown === 0) return known;
	return known === '' ? `No scan result is in this log (${rest})` : `${known} (${rest})`;
}

function runningText(running: number, troubled: number): string {
	return `${counted(running, 'scan')} ${wereText(running)} still running${troubled === 0 ? '' : ', with failures so far'}`;
}

function runningSentence({running, troubled}: Results): string {
	return sentence(running === 1 && troubled === 0 ? 'One scan was still running' : upperFirst(runningText(running, troubled)));
}

function allText(count: number): string {
	return count === 1 ? 'The scan' : count === 2 ? 'Both scans' : `All ${count} scans`;
}

function partText(count: number, total: number): string {
	return count === total ? allText(total) : `${count} of ${total} scans`;
}

function wereText(count: number): string {
	return count === 1 ? 'was' : 'were';
}
