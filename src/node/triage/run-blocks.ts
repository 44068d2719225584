/** Finds in a results file what is whole: for each input its results and the line that says they are all. */
import {createReadStream} from 'node:fs';
import {open} from 'node:fs/promises';
import {DONE_SCHEMA, RESULT_SCHEMA, type TriageDone} from '../../core/triage/result.js';
import {errorCode} from '../input-error.js';

/** What a results file holds of one input. */
export interface Block {
	readonly file: string;
	readonly offset: number;
	/** Bytes of the results, with line feeds. */
	readonly length: number;
	/** Bytes of the line behind them, with its line feed. */
	readonly doneLength: number;
	readonly bytes: number;
	readonly modified: string;
	readonly hash: string | null;
	readonly results: number;
	readonly failed: number;
}

const LINE_FEED = 10;
const DONE_START = Buffer.from(`{"schema":"${DONE_SCHEMA}"`);
const RESULT_START = Buffer.from(`{"schema":"${RESULT_SCHEMA}"`);
const START_BYTES = Math.max(DONE_START.length, RESULT_START.length);
const MAX_DONE_BYTES = 1024 * 1024;

/**
 * Reads a file by streaming; results are passed over without a look into them. Where an input is in it twice the later
 * block counts. A file that is not there is empty.
 *
 * @param blocks by path; those of the file are added
 * @returns where the last whole block ends; what is behind is torn
 * @throws errors of the file system
 */
export async function readBlocks(file: string, blocks: Map<string, Block>): Promise<number> {
	let offset = 0;
	let blockStart = 0;
	let results = 0;
	let isSound = true;
	let end = 0;
	let line: Buffer[] = [];
	let held = 0;
	let length = 0;
	let isDoneLine = false;

	/** Keeps of a result only what tells that it is one. */
	function hold(part: Buffer): void {
		length += part.length;
		let rest = part;
		if (held < START_BYTES) {
			const head = part.subarray(0, START_BYTES - held);
			line.push(Buffer.from(head));
			held += head.length;
			rest = part.subarray(head.length);
			if (held === START_BYTES) isDoneLine = Buffer.concat(line).subarray(0, DONE_START.length).equals(DONE_START);
		}
		if (!isDoneLine || rest.length === 0 || held + rest.length > MAX_DONE_BYTES) return;
		line.push(Buffer.from(rest));
		held += rest.length;
	}

	function takeLine(): void {
		const text = Buffer.concat(line);
		const next = offset + length + 1;
		if (text.subarray(0, RESULT_START.length).equals(RESULT_START)) results++;
		else {
			const done = text.subarray(0, DONE_START.length).equals(DONE_START) ? parseDone(text) : null;
			if (done === null) {
				isSound = false;
			} else {
				if (isSound && done.results === results) {
					const {bytes, modified, hash, failed} = done;
					blocks.set(done.path, {file, offset: blockStart, length: offset - blockStart, doneLength: length + 1, bytes, modified, hash, results, failed});
				}
				blockStart = next;
				end = next;
				results = 0;
				isSound = true;
			}
		}
		offset = next;
		line = [];
		held = 0;
		length = 0;
		isDoneLine = false;
	}

	try {
		for await (const chunk of createReadStream(file, {highWaterMark: 1024 * 1024}) as AsyncIterable<Buffer>) {
			let from = 0;
			for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
				hold(chunk.subarray(from, at));
				takeLine();
				from = at + 1;
			}
			hold(chunk.subarray(from));
		}
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') throw error;
	}
	return end;
}

/**
 * Whether the file begins unlike results do.
 *
 * @throws errors of the file system
 */
export async function isForeign(file: string): Promise<boolean> {
	const handle = await open(file, 'r');
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
		return ![DONE_START, RESULT_START].some((start) => start.subarray(0, bytesRead).equals(buffer.subarray(0, Math.min(bytesRead, start.length))));
	} finally {
		await handle.close();
	}
}

function parseDone(text: Buffer): TriageDone | null {
	try {
		const value: unknown = JSON.parse(text.toString());
		return isDone(value) ? value : null;
	} catch {
		return null;
	}
}

function isDone(value: unknown): value is TriageDone {
	if (typeof value !== 'object' || value === null) return false;
	const {path, bytes, modified, hash, results, failed} = value as Partial<Record<keyof TriageDone, unknown>>;
	return typeof path === 'string' && typeof bytes === 'number' && typeof modified === 'string' && (hash === null || typeof hash === 'string') && typeof results === 'number' && typeof failed === 'number';
}
