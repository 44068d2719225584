/** The tables: a row per column, with what it shows and what it is sorted by. */
import {formatCount} from '../../core/triage/labels.js';
import type {Level} from '../../core/triage/summary.js';
import {VERDICT_WORDS} from '../../core/wording/labels.js';
import type {Cell, Link} from './cells.js';
import type {Code, FileEntry, FleetData, Machine, MachineFinding, Problem, Server, Version} from './fleet-data.js';
import {type FilterName, hashOf, machinesWith, type Query, type TableName, tableWith} from './query.js';
import {type RowSource, selectRows, type SortValue} from './select-rows.js';

/** How the cells of a column are laid out. */
type ColumnStyle = 'number' | 'long' | 'name' | null;

export interface ColumnHead {
	readonly name: string;
	readonly title: string;
	readonly style: ColumnStyle;
}

/** A table, whatever its rows are. */
export interface PageTable {
	readonly title: string;
	/** What a row is called. */
	readonly noun: string;
	readonly size: number;
	readonly columns: readonly ColumnHead[];
	readonly filterNames: readonly FilterName[];
	/** All rows that the query asks for, in its order. */
	select(query: Query): Selection;
}

export interface Selection {
	readonly size: number;
	/** Cells of some rows, from one index to before another. */
	cells(from: number, to: number): readonly (readonly Cell[])[];
	/** What the first column says of each row. */
	names(): readonly string[];
}

interface Column<Row> extends ColumnHead {
	readonly sortValue: (row: Row) => SortValue;
	readonly cell: (row: Row, query: Query) => Cell;
}

interface TableOf<Row> extends Omit<RowSource<Row>, 'searchText'> {
	readonly title: string;
	readonly noun: string;
	readonly columns: readonly Column<Row>[];
	/** Texts of a row in which words are searched for. */
	readonly words: (row: Row) => readonly string[];
}

function text<Row>(name: string, title: string, of: (row: Row) => string | null, style: ColumnStyle = null): Column<Row> {
	return {name, title, style, sortValue: of, cell: (row) => ({kind: 'text', text: of(row) ?? ''})};
}

function count<Row>(name: string, title: string, of: (row: Row) => number): Column<Row> {
	return {name, title, style: 'number', sortValue: of, cell: (row) => ({kind: 'text', text: formatCount(of(row))})};
}

function day<Row>(name: string, title: string, of: (row: Row) => string | null): Column<Row> {
	return {name, title, style: null, sortValue: of, cell: (row) => ({kind: 'day', time: of(row)})};
}

function linked<Row>(
	name: string,
	title: string,
	of: (row: Row) => string,
	target: (row: Row, query: Query) => Query,
	style: ColumnStyle = null,
): Column<Row> {
	return {
		name,
		title,
		style,
		sortValue: of,
		cell: (row, query) => ({
			kind: 'links',
			links: of(row) === '' ? [] : [{text: of(row), href: hashOf(target(row, query))}],
			isStacked: false,
		}),
	};
}

/** Names that each lead to the machines that have them. */
function machineLinks(names: readonly string[], filter: FilterName, query: Query, isStacked = false): Cell {
	return {kind: 'links', links: names.map((name) => ({text: name, href: hashOf(machinesWith(query, filter, name))})), isStacked};
}

/** Each title once: problems of one rule with one title lead to all machines with any of them. */
function problemLinks(problems: readonly MachineFinding[], query: Query): readonly Link[] {
	const byTitle = new Map<string, Problem[]>();
	for (const {problem} of problems) byTitle.set(problem.ruleTitle, [...(byTitle.get(problem.ruleTitle) ?? []), problem]);
	return [...byTitle].flatMap(([text, [first, ...others]]) => {
		if (first === undefined) return [];
		const target = others.length === 0 ? machinesWith(query, 'problem', String(first.number)) : machinesWith(query, 'problems', first.rule);
		return [{text, href: hashOf(target)}];
	});
}

