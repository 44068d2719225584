/** Writes the report as one self-contained page to view, share, or print. */
import {fileSection} from '../html/file-section.js';
import {type IndexEntry, pageFoot, pageHead} from '../html/page.js';
import type {CreateReporter} from '../reporter.js';
import {fileName} from '../../wording/labels.js';

/** Limits on scans shown in full, to keep the page usable. */
const MAX_DETAILS_PER_FILE = 200;
const MAX_DETAILS = 1000;

/** One self-contained HTML page. It makes no requests and runs no scripts. */
export const createHtmlReporter: CreateReporter = ({version}) => {
	const index: IndexEntry[] = [];
	let details = 0;
	return {
		begin: () => pageHead(version),
		file(report) {
			const anchor = `file-${index.length + 1}`;
			index.push({anchor, name: fileName(report), verdict: report.verdict});
			const {html, detailed} = fileSection(report, anchor, Math.min(MAX_DETAILS_PER_FILE, MAX_DETAILS - details));
			details += detailed;
			return [html];
		},
		end: (totals) => pageFoot(version, totals, index),
	};
};
