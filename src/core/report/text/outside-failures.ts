/** Formats failures outside scans for the text report, one paragraph each. */
import type {FileReport} from '../../types.js';
import {outsideCountsText, outsideFailureText, tellingFailures} from '../../wording/outside-failures.js';
import {counted} from '../../wording/labels.js';
import type {Layout} from './layout.js';

const MAX_FAILURES = 12;

/** Empty where there are none. */
export function outsideFailuresText(file: FileReport, {marks, paint, paragraph}: Layout): string {
	const failures = tellingFailures(file);
	if (failures.length === 0) return '';
	const lines = failures.slice(0, MAX_FAILURES).map(({failure}) => {
		const mark = failure.recovered === null ? paint('bad', marks.bad) : paint('warning', marks.warning);
		return paragraph(outsideFailureText(failure, marks.dash), 4, undefined, `  ${mark} `);
	});
	if (failures.length > MAX_FAILURES) lines.push(paragraph(`and ${counted(failures.length - MAX_FAILURES, 'more failure')}`, 4, 'dim'));
	return `\n${paragraph('Failures outside scans:', 2, 'strong')}${lines.join('')}`;
}

/** For a report of the verdict alone, where the failures are all that the log has to tell; else empty. */
export function outsideFailuresLine(file: FileReport, {paragraph, marks}: Layout): string {
	const [first] = tellingFailures(file);
	if (first === undefined || file.scans.length > 0 || file.findings.length > 0) return '';
	return paragraph(`${outsideCountsText(file)}. ${outsideFailureText(first.failure, marks.dash)}`, 4);
}
