/** Checks summaries against the JSON Schema that the package ships. */
import {readFileSync} from 'node:fs';
import {Ajv2020} from 'ajv/dist/2020.js';
import type {SchemaNode} from './report-schema.js';

export const summarySchema: SchemaNode = JSON.parse(
	readFileSync(new URL('../../src/core/triage/summary.schema.json', import.meta.url), 'utf8'),
);

const validate = new Ajv2020({strict: true, allowUnionTypes: true, allErrors: true}).compile(summarySchema);

/** Empty where the summary is as the schema says. */
export function summaryErrors(json: unknown): readonly string[] {
	return validate(JSON.parse(JSON.stringify(json)))
		? []
		: (validate.errors ?? []).map(({instancePath, message}) => `${instancePath || '/'} ${message}`);
}
