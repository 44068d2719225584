/** What a thread does with one input: results as lines, in memory or, where they are many, in a file. */
import {type FileHandle, open} from 'node:fs/promises';
import {join} from 'node:path';
import {machineOf} from '../../core/triage/machine-name.js';
import {RESULT_SCHEMA, type TriageResult} from '../../core/triage/result.js';
import {RULES} from '../../core/findings/rules/index.js';
import type {FileReport} from '../../core/index.js';
import {createContextLoader} from '../find-settings.js';
import {outputErrorReason} from '../input-error.js';
import {CHUNK_BYTES} from './hashed-file.js';
import {hashOfInput, readInput} from './read-input.js';
import type {ItemAnswer, Meter, WorkAnswer, WorkItem, WorkSettings, WorkTask} from './worker-messages.js';

/** Results of one input past this go to a file: an archive may hold those of thousands of machines. */
const HELD_BYTES = 8 * 1024 * 1024;

/** While one input of a task waits for the disk, another is analysed. */
const AT_ONCE = 2;

export type Work = (task: WorkTask, meter: Meter) => Promise<WorkAnswer>;

/** @returns the work on tasks: folders with settings are listed once for all logs in them that come one after the other */
export function createWork(settings: WorkSettings): Work {
	const rules = [...settings.rules, ...RULES];
	const context = createContextLoader(settings.policies);
	const {machinePattern, findsContext} = settings;
	const rooms = Array.from({length: AT_ONCE}, () => new Uint8Array(CHUNK_BYTES));
	const pattern = machinePattern === null ? null : new RegExp(machinePattern.source, machinePattern.flags);

	function lineOf(report: FileReport, item: WorkItem): string {
		const result: TriageResult = {schema: RESULT_SCHEMA, machine: machineOf(report, {pattern, from: item.namesFrom}), report};
		return `${JSON.stringify(result)}\n`;
	}

	async function readItem(item: WorkItem, room: Uint8Array, meter: Meter): Promise<ItemAnswer> {
		const begin = performance.now();
		const reading = {room, onBytes: differences(meter.read)};
		if (item.knownHash !== null) {
			const hash = await hashOfInput(item, reading);
			if (hash.whole === item.knownHash) return {type: 'same', partHashes: hash.parts};
		}
		const lines = createLineStore(join(settings.spoolFolder, item.spoolName));
		try {
			const counts = {results: 0, failed: 0};
			let problem: string | null = null;
			const reports = readInput(item, {...reading, rules, context, findsContext, scans: 'packed'});
			for (;;) {
				const next = await reports.next();
				if (next.done === true)
					return {
						type: 'done',
						...(await lines.end()),
						...counts,
						problem,
						hash: next.value.whole,
						partHashes: next.value.parts,
						milliseconds: performance.now() - begin,
					};
				const report = next.value;
				counts.results++;
				if (report.status === 'failed') counts.failed++;
				if (report.status === 'failed' && report.member === null) problem = report.reason;
				await lines.add(lineOf(report, item));
				meter.step();
			}
		} catch (error) {
			return error instanceof SpoolError ? {type: 'unwritable', reason: error.message} : {type: 'failed', reason: failureReason(error)};
		} finally {
			await lines.close();
		}
	}

	return async ({items}, meter) => {
		meter.reset();
		meter.step();
		const answers: ItemAnswer[] = [];
		const rest = items.entries();
		async function lane(room: Uint8Array): Promise<void> {
			for (const [index, item] of rest) answers[index] = await readItem(item, room, meter);
		}
		await Promise.all(rooms.map(lane));
		return answers;
	};
}

/** @param tell takes what each count is more than the one before; the count of another log begins anew */
function differences(tell: (bytes: number) => void): (count: number) => void {
	let last = 0;
	return (count) => {
		tell(count < last ? count : count - last);
		last = count;
	};
}

/** A bug, or a limit of the program, must not end the run. */
export function failureReason(error: unknown): string {
	if (error instanceof RangeError && error.message === 'Invalid string length') return 'What is in it is more than a result can hold.';
	return `The program failed on it: ${error instanceof Error ? error.message.replace(/\.$/, '') : String(error)}.`;
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
