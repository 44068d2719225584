/** The traces of one folder that are one log: Windows Update begins another file whenever one is full. */
import {readdir, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {nameIn} from '../../core/triage/machine-name.js';

/** Stands for all of them in reports, and where somebody names an input. */
export const SET_NAME = 'WindowsUpdate.*.etl';

/** As Get-WindowsUpdateLog picks them from a folder (WindowsUpdateLog.psm1). */
const MEMBER = /^WindowsUpdate.*\.etl$/i;

/** Some of them, as a shell writes it: `WindowsUpdate.20240312.184721.000.{9,10}.etl` */
const SOME = /^([^{},]*)\{([^{}]*,[^{}]*)\}([^{},]*)$/;

/** Names without a letter of their own are Windows' own, or counted by hand: `WindowsUpdate2.etl`. */
const COUNTED = /^WindowsUpdate\P{L}*\.etl$/iu;

/** Digits that the number of a file is filled up to, so that .10 follows .9; the cmdlet does the same. */
const NUMBER_WIDTH = 10;

/** Whether a path names a set: all traces of its folder, or some of them. */
export function isSetName(path: string): boolean {
	return basename(path) === SET_NAME || namedMembers(basename(path)) !== null;
}

/** Whether a path names a set, and no file of that name, which only other systems than Windows can have. */
export async function isSetOnDisk(path: string): Promise<boolean> {
	if (!isSetName(path) || (await exists(path))) return false;
	if (basename(path) === SET_NAME) return (await namesInFolder(dirname(path))).length > 0;
	for (const file of await filesOfSet(path)) if (await exists(file)) return true;
	return false;
}

/** Traces that are named after machines are of several machines, and no set: `WindowsUpdate_PC-1.etl`. */
export function isSetMember(name: string): boolean {
	return MEMBER.test(name) && (COUNTED.test(name) || nameIn(name) === null);
}

/** @param names without their folder; @returns those of the set, in the order they were written */
export function setMembers(names: readonly string[]): readonly string[] {
	const key = (name: string): string =>
		name.toLowerCase().replace(/(?<!\d)(\d{1,255})\.etl$/, (_, digits: string) => `${digits.padStart(NUMBER_WIDTH, '0')}.etl`);
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

/**
 * One path for several traces of one folder that were named one by one.
 *
 * @param names each once; @returns `null` where no name can tell them from others
 */
export async function pathOfSome(folder: string, names: readonly string[]): Promise<string | null> {
	const ordered = setMembers(names);
	const all = await namesInFolder(folder);
	if (all.length === ordered.length && all.every((name) => ordered.includes(name))) return join(folder, SET_NAME);
	const name = nameOfSome(ordered);
	return name === null ? null : join(folder, name);
}

/** What all names have in common stands before and after the braces. */
function nameOfSome(names: readonly string[]): string | null {
	const [first = ''] = names;
	let start = 0;
	while (names.every((name) => name[start] !== undefined && name[start] === first[start])) start++;
	start = first.lastIndexOf('.', start - 1) + 1;
	let end = 0;
	while (names.every((name) => name.length - end > start && name.at(-1 - end) === first.at(-1 - end))) end++;
	if (end > 0) end = first.length - Math.max(first.indexOf('.', first.length - end), start);
	const name = `${first.slice(0, start)}{${names.map((one) => one.slice(start, one.length - end)).join(',')}}${first.slice(first.length - end)}`;
	return namedMembers(name)?.join('/') === names.join('/') ? name : null;
}

/** The names that a name with braces stands for; `null` where it is no such name. */
function namedMembers(name: string): readonly string[] | null {
	const [, before = '', parts = '', after = ''] = SOME.exec(name) ?? [];
	const names = parts.split(',').map((part) => `${before}${part}${after}`);
	return parts !== '' && names.every((one) => MEMBER.test(one)) ? names : null;
}

/** Paths of the files that the path of a set stands for, in order. @throws errors of the system */
export async function filesOfSet(path: string): Promise<readonly string[]> {
	const names = namedMembers(basename(path)) ?? (await namesInFolder(dirname(path)));
	return names.map((name) => join(dirname(path), name));
}

async function namesInFolder(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
	return setMembers(entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({name}) => name));
}

async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch {
		return false;
	}
}
