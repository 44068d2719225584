/** The tables that queries can use, and the Parquet files that hold them. */
import type {Stats} from 'node:fs';
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Inventory} from '../../core/triage/inventory/inventory.js';
import {InputError, reasonOrThrow} from '../input-error.js';
import {OUTPUTS, type OutputName, writeOutputs} from '../triage/outputs.js';
import {writeInventory} from '../triage/inventory-file.js';
import {HISTORY_FILES, newestRun} from '../triage/history-folder.js';
import {RESULTS_NAME} from '../triage/run-folder.js';

/** Files by the name of their table; the rows of several files are one table. */
export type TableFiles = ReadonlyMap<string, readonly string[]>;

/** The output of a triage that holds each table. */
const RESULT_TABLES: Readonly<Record<string, OutputName>> = {
	machines: 'machines-parquet',
	scans: 'scans-parquet',
	attempts: 'attempts-parquet',
	findings: 'findings-parquet',
	failures: 'failures-parquet',
	files: 'ledger-parquet',
	inventory: 'inventory-parquet',
};

interface TablesOptions {
	/** Empty folder for tables that have to be made. */
	readonly temporary: string;
	/** Version of the program. */
	readonly version: string;
	/** The table `inventory`, in the place of one that the triage had. @default none */
	readonly inventory?: Inventory | null;
	/** Called with messages for the user. */
	readonly tell: (message: string) => void;
}

/**
 * The tables of a triage. Where the Parquet files are missing, or older than the results, they are made of the results.
 *
 * @param path output folder of a triage, a results file, or a history, of which the newest run tells all
 * @throws InputError where there is neither; OutputError where tables cannot be made
 */
export async function findTables(path: string, options: TablesOptions): Promise<TableFiles> {
	const tables = await tablesOf(path, options);
	const {inventory = null, temporary, version} = options;
	if (inventory === null) return tables;
	const file = join(temporary, 'given-inventory.parquet');
	await writeInventory(file, inventory, version);
	return new Map([...tables, ['inventory', [file]]]);
}

async function tablesOf(path: string, options: TablesOptions): Promise<TableFiles> {
	const isFolder = await isDirectory(path);
	const results = isFolder ? join(path, RESULTS_NAME) : path;
	const changed = (await statsOf(results))?.mtimeMs ?? null;
	const {files, isComplete} = isFolder ? await tablesIn(path, changed ?? 0) : {files: new Map(), isComplete: false};
	if (isComplete || (changed === null && files.size > 0)) return files;
	const run = isFolder ? await newestRun(path) : null;
	if (changed === null && run !== null) return new Map(Object.entries(HISTORY_FILES).map(([name, file]) => [name, [join(run, file)]]));
	if (changed === null) throw new InputError(`${path} contains neither ${RESULTS_NAME} nor Parquet files of a triage, and is no history`);
	options.tell(`The Parquet files of ${path} are missing or outdated; tables are made from its results, without a filter or an inventory.`);
	return makeTables(results, options);
}

async function isDirectory(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isDirectory();
	} catch (error) {
		throw new InputError(`cannot read ${path}: ${reasonOrThrow(error)}`, {cause: error});
	}
}

async function makeTables(results: string, {temporary, version, tell}: TablesOptions): Promise<TableFiles> {
	await writeOutputs([results], {
		out: temporary,
		reporters: Object.values(RESULT_TABLES).filter((name) => OUTPUTS[name].needsInventory !== true),
		filter: {},
		groupBy: null,
		top: 1,
		baseline: null,
		redact: false,
		terminal: null,
		version,
		tell,
	});
	return (await tablesIn(temporary, 0)).files;
}

async function tablesIn(folder: string, notBefore: number): Promise<{readonly files: TableFiles; readonly isComplete: boolean}> {
	const files = new Map<string, readonly string[]>();
	let isComplete = true;
	for (const [name, output] of Object.entries(RESULT_TABLES)) {
		const file = join(folder, OUTPUTS[output].file);
		const stats = await statsOf(file);
		if (stats?.isFile() === true) files.set(name, [file]);
		if (stats === null ? OUTPUTS[output].needsInventory !== true : stats.mtimeMs < notBefore) isComplete = false;
	}
	return {files, isComplete};
}

async function statsOf(path: string): Promise<Stats | null> {
	try {
		return await stat(path);
	} catch (error) {
		reasonOrThrow(error);
		return null;
	}
}
