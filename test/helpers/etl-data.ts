/** Finds the folder of real traces that the suite of oracles reads, and what it says about them. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMissing} from './needs.js';

/** Beside the project: the traces belong to other people, so they are no part of it. */
const DEFAULT_TRACES: string = resolve(fileURLToPath(new URL('../../', import.meta.url)), '../shared/etl/data');

const traceFolder: string = process.env.WULENS_ETL || DEFAULT_TRACES;

export const areTracesMissing: boolean = isMissing(`the folder of traces ${traceFolder}`, existsSync(traceFolder));

export function traceNames(): readonly string[] {
	return readdirSync(traceFolder)
		.filter((name) => name.endsWith('.etl'))
		.sort();
}

export function traceBytes(name: string): Uint8Array {
	return new Uint8Array(readFileSync(join(traceFolder, name)));
}

export function textBeside(name: string): string {
	return readFileSync(join(traceFolder, name), 'utf8');
}

/** Objects of a file with one JSON document a line; `null` where there is none. Whole numbers past 2^53 come as text. */
export function oracleOf(name: string, suffix: string): readonly Record<string, unknown>[] | null {
	const path = join(traceFolder, `${name}.${suffix}.jsonl`);
	if (!existsSync(path)) return null;
	return readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line.replace(/(?<=[[:,] ?)(-?\d{16,})(?=[,\]}])/g, '"$1"')) as Record<string, unknown>);
}
