/** Selects what the answer is about: `--since`, `--until` and `--where`. */
import {verdictOf} from '../findings/verdict.js';
import {parseWallClock} from '../wording/wall-clock.js';
import {originText, OUTCOME_WORDS} from '../wording/labels.js';
import type {Endpoint, FileReport, Finding, OutsideFailure, Scan, VerdictLevel} from '../types.js';
import {tellingFailures} from '../wording/outside-failures.js';
import {type Inventory, valueIn} from './inventory/inventory.js';
import {serverOfScan} from './outside.js';
import type {TriageResult} from './result.js';
import {type Filter, selectAll, timeOf} from './selection.js';
import {matchesPattern} from './wildcard.js';

export interface FilterOptions {
	/** Scans at this time or later; of a day, from its start. */
	readonly since?: string | null;
	/** Scans at this time or earlier; of a day, to its end. */
	readonly until?: string | null;
	/** `field=pattern` or `field!=pattern`; all must hold. */
	readonly where?: readonly string[];
}

/** The filter is invalid; the message is for the user. */
export class FilterError extends Error {
	override readonly name = 'FilterError';
}

/** What a field looks at: a machine, a log, one scan, or the rules with findings about a scan or a log. */
type Field = {
	readonly help: string;
	/** Its values are names of the organization, which a redacted answer must not repeat. */
	readonly isName?: true;
} & (
	| {readonly of: 'machine'; readonly values: (name: string) => readonly (string | null)[]}
	| {readonly of: 'log'; readonly values: (report: FileReport) => readonly (string | null)[]}
	| {
			readonly of: 'scan';
			readonly values: (scan: Scan, report: FileReport) => readonly (string | null)[];
			/** What failures outside scans have of it; absent: they have no such thing. */
			readonly ofFailure?: (failure: OutsideFailure) => readonly (string | null)[];
	  }
	| {readonly of: 'rule'}
);

/** The fields of `--where`; columns of an inventory are more. */
export const WHERE_FIELDS: Readonly<Record<string, Field>> = {
	machine: {of: 'machine', isName: true, help: 'machine name', values: (name) => [name]},
	version: {
		of: 'log',
		help: 'Windows Update client version or Windows build',
		values: ({log}) => [...(log?.clientVersions ?? []), ...(log?.windowsBuilds ?? [])],
	},
	caller: {of: 'scan', isName: true, help: 'program that started the scan', values: ({caller}) => [caller]},
	service: {of: 'scan', help: 'service name or GUID', values: ({service}) => [service.name, service.id]},
	server: {
		of: 'scan',
		isName: true,
		help: 'host name, alone or with its port, or scheme://host:port',
		values: (scan, report) => serverValues(serverOfScan(scan, report)),
		ofFailure: ({server}) => serverValues(server),
	},
	outcome: {of: 'scan', help: Object.keys(OUTCOME_WORDS).join(', '), values: ({outcome}) => [outcome]},
	code: {
		of: 'scan',
		help: 'exit code or root cause, as a number or name',
		values: ({exitCode, exitName, rootCause}) => [exitCode, exitName, rootCause?.code ?? null, rootCause?.name ?? null],
		ofFailure: ({code, name}) => [code, name],
	},
	rule: {of: 'rule', help: 'rule of a finding'},
};

/** The port that an address without one means. */
const DEFAULT_PORTS = {http: 80, https: 443} as const;

/** All ways to write a server: with or without its domain, scheme and port. */
function serverValues(server: Endpoint | null): readonly string[] {
	if (server === null) return [];
	const {host, scheme} = server;
	const port = server.port ?? DEFAULT_PORTS[scheme];
	const [first = host] = host.split('.');
	const hosts = first === host || !/[a-z]/i.test(first) ? [host] : [host, first];
	const forms = hosts.flatMap((name) => [name, `${name}:${port}`, `${scheme}://${name}`, `${scheme}://${name}:${port}`]);
	return [...new Set([...forms, originText(server), server.url])];
}

interface Condition {
	readonly field: Field;
	readonly pattern: string;
	readonly isNegated: boolean;
}