function machinesTable({machines, levels, inventory}: FleetData): TableOf<Machine> {
	return {
		title: 'Machines',
		noun: 'machine',
		rows: machines,
		order: [
			['verdict', 1],
			['failed', -1],
			['machine', 1],
		],
		columns: [
			linked(
				'machine',
				'Machine',
				({name}) => name,
				({name}) => tableWith('machines', {machine: name}),
				'name',
			),
			...inventory.map((title, index) => text<Machine>(`inventory-${index + 1}`, title, (machine) => machine.inventory[index] ?? null)),
			{
				name: 'verdict',
				title: 'Verdict',
				style: null,
				sortValue: ({verdict}) => levels.indexOf(verdict),
				cell: ({verdict}) => ({kind: 'level', level: verdict}),
			},
			{
				name: 'problems',
				title: 'Problems',
				style: 'long',
				sortValue: ({problems}) => problems.length,
				cell: ({problems}, query) => ({kind: 'links', links: problemLinks(problems, query), isStacked: true}),
			},
			count('scans', 'Scans', ({scans}) => scans),
			count('failed', 'Failed', ({failed}) => failed),
			day('success', 'Last success', ({lastSuccess}) => lastSuccess),
			day('seen', 'Last seen', ({lastTime}) => lastTime),
			{
				name: 'version',
				title: 'Client',
				style: null,
				sortValue: ({version}) => version,
				cell: ({version}, query) => machineLinks(version === null ? [] : [version], 'version', query),
			},
			{
				name: 'server',
				title: 'WSUS server',
				style: 'long',
				sortValue: ({servers}) => servers.join(', '),
				cell: ({servers}, query) => machineLinks(servers, 'server', query, true),
			},
			text('pinning', 'Pinning', ({pinning}) => pinning.label),
			count('outside', 'Outside scans', ({outsideFailures}) => outsideFailures),
			text('worst', 'Worst code outside', ({worstOutsideCode}) => worstOutsideCode),
		],
		words: ({name, problems, version, servers, codes, worstOutsideCode, pinning, inventory: values}) => [
			name,
			...values.map((value) => value ?? ''),
			...problems.flatMap(({problem}) => [problem.rule, problem.title]),
			version ?? '',
			...servers,
			...codes,
			worstOutsideCode ?? '',
			pinning.label,
		],
		filters: {
			problem: ({findings}, value) => findings.some(({problem}) => String(problem.number) === value),
			problems: ({findings}, value) => findings.some(({problem}) => problem.rule === value),
			server: ({servers}, value) => servers.includes(value),
			version: ({version}, value) => version === value,
			code: ({codes}, value) => codes.includes(value),
			verdict: ({verdict}, value) => verdict === value,
			pinning: ({pinning}, value) => pinning.state === value,
			machine: ({name}, value) => isSameMachine(name, value),
		},
	};
}

