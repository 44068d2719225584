/** The schemas that the package ships: where each stands, and what must be in it. */
import type {JsonSchema} from './builder.js';
import {reportSchema} from './report-schema.js';
import {summarySchema} from './summary-schema.js';

export interface SchemaFile {
	/** From the root of the project. */
	readonly path: string;
	readonly text: string;
}

export const SCHEMA_FILES: readonly SchemaFile[] = [
	fileOf('src/core/report/report.schema.json', reportSchema),
	fileOf('src/core/triage/summary.schema.json', summarySchema),
];

function fileOf(path: string, schema: JsonSchema): SchemaFile {
	return {path, text: `${JSON.stringify(schema, null, '\t')}\n`};
}
