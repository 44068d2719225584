/** Lines of results files: where each one is, and what it is. */
import {createReadStream} from 'node:fs';
import {DONE_SCHEMA, RESULT_SCHEMA, type TriageDone, type TriageResult} from '../../core/triage/result.js';

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
export async function* linesOf(path: string): AsyncGenerator<Line> {
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
	for await (const chunk of createReadStream(path, {highWaterMark: 1024 * 1024}) as AsyncIterable<Buffer>) {
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

/** Why a line is skipped, for the user. */
export function whyNot(value: unknown): string {
	if (value === undefined) return 'it is not JSON';
	if (!isObject(value) || typeof value.schema !== 'string') return 'it is not a triage result';
	const {schema} = value;
	if (schema === RESULT_SCHEMA || schema === DONE_SCHEMA) return `it is not a complete ${schema}`;
	return `the format "${schema.slice(0, 60)}" is unknown; this version reads ${RESULT_SCHEMA}`;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks as much as distinguishes results of this program from other JSON, not every field. */
export function isResult(value: unknown): value is TriageResult {
	if (!isObject(value) || value.schema !== RESULT_SCHEMA) return false;
	const {machine, report} = value;
	if (!isObject(machine) || typeof machine.name !== 'string' || !isObject(report)) return false;
	const {path, member, status, verdict, scans, findings, traces, log} = report;
	return (
		typeof path === 'string' &&
		(member === null || typeof member === 'string') &&
		typeof status === 'string' &&
		isObject(verdict) &&
		Array.isArray(scans) &&
		Array.isArray(findings) &&
		Array.isArray(traces) &&
		(log === null || isObject(log))
	);
}

export function isDone(value: unknown): value is TriageDone {
	return isObject(value) && value.schema === DONE_SCHEMA && typeof value.path === 'string';
}
