/** Lines of results files: where each one is, and what it is. */
import {createReadStream} from 'node:fs';
import {problemOfDone, problemOfResult, saysItIsDone, saysItIsResult} from '../../core/triage/check-result.js';
import {isJsonObject, type JsonProblem} from '../../core/triage/json-check.js';
import {upgradeResult} from '../../core/triage/older-results.js';
import {BEGUN_SCHEMA, RESULT_SCHEMA, type TriageDone, type TriageResult} from '../../core/triage/result.js';
import {plainText} from '../../core/wording/plain-text.js';
import type {Cipher} from './cipher.js';

/** Longer lines do not fit into a string. */
const MAX_LINE = 0x1f000000;
const LINE_FEED = 10;

export interface Line {
	/** 1-based. */
	readonly line: number;
	readonly offset: number;
	readonly length: number;
	/** `null`: too long. */
	readonly text: string | null;
	/** A line feed follows. */
	readonly isEnded: boolean;
}

/** The lines of a file with their places in bytes. @throws errors of the file system */
export async function* linesOf(path: string, cipher: Cipher): AsyncGenerator<Line> {
	let read = 0;
	let parts: Buffer[] = [];
	let held = 0;
	let offset = 0;
	let line = 1;
	const take = (isEnded: boolean): Line => {
		const text = held > MAX_LINE ? null : Buffer.concat(parts).toString('utf8');
		const taken = {line, offset, length: held, text, isEnded};
		parts = [];
		offset += held + 1;
		held = 0;
		line++;
		return taken;
	};
	for await (const bytes of createReadStream(path, {highWaterMark: 1024 * 1024}) as AsyncIterable<Buffer>) {
		const chunk = Buffer.from(cipher(bytes, read));
		read += bytes.length;
		let from = 0;
		for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
			add(chunk.subarray(from, end));
			from = end + 1;
			yield take(true);
		}
		add(chunk.subarray(from));
	}
	if (held > 0) yield take(false);

	function add(part: Buffer): void {
		held += part.length;
		if (held <= MAX_LINE) parts.push(part);
		else parts = [];
	}
}

/** `undefined`: not JSON. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A line of a results file that can be used, or why it cannot, for the user. */
export type CheckedLine =
	| {readonly type: 'result'; readonly result: TriageResult}
	| {readonly type: 'done'; readonly done: TriageDone}
	| {readonly type: 'begun'}
	| {readonly type: 'bad'; readonly reason: string};

/** Checks every field: the file may be from anyone. Results of earlier versions get the fields that they lack. */
export function checkedLine(value: unknown): CheckedLine {
	if (saysItIsResult(value)) {
		const result = upgradeResult(value);
		const problem = problemOfResult(result);
		return problem === null ? {type: 'result', result} : notComplete(value.schema, problem);
	}
	if (saysItIsDone(value)) {
		const problem = problemOfDone(value);
		return problem === null ? {type: 'done', done: value} : notComplete(value.schema, problem);
	}
	if (isJsonObject(value) && value.schema === BEGUN_SCHEMA) return {type: 'begun'};
	return {type: 'bad', reason: whyNot(value)};
}

function notComplete(schema: string, {path, what}: JsonProblem): CheckedLine {
	return {type: 'bad', reason: `it is not a valid ${schema}: ${path} ${what}`};
}

function whyNot(value: unknown): string {
	if (value === undefined) return 'it is not JSON';
	if (!isJsonObject(value) || typeof value.schema !== 'string') return 'it is not a triage result';
	return `the format "${plainText(value.schema.slice(0, 60))}" is unknown; this version reads ${RESULT_SCHEMA}`;
}
