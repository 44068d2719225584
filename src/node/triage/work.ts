/** What is done with one input, on whatever thread: results as lines, in memory or, where they are many, in a file. */
import {type FileHandle, open} from 'node:fs/promises';
import {join} from 'node:path';
import {machineOf} from '../../core/triage/machine-name.js';
import {RESULT_SCHEMA, type TriageResult} from '../../core/triage/result.js';
import {type FileReport, RULES} from '../../core/index.js';
import {type ContextLoader, createContextLoader} from '../find-context.js';
import {outputErrorReason} from '../input-error.js';
import {hashOfFile, readInput} from './read-input.js';
import type {Meter, WorkAnswer, WorkSettings, WorkTask} from './task.js';

/** Results of one input past this go to a file: an archive may hold those of thousands of machines. */
const HELD_BYTES = 8 * 1024 * 1024;

export type Work = (task: WorkTask, meter: Meter, signal?: AbortSignal) => Promise<WorkAnswer>;

/** @returns the work on inputs, one after the other: folders with settings are listed once for all logs in them */
export function createWork(settings: WorkSettings): Work {
	const rules = [...settings.rules, ...RULES];
	const context = createContextLoader(settings.policies);
	const {machinePattern, findsContext} = settings;
	const pattern = machinePattern === null ? null : new RegExp(machinePattern.source, machinePattern.flags);

	function lineOf(report: FileReport, task: WorkTask): string {
		const result: TriageResult = {schema: RESULT_SCHEMA, machine: machineOf(report, {pattern, from: task.namesFrom}), report};
		return `${JSON.stringify(result)}\n`;
	}

	return async (task, meter, signal) => {
		meter.bytes(0);
		const reading = {onBytes: meter.bytes, ...(signal === undefined ? {} : {signal})};
		if (task.knownHash !== null && (await hashOfFile(task, reading)) === task.knownHash) return {type: 'same'};
		const lines = createLineStore(join(settings.spoolFolder, task.spoolName));
		try {
			const counts = {results: 0, failed: 0};
			let problem: string | null = null;
			const reports = readInput(task, {...reading, rules, context: noUnreadContext(context, task), findsContext});
			for (;;) {
				const next = await reports.next();
				if (next.done === true) return {type: 'done', ...(await lines.end()), ...counts, problem, hash: next.value};
				const report = next.value;
				counts.results++;
				if (report.status === 'failed') counts.failed++;
				if (report.status === 'failed' && report.member === null) problem = report.reason;
				await lines.add(lineOf(report, task));
				meter.step();
			}
		} catch (error) {
			if (error instanceof SpoolError) return {type: 'unwritable', reason: error.message};
			throw error;
		} finally {
			await lines.close();
		}
	};
}

/** Of a file whose name is no text, the folder cannot be searched by name. */
function noUnreadContext(loader: ContextLoader, {raw}: WorkTask): ContextLoader {
	return raw === null ? loader : {load: (log) => loader.load(typeof log === 'string' ? null : log)};
}

class SpoolError extends Error {}

interface LineStore {
	add(line: string): Promise<void>;
	end(): Promise<{readonly lines: Uint8Array; readonly spool: string | null}>;
	close(): Promise<void>;
}

function createLineStore(path: string): LineStore {
	let parts: Buffer[] = [];
	let held = 0;
	let file: FileHandle | null = null;

	async function flush(): Promise<void> {
		try {
			file ??= await open(path, 'w');
			const bytes = Buffer.concat(parts);
			parts = [];
			held = 0;
			await file.writeFile(bytes);
		} catch (error) {
			const reason = outputErrorReason(error);
			throw reason === null ? error : new SpoolError(reason);
		}
	}

	return {
		async add(line) {
			const bytes = Buffer.from(line);
			parts.push(bytes);
			held += bytes.length;
			if (held > HELD_BYTES) await flush();
		},
		async end() {
			if (file === null) return {lines: new Uint8Array(Buffer.concat(parts)), spool: null};
			await flush();
			return {lines: new Uint8Array(0), spool: path};
		},
		async close() {
			await file?.close();
		},
	};
}
