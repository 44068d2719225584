/** Reads results files: indexes where each result is, merges several files, and reads results again one by one. */
import {type FileHandle, open} from 'node:fs/promises';
import {basename} from 'node:path';
import {machineKey} from '../../core/inputs/machine-names.js';
import {byMachineName, byText} from '../../core/triage/compare.js';
import {
	createFailureMemory,
	type FailureMemory,
	type Overlap,
	repeatedScans,
	type ScanKeys,
	scanKeysOf,
	withoutRepeats,
} from '../../core/triage/repeated.js';
import type {TriageDone, TriageResult} from '../../core/triage/result.js';
import type {SourcesSummary} from '../../core/triage/summary.js';
import {InputError, inputErrorReason} from '../input-error.js';
import {type Cipher, createCipher, NO_CIPHER} from './cipher.js';
import {checkedLine, type Line, linesOf, parsed} from './results-lines.js';

/** The valid results of some results files, in an order that does not depend on when they were written. */
export interface ResultsIndex {
	readonly sources: SourcesSummary;
	/** By path, member and machine; after the results of an input the line that says it is done, if there is one. */
	lines(): AsyncGenerator<IndexedResult | TriageDone>;
	/** The results of one machine, in the same order, without what others of it have. */
	resultsOf(machine: string): AsyncGenerator<TriageResult>;
	close(): Promise<void>;
}

interface IndexedResult {
	/** With the domain in the name of its machine where machines of two domains have the same name. */
	readonly result: TriageResult;
	/** What of it counts in another result; `null`: nothing. */
	readonly overlap: Overlap | null;
}

/** Where a line is. */
interface LineLocation {
	readonly file: number;
	readonly offset: number;
	readonly length: number;
}

interface Entry extends LineLocation {
	readonly member: string | null;
	readonly machine: string;
	readonly domain: string | null;
	readonly generation: number;
	/** Dropped once they are compared. */
	keys: ScanKeys | null;
	repeats: {readonly scans: ReadonlySet<number>; readonly path: string; readonly member: string | null; readonly isCopy: boolean} | null;
}

/** What is known of one path. */
interface PathRecord {
	/** Most paths have one; archives have more, by member and machine. */
	entries: Entry | Map<string, Entry> | null;
	/** Results that are next to each other in one file are a generation, closed by the line that says the input is done. */
	generation: number;
	file: number;
	state: 'empty' | 'open' | 'closed';
	done: LineLocation | null;
}

/** A results file that is open. */
interface OpenResults {
	readonly handle: FileHandle;
	readonly cipher: Cipher;
}

const MAX_MESSAGES = 20;

/**
 * Reads all files once to index their results. The later of two results for the same path, member and machine counts.
 * Machines matter because files of several PCs may have the same path on each. Lines that are not results are skipped with
 * a message. Memory holds a few hundred bytes per result, and for a while 32 more per scan.
 *
 * @param tell called with messages for the user, with file and line
 * @param key of encrypted files; `null`: they are as they are
 * @param namesInDomains names that machines of several domains are known to have, besides those of the results
 * @throws InputError where a file cannot be read
 */
