/** Finds the complete blocks of a results file: for each input its results and the line that says it is done. */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open} from 'node:fs/promises';
import {BEGUN_SCHEMA, DONE_SCHEMA, OLDER_RESULT_SCHEMA, RESULT_SCHEMA, type TriageDone} from '../../core/triage/result.js';
import {errorCode} from '../input-error.js';

/** What a results file holds of one input. */
export interface Block {
	readonly file: string;
	readonly offset: number;
	/** Bytes of the results, with line feeds. */
	readonly length: number;
	/** Bytes of the line after them, with its line feed. */
	readonly doneLength: number;
	readonly bytes: number;
	/** Changes when the file does; see `stateOf`. */
	readonly state: string;
	readonly hash: string | null;
	readonly results: number;
	readonly failed: number;
	readonly isFatal: boolean;
}

/** An input that a run began to read and did not finish. */
export interface Begun {
	/** How often that happened. */
	readonly attempts: number;
	/** Size of the input then. */
	readonly bytes: number;
	readonly state: string;
}

export interface FoundBlocks {
	/** Where the last complete block ends; what follows is incomplete. */
	readonly end: number;
	/** By path. */
	readonly begun: ReadonlyMap<string, Begun>;
}

const LINE_FEED = 10;
const DONE_START = Buffer.from(`{"schema":"${DONE_SCHEMA}"`);
const RESULT_STARTS = [RESULT_SCHEMA, OLDER_RESULT_SCHEMA].map((schema) => Buffer.from(`{"schema":"${schema}"`));
const BEGUN_START = Buffer.from(`{"schema":"${BEGUN_SCHEMA}"`);
const START_BYTES = Math.max(...[DONE_START, BEGUN_START, ...RESULT_STARTS].map(({length}) => length));
const MAX_HELD_BYTES = 16 * 1024 * 1024;

/**
 * Streams a file; results are skipped without parsing them. If an input is in it twice, the later block counts. A file
 * that does not exist is empty.
 *
 * @param blocks by path; those of the file are added
 * @throws errors of the file system
 */
export async function readBlocks(file: string, blocks: Map<string, Block>): Promise<FoundBlocks> {
	const begun = new Map<string, Begun>();
	let offset = 0;
	let blockStart = 0;
	let results = 0;
	let isSound = true;
	let end = 0;
	let line: Buffer[] = [];
	let held = 0;
	let length = 0;
	let isHeldWhole = false;

	/** Keeps of a result only what identifies it as one. */
	function hold(part: Buffer): void {
		length += part.length;
		let rest = part;
		if (held < START_BYTES) {
			const head = part.subarray(0, START_BYTES - held);
			line.push(Buffer.from(head));
			held += head.length;
			rest = part.subarray(head.length);
			if (held === START_BYTES) isHeldWhole = !isResult(Buffer.concat(line));
		}
		if (!isHeldWhole || rest.length === 0 || held + rest.length > MAX_HELD_BYTES) return;
		line.push(Buffer.from(rest));
		held += rest.length;
	}

	function takeLine(): void {
		const text = Buffer.concat(line);
		const next = offset + length + 1;
		if (isResult(text)) results++;
		else if (startsWith(text, BEGUN_START)) {
			takeBegun(text);
			if (results === 0 && isSound) {
				blockStart = next;
				end = next;
			} else isSound = false;
		} else {
			const done = startsWith(text, DONE_START) ? parseDone(text) : null;
			if (done === null) {
				isSound = false;
			} else {
				if (isSound && done.results === results) {
					const {bytes, hash, failed, isFatal} = done;
					begun.delete(done.path);
					blocks.set(done.path, {
						file,
						offset: blockStart,
						length: offset - blockStart,
						doneLength: length + 1,
						bytes,
						state: stateOf(done),
						hash,
						results,
						failed,
						isFatal,
					});
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
		isHeldWhole = false;
	}

	function takeBegun(text: Buffer): void {
		const value = parsed(text);
		if (!isBegun(value)) return;
		const {path, attempts, bytes, state} = value;
		if (attempts === 0) begun.delete(path);
		else begun.set(path, {attempts, bytes, state});
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
	return {end, begun};
}

/**
 * Whether the file starts differently from results.
 *
 * @throws errors of the file system
 */
export async function isForeign(file: string): Promise<boolean> {
	const handle = await open(file, 'r');
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
		return ![DONE_START, ...RESULT_STARTS].some((start) => startsWith(buffer.subarray(0, bytesRead), start.subarray(0, bytesRead)));
	} finally {
		await handle.close();
	}
}

/** Tells whether files have changed: the time of one file, a digest of several. */
export function stateOf({modified, parts}: Pick<TriageDone, 'modified' | 'parts'>): string {
	if (parts.length === 0) return modified;
	const digest = createHash('sha256');
	for (const {file, bytes, modified: time} of parts) digest.update(`${bytes} ${time} ${file}\0`);
	return digest.digest('base64').slice(0, 22);
}

function isResult(text: Buffer): boolean {
	return RESULT_STARTS.some((start) => startsWith(text, start));
}

function startsWith(text: Buffer, start: Buffer): boolean {
	return text.subarray(0, start.length).equals(start);
}

function parseDone(text: Buffer): TriageDone | null {
	const value = parsed(text);
	return isDone(value) ? value : null;
}

/** `undefined` for what is no JSON. */
function parsed(text: Buffer): unknown {
	try {
		return JSON.parse(text.toString());
	} catch {
		return undefined;
	}
}

function isBegun(value: unknown): value is Begun & {readonly path: string} {
	if (typeof value !== 'object' || value === null) return false;
	const {path, attempts, bytes, state} = value as Partial<Record<keyof Begun | 'path', unknown>>;
	return typeof path === 'string' && typeof attempts === 'number' && typeof bytes === 'number' && typeof state === 'string';
}

function isDone(value: unknown): value is TriageDone {
	if (typeof value !== 'object' || value === null) return false;
	const {path, bytes, modified, hash, parts, results, failed, isFatal} = value as Partial<Record<keyof TriageDone, unknown>>;
	return (
		typeof path === 'string' &&
		typeof bytes === 'number' &&
		typeof modified === 'string' &&
		(hash === null || typeof hash === 'string') &&
		Array.isArray(parts) &&
		typeof results === 'number' &&
		typeof failed === 'number' &&
		typeof isFatal === 'boolean'
	);
}
