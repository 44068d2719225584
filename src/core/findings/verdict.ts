/** The answer in one sentence: how many scans went wrong, and what speaks for most of them. */
import {counted} from '../wording/labels.js';
import type {FileStatus, Finding, Scan, Verdict} from '../types.js';
import {titlePartsOf} from './title-parts.js';

export function verdictOf(status: FileStatus, reason: string | null, scans: readonly Scan[], findings: readonly Finding[]): Verdict {
	if (status === 'skipped') return {level: 'none', text: reason ?? 'This is not a Windows Update log.'};
	if (scans.length === 0) {
		const problem = findings.find((finding) => finding.severity !== 'info');
		if (problem !== undefined) return {level: problem.severity, text: sentence(problem.title)};
		return {level: 'none', text: 'No scan begins or ends in this log.'};
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
					: `${of}, for ${causes.length} reasons; most often: ${sentence(lowerFirst(cause.title))}`,
		};
	}
	const warnings = findings.filter((finding) => finding.severity === 'warning');
	const done = doneText(scans);
	const [warning] = warnings;
	if (warning !== undefined)
		return {
			level: 'warning',
			text: sentence(
				`${done}, but: ${lowerFirst(warning.title)}${warnings.length > 1 ? `; and ${counted(warnings.length - 1, 'more warning')}` : ''}`,
			),
		};
	return {level: scans.some((scan) => scan.end !== null && scan.outcome !== 'unknown') ? 'good' : 'none', text: `${done}.`};
}

/** A failed scan whose cause is no error, such as a shutdown. */
function topTitle(findings: readonly Finding[]): string {
	const cause = findings.find((finding) => finding.severity === 'warning' && finding.scans.length > 0);
	return cause === undefined ? '' : `: ${lowerFirst(cause.title)}`;
}

/** What became of the scans where none failed, without a word about those whose result is not in the log. */
function doneText(scans: readonly Scan[]): string {
	const ended = scans.filter((scan) => scan.end !== null);
	const known = ended.filter((scan) => scan.outcome !== 'unknown');
	if (ended.length === 0) return `No scan ends in this log (${counted(scans.length, 'scan begins', 'scans begin')})`;
	if (known.length === 0)
		return ended.length === 1
			? 'The result of the scan is not in this log'
			: `The results of the ${ended.length} scans are not in this log`;
	const rest = ended.length === known.length ? '' : `; the result of ${`${ended.length - known.length} more`} is not in it`;
	return `${known.length === 1 ? (ended.length === 1 ? 'The scan in this log did not fail' : 'One scan in this log did not fail') : `None of the ${known.length} scans that end in this log failed`}${rest}`;
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Within a sentence; names such as WSUS keep their capitals. */
function lowerFirst(text: string): string {
	return /^(?:The|A|An|No|Neither|Something|Whether|Scans|Certificate|Our|This)\b/.test(text)
		? (text[0] ?? '').toLowerCase() + text.slice(1)
		: text;
}
