/** What programs import as `wulens/node`: files and streams of Node. */
export {analyzeFile, type AnalyzeFileOptions, analyzeStream} from './analyze-file.js';
export {expandInputs, readPathList} from './expand-inputs.js';
