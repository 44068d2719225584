/** Writes one FileReport per line. */
import {compactJson} from '../report-json.js';
import type {CreateReporter} from '../reporter.js';

export const createNdjsonReporter: CreateReporter = () => ({
	begin: () => '',
	*file(report) {
		yield* compactJson(report);
		yield '\n';
	},
	end: () => '',
});
