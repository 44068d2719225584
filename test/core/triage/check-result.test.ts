/** Lines of results files are checked field by field, and the check agrees with a validator of JSON Schema. */
import {Ajv2020} from 'ajv/dist/2020.js';
import {describe, expect, it} from 'vitest';
import {problemOfResult} from '../../../src/core/triage/check-result.js';
import {createJsonCheck} from '../../../src/core/triage/json-check.js';
import {RESULT_LINES_SCHEMA} from '../../../src/core/triage/result-schema.generated.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {noLog, resultOf, SAMPLES, unreadable} from '../../helpers/triage-results.js';

type Path = readonly (string | number)[];

/** A copy as a results file has it. */
function plain(result: TriageResult): TriageResult {
	return JSON.parse(JSON.stringify(result)) as TriageResult;
}

function changed(result: TriageResult, path: Path, value: unknown): TriageResult {
	const copy = plain(result);
	let at = copy as unknown as Record<string | number, unknown>;
	for (const part of path.slice(0, -1)) at = at[part] as typeof at;
	at[path[path.length - 1] ?? ''] = value;
	return copy;
}

/** The place of every value below the top, of lists only the first item. */
function* placesIn(value: unknown, path: Path = []): Generator<Path> {
	if (path.length > 0) yield path;
	if (typeof value !== 'object' || value === null) return;
	for (const [name, item] of Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined))
		yield* placesIn(item, [...path, Array.isArray(value) ? Number(name) : name]);
}

const MARKUP = '<img src=x onerror=alert(1)>';
const failing = resultOf('notInStore', 'pc-1');

describe('a result', () => {
	it.each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])('of the sample %s is right', (sample) => {
		expect(problemOfResult(plain(resultOf(sample, 'pc-1')))).toBeNull();
	});

	it('of a file that is no log, or cannot be read, is right', () => {
		expect(problemOfResult(plain(noLog('hello', 'pc-1')))).toBeNull();
		expect(problemOfResult(plain(unreadable('no access', 'pc-1')))).toBeNull();
	});

	it('with a field of a later version is right', () => {
		expect(problemOfResult(changed(failing, ['report', 'scans', 0, 'later'], true))).toBeNull();
	});

	it.each<readonly [Path, unknown, string]>([
		[['report', 'findings', 0, 'severity'], MARKUP, 'is not one of the values that it can have'],
		[['report', 'scans', 0, 'proxy', 'attempts'], {}, 'is not of type array'],
		[['report', 'scans', 0, 'pid'], '7', 'is not of type integer'],
		[['report', 'scans', 0, 'id'], -1, 'is too small'],
		[['report', 'scans', 0, 'start', 'time'], MARKUP, 'does not have the form that it must have'],
		[['report', 'scans', 0, 'timeline', 0, 'kind'], MARKUP, 'is not one of the values that it can have'],
		[['report', 'log'], [], 'is not of type object'],
		[['machine', 'name'], '', 'is empty'],
		[['machine', 'source'], undefined, 'is missing'],
	])('with another %j is none', (path, value, what) => {
		const problem = problemOfResult(plain(changed(failing, path, value)));
		expect(problem?.what).toBe(what);
		expect(problem?.path).toContain(String(path.at(-1)));
		expect(JSON.stringify(problem)).not.toContain(MARKUP);
	});

	it('is judged as a validator of JSON Schema judges it, whatever is put into any of its fields', () => {
		const document = JSON.parse(RESULT_LINES_SCHEMA) as object;
		const ajv = new Ajv2020({strict: false});
		ajv.addSchema(document, 'results');
		const validate = ajv.compile({$ref: 'results#/$defs/TriageResult'});
		const places = [...placesIn(plain(failing))];
		expect(places.length).toBeGreaterThan(150);
		for (const path of places) {
			for (const value of [null, MARKUP, -1, 1.5, true, [], {}, [null]]) {
				const result = changed(failing, path, value);
				// Fields that no version has are the one difference: they are no reason to leave a result out.
				const isRight = validate(result) || (validate.errors ?? []).every(({keyword}) => keyword === 'additionalProperties');
				expect(problemOfResult(result) === null, `${path.join('.')} = ${JSON.stringify(value)}`).toBe(isRight);
			}
		}
	});
});

describe('the check of a schema', () => {
	it('refuses keywords that it does not know', () => {
		expect(() => createJsonCheck({$defs: {A: {multipleOf: 2}}}, 'A')).toThrow('multipleOf of JSON Schema is not checked here');
		expect(() => createJsonCheck({$defs: {A: {type: 'float'}}}, 'A')).toThrow('type float');
		expect(() => createJsonCheck({$defs: {}}, 'A')).toThrow('does not define A');
	});

	it('follows references in circles', () => {
		const check = createJsonCheck({$defs: {Tree: {type: 'array', items: {$ref: '#/$defs/Tree'}}}}, 'Tree');
		expect(check([[], [[]]], 'tree')).toBeNull();
		expect(check([[], [[7]]], 'tree')).toEqual({path: 'tree[1][0][0]', what: 'is not of type array'});
	});
});
