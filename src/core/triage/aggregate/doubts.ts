/** Finds names of machines that may be wrong: many inputs of one machine, or one archive of many. */
import {partsOfPath} from '../../inputs/layouts.js';
import {machineKey, nameIn} from '../../inputs/machine-names.js';
import type {FileReport} from '../../types.js';
import {byText} from '../compare.js';
import type {Machine, MachineSource} from '../result.js';
import type {MachineDoubt} from '../summary.js';

/** Names from paths may be of something else. */
const UNSURE: ReadonlySet<MachineSource> = new Set<MachineSource>(['archive', 'folder', 'file']);

/** So many paths of a machine, and names of an archive, tell enough. */
const MAX_KEPT = 50;
/** Fewer names are sites, or collections of one PC. */
const LEAST_NAMES = 3;
const MAX_EXAMPLES = 3;
const MAX_DOUBTS = 20;
const MAX_TRACKED = 10_000;

export interface Doubts {
	/** Adds a log. */
	addLog(machine: Machine, report: FileReport): void;
	end(): readonly MachineDoubt[];
}

interface Tracked {
	name: string;
	count: number;
	readonly paths: string[];
}

export function createDoubts(): Doubts {
	const machines = new Map<string, Tracked>();
	const archives = new Map<string, {readonly names: Map<string, string>; more: boolean}>();
	let logs = 0;

	function tracked(machine: Machine): Tracked | null {
		const key = machineKey(machine.name);
		const known = machines.get(key);
		if (known !== undefined || machines.size >= MAX_TRACKED) return known ?? null;
		const one = {name: machine.name, count: 0, paths: []};
		machines.set(key, one);
		return one;
	}

	return {
		addLog(machine, {path, member}) {
			logs++;
			if (!UNSURE.has(machine.source)) return;
			const one = tracked(machine);
			if (one !== null) {
				one.count++;
				if (one.paths.length < MAX_KEPT) one.paths.push(member === null ? path : `${path}/${member}`);
			}
			// An archive that is named after the machine, or in which each machine has an archive of its own, tells machines apart.
			if (member === null || machine.source === 'archive') return;
			const archive = archives.get(path) ?? {names: new Map<string, string>(), more: false};
			if (archive.names.size < MAX_KEPT) archive.names.set(machineKey(machine.name), machine.name);
			else if (!archive.names.has(machineKey(machine.name))) archive.more = true;
			if (archives.has(path) || archives.size < MAX_TRACKED) archives.set(path, archive);
		},
		end() {
			const doubts: MachineDoubt[] = [];
			for (const {name, count, paths} of machines.values()) {
				const doubt = count * 2 > logs || paths.length === MAX_KEPT ? doubtOf(name, count, paths) : null;
				if (doubt !== null) doubts.push(doubt);
			}
			for (const [path, {names, more}] of archives) if (names.size > 1) doubts.push(doubtOfArchive(path, [...names.values()], more));
			return doubts.sort((one, other) => other.count - one.count || byText(one.subject, other.subject)).slice(0, MAX_DOUBTS);
		},
	};
}

/** `null`: its paths do not differ in what may be names of machines. */
function doubtOf(name: string, count: number, paths: readonly string[]): MachineDoubt | null {
	const split = paths.map(partsOfPath);
	const shortest = Math.min(...split.map(({length}) => length));
	for (let at = 0; at < shortest; at++) {
		const parts = [...new Set(split.map((one) => one[at] ?? ''))].sort(byText);
		if (parts.length === 1) continue;
		const names = [...new Set(parts.map((part) => nameIn(part)).filter((one) => one !== null))];
		if (names.length < LEAST_NAMES || names.some((one) => machineKey(one) === machineKey(name))) return null;
		const before = at === 0 ? '' : constantAt(split, at - 1);
		const after = at + 1 < shortest ? constantAt(split, at + 1) : '';
		const begin = at === 0 ? '^' : before === '' ? '/' : `${escaped(before)}/`;
		const expression = `${begin}${groupFor(parts)}${at + 1 < shortest ? `/${escaped(after)}` : '(?=/|$)'}`;
		return {kind: 'one-machine', subject: name, count, examples: names.slice(0, MAX_EXAMPLES), expression};
	}
	return null;
}

/** The part that all have there; empty where they differ. */
function constantAt(split: readonly (readonly string[])[], at: number): string {
	const first = split[0]?.[at] ?? '';
	return split.every((parts) => parts[at] === first) ? first : '';
}

/** A group for what differs in names, between what they have in common and before their times. */
function groupFor(parts: readonly string[]): string {
	const start = common(parts);
	const end = [...common(parts.map((part) => [...part.slice(start.length)].reverse().join('')))].reverse().join('');
	const prefix = start.slice(0, start.search(/[^-_. ]*$/));
	const mark = end.search(/[-_. ]/);
	const suffix = mark < 0 ? '' : end.slice(mark);
	const middles = parts.map((part) => part.slice(prefix.length, part.length - suffix.length));
	const hasTimes = middles.every((part) => TIMES_AT_END.test(part));
	return `${escaped(prefix)}([^/]+?)${hasTimes ? TIMES_AT_END.source.slice(0, -1) : ''}${suffix === '' ? '' : escaped(suffix)}`;
}

const TIMES_AT_END = /[-_. ]\d{6,8}[-_. T\dZ]{0,16}$/;

function common(texts: readonly string[]): string {
	const [first = ''] = texts;
	let length = 0;
	while (length < first.length && texts.every((text) => text[length] === first[length])) length++;
	return first.slice(0, length);
}

function doubtOfArchive(path: string, names: readonly string[], more: boolean): MachineDoubt {
	const file = partsOfPath(path).at(-1) ?? path;
	const extension = /\.[A-Za-z\d.]{1,8}$/.exec(file)?.[0] ?? '';
	return {
		kind: 'many-machines',
		subject: path,
		count: more ? names.length + 1 : names.length,
		examples: names.toSorted(byText).slice(0, MAX_EXAMPLES),
		expression: `([^/]+)${escaped(extension)}/`,
	};
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
