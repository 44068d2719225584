/** What of the results is asked for: `--since`, `--until` and `--where`. */
import {verdictOf} from '../findings/verdict.js';
import {parseWallClock} from '../wording/wall-clock.js';
import {originText} from '../wording/labels.js';
import type {FileReport, Finding, Scan} from '../types.js';
import type {Machine, TriageResult} from './result.js';
import type {Level} from './summary.js';
import {matchesPattern} from './wildcard.js';

export interface FilterOptions {
	/** Scans from this time on; a day counts from its beginning. */
	readonly since?: string | null;
	/** Scans up to and with this time; a day counts to its end. */
	readonly until?: string | null;
	/** `field=pattern` or `field!=pattern`; all must hold. */
	readonly where?: readonly string[];
}

/** What is left of a result. */
export interface SelectedResult {
	readonly machine: Machine;
	readonly report: FileReport;
	readonly scans: readonly Scan[];
	readonly findings: readonly Finding[];
	/** Verdict on what is left. */
	readonly level: Level;
}

export interface Filter {
	readonly since: string | null;
	readonly until: string | null;
	readonly where: readonly string[];
	/** `null`: nothing of the result is asked for. */
	select(result: TriageResult): SelectedResult | null;
	/** Whether a scan is left out because it has no time. */
	lacksTime(scan: Scan): boolean;
}

/** The filter cannot be understood; the message is for the person who typed it. */
export class FilterError extends Error {
	override readonly name = 'FilterError';
}

/** What a field reads: a machine and its log, one scan, or the rules that speak about a scan or a log. */
type Field = {
	readonly help: string;
	/** Its values are names of the organisation, which a redacted answer does not repeat. */
	readonly isName?: true;
} & (
	| {readonly of: 'log'; readonly values: (result: TriageResult) => readonly (string | null)[]}
	| {readonly of: 'scan'; readonly values: (scan: Scan) => readonly (string | null)[]}
	| {readonly of: 'rule'}
);

export const WHERE_FIELDS: Readonly<Record<string, Field>> = {
	machine: {of: 'log', isName: true, help: 'name of the machine', values: ({machine}) => [machine.name]},
	version: {
		of: 'log',
		help: 'version of the client, or build of Windows',
		values: ({report}) => [...(report.log?.clientVersions ?? []), ...(report.log?.windowsBuilds ?? [])],
	},
	caller: {of: 'scan', isName: true, help: 'program that asked', values: ({caller}) => [caller]},
	service: {of: 'scan', help: 'service by name or GUID', values: ({service}) => [service.name, service.id]},
	server: {
		of: 'scan',
		isName: true,
		help: 'host, or scheme://host:port',
		values: ({server}) => (server === null ? [] : [server.host, originText(server)]),
	},
	outcome: {of: 'scan', help: 'succeeded, failed, cancelled, unknown', values: ({outcome}) => [outcome]},
	code: {
		of: 'scan',
		help: 'exit code or first cause, by number or name',
		values: ({exitCode, exitName, rootCause}) => [exitCode, exitName, rootCause?.code ?? null, rootCause?.name ?? null],
	},
	rule: {of: 'rule', help: 'rule of a finding'},
};

interface Condition {
	readonly field: Field;
	readonly pattern: string;
	readonly isNegated: boolean;
}

const FORM = /^\s*([a-z]+)\s*(!?=)(.*)$/is;
const BARE_CODE = /^[0-9a-f]{8}$/i;

