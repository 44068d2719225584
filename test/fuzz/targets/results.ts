/** Results files of a triage: each line is a result, or told and left out, and the counts say so. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'vitest';
import {DONE_SCHEMA, RESULT_SCHEMA, type TriageLine} from '../../../src/core/triage/result.js';
import {indexResults} from '../../../src/node/triage/results-file.js';
import {bytesOf} from '../../helpers/log-lines.js';
import {noLog} from '../../helpers/triage-results.js';
import type {FuzzTarget} from '../target.js';

function done(path: string, results: number): TriageLine {
	return {
		schema: DONE_SCHEMA,
		path,
		bytes: 1,
		modified: '2024-03-12T19:47:21.000Z',
		hash: null,
		parts: [],
		results,
		failed: 0,
		isFatal: false,
		finished: '2024-03-12T19:47:22.000Z',
		milliseconds: 1,
	};
}

function file(...lines: readonly TriageLine[]): Uint8Array {
	return bytesOf(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export const RESULTS: FuzzTarget = {
	name: 'results',
	seeds: () => [
		file(noLog('a', 'pc-1', {path: 'a'}), done('a', 1), noLog('b', 'pc-2', {path: 'b'}), done('b', 1)),
		file(
			noLog('a', 'pc-1', {path: 'a'}),
			done('a', 1),
			noLog('a', 'pc-1', {path: 'a'}),
			noLog('a', 'pc-1', {path: 'a', member: 'x'}),
			done('a', 2),
		),
		file(done('a', 0), noLog('', 'pc-1', {path: 'a'})),
	],
	words: ['{}', 'null', '"', RESULT_SCHEMA, DONE_SCHEMA, '"schema":', '__proto__', '\\u0000', '1e999', '\ud800', '[[[['],
	maxBytes: 4000,
	shortRuns: 40,
	async check(input) {
		const folder = mkdtempSync(join(tmpdir(), 'wulens-fuzz-'));
		try {
			const path = join(folder, 'results.ndjson');
			writeFileSync(path, input);
			const told: string[] = [];
			const index = await indexResults([path, path], (message) => told.push(message));
			try {
				const {results, replaced, torn, unreadable} = index.sources;
				const keys: string[] = [];
				let given = 0;
				for await (const line of index.lines()) {
					if (!('result' in line)) continue;
					given++;
					const {report, machine} = line.result;
					keys.push(JSON.stringify([report.path, report.member, machine.name, machine.domain]));
				}
				expect(given).toBe(results);
				expect(new Set(keys).size).toBe(given);
				for (const count of [results, replaced, torn, unreadable]) expect(count).toBeGreaterThanOrEqual(0);
				expect(told.length > 0).toBe(torn + unreadable > 0);
				for (const message of told.slice(0, -1)) expect(message.startsWith(`${path}:`)).toBe(true);
			} finally {
				await index.close();
			}
		} finally {
			rmSync(folder, {recursive: true});
		}
	},
};
