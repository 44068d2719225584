/** Error codes: their numbers, names and relations, and how to find them in text. */

export {type CodeDescription, describeCode, findByName, nameOf, searchNames} from './describe-code.js';
export * from './hresult.js';
export type {HresultEntry} from './hresult-lookup.js';
export type {Facility} from './hresult-table.js';
export {
	type CodeForm,
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
	type RelatedCode,
	transportCodesOf,
} from './related-codes.js';
