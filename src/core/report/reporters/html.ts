/** Writes the report as one self-contained page to view, share, or print. */
import {firstStepOf, stepWords} from '../../findings/first-step.js';
import {firstSentence} from '../../wording/sentences.js';
import {fileSection, shortSection} from '../html/file-section.js';
import {type PageFile, reportPage} from '../html/page.js';
import type {FileReport} from '../../types.js';
import type {CreateReporter} from '../reporter.js';
import {fileName} from '../../wording/labels.js';

/** Limits on scans shown in full, to keep the page usable. */
const MAX_DETAILS_PER_FILE = 200;
const MAX_DETAILS = 1000;
/** Characters of the sections of all files. Beyond it, only names, verdicts and first steps are shown. */
const MAX_LENGTH = 100_000_000;

/** One self-contained HTML page. It makes no requests. Its title and order depend on all files, so it is written at the end. */
export const createHtmlReporter: CreateReporter = ({version}) => {
	const files: PageFile[] = [];
	let details = 0;
	let length = 0;
	return {
		begin: () => '',
		file(report) {
			const anchor = `file-${files.length + 1}`;
			const room = Math.min(MAX_DETAILS_PER_FILE, MAX_DETAILS - details);
			const {head, body, detailed} = length > MAX_LENGTH ? shortSection(report) : fileSection(report, anchor, room);
			details += detailed;
			length += body.length;
			const {verdict} = report;
			files.push({anchor, name: fileName(report), verdict, step: stepText(report), head, body});
			return [];
		},
		end: (totals) => reportPage(version, totals, files).join(''),
	};
};

function stepText({findings}: FileReport): string | null {
	const first = firstStepOf(findings);
	return first === null ? null : stepWords({...first.step, text: firstSentence(first.step.text)});
}
