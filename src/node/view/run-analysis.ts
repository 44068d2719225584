/** Analyses inputs and says how far it is; what the thread of the analysis does. */
import {RULES} from '../../core/findings/rules/index.js';
import type {FileReport, Rule} from '../../core/index.js';
import {type AnalyzeFileOptions, analyzePath, analyzeStream} from '../analyze-file.js';
import {expandInputs, STDIN} from '../expand-inputs.js';
import {createContextLoader} from '../find-context.js';
import {readRulesFile} from '../rules-file.js';
import type {AnalysisReply, AnalysisRequest} from './protocol.js';
import {readStdin} from './stdin-reader.js';
import {STDIN_NAME} from './stdin-name.js';
import {createThrottle} from './throttle.js';

/** So many scans are handed over at a time: taking them must not hold up the screen. */
const SCANS_AT_ONCE = 100;

/**
 * @param taken resolves once what was posted last is taken by the other side
 * @throws what readRulesFile does, and bugs
 */
export async function runAnalysis({paths, isExpanded, options, stdin}: AnalysisRequest, post: (reply: AnalysisReply) => void, taken: () => Promise<void>): Promise<void> {
	const rules: readonly Rule[] = [...(await Promise.all(options.rules.map(readRulesFile))).flat(), ...RULES];
	const context = createContextLoader(options.policies);
	const throttle = createThrottle();
	const analyzeOptions: AnalyzeFileOptions = {
		rules,
		context,
		findsContext: options.findsContext,
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
		const reports = path === STDIN && stdin !== null ? analyzeStream(readStdin(stdin), STDIN_NAME, analyzeOptions) : analyzePath(path, analyzeOptions);
		for await (const report of reports) await postReport(report, post, taken);
	}
	post({type: 'end'});
}

async function postReport(report: FileReport, post: (reply: AnalysisReply) => void, taken: () => Promise<void>): Promise<void> {
	let first = 0;
	for (; report.scans.length - first > SCANS_AT_ONCE; first += SCANS_AT_ONCE) {
		post({type: 'scans', scans: report.scans.slice(first, first + SCANS_AT_ONCE)});
		await taken();
	}
	post({type: 'report', report: first === 0 ? report : {...report, scans: report.scans.slice(first)}});
}
