/** Writes a table whose rows are all there as a Parquet file. */
import type {Table} from '../../core/report/tables/table.js';
import {createParquetRows} from './outputs/parquet.js';
import {createWholeFile} from './whole-file.js';

const ROWS_AT_ONCE = 5000;

/** The file is whole, or as it was. @throws OutputError where it cannot be written */
export async function writeParquetFile<Row>(path: string, table: Table<Row>, all: readonly Row[], version: string): Promise<void> {
	const file = await createWholeFile(path);
	try {
		const rows = createParquetRows(table, file.write, version);
		// Some at a time, so that few of them are in memory twice.
		for (let at = 0; at < all.length; at += ROWS_AT_ONCE) await rows.add(all.slice(at, at + ROWS_AT_ONCE));
		await rows.end();
		await file.finish();
		await file.keep();
	} finally {
		await file.discard();
	}
}
