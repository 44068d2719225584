/** Reads results files: finds each result and where it stands, merges several files, and reads results again one by one. */
import {createReadStream} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {byText, first} from '../../core/triage/compare.js';
import {BEGUN_SCHEMA, DONE_SCHEMA, RESULT_SCHEMA, type TriageDone, type TriageResult} from '../../core/triage/result.js';
import type {SourcesSummary} from '../../core/triage/summary.js';
import {InputError, inputErrorReason} from '../input-error.js';

/** All that counts of some results files, in an order that does not depend on who wrote them when. */
export interface ResultsIndex {
	readonly sources: SourcesSummary;
	/** By path, member and machine; after the results of an input the line that says it is done, where one does. */
	lines(): AsyncGenerator<TriageResult | TriageDone>;
	/** The results of one machine, in the same order. */
	resultsOf(machine: string): AsyncGenerator<TriageResult>;
	close(): Promise<void>;
}

interface Entry {
	readonly file: number;
	readonly offset: number;
	readonly length: number;
	readonly path: string;
	readonly member: string | null;
	readonly machine: string;
}

/** Results of an input on disk that stand together in one file; closed by the line that says it is done. */
interface Generation {
	readonly keys: Set<string>;
	isClosed: boolean;
}

interface Done {
	readonly file: number;
	readonly offset: number;
	readonly length: number;
}

const NO_DONE: ReadonlyMap<string, Done> = new Map();

/** A longer text does not fit into a string. */
const MAX_LINE = 0x1f000000;
const LINE_FEED = 10;
const MAX_MESSAGES = 20;

/**
 * Reads all files once to know their results. The later of two results for the same path, member and machine counts.
 * Machines are told apart, since files from several PCs may have the same path on each. A line that is no result is told
 * and left out; the rest counts.
 *
 * @param tell takes a line for the user, with file and line
 * @throws InputError where a file cannot be read
 */
export async function indexResults(files: readonly string[], tell: (message: string) => void = () => {}): Promise<ResultsIndex> {
	const entries = new Map<string, Entry>();
	const done = new Map<string, Done>();
	const counts = {results: 0, replaced: 0, torn: 0, unreadable: 0};

	for (const [file, name] of files.entries()) {
		const generations = new Map<string, Generation>();
		const unreadable = (line: number, why: string): void => {
			if (++counts.unreadable <= MAX_MESSAGES) tell(`${name}:${line}: ${why}; the line is left out`);
		};
		for await (const {line, offset, length, text, isEnded} of linesOf(name)) {
			if (text === null) {
				unreadable(line, 'the line is too long');
				continue;
			}
			if (text.trim() === '') continue;
			const value = parsed(text);
			if (value === undefined && !isEnded) {
				counts.torn++;
				tell(`${name}:${line}: the last line is cut off; it is left out`);
			} else if (isResult(value)) {
				addResult({file, offset, length, path: value.report.path, member: value.report.member, machine: value.machine.name}, generations);
			} else if (isDone(value)) {
				const generation = generations.get(value.path);
				if (generation?.isClosed === true && value.results === 0) forget(generation);
				if (generation !== undefined) generation.isClosed = true;
				done.set(value.path, {file, offset, length});
			} else if (!isObject(value) || value.schema !== BEGUN_SCHEMA) {
				unreadable(line, whyNot(value));
			}
		}
	}
	if (counts.unreadable > MAX_MESSAGES) tell(`${counts.unreadable - MAX_MESSAGES} more lines of results files are left out`);

	function addResult(entry: Entry, generations: Map<string, Generation>): void {
		counts.results++;
		let generation = generations.get(entry.path);
		if (generation === undefined || generation.isClosed) {
			// An input that changed was read again: what it held before may be gone.
			if (generation !== undefined) forget(generation);
			generation = {keys: new Set(), isClosed: false};
			generations.set(entry.path, generation);
		}
		const key = JSON.stringify([entry.path, entry.member, entry.machine]);
		if (entries.has(key)) counts.replaced++;
		generation.keys.add(key);
		entries.set(key, entry);
	}

	function forget({keys}: Generation): void {
		for (const key of keys) if (entries.delete(key)) counts.replaced++;
		keys.clear();
	}

	const handles = await openAll(files);
	return {
		sources: {...counts, results: entries.size},
		lines: () => readLines([...entries.values()].sort(byPlace), done, handles),
		async *resultsOf(machine) {
			const own = [...entries.values()].filter((entry) => entry.machine === machine).sort(byPlace);
			for await (const line of readLines(own, NO_DONE, handles)) if (isResult(line)) yield line;
		},
		close: async () => {
			await Promise.all(handles.map((handle) => handle.close()));
		},
	};
}

