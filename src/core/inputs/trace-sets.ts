/** The traces of one folder that are one log: Windows Update begins another file whenever one is full. */
import {nameIn} from './machine-names.js';

/** Stands for all of them in reports, and where somebody names an input. */
export const SET_NAME = 'WindowsUpdate.*.etl';

/** Traces of several machines in one folder have the name of theirs in front: `PC-1_WindowsUpdate.20240312.083000.123.1.etl`. */
const NAMED_MEMBER = /^(.{1,200}[-_.])WindowsUpdate\.(?:19|20)\d{6}\.\d{6}(?:\.\d{1,10}){1,2}\.etl$/i;
const NAMED_SET = /^.{1,200}[-_.]WindowsUpdate\.\*\.etl$/i;

/** As Get-WindowsUpdateLog picks them from a folder (WindowsUpdateLog.psm1). */
const MEMBER = /^WindowsUpdate.*\.etl$/i;

/** Some of them, as a shell writes it: `WindowsUpdate.20240312.184721.000.{9,10}.etl` */
const SOME = /^([^{},]*)\{([^{}]*,[^{}]*)\}([^{},]*)$/;

/** Names without a letter of their own are Windows' own, or counted by hand: `WindowsUpdate2.etl`. */
const COUNTED = /^WindowsUpdate\P{L}*\.etl$/iu;

/** Digits that the number of a file is filled up to, so that .10 follows .9; the cmdlet does the same. */
const NUMBER_WIDTH = 10;

/**
 * The name of the set that a trace belongs to; `null`: to none. Traces that are named after machines in another way than a
 * set is may be of several machines, and are no set: `WindowsUpdate_PC-1.etl`.
 */
export function setNameOf(name: string): string | null {
	if (MEMBER.test(name) && (COUNTED.test(name) || nameIn(name) === null)) return SET_NAME;
	const prefix = NAMED_MEMBER.exec(name)?.[1];
	return prefix === undefined ? null : `${prefix}${SET_NAME}`;
}

/** Whether a name stands for all traces of a set. */
export function isSetName(name: string): boolean {
	return name === SET_NAME || NAMED_SET.test(name);
}

/** @param names without their folder; @returns those of the set, in the order they were written */
export function setMembers(names: readonly string[], set: string = SET_NAME): readonly string[] {
	const key = (name: string): string =>
		name.toLowerCase().replace(/(?<!\d)(\d{1,255})\.etl$/, (_, digits: string) => `${digits.padStart(NUMBER_WIDTH, '0')}.etl`);
	return names
		.filter((name) => setNameOf(name) === set)
		.map((name) => ({name, key: key(name)}))
		.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
		.map(({name}) => name);
}

/** What stands by itself, or traces of one folder that are one log. */
export type TraceGroup<T> =
	| {readonly kind: 'single'; readonly item: T}
	/** At least two, in the order they were written. */
	| {readonly kind: 'trace-set'; readonly folder: string; readonly name: string; readonly items: readonly T[]};

/**
 * Puts together the traces that are one log. One trace alone is no set, and traces of two folders are of two.
 *
 * @param placeOf `null` for what is no trace, whatever its name
 * @returns groups in the order of the items; a set stands where its first item did
 */
export function groupTraces<T>(
	items: readonly T[],
	placeOf: (item: T) => {readonly folder: string; readonly name: string} | null,
): readonly TraceGroup<T>[] {
	/** By folder and set, then by name; of two items with the same name, the second stands by itself. */
	const sets = new Map<string, {readonly folder: string; readonly set: string; readonly members: Map<string, T>}>();
	for (const item of items) {
		const place = placeOf(item);
		const set = place === null ? null : setNameOf(place.name);
		if (place === null || set === null) continue;
		const key = `${place.folder}\0${set}`;
		const group = sets.get(key) ?? {folder: place.folder, set, members: new Map<string, T>()};
		if (!group.members.has(place.name)) group.members.set(place.name, item);
		sets.set(key, group);
	}
	const groups = new Map<T, TraceGroup<T>>();
	for (const {folder, set: name, members} of sets.values()) {
		if (members.size < 2) continue;
		const order = new Map(setMembers([...members.keys()], name).map((one, index) => [one, index]));
		const sorted = [...members].sort(([one], [other]) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
		const set: TraceGroup<T> = {kind: 'trace-set', folder, name, items: sorted.map(([, item]) => item)};
		for (const item of set.items) groups.set(item, set);
	}
	return [...new Set(items.map((item): TraceGroup<T> => groups.get(item) ?? {kind: 'single', item}))];
}

/**
 * One name for several traces of a folder that are not all of its traces.
 *
 * @param names in the order they were written; @returns `null` where no name can tell them from others
 */
export function nameOfSome(names: readonly string[]): string | null {
	const [first = ''] = names;
	let start = 0;
	while (names.every((name) => name[start] !== undefined && name[start] === first[start])) start++;
	start = first.lastIndexOf('.', start - 1) + 1;
	let end = 0;
	while (names.every((name) => name.length - end > start && name.at(-1 - end) === first.at(-1 - end))) end++;
	if (end > 0) end = first.length - Math.max(first.indexOf('.', first.length - end), start);
	// What all names have in common stands before and after the braces.
	const differences = names.map((one) => one.slice(start, one.length - end));
	const name = `${first.slice(0, start)}{${differences.join(',')}}${first.slice(first.length - end)}`;
	return namedMembers(name)?.join('/') === names.join('/') ? name : null;
}

/** The names that a name with braces stands for; `null` where it is no such name. */
export function namedMembers(name: string): readonly string[] | null {
	const [, before = '', parts = '', after = ''] = SOME.exec(name) ?? [];
	const names = parts.split(',').map((part) => `${before}${part}${after}`);
	return parts !== '' && names.every((one) => MEMBER.test(one) || NAMED_MEMBER.test(one)) ? names : null;
}
