/** The traces of one folder that are one log: Windows Update begins another file whenever one is full. */
import {readdir, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {nameIn} from '../../core/triage/machine-name.js';

/** Stands for all of them in reports, and where somebody names an input. */
export const SET_NAME = 'WindowsUpdate.*.etl';

/** As Get-WindowsUpdateLog picks them from a folder (WindowsUpdateLog.psm1). */
const MEMBER = /^WindowsUpdate.*\.etl$/i;

/** Names without a letter of their own are Windows' own, or counted by hand: `WindowsUpdate2.etl`. */
const COUNTED = /^WindowsUpdate\P{L}*\.etl$/iu;

/** Digits that the number of a file is filled up to, so that .10 follows .9; the cmdlet does the same. */
const NUMBER_WIDTH = 10;

export function isSetName(path: string): boolean {
	return basename(path) === SET_NAME;
}

/** Whether a path names a set, and no file of that name, which only other systems than Windows can have. */
export async function isSetOnDisk(path: string): Promise<boolean> {
	if (!isSetName(path)) return false;
	try {
		await stat(path);
		return false;
	} catch {
		return (await namesInFolder(dirname(path))).length > 0;
	}
}

/** Traces that are named after machines are of several machines, and no set: `WindowsUpdate_PC-1.etl`. */
export function isSetMember(name: string): boolean {
	return MEMBER.test(name) && (COUNTED.test(name) || nameIn(name) === null);
}

/** @param names without their folder; @returns those of the set, in the order they were written */
export function setMembers(names: readonly string[]): readonly string[] {
	const key = (name: string): string => name.toLowerCase().replace(/(?<!\d)(\d{1,255})\.etl$/, (_, digits: string) => `${digits.padStart(NUMBER_WIDTH, '0')}.etl`);
	return names
		.filter(isSetMember)
		.map((name) => ({name, key: key(name)}))
		.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
		.map(({name}) => name);
}

/** The names with one for all traces of a set, where the first of them stood; one trace alone is no set. */
export function withSet(names: readonly string[]): readonly string[] {
	const members = new Set(setMembers(names));
	if (members.size < 2) return names;
	const first = names.find((name) => members.has(name));
	return names.flatMap((name) => (members.has(name) ? (name === first ? [SET_NAME] : []) : [name]));
}

/** Paths of the files that the path of a set stands for, in order. @throws errors of the system */
export async function filesOfSet(path: string): Promise<readonly string[]> {
	return (await namesInFolder(dirname(path))).map((name) => join(dirname(path), name));
}

async function namesInFolder(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
	return setMembers(entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({name}) => name));
}