export async function indexResults(
	files: readonly string[],
	tell: (message: string) => void = () => {},
	key: Uint8Array | null = null,
	namesInDomains: AmbiguousNames = new Set(),
): Promise<ResultsIndex> {
	const ciphers = files.map((file) => createCipher(key, basename(file)));
	const paths = new Map<string, PathRecord>();
	const counts = {results: 0, replaced: 0, torn: 0, unreadable: 0};

	for (const [file, name] of files.entries()) {
		try {
			for await (const line of linesOf(name, ciphers[file] ?? NO_CIPHER)) addLine(line, file, name);
		} catch (error) {
			throw cannotRead(name, error);
		}
	}
	if (counts.unreadable > MAX_MESSAGES) tell(`${counts.unreadable - MAX_MESSAGES} more lines of results files were skipped`);

	function addLine({line, offset, length, text, isEnded}: Line, file: number, name: string): void {
		if (text?.trim() === '') return;
		const value = text === null ? undefined : parsed(text);
		const place = {file, offset, length};
		if (text !== null && value === undefined && !isEnded) {
			counts.torn++;
			tell(`${name}:${line}: the last line is incomplete and was skipped`);
			return;
		}
		const checked = text === null ? ({type: 'bad', reason: 'the line is too long'} as const) : checkedLine(value);
		switch (checked.type) {
			case 'result':
				addResult(checked.result, place);
				return;
			case 'done':
				addDone(checked.done, place);
				return;
			case 'begun':
				// Results that are not complete yet say which inputs were begun.
				return;
			case 'bad':
				if (++counts.unreadable <= MAX_MESSAGES) tell(`${name}:${line}: ${checked.reason}; the line was skipped`);
				return;
			default:
				checked satisfies never;
		}
	}

	function recordOf(path: string, file: number): PathRecord {
		let record = paths.get(path);
		if (record === undefined) {
			record = {entries: null, generation: 0, file, state: 'empty', done: null};
			paths.set(path, record);
		} else if (record.file !== file) {
			record.generation++;
			record.file = file;
			record.state = 'empty';
		}
		return record;
	}

	function addResult({report, machine: {name: machine, domain}}: TriageResult, place: LineLocation): void {
		const {path, member} = report;
		const record = recordOf(path, place.file);
		// The input changed and was read again: what it contained before may be gone.
		if (record.state === 'closed') forget(record);
		record.state = 'open';
		put(record, {...place, member, machine, domain, generation: record.generation, keys: scanKeysOf(report), repeats: null});
	}

	function addDone({path, results}: TriageDone, place: LineLocation): void {
		const record = recordOf(path, place.file);
		if (record.state === 'closed' && results === 0) forget(record);
		if (record.state !== 'empty') record.state = 'closed';
		record.done = place;
	}

	function put(record: PathRecord, entry: Entry): void {
		const {entries} = record;
		if (entries === null) {
			record.entries = entry;
		} else if (entries instanceof Map) {
			if (entries.has(keyOf(entry))) counts.replaced++;
			else counts.results++;
			entries.set(keyOf(entry), entry);
			return;
		} else if (keyOf(entries) === keyOf(entry)) {
			counts.replaced++;
			record.entries = entry;
			return;
		} else {
			record.entries = new Map([
				[keyOf(entries), entries],
				[keyOf(entry), entry],
			]);
		}
		counts.results++;
	}

	/** Drops the results of the latest generation. */
	function forget(record: PathRecord): void {
		const left = entriesOf(record).filter(({generation}) => generation !== record.generation);
		const gone = entriesOf(record).length - left.length;
		counts.replaced += gone;
		counts.results -= gone;
		record.entries = left.length === 0 ? null : new Map(left.map((entry) => [keyOf(entry), entry]));
		record.generation++;
	}

	const index: Index = {paths, names: namesOf(paths, namesInDomains), several: new Set()};
	compareScans(index);
	const handles = (await openAll(files)).map((handle, file) => ({handle, cipher: ciphers[file] ?? NO_CIPHER}));
	return {
		sources: counts,
		lines: () => readLines(index, () => true, handles),
		async *resultsOf(machine) {
			const key = machineKey(machine);
			for await (const line of readLines(index, (entry) => keyOfMachine(entry, index.names) === key, handles))
				if ('result' in line) yield withoutRepeats(line.result, line.overlap);
		},
		close: async () => {
			await Promise.all(handles.map(({handle}) => handle.close()));
		},
	};
}

function keyOf({member, machine, domain}: Entry): string {
	return JSON.stringify([member, machineKey(machine), domain]);
}

interface Index {
	readonly paths: ReadonlyMap<string, PathRecord>;
	readonly names: AmbiguousNames;
	/** Machines with several logs, by key. */
	readonly several: Set<string>;
}

/** Names that machines of several domains have, by key. */
type AmbiguousNames = ReadonlySet<string>;

function namesOf(paths: ReadonlyMap<string, PathRecord>, others: AmbiguousNames): AmbiguousNames {
	const domains = new Map<string, string>();
	const names = new Set(others);
	for (const record of paths.values())
		for (const {machine, domain} of entriesOf(record)) {
			const key = machineKey(machine);
			const known = domains.get(key);
			if (domain === null) continue;
			if (known === undefined) domains.set(key, domain);
			else if (known !== domain) names.add(key);
		}
	return names;
}

function nameOf({machine, domain}: Pick<Entry, 'machine' | 'domain'>, names: AmbiguousNames): string {
	return domain !== null && names.has(machineKey(machine)) ? `${machine}.${domain}` : machine;
}

function keyOfMachine(entry: Entry, names: AmbiguousNames): string {
	return machineKey(nameOf(entry, names));
}

