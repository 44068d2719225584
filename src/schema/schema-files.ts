/** The files that are written from the descriptions of schemas: where each is, and what must be in it. */
import type {JsonSchema} from './builder.js';
import {reportSchema} from './report-schema.js';
import {resultSchema} from './result-schema.js';
import {summarySchema} from './summary-schema.js';

export interface SchemaFile {
	/** From the root of the project. */
	readonly path: string;
	readonly text: string;
}

export const SCHEMA_FILES: readonly SchemaFile[] = [
	fileOf('src/core/report/report.schema.json', reportSchema),
	fileOf('src/core/triage/summary.schema.json', summarySchema),
	{path: 'src/core/triage/result-schema.generated.ts', text: moduleOf(resultSchema)},
];

function fileOf(path: string, schema: JsonSchema): SchemaFile {
	return {path, text: `${JSON.stringify(schema, null, '\t')}\n`};
}

/** A module, because the check of results from elsewhere must find its schema wherever the program is bundled to. */
function moduleOf(schema: JsonSchema): string {
	const json = JSON.stringify(withoutSentences(schema), null, '\t').replace(/[\\`]|\$(?=\{)/g, '\\$&');
	return (
		'/** The JSON Schema of the lines of results.ndjson. Generated from src/schema by "npm run schema"; do not edit. */\n\n' +
		`export const RESULT_LINES_SCHEMA: string = \`${json}\`;\n`
	);
}

/** Without what only people read. A field may be called `description`; then it is a schema, not a text. */
function withoutSentences(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(withoutSentences);
	if (typeof node !== 'object' || node === null) return node;
	return Object.fromEntries(
		Object.entries(node).flatMap(([key, value]) =>
			key === 'description' && typeof value === 'string' ? [] : [[key, withoutSentences(value)]],
		),
	);
}
