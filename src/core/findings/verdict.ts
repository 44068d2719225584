/** The answer in one sentence: how many scans failed, and the most common cause. Its level is that of the worst finding. */
import {isTroubledOpen} from '../scans/troubles.js';
import {
	type FileReport,
	type Finding,
	type Scan,
	SEVERITIES,
	type ServiceName,
	type Verdict,
	type VerdictLevel,
} from '../types.js';
import {counted} from '../wording/labels.js';
import {lowerFirst, sentence} from '../wording/sentences.js';
import {titlePartsOf} from './title-parts.js';
import {unreadParts} from './unread.js';

export type VerdictInput = Pick<FileReport, 'status' | 'reason' | 'scans' | 'findings' | 'issues' | 'outsideFailures'>;

export function verdictOf(input: VerdictInput): Verdict {
	if (input.status === 'skipped') return {level: 'none', text: input.reason ?? 'This is not a Windows Update log.'};
	const results = resultsOf(input.scans);
	return {level: levelOf(input, results), text: textOf(input, results)};
}

/** How the scans ended. A scan whose end or result is not in the log counts as unknown. */
interface Results {
	readonly total: number;
	readonly failed: readonly Scan[];
	readonly succeeded: number;
	readonly canceled: number;
	readonly ended: number;
	/** Without an end, and nothing shows that they are over. */
	readonly running: number;
	/** Of those without an end, those in which something went wrong. */
	readonly troubled: number;
	/** The last line of a scan that succeeded, 0 where none did. */
	readonly lastGood: number;
}

function resultsOf(scans: readonly Scan[]): Results {
	const failed: Scan[] = [];
	const open: Scan[] = [];
	const counts = {succeeded: 0, canceled: 0, ended: 0, lastGood: 0};
	for (const scan of scans) {
		if (scan.outcome === 'failed') failed.push(scan);
		if (scan.end === null) {
			if (scan.outcome === 'unknown') open.push(scan);
			continue;
		}
		counts.ended++;
		if (scan.outcome === 'cancelled') counts.canceled++;
		if (scan.outcome !== 'succeeded') continue;
		counts.succeeded++;
		counts.lastGood = Math.max(counts.lastGood, scan.end.line);
	}
	const running = open.length === 0 ? 0 : runningOf(scans, open);
	return {total: scans.length, failed, ...counts, running, troubled: open.filter(isTroubledOpen).length};
}

/** A scan is over when its thread begins another one, or another process does. */
function runningOf(scans: readonly Scan[], open: readonly Scan[]): number {
	const candidates = new Set(open.map(({id}) => id));
	const last = scans.at(-1);
	const laterThreads = new Set<number>();
	let running = 0;
	for (let index = scans.length - 1; index >= 0; index--) {
		const scan = scans[index];
		if (scan === undefined || scan.pid !== last?.pid) break;
		if (candidates.has(scan.id) && scan.start !== null && !laterThreads.has(scan.tid)) running++;
		laterThreads.add(scan.tid);
	}
	return running;
}

/** Good is what is proven: canceled scans, scans without a result, and what failed after the last success prove nothing. */
function levelOf(input: VerdictInput, {total, failed, succeeded, troubled, lastGood}: Results): VerdictLevel {
	const {findings} = input;
	const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
	if (worst === 'error' || worst === 'warning') return worst;
	const explained = new Set(findings.flatMap(({scans}) => scans));
	if (failed.some(({id}) => !explained.has(id))) return 'error';
	if (total === 0) return findings.some(({failures}) => failures.length > 0) ? 'info' : 'none';
	const hasNews = failed.length > 0 || troubled > 0 || newsOutside(input, lastGood) !== undefined;
	if (hasNews) return 'info';
	return succeeded > 0 && unreadParts(input.issues).length === 0 ? 'good' : 'none';
}

/** What failed outside scans after the last success. */
function newsOutside({findings, outsideFailures}: VerdictInput, lastGood: number): Finding | undefined {
	return findings.find(({failures}) => failures.some((index) => (outsideFailures[index]?.last.line ?? 0) > lastGood));
}

