/** Opens what a triage found in the terminal UI. */
import type {FileReport} from '../../core/index.js';
import type {Inventory} from '../../core/triage/inventory/inventory.js';
import type {Summary} from '../../core/triage/summary.js';
import {indexResults, type ResultsIndex} from '../../node/triage/results-file.js';
import type {ExitCode} from '../exit-codes.js';
import type {OptionValues} from '../options/values.js';
import {startViewer} from './start-viewer.js';

/** Who has so many logs of one machine looks at them by themselves. */
const MAX_REPORTS = 500;

/**
 * @param resultsFiles where the reports on the machines are
 * @param inventory the one of the summary
 * @throws UsageError where the terminal cannot be used
 */
export async function viewTriage(
	summary: Summary,
	resultsFiles: readonly string[],
	inventory: Inventory | null,
	{policy, context, rules, color, mouse}: Pick<OptionValues<'triage'>, 'policy' | 'context' | 'rules' | 'color' | 'mouse'>,
): Promise<ExitCode> {
	// Reading them all to find one takes a while: not before somebody asks.
	let index: Promise<ResultsIndex> | null = null;
	try {
		return await startViewer(
			{
				paths: [],
				policies: policy,
				findsContext: context,
				rules,
				isAscii: false,
				color,
				isScreenReader: process.env.INK_SCREEN_READER === 'true',
				hasMouse: mouse,
			},
			{
				summary,
				async readMachine(name) {
					index ??= indexResults(resultsFiles, undefined, null, inventory?.namesInDomains);
					const reports: FileReport[] = [];
					for await (const {report} of (await index).resultsOf(name)) {
						reports.push(report);
						if (reports.length === MAX_REPORTS) break;
					}
					return reports;
				},
			},
		);
	} finally {
		if (index !== null) await (await (index as Promise<ResultsIndex>)).close();
	}
}
