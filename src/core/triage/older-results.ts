/** Gives results that an earlier version wrote the fields that reports have gained since. */
import {isJsonObject} from './json-check.js';

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
	const {report: before} = result;
	if (!isJsonObject(before)) return result;
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
	return upgraded === before && withDomain === result ? result : ({...withDomain, report: upgraded} as T);
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
