/** The answer in one sentence: how many scans failed, and the most common cause. */
import {counted} from '../wording/labels.js';
import type {FileStatus, Finding, Scan, Verdict} from '../types.js';
import {titlePartsOf} from './title-parts.js';

export function verdictOf(status: FileStatus, reason: string | null, scans: readonly Scan[], findings: readonly Finding[]): Verdict {
	if (status === 'skipped') {
		// Another log may show failures; that nothing failed in it proves nothing.
		const level = findings.find((finding) => finding.severity !== 'info')?.severity ?? 'none';
		return {level, text: reason ?? 'This is not a Windows Update log.'};
	}
	if (scans.length === 0) {
		const problem = findings.find((finding) => finding.severity !== 'info');
		if (problem !== undefined) return {level: problem.severity, text: sentence(problem.title)};
		return {level: 'none', text: 'This log contains no scans.'};
	}
	const failed = scans.filter((scan) => scan.outcome === 'failed').length;
	if (failed > 0) {
		const causes = findings.filter((finding) => finding.severity === 'error' && finding.scans.length > 0);
		const [cause] = [...causes].sort((a, b) => b.scans.length - a.scans.length);
		const of = scans.length === 1 ? 'The only scan failed' : `${failed} of ${scans.length} scans failed`;
		if (cause === undefined) return {level: 'error', text: `${of}${topTitle(findings)}.`};
		const {inVerdict} = titlePartsOf(cause);
		if (inVerdict !== null && causes.length === 1) return {level: 'error', text: sentence(`${of}: ${inVerdict}`)};
		return {
			level: 'error',
			text:
				causes.length === 1
					? `${of}: ${sentence(lowerFirst(cause.title))}`
					: `${of} for ${causes.length} reasons, most often: ${sentence(lowerFirst(cause.title))}`,
		};
	}
	const warnings = findings.filter((finding) => finding.severity === 'warning');
	const done = doneText(scans);
	const [warning] = warnings;
	if (warning !== undefined)
		return {
			level: 'warning',
			text: sentence(
				`${done}, but ${lowerFirst(warning.title)}${warnings.length > 1 ? `; plus ${counted(warnings.length - 1, 'more warning')}` : ''}`,
			),
		};
	// Good is what is proven: canceled scans and scans without a result prove nothing.
	return {level: scans.some((scan) => scan.end !== null && scan.outcome === 'succeeded') ? 'good' : 'none', text: `${done}.`};
}

/** For a failed scan whose cause is only a warning, such as a shutdown. */
function topTitle(findings: readonly Finding[]): string {
	const cause = findings.find((finding) => finding.severity === 'warning' && finding.scans.length > 0);
	return cause === undefined ? '' : `: ${lowerFirst(cause.title)}`;
}

/** What is known about the results where no scan failed. A scan whose end or result is not in the log counts as unknown. */
function doneText(scans: readonly Scan[]): string {
	const total = scans.length;
	const ended = scans.filter((scan) => scan.end !== null);
	const succeeded = ended.filter((scan) => scan.outcome === 'succeeded').length;
	const canceled = ended.filter((scan) => scan.outcome === 'cancelled').length;
	const unknown = total - succeeded - canceled;
	if (ended.length === 0) return `No scan ends in this log (${counted(total, 'scan starts', 'scans start')})`;
	if (unknown === total) return `The ${total === 1 ? 'scan result is' : 'scan results are'} not in this log`;
	if (succeeded === total) return `${allText(total)} succeeded`;
	if (canceled === total) return `${allText(total)} ${wereText(total)} canceled`;
	const results = [
		...(succeeded === 0 ? [] : [`${succeeded} of ${total} scans succeeded`]),
		...(canceled === 0 ? [] : [`${canceled}${succeeded === 0 ? ` of ${total} scans` : ''} ${wereText(canceled)} canceled`]),
	].join(' and ');
	const rest = unknown === 1 ? 'one result is' : `${unknown} results are`;
	return unknown === 0 ? results : `${results} (${rest} not in this log)`;
}

function allText(count: number): string {
	return count === 1 ? 'The scan' : count === 2 ? 'Both scans' : `All ${count} scans`;
}

function wereText(count: number): string {
	return count === 1 ? 'was' : 'were';
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** For use inside a sentence; names such as WSUS keep their capitals. */
function lowerFirst(text: string): string {
	return /^(?:The|A|An|No|Neither|Something|Whether|Scans|Certificate|Could|Our|This)\b/.test(text)
		? (text[0] ?? '').toLowerCase() + text.slice(1)
		: text;
}
