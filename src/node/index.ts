/** What programs import as `wulens/node`: files and streams of Node. */
export {type AnalyzeFileOptions, analyzePath, analyzeStream} from './analyze-file.js';
export {createContextLoader} from './find-settings.js';
export {readRulesFile, RulesFileError} from './rules-file.js';
export {expandInputs, type NamedInput} from './inputs/expand-inputs.js';
export {readTextLines} from './inputs/text-lines.js';
