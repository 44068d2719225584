/** What programs import as `wulens`: pure functions over bytes and reports, for Node, workers and pages alike. */
export {type AnalyzeOptions, type Analyzer, createAnalyzer} from './analyze.js';
export {
	type CodeDescription,
	describeCode,
	findByName,
	formatHresult,
	nameOf,
	parseCode,
	type ParsedCode,
	searchNames,
} from './codes/index.js';
export {explanationOf, type CodeExplanation} from './codes/explanations.js';
export {createTraceLog, type TraceOutputOptions, type TraceLog, type TraceLogEnd, type ZoneChoice} from './etl/trace-log.js';
export {type ExpectationInput, expectedBehavior} from './expected-behavior/expected-behavior.js';
export type {Rule} from './findings/rule.js';
export {RULES} from './findings/rules/index.js';
export {createRedactor, type Redactor} from './redact/redact.js';
export type {Reporter, ReporterOptions} from './report/reporter.js';
export {REPORTERS, type ReporterName} from './report/reporters/index.js';
export {createReport, totalsOf} from './report/report.js';
export {plainScan} from './scans/packed/packed-scan-list.js';
export * from './types.js';
