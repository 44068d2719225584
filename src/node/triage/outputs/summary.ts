/** The summary as JSON. */
import {summaryJson} from '../../../core/triage/summary-json.js';
import type {CreateOutput} from './output.js';

export const createSummaryOutput: CreateOutput = (write) => ({
	async end(summary) {
		for (const part of summaryJson(summary)) await write(part);
	},
});
