/** Error codes: their numbers, names and relations, and how to find them in text. */

export {type CodeDescription, describeCode, findByName, nameOf, searchNames} from './describe-code.js';
export * from './hresult.js';
export type {Facility} from './hresult-table.js';
export {
	findCodeInText,
	findCodesInText,
	type ParsedCode,
	parseCode,
	parseHex8,
} from './parse-code.js';
export {
	agentCodesOf,
	type Certainty,
	HTTP_STATUS_OF,
	RELATED_CODES,
	transportCodesOf,
} from './related-codes.js';
