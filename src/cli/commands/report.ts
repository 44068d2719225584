/** `wulens report`: results of triages in, their outputs again, without the logs. */
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {RESULTS_NAME} from '../../node/triage/run-folder.js';
import type {ExitCode} from '../exit-codes.js';
import {cannotRead} from '../inputs.js';
import type {Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {chooseInventory} from '../inventory.js';
import {checkFilter, checkOutputValues, exitCodeOf, makeOutputs} from '../triage-outputs.js';
import {UsageError} from '../usage-error.js';

export async function reportCommand({values, positionals}: Parsed<'report'>): Promise<ExitCode> {
	checkOutputValues(values);
	const files = await Promise.all(positionals.map(resultsIn));
	const choice = await chooseInventory(values.inventory, values['group-by']);
	checkFilter(values, choice.inventory);
	const summary = await makeOutputs(files, values, choice, outputTo(process.stdout));
	if (summary.ledger.inputs === 0 && summary.sources.unreadable === 0) throw new UsageError('There are no results in what you named.');
	return exitCodeOf(summary, values['fail-on']);
}

async function resultsIn(path: string): Promise<string> {
	try {
		return (await stat(path)).isDirectory() ? join(path, RESULTS_NAME) : path;
	} catch (error) {
		throw cannotRead(path, error);
	}
}
