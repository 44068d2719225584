/** Analyzes inputs and says how far it is; what the thread of the analysis does. */
import {RULES} from '../../core/findings/rules/index.js';
import {titlePartsOf} from '../../core/findings/title-parts.js';
import type {FileReport, Rule} from '../../core/index.js';
import {type AnalyzeFileOptions, analyzePath, analyzeStream} from '../analyze-file.js';
import {expandInputs, type NamedInput} from '../inputs/expand-inputs.js';
import {createContextLoader} from '../find-settings.js';
import {packedDataOf} from '../../core/scans/packed/packed-scan-list.js';
import {createScanColumns} from '../../core/scans/packed/scan-columns.js';
import {END_BYTES} from '../../core/log-files/log-end.js';
import {analyzeLogEnd} from './log-end.js';
import type {AnalysisReply, AnalysisRequest, StdinStore} from './protocol.js';
import {readStdin} from './stdin-reader.js';
import {STDIN_NAME} from './stdin-name.js';
import {createThrottle} from './throttle.js';

/** What is not copied for the other side, but becomes its own. */
type Handed = readonly ArrayBuffer[];

/** @throws what readRulesFile does, and bugs */
export async function runAnalysis(
	{inputs: requested, options, stdin}: AnalysisRequest,
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
	const inputs: NamedInput[] = [];
	if (requested.kind === 'expanded') inputs.push(...requested.inputs);
	else for await (const input of expandInputs(requested.paths)) inputs.push(input);
	post({type: 'inputs', inputs});
	for (const [index, input] of inputs.entries()) {
		post({type: 'begin', index});
		if (input.kind === 'file') {
			for (const bytes of END_BYTES) {
				const end = await analyzeLogEnd(input, analyzeOptions, bytes);
				if (end !== null) postReport('so-far', end, post);
			}
		}
		for await (const report of reportsOn(input, stdin, analyzeOptions)) postReport('report', report, post);
	}
	post({type: 'end'});
}

function reportsOn(input: NamedInput, stdin: StdinStore | null, options: AnalyzeFileOptions): AsyncGenerator<FileReport> {
	if (input.kind !== 'stdin') return analyzePath(input, options);
	if (stdin === null) throw new Error('standard input is not stored');
	return analyzeStream(readStdin(stdin), STDIN_NAME, options);
}

/** The reader of YAML is loaded only where there is something to read. */
async function rulesFrom(paths: readonly string[]): Promise<readonly Rule[]> {
	if (paths.length === 0) return [];
	const {readRulesFile} = await import('../rules-file.js');
	return (await Promise.all(paths.map(readRulesFile))).flat();
}

function postReport(type: 'report' | 'so-far', report: FileReport, post: (reply: AnalysisReply, handed?: Handed) => void): void {
	const packed = packedDataOf(report.scans);
	const titles = report.findings.map(titlePartsOf);
	if (packed === null) {
		post({type, report, titles, scans: null});
		return;
	}
	const columns = createScanColumns(report.scans);
	const {times, durations, interests, callers, services, words} = columns;
	const {pages, places, states, expectedOf} = packed;
	const handed = [...pages, places, states, expectedOf, times, durations, interests, callers.of, services.of, words.of].map(
		({buffer}) => buffer,
	);
	post({type, report: {...report, scans: []}, titles, scans: {packed, columns}}, handed);
}
