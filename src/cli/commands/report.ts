/** `wulens report`: results of triages in, their outputs again, without the logs. */
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {inputErrorReason} from '../../node/input-error.js';
import {RESULTS_NAME} from '../../node/triage/run-folder.js';
import {parseArguments} from '../arguments.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {REPORT_HELP} from '../help-triage.js';
import {outputTo} from '../output.js';
import {exitCodeOf, makeOutputs, OUTPUT_CONFIG, parseOutputArguments} from '../output-options.js';
import {UsageError} from '../usage-error.js';

export async function reportCommand(argv: readonly string[]): Promise<ExitCode> {
	const {values, positionals} = parseArguments({args: [...argv], allowPositionals: true, allowNegative: true, options: OUTPUT_CONFIG});
	const output = outputTo(process.stdout);
	if (values.help === true) {
		await output.write(REPORT_HELP);
		return EXIT.done;
	}
	if (positionals.length === 0) throw new UsageError(`which results? Name the ${RESULTS_NAME} of a triage, or its folder`);
	const args = parseOutputArguments(values);
	const files = await Promise.all(positionals.map(resultsIn));
	const summary = await makeOutputs(files, args, output);
	if (summary.ledger.inputs === 0) throw new UsageError('there is no result in what was given');
	return exitCodeOf(summary, args.failOn);
}

async function resultsIn(path: string): Promise<string> {
	try {
		return (await stat(path)).isDirectory() ? join(path, RESULTS_NAME) : path;
	} catch (error) {
		const reason = inputErrorReason(error);
		throw reason === null ? error : new UsageError(`cannot read ${path}: ${reason}`);
	}
}
