/** All results as one results file, in an order that does not depend on the run. */
import {resultLine} from '../../../core/triage/result-line.js';
import {plainJson} from '../../../core/wording/plain-text.js';
import type {CreateOutput} from './output.js';

export const createResultsOutput: CreateOutput = (write) => ({
	addResult: (_, __, {whole}) => write(`${plainJson(resultLine(whole))}\n`),
	addDone: (line) => write(`${plainJson(JSON.stringify(line))}\n`),
	async end() {},
});