function byPlace(a: Entry, b: Entry): number {
	return first(byText(a.path, b.path), byText(a.member ?? '', b.member ?? ''), byText(a.machine, b.machine));
}

async function* readLines(entries: readonly Entry[], done: ReadonlyMap<string, Done>, handles: readonly FileHandle[]): AsyncGenerator<TriageResult | TriageDone> {
	let hasOneFile = true;
	for (const [index, entry] of entries.entries()) {
		const result = parsed(await readAt(handles, entry));
		if (!isResult(result)) throw new InputError('a results file changed while it was read');
		yield result;
		const next = entries[index + 1];
		if (next?.path === entry.path) {
			hasOneFile &&= next.file === entry.file;
			continue;
		}
		const place = done.get(entry.path);
		// Inputs of one path from several PCs are not done as one.
		if (place !== undefined && hasOneFile && place.file === entry.file) {
			const line = parsed(await readAt(handles, place));
			if (isDone(line)) yield line;
		}
		hasOneFile = true;
	}
}

async function readAt(handles: readonly FileHandle[], {file, offset, length}: Done): Promise<string> {
	const buffer = Buffer.allocUnsafe(length);
	let at = 0;
	while (at < length) {
		const {bytesRead} = (await handles[file]?.read(buffer, at, length - at, offset + at)) ?? {bytesRead: 0};
		if (bytesRead === 0) break;
		at += bytesRead;
	}
	return buffer.toString('utf8', 0, at);
}

async function openAll(files: readonly string[]): Promise<readonly FileHandle[]> {
	const handles: FileHandle[] = [];
	try {
		for (const file of files) handles.push(await open(file));
	} catch (error) {
		await Promise.all(handles.map((handle) => handle.close()));
		throw cannotRead(files[handles.length] ?? '', error);
	}
	return handles;
}

interface Line {
	/** 1-based. */
	readonly line: number;
	readonly offset: number;
	readonly length: number;
	/** `null`: too long. */
	readonly text: string | null;
	/** A line feed stands behind it. */
	readonly isEnded: boolean;
}

/** The lines of a file with their places in bytes. */
async function* linesOf(path: string): AsyncGenerator<Line> {
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
	try {
		for await (const chunk of createReadStream(path, {highWaterMark: 1024 * 1024}) as AsyncIterable<Buffer>) {
			let from = 0;
			for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
				add(chunk.subarray(from, end));
				from = end + 1;
				yield take(true);
			}
			add(chunk.subarray(from));
		}
	} catch (error) {
		throw cannotRead(path, error);
	}
	if (held > 0) yield take(false);

	function add(part: Buffer): void {
		held += part.length;
		if (held <= MAX_LINE) parts.push(part);
		else parts = [];
	}
}

function cannotRead(path: string, error: unknown): unknown {
	const reason = inputErrorReason(error);
	return reason === null ? error : new InputError(`cannot read ${path}: ${reason}`, {cause: error});
}

/** `undefined` for what is no JSON. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function whyNot(value: unknown): string {
	if (value === undefined) return 'this is no JSON';
	if (!isObject(value) || typeof value.schema !== 'string') return 'this is no result of a triage';
	const {schema} = value;
	if (schema === RESULT_SCHEMA || schema === DONE_SCHEMA) return `this is no whole ${schema}`;
	return `"${schema.slice(0, 60)}" is not known here; this program reads ${RESULT_SCHEMA}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As much as tells a line of this program from others; what it wrote itself is not checked field by field. */
function isResult(value: unknown): value is TriageResult {
	if (!isObject(value) || value.schema !== RESULT_SCHEMA) return false;
	const {machine, report} = value;
	if (!isObject(machine) || typeof machine.name !== 'string' || !isObject(report)) return false;
	const {path, member, status, verdict, scans, findings, traces, log} = report;
	return typeof path === 'string' && (member === null || typeof member === 'string') && typeof status === 'string' && isObject(verdict) && Array.isArray(scans) && Array.isArray(findings) && Array.isArray(traces) && (log === null || isObject(log));
}

function isDone(value: unknown): value is TriageDone {
	return isObject(value) && value.schema === DONE_SCHEMA && typeof value.path === 'string';
}
