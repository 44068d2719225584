/** Finds the folder of real logs that the corpus suite reads, and the reports of its files. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {FileReport} from '../../src/core/types.js';
import {analyzeBytes} from './log-lines.js';
import {isMissing} from './needs.js';

/** Beside the project: the logs belong to other people, so they are no part of it. */
const DEFAULT_CORPUS: string = resolve(fileURLToPath(new URL('../../', import.meta.url)), '../shared/format/corpus');

export const corpusFolder: string = process.env.WULENS_CORPUS || DEFAULT_CORPUS;

export const isCorpusMissing: boolean = isMissing(`the folder of logs ${corpusFolder}`, existsSync(corpusFolder));

export function corpusNames(): readonly string[] {
	return readdirSync(corpusFolder)
		.filter((name) => name.endsWith('.log'))
		.sort();
}

export function corpusBytes(name: string): Uint8Array {
	return readFileSync(join(corpusFolder, name));
}

const reports = new Map<string, FileReport>();

/** Read once, in one piece. */
export function corpusReport(name: string): FileReport {
	let report = reports.get(name);
	if (report === undefined) {
		report = analyzeBytes(corpusBytes(name), {path: name});
		reports.set(name, report);
	}
	return report;
}
