/** All results as one results file, in an order that does not depend on the run. */
import {plainJson} from '../../../core/wording/plain-text.js';
import type {CreateOutput} from './output.js';

export const createResultsOutput: CreateOutput = (write) => ({
	addResult: (_, __, {whole}) => write(`${plainJson(JSON.stringify(whole))}\n`),
	addDone: (line) => write(`${plainJson(JSON.stringify(line))}\n`),
	async end() {},
});
