/** Gives results as they are written the form of results in memory, and those of earlier versions the fields that reports have gained. */
import {isJsonObject} from './json-check.js';
import {OLDER_RESULT_SCHEMA, RESULT_SCHEMA} from './result.js';

/** A JSON object of which nothing is known yet: the line has not been checked. */
type Unchecked = {readonly [name: string]: unknown};

/** Fields that reports have gained, with what they are where nobody looked for it. */
const GAINED = {
	machine: {domain: null},
	report: {outsideFailures: [], network: [], neighbor: null},
	neighbor: {machineName: null},
	settings: {userProxy: null, sourcePolicies: null},
	finding: {failures: []},
	entry: {detail: {type: 'note'}},
} as const;

/**
 * @param result parsed JSON, of any form: what is not there to be upgraded stays as it is
 * @returns the same value where it has all fields
 */
export function upgradeResult<T>(result: T): T {
	if (!isJsonObject(result)) return result;
	const {schema: written, report: told} = result as Unchecked;
	if (!isJsonObject(told)) return result;
	const before = withExpectations(told);
	const withDomain = withItem(result, 'machine', (machine) => withFields(machine, GAINED.machine));
	const withSettings = withItem(before, 'context', (context) => withFields(context, GAINED.settings));
	const report = withItem(withSettings, 'neighbor', (neighbor) => withFields(neighbor, GAINED.neighbor));
	const upgraded = withFields(
		withItems(
			withItems(report, 'scans', (scan) => withItems(scan, 'timeline', (entry) => withFields(entry, GAINED.entry))),
			'findings',
			(finding) => withFields(finding, GAINED.finding),
		),
		GAINED.report,
	);
	const schema = written === OLDER_RESULT_SCHEMA ? RESULT_SCHEMA : written;
	const isSame = upgraded === told && withDomain === result && schema === written;
	return isSame ? result : ({...withDomain, schema, report: upgraded} as T);
}

/** The report with what is expected in each scan instead of its index; the reverse of `resultLine`. */
function withExpectations(written: Unchecked): Unchecked {
	const {expectedBehaviors, ...report} = written;
	if (!Array.isArray(expectedBehaviors)) return written;
	return withItems(report, 'scans', (scan) => {
		const {expected} = scan;
		// What is no index of the list stays as it is, and is found when the result is checked.
		return typeof expected === 'number' && expected in expectedBehaviors ? {...scan, expected: expectedBehaviors[expected]} : scan;
	});
}

/** The object with those of the fields that it lacks. */
function withFields(value: Unchecked, fields: Unchecked): Unchecked {
	return Object.keys(fields).every((name) => Object.hasOwn(value, name)) ? value : {...fields, ...value};
}

/** The object with an object in it changed. */
function withItem(value: Unchecked, name: string, change: (item: Unchecked) => Unchecked): Unchecked {
	const item = value[name];
	if (!isJsonObject(item)) return value;
	const changed = change(item);
	return changed === item ? value : {...value, [name]: changed};
}

/** The object with the items of a list of objects changed. */
function withItems(value: Unchecked, name: string, change: (item: Unchecked) => Unchecked): Unchecked {
	const items = value[name];
	if (!Array.isArray(items)) return value;
	const changed = items.map((item: unknown) => (isJsonObject(item) ? change(item) : item));
	return changed.every((item, index) => item === items[index]) ? value : {...value, [name]: changed};
}
