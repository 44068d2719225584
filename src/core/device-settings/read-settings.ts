/** Reads one file with device settings, whatever its form. Start here. */
import {FOREIGN_FILES} from '../foreign-files/foreign-files.js';
import type {ContextKind} from '../types.js';
import {createFactCollector} from './collector.js';
import {type ContextText, readContextText} from './settings-text.js';
import type {ContextFacts} from './settings-facts.js';
import type {ContextReader} from './reader.js';
import {listedStore} from './readers/certutil-store.js';
import {OUTPUT_READERS, WHOLE_FILE_READERS} from './readers/index.js';
import {STORE_NAME} from './stored-certificate.js';

/** Larger files are not read: an export of these keys is only a few KB. */
export const MAX_CONTEXT_BYTES: number = 4 * 1024 * 1024;

/** What one file states. */
export interface ContextPart {
	readonly path: string;
	/** The first form found if a file contains several. */
	readonly kind: ContextKind;
	readonly facts: ContextFacts;
	/** Values that could not be read or that conflict, in full sentences. */
	readonly notes: readonly string[];
}

export interface ContextProblem {
	/** One or two sentences that call the file "It". */
	readonly problem: string;
	/** The form of a file that could not be read; `null`: none, or nothing in it is relevant to scans. */
	readonly kind: ContextKind | null;
}

const FORMS =
	'a registry export, the output of reg query, Get-ItemProperty, netsh winhttp show proxy (or advproxy), or certutil -store, ' +
	'or JSON of these';

/** The date and time of a log line. */
const LOG_LINE = /^[>\s]{0,8}\d{4}[-/.]\d\d[-/.]\d\d[\t ]\d\d:\d\d:\d\d[.:]\d{3}/;

/**
 * Reads device settings. Never throws, whatever the bytes.
 *
 * @param bytes the whole file
 * @param path its name, for the list of files
 */
export function readContextFile(bytes: Uint8Array, path: string): ContextPart | ContextProblem {
	if (bytes.length > MAX_CONTEXT_BYTES)
		return {
			problem: `It is larger than ${MAX_CONTEXT_BYTES / 1024 / 1024} MiB, which is too large for a file with these settings.`,
			kind: null,
		};
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
	return {problem: `It is ${first.what}, but it contains none of the settings that affect scans.`, kind: null};
}

/**
 * The form of a file.
 *
 * @param head its beginning; 64 KiB are enough
 * @returns `null` for files without such settings
 */
export function identifyContext(head: Uint8Array): ContextKind | null {
	return readersOf(readContextText(head))[0]?.kind ?? null;
}

function readersOf(input: ContextText): readonly ContextReader[] {
	const whole = WHOLE_FILE_READERS.find((reader) => reader.recognizes(input));
	if (whole !== undefined) return [whole];
	// A log can quote such output, but that reflects only a moment, and a log is not a settings file.
	return isLog(input) ? [] : OUTPUT_READERS.filter((reader) => reader.recognizes(input));
}

function isLog({lines}: ContextText): boolean {
	return lines.some((line) => LOG_LINE.test(line));
}

function unrecognized(bytes: Uint8Array, input: ContextText): string {
	if (input.text.trim() === '') return 'It is empty.';
	if (isLog(input)) return `It is a log, not ${FORMS}.`;
	const store = listedStore(input.lines);
	if (store !== null) return `It lists the certificates of a different store (${store}). Use the output of certutil -store ${STORE_NAME}.`;
	const foreign = FOREIGN_FILES.find((row) => row.matches({bytes, text: input.text}));
	return foreign === undefined ? `It is not ${FORMS}.` : `It is ${foreign.what}, not ${FORMS}.`;
}
