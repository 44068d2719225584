/** Writes the outputs of made-up results into a folder that is gone after the test. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {DONE_SCHEMA, type TriageDone, type TriageLine, type TriageResult} from '../../src/core/triage/result.js';
import type {Summary} from '../../src/core/triage/summary.js';
import {type OutputOptions, writeOutputs} from '../../src/node/triage/outputs.js';

export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-triage-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

export function ndjson(lines: readonly TriageLine[]): string {
	return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

export function done({report: {path}}: TriageResult, parts: Partial<TriageDone> = {}): TriageDone {
	return {
		schema: DONE_SCHEMA,
		path,
		bytes: 1,
		modified: '2024-01-01T00:00:00.000Z',
		hash: null,
		parts: [],
		results: 1,
		failed: 0,
		isFatal: false,
		finished: '2024-01-02T00:00:00.000Z',
		milliseconds: 5,
		...parts,
	};
}

export const DEFAULTS: OutputOptions = {
	out: null,
	reporters: [],
	filter: {},
	groupBy: null,
	top: 10,
	baseline: null,
	redact: false,
	terminal: null,
	version: '0.0.0',
};

export interface Written {
	readonly summary: Summary;
	readonly folder: string;
	readonly text: (file: string) => string;
	readonly terminal: string;
	readonly told: readonly string[];
}

/** @param inputs texts of results files */
export async function write(inputs: readonly string[], options: Partial<OutputOptions> = {}): Promise<Written> {
	const folder = temporaryFolder();
	const files = inputs.map((text, index) => {
		const file = join(folder, `input-${index + 1}.ndjson`);
		writeFileSync(file, text);
		return file;
	});
	let terminal = '';
	const told: string[] = [];
	const summary = await writeOutputs(files, {
		...DEFAULTS,
		out: join(folder, 'out'),
		terminal: {
			write: async (text) => {
				terminal += text;
			},
		},
		tell: (message) => told.push(message.replaceAll(`${folder}/`, '')),
		...options,
	});
	return {summary, folder: join(folder, 'out'), text: (file) => readFileSync(join(folder, 'out', file), 'utf8'), terminal, told};
}