function textOf(input: VerdictInput, results: Results): string {
	const {findings, issues} = input;
	const text =
		results.total === 0
			? withoutScans(input)
			: results.failed.length > 0
				? withFailures(findings, input.scans, results)
				: withoutFailures(input, results);
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

function withFailures(findings: readonly Finding[], scans: readonly Scan[], results: Results): string {
	const of = failedText(scans, results);
	const running = results.running === 0 ? '' : ` ${runningSentence(results.running)}`;
	const causes = findings.filter((finding) => titlePartsOf(finding).trouble !== null);
	const lasting = byScans(causes.filter((finding) => titlePartsOf(finding).trouble === 'lasting'));
	const [cause] = lasting;
	if (cause !== undefined) {
		const {inVerdict} = titlePartsOf(cause);
		const words = inVerdict !== null && lasting.length === 1 ? inVerdict : lowerFirst(cause.title);
		return `${sentence(lasting.length === 1 ? `${of}: ${words}` : `${of} for ${lasting.length} reasons, most often: ${words}`)}${running}`;
	}
	const recurring = byScans(causes.filter((finding) => titlePartsOf(finding).trouble === 'recurring'));
	const [worst = byScans(causes)[0]] = recurring;
	if (worst === undefined) return `${of}.${running}`;
	const told = recurring.length > 0 ? recurring : causes;
	const reasons = told.length === 1 ? '' : ` for ${told.length} reasons, most often`;
	const other = findings.find((finding) => finding.severity !== 'info' && !told.includes(finding));
	if (recurring.length > 0) return `${sentence(`${of}${reasons}: ${lowerFirst(worst.title)}`)}${running}`;
	return other === undefined
		? `${sentence(`${of}${reasons}: ${lowerFirst(worst.title)}`)} Nothing to do.${running}`
		: `${sentence(`${of}${reasons}: ${lowerFirst(worst.title)}; but ${lowerFirst(other.title)}`)}${running}`;
}

function byScans(findings: readonly Finding[]): readonly Finding[] {
	return [...findings].sort((a, b) => b.scans.length - a.scans.length);
}

/** Where scans of one service fail and others are of another, their numbers say nothing about each other. */
function failedText(scans: readonly Scan[], {failed, total}: Results): string {
	if (total === 1) return 'The only scan failed';
	const [first] = failed;
	const name = first?.service.name ?? null;
	if (name !== null && failed.every(({service}) => service.name === name)) {
		const same = scans.filter(({service}) => service.name === name).length;
		if (same < total) return `${failedOf(failed.length, same, name)} (${othersText(total - same)})`;
	}
	return `${failed.length} of ${total} scans failed`;
}

function failedOf(failed: number, same: number, name: ServiceName): string {
	return same === 1 ? `The only scan of ${name} failed` : `${failed} of ${same} scans of ${name} failed`;
}

function othersText(count: number): string {
	return count === 1 ? 'the other one is of another service' : 'the others are of another service';
}

function withoutFailures(input: VerdictInput, results: Results): string {
	const done = doneText(results);
	const warnings = input.findings.filter((finding) => finding.severity === 'warning' || finding.severity === 'error');
	const [warning] = warnings;
	if (warning !== undefined)
		return sentence(
			`${done}, but ${lowerFirst(warning.title)}${warnings.length > 1 ? `; plus ${counted(warnings.length - 1, 'more warning')}` : ''}`,
		);
	const news = newsOutside(input, results.lastGood);
	return news === undefined ? `${done}.` : sentence(`${done}, but ${lowerFirst(news.title)}`);
}

function doneText({total, ended, succeeded, canceled, running, troubled}: Results): string {
	const unknown = total - succeeded - canceled;
	const wrong = troubled > 0 ? ', and something went wrong in it' : '';
	if (ended === 0) {
		const starts = running === total ? runningPhrase(running) : counted(total, 'scan starts', 'scans start');
		return `No scan ends in this log (${starts}${running === 1 ? wrong : ''})`;
	}
	const rest = unknownText(unknown - running, running);
	if (unknown === total) return `The ${total === 1 ? 'scan result is' : 'scan results are'} not in this log${running === 0 ? '' : ` (${runningPhrase(running)})`}`;
	if (succeeded === total) return `${allText(total)} succeeded`;
	if (canceled === total) return `${allText(total)} ${wereText(total)} canceled`;
	const parts = [
		...(succeeded === 0 ? [] : [`${succeeded} of ${total} scans succeeded`]),
		...(canceled === 0 ? [] : [`${canceled}${succeeded === 0 ? ` of ${total} scans` : ''} ${wereText(canceled)} canceled`]),
	].join(' and ');
	return unknown === 0 ? parts : `${parts} (${rest}${running === 1 ? wrong : ''})`;
}

function unknownText(missing: number, running: number): string {
	return [
		...(running === 0 ? [] : [runningPhrase(running)]),
		...(missing === 0 ? [] : [missing === 1 ? 'one result is not in this log' : `${missing} results are not in this log`]),
	].join('; ');
}

function runningPhrase(count: number): string {
	return `${counted(count, 'scan')} ${wereText(count)} still running`;
}

function runningSentence(count: number): string {
	return `${count === 1 ? 'One scan' : `${count} scans`} ${wereText(count)} still running.`;
}

function allText(count: number): string {
	return count === 1 ? 'The scan' : count === 2 ? 'Both scans' : `All ${count} scans`;
}

function wereText(count: number): string {
	return count === 1 ? 'was' : 'were';
}
