/** Writes the data of the page (see `PageJson`), while results come and at the end. */
import {FILE_STATUSES, SCAN_OUTCOMES} from '../../vocabulary.js';
import {OUTCOME_WORDS} from '../../wording/labels.js';
import {plainJson, plainText} from '../../wording/plain-text.js';
import {firstSentence} from '../../wording/sentences.js';
import {filesOf} from '../files-of.js';
import {mainSteps, PINNING_MEANINGS, PINNING_WORDS, type ProblemName} from '../labels.js';
import {problemKey, ruleTitles, shortTitle} from '../problem-names.js';
import type {TriageResult} from '../result.js';
import {LEVELS, type MachineSummary, PINNING_STATES, type Summary} from '../summary.js';
import {createNames, type Names} from './names.js';
import {createScanRows} from './scan-rows.js';
import type {CodeRow, FileRow, MachineRow, PageJson, ProblemRow, ServerRow, VersionRow} from './page-json.js';

/** Collects the files as results come; the rest is in the summary. */
export interface PageData {
	addResult(result: TriageResult): void;
	/** JSON in parts, safe within a script element. */
	end(summary: Summary): Generator<string>;
}

export function createPageData(): PageData {
	const reasons = createNames();
	const machines = createNames();
	const verdicts = createNames();
	const scans = createScanRows();
	const files: string[] = [];
	return {
		addResult({machine, report}) {
			const telling = scans.of(report);
			for (const [index, {path, member, status, reason}] of filesOf(report).entries()) {
				// Scans and findings of a set of traces are in the row of its first file.
				const isFirst = index === 0;
				const row: FileRow = [
					plainText(path),
					member === null ? null : plainText(member),
					machines.of(machine.name),
					FILE_STATUSES.indexOf(status),
					reasons.of(reason),
					isFirst ? report.scans.length : 0,
					isFirst ? report.findings.length : 0,
					isFirst ? LEVELS.indexOf(report.verdict.level) : -1,
					isFirst && status === 'analyzed' ? verdicts.of(report.verdict.text) : -1,
					isFirst ? telling : [],
				];
				files.push(safeJson(row));
			}
		},
		*end(summary) {
			const {servers, codes} = scans;
			const rules = createNames();
			const indexes = new Map(summary.problems.map((problem, index) => [problemKey(problem), index]));
			const names = {
				servers,
				versions: createNames(),
				codes,
				inventory: createNames(),
				columns: summary.inventory?.columns ?? [],
				problem: (problem: ProblemName) => indexes.get(problemKey(problem)) ?? -1,
			};
			yield `{${listsOf(summary, rules)
				.map(([name, list]) => `"${name}":${safeJson(list)},`)
				.join('')}`;
			yield* jsonList('machines', machineRows(summary.machines, names));
			const lists: PageJson['names'] = {
				rules: [...ruleTitles(summary.problems)].map(([rule, title]) => [plainText(rule), plainText(shortTitle(title))]),
				servers: names.servers.list,
				versions: names.versions.list,
				codes: names.codes.list,
				reasons: reasons.list,
				machines: machines.list,
				verdicts: verdicts.list,
				callers: scans.callers.list,
				services: scans.services.list,
				inventory: names.inventory.list,
			};
			yield `,"names":${safeJson(lists)},`;
			yield* jsonList('files', files);
			yield '}';
		},
	};
}

function listsOf(
	{problems, servers, clientVersions, codes, inventory}: Summary,
	rules: Names,
): readonly (readonly [keyof PageJson, readonly unknown[]])[] {
	const pinning: PageJson['pinning'] = PINNING_STATES.map((state) => [state, PINNING_WORDS[state], PINNING_MEANINGS[state]]);
	return [
		['levels', LEVELS],
		['pinning', pinning],
		['inventory', inventory?.columns ?? []],
		['statuses', FILE_STATUSES],
		['outcomes', SCAN_OUTCOMES.map((outcome) => OUTCOME_WORDS[outcome])],
		[
			'problems',
			problems.map((one): ProblemRow => {
				const {check, change} = mainSteps(one.steps);
				const step = check ?? change;
				return [
					rules.of(one.rule),
					LEVELS.indexOf(one.severity),
					plainText(one.title),
					one.machines,
					one.scans,
					one.firstSeen,
					one.lastSeen,
					one.code,
					one.server === null ? null : plainText(one.server),
					step === null ? null : plainText(firstSentence(step.text)),
					step?.command == null ? null : plainText(step.command),
				];
			}),
		],
		[
			'servers',
			servers.map(
				(one): ServerRow => [
					plainText(one.server),
					one.scheme,
					one.machines,
					one.scans,
					one.failed,
					one.machinesWithFailedScans,
					one.outsideFailures,
					one.codes.map(({code, scans}) => `${code} (${scans}×)`).join(', '),
				],
			),
		],
		[
			'versions',
			clientVersions.map((one): VersionRow => [plainText(one.version), one.machines, one.scans, one.failed, one.machinesWithFailedScans]),
		],
		['codes', codes.map((one): CodeRow => [one.code, one.name, one.machines, one.scans, one.asCause, one.asExit])],
	];
}

interface MachineNames extends Readonly<Record<'servers' | 'versions' | 'codes' | 'inventory', Names>> {
	/** Of the inventory. */
	readonly columns: readonly string[];
	/** The index of a problem of the fleet. */
	problem(problem: ProblemName): number;
}

function* machineRows(machines: readonly MachineSummary[], names: MachineNames): Generator<string> {
	for (const machine of machines) yield safeJson(machineRow(machine, names));
}

function machineRow(machine: MachineSummary, names: MachineNames): MachineRow {
	return [
		plainText(machine.name),
		LEVELS.indexOf(machine.verdict),
		machine.problems.flatMap((problem) => [names.problem(problem), problem.scans]),
		machine.scans,
		machine.failed,
		machine.outsideFailures,
		names.codes.of(machine.worstOutsideCode),
		machine.lastSuccess?.slice(0, 19) ?? null,
		machine.lastTime?.slice(0, 19) ?? null,
		names.versions.of(machine.clientVersion),
		machine.servers.map((server) => names.servers.of(server)),
		PINNING_STATES.indexOf(machine.pinning),
		machine.codes.map((code) => names.codes.of(code)),
		names.columns.map((column) => names.inventory.of(machine.inventory?.[column] ?? null)),
	];
}

/** A list as a field of an object, a row per line. */
function* jsonList(name: keyof PageJson, rows: Iterable<string>): Generator<string> {
	let separator = `"${name}":[`;
	for (const row of rows) {
		yield separator + row;
		separator = ',\n';
	}
	// Where there was no row, nothing has opened the list.
	yield separator === ',\n' ? ']' : `${separator}]`;
}

/** JSON in which no text can end the element that contains it. */
export function safeJson(value: unknown): string {
	return plainJson(JSON.stringify(value)).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}