/** Names differ in more than their case. */
function isSameMachine(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

function problemsTable({problems, levels}: FleetData): TableOf<Problem> {
	return {
		title: 'Problems',
		noun: 'problem',
		rows: problems,
		order: [],
		columns: [
			linked(
				'title',
				'Problem',
				({title}) => title,
				({number}, query) => machinesWith(query, 'problem', String(number)),
				'long',
			),
			{
				name: 'verdict',
				title: 'Severity',
				style: null,
				sortValue: ({level}) => levels.indexOf(level),
				cell: ({level}) => ({kind: 'level', level}),
			},
			text('server', 'Server', ({server}) => server, 'long'),
			text('code', 'Code', ({code}) => code),
			count('machines', 'Machines', ({machines}) => machines),
			count('scans', 'Scans', ({scans}) => scans),
			day('first', 'First seen', ({firstSeen}) => firstSeen),
			day('last', 'Last seen', ({lastSeen}) => lastSeen),
			text('step', 'First step', ({step}) => step, 'long'),
		],
		words: ({rule, title, server, code}) => [rule, title, server ?? '', code ?? ''],
		filters: {
			problem: ({number}, value) => String(number) === value,
			problems: ({rule}, value) => rule === value,
			server: (problem, value) => problem.server === value,
			code: (problem, value) => problem.code === value,
		},
	};
}

const ENCRYPTED = {https: 'yes', http: 'no'} as const;

function serversTable({servers}: FleetData): TableOf<Server> {
	return {
		title: 'WSUS servers',
		noun: 'server',
		rows: servers,
		order: [],
		columns: [
			linked(
				'server',
				'Server',
				({server}) => server,
				({server}, query) => machinesWith(query, 'server', server),
				'long',
			),
			text('scheme', 'Encrypted', ({scheme}) => (scheme === null ? null : ENCRYPTED[scheme])),
			count('machines', 'Machines', ({machines}) => machines),
			count('scans', 'Scans', ({scans}) => scans),
			count('failed', 'Failed', ({failed}) => failed),
			count('bad', 'Machines with failures', ({machinesWithFailedScans}) => machinesWithFailedScans),
			count('outside', 'Outside scans', ({outsideFailures}) => outsideFailures),
			text('codes', 'Codes', ({codes}) => codes, 'long'),
		],
		words: ({server, codes}) => [server, codes],
		filters: {server: ({server}, value) => server === value},
	};
}

function versionsTable({versions}: FleetData): TableOf<Version> {
	return {
		title: 'Versions',
		noun: 'version',
		rows: versions,
		order: [],
		columns: [
			linked(
				'version',
				'Windows Update client',
				({version}) => version,
				({version}, query) => machinesWith(query, 'version', version),
			),
			count('machines', 'Machines', ({machines}) => machines),
			count('scans', 'Scans', ({scans}) => scans),
			count('failed', 'Failed', ({failed}) => failed),
			count('bad', 'Machines with failures', ({machinesWithFailedScans}) => machinesWithFailedScans),
		],
		words: ({version}) => [version],
		filters: {version: ({version}, value) => version === value},
	};
}

function codesTable({codes}: FleetData): TableOf<Code> {
	return {
		title: 'Codes',
		noun: 'code',
		rows: codes,
		order: [],
		columns: [
			linked(
				'code',
				'Code',
				({code}) => code,
				({code}, query) => machinesWith(query, 'code', code),
			),
			text('name', 'Name', ({name}) => name),
			count('machines', 'Machines', ({machines}) => machines),
			count('scans', 'Scans', ({scans}) => scans),
			count('cause', 'Root cause', ({asCause}) => asCause),
			count('exit', 'Exit code', ({asExit}) => asExit),
		],
		words: ({code, name}) => [code, name ?? ''],
		filters: {code: ({code}, value) => code === value},
	};
}

function filesTable({files}: FleetData): TableOf<FileEntry> {
	return {
		title: 'Files',
		noun: 'file',
		rows: files,
		order: [],
		columns: [
			text('file', 'File', ({path, member}) => (member === null ? path : `${path} › ${member}`), 'long'),
			linked(
				'machine',
				'Machine',
				({machine}) => machine,
				({machine}) => tableWith('machines', {machine}),
				'name',
			),
			text('status', 'Status', ({status}) => status),
			text('reason', 'Reason', ({reason}) => reason, 'long'),
			count('scans', 'Scans', ({scans}) => scans),
			count('findings', 'Findings', ({findings}) => findings),
		],
		words: ({path, member, machine, reason}) => [path, member ?? '', machine, reason ?? ''],
		filters: {machine: ({machine}, value) => isSameMachine(machine, value), status: ({status}, value) => status === value},
	};
}

/** The value of a filter as a reader knows it. */
export function filterValueText({problems, pinning}: FleetData, name: FilterName, value: string): string {
	switch (name) {
		case 'problem':
			return problems.find(({number}) => String(number) === value)?.title ?? value;
		case 'problems':
			return problems.find(({rule}) => rule === value)?.ruleTitle ?? value;
		case 'pinning':
			return pinning.find(({state}) => state === value)?.label ?? value;
		case 'verdict':
			return isLevel(value) ? VERDICT_WORDS[value] : value;
		case 'server':
		case 'version':
		case 'code':
		case 'machine':
		case 'status':
			return value;
		default:
			return name satisfies never;
	}
}

function isLevel(value: string): value is Level {
	return Object.hasOwn(VERDICT_WORDS, value);
}

export function createTables(data: FleetData): Readonly<Record<TableName, PageTable>> {
	return {
		machines: pageTable(machinesTable(data)),
		problems: pageTable(problemsTable(data)),
		servers: pageTable(serversTable(data)),
		versions: pageTable(versionsTable(data)),
		codes: pageTable(codesTable(data)),
		files: pageTable(filesTable(data)),
	};
}

function pageTable<Row extends object>(table: TableOf<Row>): PageTable {
	const {title, noun, rows, columns, filters, words} = table;
	/** Made when a row is searched for the first time. */
	const searchTexts = new Map<Row, string>();
	function searchText(row: Row): string {
		const known = searchTexts.get(row) ?? words(row).join('\n').toLowerCase();
		searchTexts.set(row, known);
		return known;
	}

	return {
		title,
		noun,
		size: rows.length,
		columns,
		filterNames: Object.keys(filters) as FilterName[],
		select(query) {
			const found = selectRows({...table, searchText}, query);
			const [first] = columns;
			return {
				size: found.length,
				cells: (from, to) => found.slice(from, to).map((row) => columns.map((column) => column.cell(row, query))),
				names: () => found.map((row) => String(first?.sortValue(row) ?? '')),
			};
		},
	};
}
