/** Checks lines of results files: whoever made them, nothing of another form or type goes on to the outputs. */
import {createJsonCheck, type JsonCheck, type JsonProblem} from './json-check.js';
import {DONE_SCHEMA, OLDER_RESULT_SCHEMA, RESULT_SCHEMA, type TriageDone, type TriageResult} from './result.js';
import {RESULT_LINES_SCHEMA} from './result-schema.generated.js';

/** Made when the first line is checked. */
let checks: {readonly result: JsonCheck; readonly done: JsonCheck} | null = null;

function allChecks(): NonNullable<typeof checks> {
	if (checks === null) {
		const document = JSON.parse(RESULT_LINES_SCHEMA) as {readonly [keyword: string]: unknown};
		checks = {result: createJsonCheck(document, 'TriageResult'), done: createJsonCheck(document, 'TriageDone')};
	}
	return checks;
}

/**
 * @param result a line that says it is a result, with the fields that reports have gained since it was written
 * @returns `null` where it is one
 */
export function problemOfResult(result: TriageResult): JsonProblem | null {
	return allChecks().result(result, '');
}

/** As {@link problemOfResult}, for the line that says that an input is done. */
export function problemOfDone(done: TriageDone): JsonProblem | null {
	return allChecks().done(done, '');
}

export function saysItIsResult(value: unknown): value is TriageResult {
	const schema = schemaOf(value);
	return schema === RESULT_SCHEMA || schema === OLDER_RESULT_SCHEMA;
}

export function saysItIsDone(value: unknown): value is TriageDone {
	return schemaOf(value) === DONE_SCHEMA;
}

function schemaOf(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
}
