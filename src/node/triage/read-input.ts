/** Analyzes one input of a triage, a file or the traces of a set, and says what its content was by a hash. */
import {createHash} from 'node:crypto';
import {basename} from 'node:path';
import type {FileReport, Issue} from '../../core/index.js';
import type {InputSource} from '../../core/inputs/input-source.js';
import {type ArchiveList, listArchive, type MemberRange} from '../../core/inputs/walk.js';
import {type AnalyzeFileOptions, analyzeSource} from '../analyze-file.js';
import type {DiskPlace} from '../settings-places.js';
import {type HashedFile, hashedFile, hashOfFile} from './hashed-file.js';
import type {Place} from '../inputs/list-folder.js';
import {walkOptions} from '../inputs/platform.js';

export interface ReadOptions extends Omit<AnalyzeFileOptions, 'onProgress'> {
	/** Room for what is read, used again and again. @default new for each input */
	readonly room?: Uint8Array;
	/** Of an archive, only these members; the hash is then not told. @default all */
	readonly range?: MemberRange;
	/** Called with the bytes read so far; of members of archives, with those unpacked of each. */
	readonly onBytes?: (bytes: number) => void;
}

/** A file, or the traces that are read as one log. */
export interface ReadableInput extends Place {
	readonly parts: readonly Place[] | null;
	/** The folder in which it lies, where that is not the one that the path says. */
	readonly at?: string;
}

/** SHA-256 of what was read; `null` where that was not to its end, because it cannot be or is surely no log. */
export interface ContentHash {
	/** Of a set of traces, of the names and hashes of its files. */
	readonly whole: string | null;
	/** Of each file of a set of traces. */
	readonly parts: readonly (string | null)[];
}

/** The reports on an input, as `analyzePath` gives them. */
export async function* readInput(input: ReadableInput, options: ReadOptions): AsyncGenerator<FileReport, ContentHash> {
	const {room, onBytes, range, ...others} = options;
	const files = placesOf(input).map((place) => hashedFile(place, {room, onRead: summed(onBytes)}));
	const [first] = files;
	if (first === undefined) throw new Error('a set of traces has files');
	const source = sourceOf(input, first, files);
	// Of members of archives, what is read of the file tells nothing.
	const onProgress = (bytes: number): void => {
		if (first.reading.isSliced) onBytes?.(bytes);
	};
	for await (const report of analyzeSource(source, settingsPlaceOf(input), {...others, onProgress}, range)) {
		const known = new Set(report.issues.map(({message}) => message));
		const issues = report.member === null ? shortenedIssues(files, input.parts !== null).filter(({message}) => !known.has(message)) : [];
		yield issues.length === 0 ? report : {...report, issues: [...report.issues, ...issues]};
	}
	if (range !== undefined) return {whole: null, parts: []};
	// An archive is read from its end, and from many places.
	if (first.reading.isSliced) return hashOfInput(input, options);
	return hashOfParts(
		input,
		files.map(({reading}) => reading.hash),
	);
}

/** What is in an archive; `null`: it is none. */
export async function listInput(input: ReadableInput): Promise<ArchiveList | null> {
	const files = placesOf(input).map((place) => hashedFile(place, {}));
	const [first] = files;
	return first === undefined ? null : listArchive(sourceOf(input, first, files), walkOptions());
}

function sourceOf({path, parts}: ReadableInput, first: HashedFile, files: readonly HashedFile[]): InputSource {
	return parts === null ? {kind: 'file', ...first} : {kind: 'trace-set', path, files};
}

/** The hash that `readInput` tells where it reads everything. */
export async function hashOfInput(
	input: ReadableInput,
	{room, onBytes, signal}: Pick<ReadOptions, 'signal' | 'onBytes' | 'room'>,
): Promise<ContentHash> {
	const hashes: (string | null)[] = [];
	const onRead = summed(onBytes);
	for (const place of placesOf(input)) hashes.push(await hashOfFile(place, {room, signal, onRead}));
	return hashOfParts(input, hashes);
}

function placesOf({path, raw, parts}: ReadableInput): readonly Place[] {
	return parts ?? [{path, raw}];
}

/** Of a file whose name is no text, the folder cannot be searched by name. */
function settingsPlaceOf(input: ReadableInput): DiskPlace | null {
	if (input.at !== undefined) return {kind: 'disk', path: input.path, isSet: input.parts !== null, at: input.at};
	const isText = input.raw === null && placesOf(input).every(({raw}) => raw === null);
	return isText ? {kind: 'disk', path: input.path, isSet: input.parts !== null} : null;
}

/** Adds up what is read. */
function summed(onBytes: ((bytes: number) => void) | undefined): (bytes: number) => void {
	let sum = 0;
	return (bytes) => {
		sum += bytes;
		onBytes?.(sum);
	};
}

function shortenedIssues(files: readonly HashedFile[], isSet: boolean): readonly Issue[] {
	return files.flatMap(({name, reading: {shortened}}): readonly Issue[] => {
		if (shortened === null) return [];
		const {bytes, size} = shortened;
		const message = `${isSet ? name : 'It'} became shorter while it was read: ${bytes} of ${size} bytes were there.`;
		return [{kind: 'read-error', line: null, count: 1, message}];
	});
}

function hashOfParts({parts}: ReadableInput, hashes: readonly (string | null)[]): ContentHash {
	if (parts === null) return {whole: hashes[0] ?? null, parts: []};
	if (hashes.includes(null)) return {whole: null, parts: hashes};
	const whole = createHash('sha256');
	for (const [index, {path}] of parts.entries()) whole.update(`${hashes[index]}  ${basename(path)}\n`);
	return {whole: whole.digest('hex'), parts: hashes};
}
