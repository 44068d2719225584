/** One FileReport a line. */
import {plainJson} from '../plain-text.js';
import type {CreateReporter} from '../reporter.js';

export const createNdjsonReporter: CreateReporter = () => ({
	begin: () => '',
	file: (report) => `${plainJson(JSON.stringify(report))}\n`,
	end: () => '',
});