/** Reports have Gregorian years in this range (see records/log-time.ts), and others as they were printed. */
const FIRST_YEAR = '1995';
const LAST_YEAR = '2300';

/** Titles of columns hold any character but these. */
const FORM = /^([^=!]+)(!?=)(.*)$/s;
const BARE_CODE = /^[0-9a-f]{8}$/i;

/**
 * @param inventory its columns are fields, too; fields that are there without it come before columns of the same name
 * @throws FilterError where an option is invalid
 */
export function createFilter(options: FilterOptions = {}, inventory: Inventory | null = null): Filter {
	const since = wallClock('--since', options.since ?? null);
	const until = wallClock('--until', options.until ?? null);
	if (since !== null && until !== null && until < since.slice(0, until.length))
		throw new FilterError(`--until ${until} is before --since ${since}`);
	const where = options.where ?? [];
	const conditions = where.map((text) => parseCondition(text, inventory));
	const onMachine = conditions.filter(({field}) => field.of === 'machine');
	const onLog = conditions.filter(({field}) => field.of === 'log');
	const onScan = conditions.filter(({field}) => field.of === 'scan');
	const rules = conditions.filter(({field, isNegated}) => field.of === 'rule' && !isNegated);
	const otherRules = conditions.filter(({field, isNegated}) => field.of === 'rule' && isNegated);
	const hasTimes = since !== null || until !== null;
	const selectsScans = hasTimes || onScan.length > 0;

	function isInTime(scan: Scan): boolean {
		return isBetween(timeOf(scan), timeOf(scan));
	}

	/** Whether a period reaches into the times that are asked for. */
	function isBetween(first: string | null, last: string | null): boolean {
		if (!hasTimes) return true;
		// A year of another calendar cannot be compared; the log says so as an issue.
		if (first !== null && isOfOtherCalendar(first)) return true;
		return (
			first !== null && last !== null && (since === null || last >= since) && (until === null || first.slice(0, until.length) <= until)
		);
	}

	/** A rule selects the failures that its findings are about. */
	function failuresOf(report: FileReport, original: FileReport, findings: readonly Finding[]): readonly OutsideFailure[] {
		const named = rules.length === 0 ? null : new Set(findings.flatMap(({failures}) => failures));
		return tellingFailures(report)
			.filter(({index, failure}) => (named === null || named.has(index)) && isBetween(failure.first.time, failure.last.time))
			.filter(({index, failure}) => {
				const asked = original.outsideFailures[index] ?? failure;
				return onScan.every((condition) => {
					const values = condition.field.of === 'scan' ? condition.field.ofFailure : undefined;
					return values !== undefined && holds(condition, values(asked));
				});
			})
			.map(({failure}) => failure);
	}

	function selectsMachine(name: string): boolean {
		return onMachine.every((condition) => holds(condition, condition.field.of === 'machine' ? condition.field.values(name) : []));
	}

	function selectsLog({machine, report}: TriageResult): boolean {
		return (
			selectsMachine(machine.name) &&
			onLog.every((condition) => holds(condition, condition.field.of === 'log' ? condition.field.values(report) : []))
		);
	}

	function selectsScan(scan: Scan, report: FileReport): boolean {
		return onScan.every((condition) => holds(condition, condition.field.of === 'scan' ? condition.field.values(scan, report) : []));
	}

	function asksForFinding({rule}: Finding): boolean {
		return (
			otherRules.every((condition) => holds(condition, [rule])) &&
			(rules.length === 0 || rules.some((condition) => holds(condition, [rule])))
		);
	}

	return {
		since,
		until,
		where,
		hasOtherCalendar: (scan) => hasTimes && isOfOtherCalendar(timeOf(scan) ?? ''),
		lacksTime: (scan) => hasTimes && timeOf(scan) === null,
		selectsMachine,
		select(result, original = result) {
			const {machine, report} = result;
			if (!selectsLog(original)) return null;
			if (!selectsScans && rules.length === 0 && otherRules.length === 0) return selectAll(result);
			let scans = report.scans.filter(
				(scan, index) => isInTime(scan) && selectsScan(original.report.scans[index] ?? scan, original.report),
			);
			let findings = report.findings.filter(asksForFinding);
			if (rules.length > 0 && findings.every((finding) => finding.scans.length > 0)) {
				const named = new Set(findings.flatMap((finding) => finding.scans));
				scans = scans.filter(({id}) => named.has(id));
			}
			const failures = failuresOf(report, original.report, findings);
			const left = new Set(scans.map(({id}) => id));
			findings = findings
				.filter((finding) => (finding.scans.length === 0 ? !selectsScans || scans.length > 0 : finding.scans.some((id) => left.has(id))))
				.map((finding) =>
					finding.scans.every((id) => left.has(id)) ? finding : {...finding, scans: finding.scans.filter((id) => left.has(id))},
				);
			if (rules.length > 0 ? findings.length === 0 : selectsScans && scans.length === 0 && failures.length === 0) return null;
			return {
				machine,
				report,
				scans,
				findings,
				failures,
				level: levelOf(report, scans, findings),
			};
		},
	};
}

