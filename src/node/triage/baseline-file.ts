/** Reads the answer of an earlier run: its summary, or its results. */
import {open, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {createAggregator} from '../../core/triage/aggregate.js';
import type {Baseline} from '../../core/triage/baseline.js';
import type {Filter} from '../../core/triage/selection.js';
import {withoutRepeats} from '../../core/triage/repeated.js';
import {type Summary, SUMMARY_SCHEMA} from '../../core/triage/summary.js';
import {InputError, inputErrorReason} from '../input-error.js';
import {indexResults} from './results-file.js';

/** Looked for in a folder; the first one that exists is read. */
const IN_FOLDER = ['summary.json', 'results.ndjson'] as const;

const HEAD_BYTES = 256;

/**
 * @param filter for results; a summary was made with its own
 * @throws InputError if there is nothing to compare with
 */
export async function readBaseline(path: string, filter: Filter, tell?: (message: string) => void): Promise<Baseline> {
	try {
		if ((await stat(path)).isDirectory()) {
			for (const name of IN_FOLDER) if (await isThere(join(path, name))) return await readBaseline(join(path, name), filter, tell);
			throw new InputError(`cannot compare with ${path}: it contains neither ${IN_FOLDER.join(' nor ')}`);
		}
		return (await headOf(path)).includes(SUMMARY_SCHEMA) ? await readSummary(path) : await readResults(path, filter, tell);
	} catch (error) {
		const reason = error instanceof InputError ? null : inputErrorReason(error);
		throw reason === null ? error : new InputError(`cannot read ${path}: ${reason}`, {cause: error});
	}
}

async function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		(stats) => stats.isFile(),
		() => false,
	);
}

async function headOf(path: string): Promise<string> {
	const handle = await open(path);
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await handle.close();
	}
}

async function readSummary(path: string): Promise<Baseline> {
	let value: unknown;
	try {
		value = JSON.parse(await readFile(path, 'utf8'));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new InputError(`cannot compare with ${path}: it is not a complete JSON document`, {cause: error});
	}
	const {schema, machines, filter} = value as Partial<Summary>;
	if (schema !== SUMMARY_SCHEMA || !Array.isArray(machines) || filter === undefined)
		throw new InputError(`cannot compare with ${path}: it is not a ${SUMMARY_SCHEMA}`);
	return {machines, filter};
}

async function readResults(path: string, filter: Filter, tell?: (message: string) => void): Promise<Baseline> {
	const aggregator = createAggregator({filter, groupBy: null});
	const index = await indexResults([path], tell);
	try {
		if (index.sources.results === 0) throw new InputError(`cannot compare with ${path}: it contains no results`);
		for await (const line of index.lines())
			if ('result' in line) aggregator.addResult(withoutRepeats(line.result, line.overlap), line.overlap);
		return aggregator.end({version: '', generated: null, command: null, sources: index.sources});
	} finally {
		await index.close();
	}
}
