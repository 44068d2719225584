/** A database in memory over Parquet files, which queries can read and nothing else. */
import {join} from 'node:path';
import type {DuckDBPreparedStatement, DuckDBType, DuckDBValue, DuckDBValueConverter, Json} from '@duckdb/node-api';
import {loadDuckDb} from './duckdb.js';
import {QueryError} from './query-error.js';
import type {TableFiles} from './tables.js';

export type QueryValue = Json;

export interface QueryRows {
	/** Names of the columns, each once. */
	readonly columns: readonly string[];
	/** As they come, some thousand at a time. Whole numbers that JavaScript cannot hold, decimals, and times are text. */
	batches(): AsyncIterable<readonly (readonly QueryValue[])[]>;
}

export interface QueryDatabase {
	/** @throws QueryError, as `batches` does */
	select(sql: string): Promise<QueryRows>;
	/**
	 * Writes the rows as Parquet with the types that DuckDB gives them.
	 *
	 * @returns path of the file, in the temporary folder
	 * @throws QueryError
	 */
	writeParquet(sql: string): Promise<string>;
	close(): void;
}

interface DatabaseOptions {
	readonly tables: TableFiles;
	/** Folders whose files queries may read, too. */
	readonly allowed: readonly string[];
	/** Folder for what does not fit in memory. */
	readonly temporary: string;
	/** Ends a query that runs. */
	readonly signal: AbortSignal;
}

/** Nothing is loaded from elsewhere or kept. */
const CONFIG = {
	autoinstall_known_extensions: 'false',
	autoload_known_extensions: 'false',
	allow_community_extensions: 'false',
	allow_persistent_secrets: 'false',
} as const;

/** @throws QueryError where DuckDB is not there, or a file is not what it should be */
export async function openDatabase({tables, allowed, temporary, signal}: DatabaseOptions): Promise<QueryDatabase> {
	const duckDb = await loadDuckDb();
	const instance = await duckDb.DuckDBInstance.create(':memory:', {...CONFIG, temp_directory: temporary});
	const connection = await instance.connect();
	const interrupt = (): void => connection.interrupt();
	signal.addEventListener('abort', interrupt);

	function close(): void {
		signal.removeEventListener('abort', interrupt);
		connection.closeSync();
		instance.closeSync();
	}

	async function selection(sql: string): Promise<DuckDBPreparedStatement> {
		const statements = await told(() => connection.extractStatements(sql), 'The query is empty, or not SQL.');
		if (statements.count !== 1) throw new QueryError('Only one query at a time: write one SELECT, without others before or after it.');
		const statement = await told(() => statements.prepare(0));
		const {SELECT, EXPLAIN} = duckDb.StatementType;
		if (statement.statementType !== SELECT && statement.statementType !== EXPLAIN)
			throw new QueryError('Queries read only: write a SELECT (or DESCRIBE, SUMMARIZE, EXPLAIN).');
		if (statement.parameterCount > 0) throw new QueryError('The query has parameters; write values in their place.');
		return statement;
	}

	try {
		for (const statement of setUp(tables, allowed)) await told(() => connection.run(statement));
	} catch (error) {
		close();
		throw error;
	}
	return {
		async select(sql) {
			const statement = await selection(sql);
			const result = await told(() => statement.stream());
			return {columns: result.deduplicatedColumnNames(), batches: () => batchesOf(result.yieldConvertedRows(converterOf(duckDb)))};
		},
		async writeParquet(sql) {
			await selection(sql);
			const file = join(temporary, 'result.parquet');
			await told(() => connection.run(`COPY (FROM query(${quoted(sql)})) TO ${quoted(file)} (FORMAT parquet)`));
			return file;
		},
		close,
	};
}

/** Makes the tables, then closes all other files for good. */
function* setUp(tables: TableFiles, allowed: readonly string[]): Generator<string> {
	const readable: string[] = [];
	for (const [name, files] of tables) {
		const isPattern = files.some((file) => PATTERN.test(file));
		if (!isPattern) readable.push(...files);
		// A pattern cannot be allowed, only what it matches; so such a table is read before the files are closed.
		const rows = `read_parquet(${list(files.map(literalPath))}, union_by_name = true)`;
		yield `CREATE ${isPattern ? 'TABLE' : 'VIEW'} ${name} AS FROM ${rows}`;
	}
	yield `SET allowed_paths = ${list(readable)}`;
	yield `SET allowed_directories = ${list(allowed)}`;
	yield 'SET enable_external_access = false';
	yield 'SET lock_configuration = true';
}

/** Characters that make a path a pattern. */
const PATTERN = /[*?[]/;

function literalPath(path: string): string {
	return path.replaceAll(/[*?[]/g, '[$&]');
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

function list(texts: readonly string[]): string {
	return `[${texts.map(quoted).join(', ')}]::VARCHAR[]`;
}

async function* batchesOf(
	rows: AsyncIterable<readonly (readonly (QueryValue | null)[])[]>,
): AsyncGenerator<readonly (readonly QueryValue[])[]> {
	try {
		yield* rows;
	} catch (error) {
		throw queryError(error);
	}
}

function converterOf({JsonDuckDBValueConverter}: typeof import('@duckdb/node-api')): DuckDBValueConverter<Json> {
	const convert = (value: DuckDBValue, type: DuckDBType, converter: DuckDBValueConverter<Json>): Json | null => {
		if (typeof value !== 'bigint') return JsonDuckDBValueConverter(value, type, converter);
		const number = Number(value);
		return Number.isSafeInteger(number) ? number : String(value);
	};
	return convert;
}

async function told<Value>(action: () => Promise<Value>, text?: string): Promise<Value> {
	try {
		return await action();
	} catch (error) {
		throw queryError(error, text);
	}
}

/** Without the excerpt of the query below the message, which needs lines of its own. */
function queryError(error: unknown, text?: string): Error {
	if (!(error instanceof Error)) return new QueryError(text ?? String(error));
	const [message = ''] = error.message.split(/\n\nLINE \d/);
	// What it says of a text without a query.
	return new QueryError(message === 'Error in native callback' ? (text ?? message) : message, {cause: error});
}
