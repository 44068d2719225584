/** Analyzes inputs and says how far it is; what the thread of the analysis does. */
import {RULES} from '../../core/findings/rules/index.js';
import type {FileReport, Rule} from '../../core/index.js';
import {type AnalyzeFileOptions, analyzePath, analyzeStream} from '../analyze-file.js';
import {expandInputs, STDIN} from '../expand-inputs.js';
import {createContextLoader} from '../find-settings.js';
import {packedScansOf} from '../../core/scans/packed/packed-scans.js';
import {createScanColumns} from '../../core/scans/packed/scan-columns.js';
import type {AnalysisReply, AnalysisRequest} from './protocol.js';
import {readStdin} from './stdin-reader.js';
import {STDIN_NAME} from './stdin-name.js';
import {createThrottle} from './throttle.js';

/** What is not copied for the other side, but becomes its own. */
type Handed = readonly ArrayBuffer[];

/** @throws what readRulesFile does, and bugs */
export async function runAnalysis(
	{paths, isExpanded, options, stdin}: AnalysisRequest,
	post: (reply: AnalysisReply, handed?: Handed) => void,
): Promise<void> {
	const rules: readonly Rule[] = [...(await rulesFrom(options.rules)), ...RULES];
	const context = createContextLoader(options.policies);
	const throttle = createThrottle();
	const analyzeOptions: AnalyzeFileOptions = {
		rules,
		context,
		findsContext: options.findsContext,
		scans: 'packed',
		onProgress(bytes, size) {
			if (throttle.isDue()) post({type: 'progress', bytes, size});
		},
	};
	const inputs: string[] = [];
	if (isExpanded) inputs.push(...paths);
	else for await (const path of expandInputs(paths)) inputs.push(path);
	post({type: 'inputs', paths: inputs});
	for (const [index, path] of inputs.entries()) {
		post({type: 'begin', index});
		const reports =
			path === STDIN && stdin !== null ? analyzeStream(readStdin(stdin), STDIN_NAME, analyzeOptions) : analyzePath(path, analyzeOptions);
		for await (const report of reports) postReport(report, post);
	}
	post({type: 'end'});
}

/** The reader of YAML is loaded only where there is something to read. */
async function rulesFrom(paths: readonly string[]): Promise<readonly Rule[]> {
	if (paths.length === 0) return [];
	const {readRulesFile} = await import('../rules-file.js');
	return (await Promise.all(paths.map(readRulesFile))).flat();
}

function postReport(report: FileReport, post: (reply: AnalysisReply, handed?: Handed) => void): void {
	const packed = packedScansOf(report.scans);
	if (packed === null) {
		post({type: 'report', report, scans: null});
		return;
	}
	const columns = createScanColumns(report.scans);
	const {times, durations, interests, callers, services, words} = columns;
	const {pages, places, states, expectedOf} = packed;
	const handed = [...pages, places, states, expectedOf, times, durations, interests, callers.of, services.of, words.of].map(
		({buffer}) => buffer,
	);
	post({type: 'report', report: {...report, scans: []}, scans: {packed, columns}}, handed);
}
