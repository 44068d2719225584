/** DuckDB, which is not installed with wulens: loaded where it is there. */
import {fileURLToPath} from 'node:url';
import {QueryError} from './query-error.js';

type DuckDb = typeof import('@duckdb/node-api');

/** Its parts for each system are packages of their own: the error of a missing one has no other mark than its code. */
const NOT_THERE: ReadonlySet<unknown> = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED']);

/** @throws QueryError that says how to get it, where it is not there */
export async function loadDuckDb(): Promise<DuckDb> {
	try {
		return await import('@duckdb/node-api');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && NOT_THERE.has(error.code))) throw error;
		throw new QueryError(`wulens query needs DuckDB, which is not installed with it. ${howToInstall(fileURLToPath(import.meta.url))}`, {
			cause: error,
		});
	}
}

/**
 * Node looks for packages beside the program only, wherever wulens is run.
 *
 * @param program path of a file of the program
 */
export function howToInstall(program: string): string {
	if (/[/\\]node_modules[/\\]wulens[/\\]/.test(program))
		return 'Install it where wulens is installed: npm install @duckdb/node-api, with --global if wulens is global.';
	const [, folder] = /^(.*?)[/\\](?:dist[/\\])?program[/\\][^/\\]*$/.exec(program) ?? [];
	if (folder !== undefined) return `Install it: npm install --prefix "${folder}" @duckdb/node-api`;
	return 'This program cannot load it. Install wulens with npm, and DuckDB beside it: npm install --global wulens @duckdb/node-api';
}
