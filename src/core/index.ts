/** What programs import as `wulens`: pure functions over bytes and reports, for Node, workers and pages alike. */
export {type AnalyzeOptions, type Analyzer, createAnalyzer} from './analyze.js';
export {type CodeDescription, describeCode, findByName, formatHresult, nameOf, parseCode, type ParsedCode, searchNames} from './codes/index.js';
export {createReport, totalsOf} from './report/report.js';
export * from './types.js';
