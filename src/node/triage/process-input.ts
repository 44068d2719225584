/** What a worker does with an input: makes lines of results, in memory or, where there are many, in a file. */
import {type FileHandle, open} from 'node:fs/promises';
import {join} from 'node:path';
import {machineOf} from '../../core/triage/machine-name.js';
import {RESULT_SCHEMA, type TriageResult} from '../../core/triage/result.js';
import {resultLine} from '../../core/triage/result-line.js';
import {RULES} from '../../core/findings/rules/index.js';
import type {FileReport} from '../../core/index.js';
import {unreadReport} from '../../core/report/unread-report.js';
import type {LogPlace} from '../../core/log-files/settings-places.js';
import {createContextLoader} from '../find-settings.js';
import {createCollectionFinder} from '../../core/log-files/collection-files.js';
import {inputErrorReason, outputErrorReason} from '../input-error.js';
import {CHUNK_BYTES} from './hashed-file.js';
import {createMachinePattern, SlowPatternError} from './machine-pattern.js';
import {type Cipher, createCipher} from './cipher.js';
import {hashOfInput, listInput, readInput} from './read-input.js';
import type {ArchivePart, BatchAnswer, BatchInput, BatchMeter, InputAnswer, InputBatch, WorkerSettings} from './worker-messages.js';

/** More results of one input than this go to a file: an archive may hold logs of thousands of machines. */
const HELD_BYTES = 8 * 1024 * 1024;

/** Of an archive, the results of all parts are there at once. */
const HELD_BYTES_OF_PART = HELD_BYTES / 512;

/** While one input of a batch waits for the disk, another is analyzed. */
const AT_ONCE = 2;

export type InputProcessor = (batch: InputBatch, meter: BatchMeter) => Promise<BatchAnswer>;

/** @returns reads batches; a folder with settings is listed once for consecutive logs in it */
export function createInputProcessor(settings: WorkerSettings): InputProcessor {
	const rules = [...settings.rules, ...RULES];
	const context = createContextLoader(settings.policies);
	const {machinePattern, findsContext} = settings;
	const buffers = Array.from({length: AT_ONCE}, () => new Uint8Array(CHUNK_BYTES));
	const pattern = machinePattern === null ? null : createMachinePattern(machinePattern);

	const collections = createCollectionFinder(inputErrorReason);

	function lineOf(report: FileReport, input: BatchInput, told: string | null): string {
		const result: TriageResult = {schema: RESULT_SCHEMA, machine: machineOf(report, {pattern, from: input.namesFrom, told}), report};
		return `${jsonOf(result)}\n`;
	}

	async function processInput(input: BatchInput, buffer: Uint8Array, meter: BatchMeter): Promise<InputAnswer> {
		const begin = performance.now();
		const reading = {room: buffer, onBytes: differences(meter.read)};
		const {part} = input;
		if (part?.type === 'list') return listOf(input, reading);
		if (part?.type === 'lost') return lostOf(input, part);
		if (input.knownHash !== null && part === undefined) {
			const hash = await hashOfInput(input, reading);
			if (hash.whole === input.knownHash) return {type: 'same', partHashes: hash.parts};
		}
		const lines = createLineStore(
			join(settings.spoolFolder, input.spoolName),
			createCipher(settings.key, input.spoolName),
			part === undefined ? HELD_BYTES : HELD_BYTES_OF_PART,
		);
		/** What the collection of the log that is being read calls its machine. */
		let told: string | null = null;
		const onPlace = async (place: LogPlace | null): Promise<void> => {
			told = place === null ? null : await collections.machine(place);
		};
		const range = part === undefined ? {} : {range: part};
		const reports = readInput(input, {...reading, ...range, rules, context, findsContext, scans: 'packed-if-many', onPlace});
		try {
			const counts = {results: 0, failed: 0};
			let problem: string | null = null;
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
				await lines.add(lineOf(report, input, told));
				told = null;
				meter.step();
			}
		} catch (error) {
			return error instanceof SpoolError ? {type: 'unwritable', reason: error.message} : {type: 'failed', reason: failureReason(error)};
		} finally {
			// Closes what is open where the rest is not read.
			await reports.return({whole: null, parts: []});
			await lines.close();
		}
	}

	async function listOf(
		input: BatchInput,
		reading: {readonly room: Uint8Array; readonly onBytes: (bytes: number) => void},
	): Promise<InputAnswer> {
		try {
			const list = await listInput(input);
			if (list === null) return {type: 'file'};
			const {whole, parts} = await hashOfInput(input, reading);
			if (whole !== null && whole === input.knownHash) return {type: 'same', partHashes: parts};
			return {type: 'archive', members: list.names.length, isSeekable: list.isSeekable, hash: whole, partHashes: parts};
		} catch (error) {
			return {type: 'failed', reason: failureReason(error)};
		}
	}

	async function lostOf(input: BatchInput, {member, reason}: Extract<ArchivePart, {type: 'lost'}>): Promise<InputAnswer> {
		const name = (await listInput(input))?.names[member] ?? null;
		const lines = Buffer.from(lineOf(unreadReport({path: input.path, member: name}, reason), input, null));
		const counts = {results: 1, failed: 1, problem: null, hash: null, partHashes: [], milliseconds: 0};
		return {type: 'done', lines, spool: null, ...counts};
	}

	return async ({inputs}, meter) => {
		meter.reset();
		meter.step();
		const answers: InputAnswer[] = [];
		const rest = inputs.entries();
		async function readRest(buffer: Uint8Array): Promise<void> {
			for (const [index, input] of rest) answers[index] = await processInput(input, buffer, meter);
		}
		await Promise.all(buffers.map(readRest));
		return answers;
	};
}

/** Turns running totals into increments; the total starts again with each log. */
function differences(onMore: (bytes: number) => void): (count: number) => void {
	let last = 0;
	return (count) => {
		onMore(count < last ? count : count - last);
		last = count;
	};
}

/** A bug or a limit of the program must not end the run. @returns a full sentence */
export function failureReason(error: unknown): string {
	if (error instanceof ResultSizeError) return 'It contains more than a result can hold.';
	if (error instanceof SlowPatternError) return `${error.message}.`;
	return `wulens failed while reading it: ${error instanceof Error ? error.message.replace(/\.$/, '') : String(error)}.`;
}

class SpoolError extends Error {}

/** The JSON of a result does not fit into a string. */
class ResultSizeError extends Error {}

function jsonOf(result: TriageResult): string {
	try {
		return resultLine(result);
	} catch (error) {
		throw error instanceof RangeError ? new ResultSizeError(error.message, {cause: error}) : error;
	}
}

interface LineStore {
	add(line: string): Promise<void>;
	end(): Promise<{readonly lines: Uint8Array; readonly spool: string | null}>;
	close(): Promise<void>;
}

function createLineStore(path: string, cipher: Cipher, mostHeld: number): LineStore {
	let parts: Buffer[] = [];
	let held = 0;
	let file: FileHandle | null = null;
	let written = 0;

	async function flush(): Promise<void> {
		try {
			file ??= await open(path, 'w');
			const bytes = cipher(Buffer.concat(parts), written);
			parts = [];
			held = 0;
			written += bytes.length;
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
			if (held > mostHeld) await flush();
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
