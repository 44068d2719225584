/** The text report of one file, as wulens analyze prints it. */
import {createTextReporter} from '../../src/core/report/reporters/text.js';
import type {FileReport} from '../../src/core/types.js';

/** In lines of any length. */
export function textReport(report: FileReport): string {
	return [...createTextReporter({version: '0', width: 10_000}).file(report)].join('');
}
