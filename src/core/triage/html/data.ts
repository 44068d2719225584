/** Writes the data of the page (see `PageJson`), while results come and at the end. */
import {FILE_STATUSES} from '../../vocabulary.js';
import {plainJson, plainText} from '../../wording/plain-text.js';
import {filesOf} from '../files-of.js';
import {PINNING_MEANINGS, PINNING_WORDS} from '../labels.js';
import type {TriageResult} from '../result.js';
import {LEVELS, type MachineSummary, PINNING_STATES, type Summary} from '../summary.js';
import type {CodeRow, FileRow, MachineRow, PageJson, ProblemRow, ServerRow, VersionRow} from './page-json.js';

/** Texts by number. */
interface Names {
	of(text: string | null): number;
	readonly list: readonly string[];
}

function createNames(): Names {
	const numbers = new Map<string, number>();
	const list: string[] = [];
	return {
		list,
		of(text) {
			if (text === null) return -1;
			let known = numbers.get(text);
			if (known === undefined) {
				known = list.length;
				numbers.set(text, known);
				list.push(plainText(text));
			}
			return known;
		},
	};
}

/** Collects the files as results come; the rest is in the summary. */
export interface PageData {
	addResult(result: TriageResult): void;
	/** JSON in parts, safe within a script element. */
	end(summary: Summary): Generator<string>;
}

export function createPageData(): PageData {
	const reasons = createNames();
	const machines = createNames();
	const files: string[] = [];
	return {
		addResult({machine, report}) {
			for (const [index, {path, member, status, reason}] of filesOf(report).entries()) {
				// Scans and findings of a set of traces are in the row of its first file.
				const [scans, findings] = index === 0 ? [report.scans.length, report.findings.length] : [0, 0];
				const row: FileRow = [
					plainText(path),
					member === null ? null : plainText(member),
					machines.of(machine.name),
					FILE_STATUSES.indexOf(status),
					reasons.of(reason),
					scans,
					findings,
				];
				files.push(safeJson(row));
			}
		},
		*end(summary) {
			const names = {rules: createNames(), servers: createNames(), versions: createNames(), codes: createNames()};
			for (const {rule} of summary.problems) names.rules.of(rule);
			yield `{${listsOf(summary)
				.map(([name, list]) => `"${name}":${safeJson(list)},`)
				.join('')}`;
			yield* jsonList('machines', machineRows(summary.machines, names));
			const lists: PageJson['names'] = {
				rules: names.rules.list,
				servers: names.servers.list,
				versions: names.versions.list,
				codes: names.codes.list,
				reasons: reasons.list,
				machines: machines.list,
			};
			yield `,"names":${safeJson(lists)},`;
			yield* jsonList('files', files);
			yield '}';
		},
	};
}

function listsOf({problems, servers, clientVersions, codes}: Summary): readonly (readonly [keyof PageJson, readonly unknown[]])[] {
	const pinning: PageJson['pinning'] = PINNING_STATES.map((state) => [state, PINNING_WORDS[state], PINNING_MEANINGS[state]]);
	return [
		['levels', LEVELS],
		['pinning', pinning],
		['statuses', FILE_STATUSES],
		[
			'problems',
			problems.map(
				(one): ProblemRow => [
					one.rule,
					LEVELS.indexOf(one.severity),
					plainText(one.title),
					one.machines,
					one.scans,
					one.firstSeen,
					one.lastSeen,
				],
			),
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

type MachineNames = Readonly<Record<'rules' | 'servers' | 'versions' | 'codes', Names>>;

function* machineRows(machines: readonly MachineSummary[], names: MachineNames): Generator<string> {
	for (const machine of machines) yield safeJson(machineRow(machine, names));
}

function machineRow(machine: MachineSummary, names: MachineNames): MachineRow {
	return [
		plainText(machine.name),
		LEVELS.indexOf(machine.verdict),
		machine.problems.flatMap(({rule, severity, scans}) => [names.rules.of(rule), LEVELS.indexOf(severity), scans]),
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