/** Tells each entry which of its scans count in another one. */
function compareScans({paths, names, several}: Index): void {
	const machines = new Map<string, {readonly path: string; readonly entry: Entry}[]>();
	for (const [path, record] of paths)
		for (const entry of entriesOf(record)) {
			const key = keyOfMachine(entry, names);
			const known = machines.get(key);
			if (known === undefined) machines.set(key, [{path, entry}]);
			else {
				known.push({path, entry});
				several.add(key);
			}
		}
	for (const places of machines.values()) {
		const withScans = places.filter(({entry}) => entry.keys !== null);
		if (withScans.length > 1) {
			withScans.sort((a, b) => byText(a.path, b.path) || byMemberAndMachine(a.entry, b.entry));
			const repeated = repeatedScans(withScans.flatMap(({entry}) => entry.keys ?? []));
			for (const [at, {entry}] of withScans.entries()) {
				const repeats = repeated[at] ?? null;
				const first = repeats === null ? undefined : withScans[repeats.first];
				if (repeats === null || first === undefined) continue;
				entry.repeats = {scans: new Set(repeats.scans), path: first.path, member: first.entry.member, isCopy: repeats.isCopy};
			}
		}
		for (const {entry} of places) entry.keys = null;
	}
}

function entriesOf({entries}: PathRecord): readonly Entry[] {
	return entries === null ? [] : entries instanceof Map ? [...entries.values()] : [entries];
}

function byMemberAndMachine(a: Entry, b: Entry): number {
	return byText(a.member ?? '', b.member ?? '') || byMachineName(a.machine, b.machine) || byText(a.domain ?? '', b.domain ?? '');
}

async function* readLines(
	{paths, names, several}: Index,
	isAskedFor: (entry: Entry) => boolean,
	handles: readonly OpenResults[],
): AsyncGenerator<IndexedResult | TriageDone> {
	const memories = new Map<string, {readonly memory: FailureMemory; readonly path: string; readonly member: string | null}>();

	function overlapOf(entry: Entry, {report}: TriageResult): Overlap | null {
		const key = keyOfMachine(entry, names);
		if (!several.has(key)) return null;
		const before = memories.get(key) ?? {memory: createFailureMemory(), path: report.path, member: report.member};
		const failures = report.outsideFailures.length === 0 ? [] : before.memory.repeated(report);
		if (report.outsideFailures.length > 0) memories.set(key, before);
		const {repeats} = entry;
		if (repeats === null && failures.length === 0) return null;
		const {scans, path, member, isCopy} = repeats ?? {scans: new Set<number>(), path: before.path, member: before.member, isCopy: false};
		return {scans, failures: new Set(failures), path, member, isCopy};
	}

	for (const path of [...paths.keys()].sort(byText)) {
		const record = paths.get(path);
		const entries = record === undefined ? [] : entriesOf(record).filter(isAskedFor).sort(byMemberAndMachine);
		for (const entry of entries) {
			const line = checkedLine(parsed(await readAt(handles, entry)));
			if (line.type !== 'result') throw new InputError('a results file changed while it was being read');
			const {result} = line;
			const name = nameOf(entry, names);
			yield {
				result: name === result.machine.name ? result : {...result, machine: {...result.machine, name}},
				overlap: overlapOf(entry, result),
			};
		}
		const done = record?.done ?? null;
		// A path of several PCs is not done because it is on one of them.
		if (done === null || entries.length === 0 || entries.some(({file}) => file !== done.file)) continue;
		const line = checkedLine(parsed(await readAt(handles, done)));
		if (line.type === 'done') yield line.done;
	}
}

async function readAt(handles: readonly OpenResults[], {file, offset, length}: LineLocation): Promise<string> {
	const buffer = Buffer.allocUnsafe(length);
	let at = 0;
	while (at < length) {
		const {bytesRead} = (await handles[file]?.handle.read(buffer, at, length - at, offset + at)) ?? {bytesRead: 0};
		if (bytesRead === 0) break;
		at += bytesRead;
	}
	const cipher = handles[file]?.cipher ?? NO_CIPHER;
	return Buffer.from(cipher(buffer.subarray(0, at), offset)).toString('utf8');
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

function cannotRead(path: string, error: unknown): unknown {
	const reason = inputErrorReason(error);
	return reason === null ? error : new InputError(`cannot read ${path}: ${reason}`, {cause: error});
}