/** @throws FilterError where an option cannot be understood */
export function createFilter(options: FilterOptions = {}): Filter {
	const since = wallClock('--since', options.since ?? null);
	const until = wallClock('--until', options.until ?? null);
	if (since !== null && until !== null && until < since.slice(0, until.length))
		throw new FilterError(`--until ${until} is before --since ${since}`);
	const where = options.where ?? [];
	const conditions = where.map(parseCondition);
	const onLog = conditions.filter(({field}) => field.of === 'log');
	const onScan = conditions.filter(({field}) => field.of === 'scan');
	const rules = conditions.filter(({field, isNegated}) => field.of === 'rule' && !isNegated);
	const otherRules = conditions.filter(({field, isNegated}) => field.of === 'rule' && isNegated);
	const hasTimes = since !== null || until !== null;
	const selectsScans = hasTimes || onScan.length > 0;

	function isInTime(scan: Scan): boolean {
		if (!hasTimes) return true;
		const time = timeOf(scan);
		return time !== null && (since === null || time >= since) && (until === null || time.slice(0, until.length) <= until);
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
		lacksTime: (scan) => hasTimes && timeOf(scan) === null,
		select(result) {
			const {machine, report} = result;
			if (!onLog.every((condition) => holds(condition, condition.field.of === 'log' ? condition.field.values(result) : []))) return null;
			if (!selectsScans && rules.length === 0 && otherRules.length === 0)
				return {machine, report, scans: report.scans, findings: report.findings, level: report.verdict.level};
			let scans = report.scans.filter(
				(scan) =>
					isInTime(scan) &&
					onScan.every((condition) => holds(condition, condition.field.of === 'scan' ? condition.field.values(scan) : [])),
			);
			let findings = report.findings.filter(asksForFinding);
			if (rules.length > 0 && findings.every((finding) => finding.scans.length > 0)) {
				const named = new Set(findings.flatMap((finding) => finding.scans));
				scans = scans.filter(({id}) => named.has(id));
			}
			const left = new Set(scans.map(({id}) => id));
			findings = findings
				.filter((finding) => (finding.scans.length === 0 ? !selectsScans || scans.length > 0 : finding.scans.some((id) => left.has(id))))
				.map((finding) =>
					finding.scans.every((id) => left.has(id)) ? finding : {...finding, scans: finding.scans.filter((id) => left.has(id))},
				);
			if (rules.length > 0 ? findings.length === 0 : selectsScans && scans.length === 0) return null;
			return {machine, report, scans, findings, level: verdictOf(report.status, report.reason, scans, findings).level};
		},
	};
}

/** When a scan was: its start, or its end where the file begins inside it. */
export function timeOf(scan: Scan): string | null {
	return scan.start?.time ?? scan.end?.time ?? null;
}

function wallClock(option: string, text: string | null): string | null {
	if (text === null) return null;
	const time = parseWallClock(text);
	if (time === null) throw new FilterError(`${option} takes a time such as 2024-03-12 or "2024-03-12 19:47", not "${text}"`);
	return time;
}

function parseCondition(text: string): Condition {
	const [, name = '', operator, pattern = ''] = FORM.exec(text) ?? [];
	if (operator === undefined)
		throw new FilterError(`--where takes field=value or field!=value, not "${text}"; the fields are ${fieldNames()}`);
	const field = Object.hasOwn(WHERE_FIELDS, name.toLowerCase()) ? WHERE_FIELDS[name.toLowerCase()] : undefined;
	if (field === undefined) throw new FilterError(`--where knows no field "${name}"; the fields are ${fieldNames()}`);
	const value = pattern.trim();
	return {field, pattern: name.toLowerCase() === 'code' && BARE_CODE.test(value) ? `0x${value}` : value, isNegated: operator === '!='};
}

/** The condition without the name that it asks for. */
export function withoutName(condition: string): string {
	const [, name = '', operator = ''] = FORM.exec(condition) ?? [];
	const field = Object.hasOwn(WHERE_FIELDS, name.toLowerCase()) ? WHERE_FIELDS[name.toLowerCase()] : undefined;
	return field?.isName === true ? `${name}${operator}(redacted)` : condition;
}

function fieldNames(): string {
	return Object.keys(WHERE_FIELDS).join(', ');
}

/** A value that is not known matches only the empty pattern and `*`. */
function holds({pattern, isNegated}: Condition, values: readonly (string | null)[]): boolean {
	const known = values.filter((value) => value !== null);
	return (known.length === 0 ? [''] : known).some((value) => matchesPattern(value, pattern)) !== isNegated;
}
