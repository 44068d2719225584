/** Finds out which machine a log is from: from the log itself, a pattern of the user, or the names of files and folders. */
import {bareFileName, cleanName, isArchiveName, nameIn} from '../inputs/machine-names.js';
import type {FileReport} from '../types.js';
import type {Machine, MachineSource} from './result.js';

/** A pattern of the user is matched against at most this much of a path. */
const MAX_MATCHED = 4096;

/** A regular expression, or one whose searches are limited in time. */
export type NamePattern = Pick<RegExp, 'exec'>;

export interface MachineNameOptions {
	/** `--machine-from`: its group `machine`, or else its first group, is the name. @default null */
	readonly pattern?: NamePattern | null;
	/** Where in the path the names start that may be machines: those before are of places. @default 0 */
	readonly from?: number;
}

/**
 * The name of the machine that a log is from, by the first of these that has one:
 *
 * 1. a line of the log;
 * 2. the pattern, on path and member with `/` between all parts;
 * 3. for a member of an archive: its file name, a folder or archive within the archive that it lies in, the archive's name;
 * 4. the file's name;
 * 5. the folder's name, from the innermost outwards.
 *
 * Names count without the words for the log, a date, a copy or an extension: `PC-1` of `PC-1_WindowsUpdate_20240312.log`.
 * What is then empty, or a common name such as `Logs` or `Windows`, is not a name. Where none of these has one, it is the
 * file's name. Names keep the case in which they are written and are compared without it (`machineKey`); of a DNS name
 * only the first part counts, so that logs of one machine have one name.
 */
export function machineOf(report: Pick<FileReport, 'path' | 'member' | 'log'>, options: MachineNameOptions = {}): Machine {
	const told = cleanName(report.log?.machineName ?? '');
	if (told !== '') return {name: told, source: 'log'};
	const path = report.path.replaceAll('\\', '/');
	const member = report.member?.replaceAll('\\', '/') ?? null;
	const matched = options.pattern == null ? '' : cleanName(matchOf(options.pattern, member === null ? path : `${path}/${member}`));
	if (matched !== '') return {name: matched, source: 'pattern'};

	const parts = partsOf(path.slice(options.from ?? 0));
	const file = parts.at(-1) ?? path;
	for (const [name, source] of candidates(parts, member === null ? [] : partsOf(member))) {
		const tells = nameIn(name);
		if (tells !== null) return {name: tells, source};
	}
	return {name: cleanName(bareFileName(file)) || 'unknown', source: 'file'};
}

function* candidates(parts: readonly string[], inArchive: readonly string[]): Generator<readonly [string, MachineSource]> {
	for (const [index, name] of [...inArchive.entries()].reverse()) {
		// An archive within an archive is part of the member's path, like a folder.
		yield [name, index === inArchive.length - 1 ? 'file' : isArchiveName(name) ? 'archive' : 'folder'];
	}
	for (const [index, name] of [...parts.entries()].reverse()) {
		yield [name, index < parts.length - 1 ? 'folder' : inArchive.length > 0 ? 'archive' : 'file'];
	}
}

function partsOf(path: string): readonly string[] {
	return path.split('/').filter((part) => part !== '' && !/^[A-Za-z]:$/.test(part));
}

function matchOf(pattern: NamePattern, text: string): string {
	const match = pattern.exec(text.slice(0, MAX_MATCHED));
	const {machine} = match?.groups ?? {};
	return machine ?? match?.[1] ?? '';
}
