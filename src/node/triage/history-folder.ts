/** The folder of a history: a folder for each run with Parquet files that hold all that is known up to it. */
import {mkdir, readdir, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import {addRun, type History, type HistoryMachine, type HistoryProblem, type HistoryRun} from '../../core/triage/history/history.js';
import {HISTORY_MACHINES, HISTORY_PROBLEMS, HISTORY_RUNS} from '../../core/triage/history/tables.js';
import {LEVELS, type Summary} from '../../core/triage/summary.js';
import type {Table} from '../../core/report/tables/table.js';
import {errorCode, InputError, outputErrorReason, reasonOrThrow} from '../input-error.js';
import {temporaryName} from '../temporary-name.js';
import {writeParquetFile} from './parquet-file.js';
import {OutputError} from './whole-file.js';

/** Name of the folder of a run: its time, as Windows allows it in a name. */
const RUN_FOLDER = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}$/;

/** The file of each table. */
export const HISTORY_FILES = {runs: 'runs.parquet', machines: 'machines.parquet', problems: 'problems.parquet'} as const;

/** Path of the newest run; `null`: there is none. @throws InputError where the folder cannot be read */
export async function newestRun(folder: string): Promise<string | null> {
	try {
		const [newest] = (await readdir(folder))
			.filter((name) => RUN_FOLDER.test(name))
			.toSorted()
			.reverse();
		return newest === undefined ? null : join(folder, newest);
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return null;
		throw new InputError(`cannot read ${folder}: ${reasonOrThrow(error)}`, {cause: error});
	}
}

interface NextRun {
	/** With the run. */
	readonly history: History;
	/** Writes the run into the folder, whole or not at all. @throws OutputError */
	keep(): Promise<void>;
}

/**
 * Adds a run to the history that is in a folder.
 *
 * @param run time, `2024-03-12T19:47:21`; it must be later than all runs before
 * @throws InputError, OutputError
 */
export async function nextRun(folder: string, summary: Summary, run: string): Promise<NextRun> {
	const newest = await newestRun(folder);
	const earlierRuns = newest === null ? null : await readHistory(newest);
	const last = earlierRuns?.runs.at(-1)?.run ?? '';
	if (last.slice(0, run.length) >= run) throw new OutputError(`${folder} has a run of ${last}, which is not before ${run}`);
	const history = addRun(earlierRuns, summary, run);
	return {history, keep: () => writeRun(folder, history, run, summary.tool.version)};
}

async function writeRun(folder: string, history: History, run: string, version: string): Promise<void> {
	const place = join(folder, run.replaceAll(':', '-'));
	const temporary = join(folder, temporaryName(place));
	try {
		await mkdir(temporary, {recursive: true});
		await writeParquetFile(join(temporary, HISTORY_FILES.runs), HISTORY_RUNS, history.runs, version);
		await writeParquetFile(join(temporary, HISTORY_FILES.machines), HISTORY_MACHINES, history.machines, version);
		await writeParquetFile(join(temporary, HISTORY_FILES.problems), HISTORY_PROBLEMS, history.problems, version);
		await rename(temporary, place);
	} catch (error) {
		const reason = outputErrorReason(error);
		if (reason === null) throw error;
		throw new OutputError(`cannot write ${place}: ${reason}`, {cause: error});
	} finally {
		await rm(temporary, {recursive: true, force: true});
	}
}

/** @throws InputError where a file is missing, damaged, or of another version */
async function readHistory(folder: string): Promise<History> {
	return {
		runs: await readTable(join(folder, HISTORY_FILES.runs), HISTORY_RUNS, runOf),
		machines: await readTable(join(folder, HISTORY_FILES.machines), HISTORY_MACHINES, machineOf),
		problems: await readTable(join(folder, HISTORY_FILES.problems), HISTORY_PROBLEMS, problemOf),
	};
}

/** The cells of a row, by column. */
interface Cells {
	text(name: string): string;
	maybe(name: string): string | null;
	number(name: string): number;
}

async function readTable<Row>(path: string, table: Table<Row>, rowOf: (cells: Cells) => Row): Promise<Row[]> {
	let rows: readonly Readonly<Record<string, unknown>>[];
	try {
		rows = await parquetReadObjects({file: await asyncBufferFromFile(path), columns: table.map(({name}) => name)});
	} catch (error) {
		// The reader of Parquet has no errors of its own.
		const reason = error instanceof Error ? error.message : String(error);
		throw new InputError(`cannot read ${path}: ${reason}`, {cause: error});
	}
	return rows.map((row) => rowOf(cellsOf(row, path)));
}

function cellsOf(row: Readonly<Record<string, unknown>>, path: string): Cells {
	const maybe = (name: string): string | null => {
		const value = row[name];
		if (value instanceof Date) return value.toISOString().replace(/(?:\.000)?Z$/, '');
		return typeof value === 'string' ? value : null;
	};
	const wrong = (name: string): InputError => new InputError(`cannot read ${path}: a row has no ${name}`);
	return {
		maybe,
		text(name) {
			const value = maybe(name);
			if (value === null) throw wrong(name);
			return value;
		},
		number(name) {
			const value = row[name];
			if (typeof value !== 'bigint') throw wrong(name);
			return Number(value);
		},
	};
}

function runOf({text, number}: Cells): HistoryRun {
	return {
		run: text('run'),
		version: text('version'),
		machines: number('machines'),
		errors: number('errors'),
		warnings: number('warnings'),
		scans: number('scans'),
		failed: number('failed'),
	};
}

function machineOf({text, maybe, number}: Cells): HistoryMachine {
	return {
		machine: text('machine'),
		verdict: LEVELS.find((level) => level === text('verdict')) ?? 'error',
		scans: number('scans'),
		failed: number('failed'),
		firstTime: maybe('first_time'),
		lastTime: maybe('last_time'),
		firstRun: text('first_run'),
		lastRun: text('last_run'),
	};
}

function problemOf({text, maybe, number}: Cells): HistoryProblem {
	return {
		machine: text('machine'),
		rule: text('rule'),
		severity: text('severity') === 'error' ? 'error' : 'warning',
		code: maybe('code'),
		server: maybe('server'),
		firstSeen: maybe('first_seen'),
		lastSeen: maybe('last_seen'),
		since: text('since'),
		fixed: maybe('fixed'),
		worse: maybe('worse'),
		returns: number('returns'),
	};
}
