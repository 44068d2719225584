/** `wulens query`: SQL over the results of a triage. */
import {createReadStream} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {text} from 'node:stream/consumers';
import {plainText} from '../../core/wording/plain-text.js';
import {STDIN} from '../../node/inputs/standard-input.js';
import {InputError} from '../../node/input-error.js';
import {openDatabase, type QueryDatabase} from '../../node/query/database.js';
import {QueryError} from '../../node/query/query-error.js';
import {findTables, type TableFiles} from '../../node/query/tables.js';
import {createWholeFile, OutputError} from '../../node/triage/whole-file.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {chooseInventory} from '../inventory.js';
import {withInterruption} from '../interruption.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {inBlocks, type Output, outputTo} from '../output.js';
import {TEXT_FORMATS} from '../query-formats.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';

type Values = OptionValues<'query'>;

export async function queryCommand({values, positionals}: Parsed<'query'>): Promise<ExitCode> {
	if (values.reporter === 'parquet' && values.out === null) throw new UsageError('Parquet is not text. Name a file for it with --out.');
	const [word = ''] = positionals;
	const sql = word === STDIN ? await text(process.stdin) : word;
	return withInterruption((signal) => run(sql, values, signal));
}

async function run(sql: string, values: Values, signal: AbortSignal): Promise<ExitCode> {
	const temporary = await mkdtemp(join(tmpdir(), 'wulens-query-'));
	try {
		const tell = (message: string): void => {
			if (!values.quiet) process.stderr.write(`wulens: ${plainText(message)}\n`);
		};
		const {inventory} = await chooseInventory(values.inventory, null);
		const tables = await findTables(values.in, {temporary, version: packageVersion(), inventory, tell});
		checkOut(values.out, tables);
		const database = await openDatabase({tables, allowed: values.allow.map((path) => resolve(path)), temporary, signal});
		try {
			await answer(sql, database, values);
		} finally {
			database.close();
		}
		return inventory !== null && inventory.damagedRows > 0 ? EXIT.someFailed : EXIT.done;
	} catch (error) {
		if (signal.aborted) return EXIT.interrupted;
		if (error instanceof QueryError || error instanceof InputError || error instanceof OutputError) throw new UsageError(error.message);
		throw error;
	} finally {
		await rm(temporary, {recursive: true, force: true});
	}
}

function checkOut(out: string | null, tables: TableFiles): void {
	const isTable = [...tables.values()].flat().some((file) => out !== null && resolve(file) === resolve(out));
	if (isTable) throw new UsageError(`--out ${out} is one of the tables.`);
}

async function answer(sql: string, database: QueryDatabase, {reporter, out}: Values): Promise<void> {
	if (reporter === 'parquet') return writeFile(out ?? '', createReadStream(await database.writeParquet(sql)));
	const rows = await database.select(sql);
	const pieces = TEXT_FORMATS[reporter](rows);
	return out === null ? print(pieces, outputTo(process.stdout)) : writeFile(out, pieces);
}

async function print(pieces: AsyncIterable<string>, output: Output): Promise<void> {
	for await (const piece of pieces) {
		for (const block of inBlocks([piece])) await output.write(block);
		if (output.isClosed) return;
	}
	await output.end();
}

/** The file is whole, or as it was. */
async function writeFile(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
	const file = await createWholeFile(path);
	try {
		for await (const piece of pieces) await file.write(piece);
		await file.finish();
		await file.keep();
	} finally {
		await file.discard();
	}
}
