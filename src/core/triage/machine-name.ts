/** Finds out which machine a log is from: from the log itself, a pattern of the user, files of its collection, or names of paths. */
import {type Collection, collectionsOf} from '../inputs/layouts.js';
import {bareFileName, cleanName, domainOf, isArchiveName, isDomainName, isNameOfMachine, nameIn} from '../inputs/machine-names.js';
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
	/** What a file of the collection that the log lies in calls the machine; `null`: there is none. @default null */
	readonly told?: string | null;
}

/** What names a machine. */
type NamedReport = Pick<FileReport, 'path' | 'member' | 'log'> & Partial<Pick<FileReport, 'neighbor'>>;

/**
 * The name of the machine that a log is from, by the first of these that has one:
 *
 * 1. a line of the log, or the events of an event log;
 * 2. the pattern, on path and member with `/` between all parts;
 * 3. a file of the collection, such as `client_info.json`;
 * 4. the folder or archive of a collection of a known layout (`LAYOUTS`), the innermost one;
 * 5. for a member of an archive: its file name, a folder or archive within the archive that it lies in, the archive's name;
 * 6. the file's name;
 * 7. the folder's name, from the innermost outwards.
 *
 * Names count without the words for the log, a date, a copy or an extension: `PC-1` of `PC-1_WindowsUpdate_20240312.log`.
 * What is then empty, a common name such as `Logs` or `Windows`, or within a collection a folder of the PC, is not a name.
 * Where none of these has one, it is the file's name. Names keep the case in which they are written and are compared without
 * it (`machineKey`). The first part of a DNS name is the name, and the rest the domain; so is a folder around that is named
 * after a domain.
 */
export function machineOf(report: NamedReport, options: MachineNameOptions = {}): Machine {
	const path = report.path.replaceAll('\\', '/');
	const member = report.member?.replaceAll('\\', '/') ?? null;
	const text = member === null ? path : `${path}/${member}`;
	const told =
		named(report.log?.machineName ?? report.neighbor?.machineName ?? '', 'log') ??
		named(options.pattern == null ? '' : matchOf(options.pattern, text), 'pattern') ??
		named(options.told ?? '', 'collection');
	if (told !== null) return told;
	const parts = partsOf(path, member, options.from ?? 0);
	return ofCollection(parts) ?? ofPath(parts) ?? {name: cleanName(bareFileName(fileOf(parts))) || 'unknown', domain: null, source: 'file'};
}

function named(text: string, source: MachineSource): Machine | null {
	const name = cleanName(text);
	return name === '' ? null : {name, domain: domainOf(text), source};
}

/** A name on the way to a log. */
interface PathPart {
	readonly name: string;
	readonly source: MachineSource;
	/** It stands before the names that may be machines. */
	readonly isOutside: boolean;
	/** It is part of the path, not of the member. */
	readonly isOnDisk: boolean;
}

function ofCollection(parts: readonly PathPart[]): Machine | null {
	for (const {machine, depth} of collectionsOf(parts.map(({name}) => name))) {
		const tells = machine === null ? null : nameIn(machine);
		if (tells !== null) return withDomain(tells, parts[depth - 1]?.source ?? 'folder', parts, depth - 1);
	}
	return null;
}

function ofPath(parts: readonly PathPart[]): Machine | null {
	const collections = collectionsOf(parts.map(({name}) => name)).filter(({layout}) => layout.inside !== null);
	const [innermost] = collections;
	const isKnown = (at: number): boolean => collections.some((collection) => isKnownPart(collection, at));
	const end = innermost === undefined || innermost.known === 0 ? parts.length : innermost.depth;
	return nameBefore(parts, end, isKnown) ?? nameBefore(parts, parts.length, isKnown);
}

function isKnownPart({depth, known}: Collection, at: number): boolean {
	return at >= depth && at < depth + known;
}

function nameBefore(parts: readonly PathPart[], end: number, isKnown: (at: number) => boolean): Machine | null {
	for (let at = end - 1; at >= 0; at--) {
		const part = parts[at];
		if (part === undefined || part.isOutside || isKnown(at)) continue;
		const tells = nameIn(part.name);
		if (tells !== null) return withDomain(tells, part.source, parts, at);
	}
	return null;
}

/** @param at where the name stands */
function withDomain(tells: string, source: MachineSource, parts: readonly PathPart[], at: number): Machine | null {
	const name = cleanName(tells);
	if (!isNameOfMachine(name)) return null;
	const around = parts.slice(0, at).findLast(({isOutside, name: folder}) => !isOutside && isDomainName(folder));
	return {name, domain: domainOf(tells) ?? around?.name.toLowerCase() ?? null, source};
}

function partsOf(path: string, member: string | null, from: number): readonly PathPart[] {
	const inArchive = member === null ? [] : namesOf(member);
	const outside = namesOf(path.slice(0, from));
	const onDisk = [...outside, ...namesOf(path.slice(from))];
	return [
		...onDisk.map((name, at): PathPart => {
			const source = at < onDisk.length - 1 ? 'folder' : inArchive.length > 0 ? 'archive' : 'file';
			return {name, source, isOutside: at < outside.length, isOnDisk: true};
		}),
		...inArchive.map((name, at): PathPart => {
			// An archive within an archive is part of the member's path, like a folder.
			const source = at === inArchive.length - 1 ? 'file' : isArchiveName(name) ? 'archive' : 'folder';
			return {name, source, isOutside: false, isOnDisk: false};
		}),
	];
}

function fileOf(parts: readonly PathPart[]): string {
	return parts.findLast(({isOnDisk}) => isOnDisk)?.name ?? '';
}

function namesOf(path: string): readonly string[] {
	return path.split('/').filter((part) => part !== '' && !/^[A-Za-z]:$/.test(part));
}

function matchOf(pattern: NamePattern, text: string): string {
	const match = pattern.exec(text.slice(0, MAX_MATCHED));
	const {machine} = match?.groups ?? {};
	return machine ?? match?.[1] ?? '';
}
