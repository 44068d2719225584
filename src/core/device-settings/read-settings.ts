/** Reads one file with settings of the device, in whatever form it is. The file to read first. */
import {FOREIGN_FILES} from '../foreign-files/foreign-files.js';
import type {ContextKind} from '../types.js';
import {createFactCollector} from './collector.js';
import {type ContextText, readContextText} from './settings-text.js';
import type {ContextFacts} from './settings-facts.js';
import type {ContextReader} from './reader.js';
import {listedStore} from './readers/certutil-store.js';
import {OUTPUT_READERS, WHOLE_FILE_READERS} from './readers/index.js';
import {STORE_NAME} from './stored-certificate.js';

/** Past this, nothing is read: an export of these keys takes a few KB. */
export const MAX_CONTEXT_BYTES: number = 4 * 1024 * 1024;

/** What one file says. */
export interface ContextPart {
	readonly path: string;
	/** Of the first form found where a file holds several. */
	readonly kind: ContextKind;
	readonly facts: ContextFacts;
	/** Values that could not be read or that contradict each other; full sentences. */
	readonly notes: readonly string[];
}

export interface ContextProblem {
	/** One sentence or two, with "It" for the file. */
	readonly problem: string;
	/** The form that it has although it could not be read; `null`: none, or nothing in it concerns scans. */
	readonly kind: ContextKind | null;
}

const FORMS = 'a registry export, the output of reg query, Get-ItemProperty, netsh winhttp show proxy or certutil -store, or JSON of these';

/** A line of the log itself: its date and time. */
const LOG_LINE = /^[>\s]{0,8}\d{4}[-/.]\d\d[-/.]\d\d[\t ]\d\d:\d\d:\d\d[.:]\d{3}/;

/**
 * Reads settings of the device. Never throws on any bytes.
 *
 * @param bytes the whole file
 * @param path its name, for the list of files
 */
export function readContextFile(bytes: Uint8Array, path: string): ContextPart | ContextProblem {
	if (bytes.length > MAX_CONTEXT_BYTES)
		return {problem: `It is larger than ${MAX_CONTEXT_BYTES / 1024 / 1024} MiB, too large to hold these settings only.`, kind: null};
	const input = readContextText(bytes);
	const readers = readersOf(input);
	const [first] = readers;
	if (first === undefined) return {problem: unrecognized(bytes, input), kind: null};

	const facts = createFactCollector();
	const problems = readers.flatMap((reader) => reader.read(input, facts) ?? []);
	const {facts: found, notes, isRelevant} = facts.end();
	if (isRelevant) return {path, kind: first.kind, facts: found, notes: [...problems, ...notes]};
	const [problem] = problems;
	if (problem !== undefined) return {problem, kind: first.kind};
	return {problem: `It is ${first.what}, but it holds none of the settings that decide about scans.`, kind: null};
}

/**
 * The form of a file.
 *
 * @param head its beginning; 64 KiB are enough
 * @returns `null` for files that hold no such settings
 */
export function identifyContext(head: Uint8Array): ContextKind | null {
	return readersOf(readContextText(head))[0]?.kind ?? null;
}

function readersOf(input: ContextText): readonly ContextReader[] {
	const whole = WHOLE_FILE_READERS.find((reader) => reader.recognizes(input));
	if (whole !== undefined) return [whole];
	// A log may quote such output; what is in it concerns the moment, and it is no file beside the log.
	return isLog(input) ? [] : OUTPUT_READERS.filter((reader) => reader.recognizes(input));
}

function isLog({lines}: ContextText): boolean {
	return lines.some((line) => LOG_LINE.test(line));
}

function unrecognized(bytes: Uint8Array, input: ContextText): string {
	if (input.text.trim() === '') return 'It is empty.';
	if (isLog(input)) return `It is a log, not ${FORMS}.`;
	const store = listedStore(input.lines);
	if (store !== null) return `It lists the certificates of another store (${store}). Give the output of certutil -store ${STORE_NAME}.`;
	const foreign = FOREIGN_FILES.find((row) => row.matches({bytes, text: input.text}));
	return foreign === undefined ? `It is not ${FORMS}.` : `It is ${foreign.what}, not ${FORMS}.`;
}
