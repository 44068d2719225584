/** Checks reports against the JSON Schema that the package ships, and says in words what is wrong. */
import {readFileSync} from 'node:fs';
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';

/** As much of a JSON Schema as the tests look at. */
export interface SchemaNode {
	readonly [keyword: string]: unknown;
	readonly properties?: Readonly<Record<string, SchemaNode>>;
	readonly required?: readonly string[];
	readonly enum?: readonly (string | null)[];
	readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

export const reportSchema: SchemaNode = JSON.parse(
	readFileSync(new URL('../../src/core/report/report.schema.json', import.meta.url), 'utf8'),
);

const ajv = new Ajv2020({strict: true, allowUnionTypes: true, allErrors: true});
ajv.addSchema(reportSchema, 'report');

function validator(pointer: string): ValidateFunction {
	const validate = ajv.getSchema(`report${pointer}`);
	if (validate === undefined) throw new Error(`no schema at ${pointer}`);
	return validate;
}

const report = validator('');
const fileReport = validator('#/$defs/FileReport');

function errorsOf(validate: ValidateFunction, json: unknown): readonly string[] {
	// What a reader of the JSON gets, not what memory holds: an undefined would be lost on the way.
	if (validate(JSON.parse(JSON.stringify(json)))) return [];
	return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath || '/'} ${message}`);
}

/** Empty where the report is as the schema says. */
export function reportErrors(json: unknown): readonly string[] {
	return errorsOf(report, json);
}

/** The same for one file, which is what one line of the ndjson form holds. */
export function fileReportErrors(json: unknown): readonly string[] {
	return errorsOf(fileReport, json);
}