function levelOf(report: FileReport, scans: readonly Scan[], findings: readonly Finding[]): VerdictLevel {
	const endLineOf = ({end}: Scan): number | null => end?.line ?? null;
	const countOfService = (name: string): number => scans.filter(({service}) => service.name === name).length;
	return verdictOf({...report, scans, findings, endLineOf, countOfService}).level;
}

/** Years that are no Gregorian ones are reported as they are printed. */
function isOfOtherCalendar(time: string): boolean {
	return time !== '' && (time < FIRST_YEAR || time > LAST_YEAR);
}

function wallClock(option: string, text: string | null): string | null {
	if (text === null) return null;
	const time = parseWallClock(text);
	if (time === null) throw new FilterError(`${option} takes a time such as 2024-03-12 or "2024-03-12 19:47", not "${text}"`);
	return time;
}

function parseCondition(text: string, inventory: Inventory | null): Condition {
	const fields = fieldNames(inventory);
	const [, title = '', operator, pattern = ''] = FORM.exec(text) ?? [];
	const name = title.trim();
	if (operator === undefined || name === '')
		throw new FilterError(`--where takes field=value or field!=value, not "${text}"; fields: ${fields}`);
	const field = fieldOf(name) ?? columnField(name, inventory);
	if (field === null)
		throw new FilterError(`unknown --where field "${name}"; fields: ${fields}${inventory === null ? ' (more with --inventory)' : ''}`);
	return {field, pattern: patternOf(name.toLowerCase(), pattern.trim()), isNegated: operator === '!='};
}

function fieldOf(name: string): Field | null {
	return Object.hasOwn(WHERE_FIELDS, name.toLowerCase()) ? (WHERE_FIELDS[name.toLowerCase()] ?? null) : null;
}

function columnField(name: string, inventory: Inventory | null): Field | null {
	const columns = inventory?.columns ?? [];
	const column = columns.find((one) => one === name) ?? columns.find((one) => one.toLowerCase() === name.toLowerCase());
	if (inventory === null || column === undefined) return null;
	return {of: 'machine', isName: true, help: `${column} in the inventory`, values: (machine) => [valueIn(inventory.find(machine), column)]};
}

function patternOf(field: string, value: string): string {
	if (field === 'code' && BARE_CODE.test(value)) return `0x${value}`;
	return field === 'server' && value !== '/' ? value.replace(/\/$/, '') : value;
}

/** The condition, without a name of the organization that it contains; columns of inventories are such names. */
export function withoutName(condition: string): string {
	const [, title = '', operator = ''] = FORM.exec(condition) ?? [];
	const name = title.trim();
	const field = fieldOf(name);
	return field === null || field.isName === true ? `${name}${operator}(redacted)` : condition;
}

function fieldNames(inventory: Inventory | null): string {
	return [...Object.keys(WHERE_FIELDS), ...(inventory?.columns ?? [])].join(', ');
}

/** An unknown value matches only the empty pattern and `*`. */
function holds({pattern, isNegated}: Condition, values: readonly (string | null)[]): boolean {
	const known = values.filter((value) => value !== null);
	return (known.length === 0 ? [''] : known).some((value) => matchesPattern(value, pattern)) !== isNegated;
}
