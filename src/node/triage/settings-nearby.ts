/** Finds logs that have not changed but whose reports may: files with settings beside them are new, changed or gone. */
import {basename, dirname, extname} from 'node:path';
import {logStem} from '../../core/inputs/machine-names.js';
import {byText} from '../../core/triage/compare.js';
import type {FoundInput} from '../inputs/found-input.js';
import {filesOf} from './plan.js';
import {type Block, stateOf} from './run-blocks.js';

/** As in `findContextFiles`; where that reads a file to decide, the log is read again. */
const SETTINGS_EXTENSIONS: ReadonlySet<string> = new Set(['.reg', '.txt', '.json', '.csv', '']);
const LOG_EXTENSIONS: readonly string[] = ['.log', '.etl'];
const MAX_SETTINGS_BYTES = 1024 * 1024;

interface Sibling {
	/** In lower case. */
	readonly name: string;
	readonly isSettings: boolean;
	/** New, changed or gone; of a log, only new or gone. */
	readonly isDifferent: boolean;
}

/**
 * Takes time in proportion to the inputs, however many of them are in one folder.
 *
 * @param blocks what is known of earlier runs
 * @returns paths of inputs
 */
export function withChangedSettings(inputs: readonly FoundInput[], blocks: ReadonlyMap<string, Block>): ReadonlySet<string> {
	const affected = new Set<string>();
	if (blocks.size === 0) return affected;
	const folders = new Map<string, Sibling[]>();
	const found = new Set<string>();
	for (const input of inputs) {
		found.add(input.path);
		if (input.problem !== null) continue;
		const block = blocks.get(input.path);
		const isChanged = block !== undefined && (block.bytes !== input.bytes || block.state !== stateOf(filesOf(input)));
		addTo(folders, input.path, input.bytes, {isNewOrGone: block === undefined, isChanged});
	}
	for (const [path, block] of blocks) if (!found.has(path)) addTo(folders, path, block.bytes, {isNewOrGone: true, isChanged: false});

	const indexes = new Map<string, FolderIndex>();
	for (const [folder, siblings] of folders)
		if (siblings.some(({isDifferent}) => isDifferent) && siblings.some(({isSettings}) => isSettings))
			indexes.set(folder, indexOf(siblings));
	for (const {path} of inputs) {
		const index = indexes.get(dirname(path));
		if (index !== undefined && blocks.has(path) && isAffected(basename(path).toLowerCase(), index)) affected.add(path);
	}
	return affected;
}

function addTo(
	folders: Map<string, Sibling[]>,
	path: string,
	bytes: number,
	{isNewOrGone, isChanged}: {readonly isNewOrGone: boolean; readonly isChanged: boolean},
): void {
	const name = basename(path).toLowerCase();
	const isSettings = SETTINGS_EXTENSIONS.has(extname(name)) && bytes <= MAX_SETTINGS_BYTES;
	const siblings = folders.get(dirname(path)) ?? [];
	siblings.push({name, isSettings, isDifferent: isNewOrGone || (isSettings && isChanged)});
	folders.set(dirname(path), siblings);
}

/** What the question about one log asks of its folder, so that the files are gone through once for all logs in it. */
interface FolderIndex {
	/** Names of different files with settings, in order, each once. */
	readonly differentSettings: readonly string[];
	readonly different: Counts;
	/** Files that are as they were, by extension and by name. */
	readonly sameByExtension: Counts;
	readonly sameByName: Counts;
}

interface Counts {
	readonly total: number;
	of(key: string): number;
}

function indexOf(siblings: readonly Sibling[]): FolderIndex {
	const different = siblings.filter(({isDifferent}) => isDifferent);
	const same = siblings.filter(({isDifferent}) => !isDifferent);
	return {
		differentSettings: [...new Set(different.filter(({isSettings}) => isSettings).map(({name}) => name))].sort(byText),
		different: countsOf(different.map(({name}) => name)),
		sameByExtension: countsOf(same.map(({name}) => extname(name))),
		sameByName: countsOf(same.map(({name}) => name)),
	};
}

function countsOf(keys: readonly string[]): Counts {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return {total: keys.length, of: (key) => counts.get(key) ?? 0};
}

/** Either a file with settings is named after the log, or the log was or is the only one in its folder. */
function isAffected(log: string, index: FolderIndex): boolean {
	return isNamedAfter(log, index.differentSettings) || (index.different.total > index.different.of(log) && !hasOtherLog(log, index));
}

function isNamedAfter(log: string, sortedNames: readonly string[]): boolean {
	const stem = logStem(log);
	const first = firstFrom(sortedNames, stem);
	// One of them may be the log itself.
	return [sortedNames[first], sortedNames[first + 1]].some((name) => name !== undefined && name !== log && name.startsWith(stem));
}

/** Where the first name stands that is not before the text. */
function firstFrom(sortedNames: readonly string[], text: string): number {
	let low = 0;
	let high = sortedNames.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sortedNames[middle] ?? '') < text) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Whether a log stands beside this one that is as it was; files with the extension of a log may be logs, too. */
function hasOtherLog(log: string, {sameByExtension, sameByName}: FolderIndex): boolean {
	const extensions = new Set([...LOG_EXTENSIONS, extname(log)]);
	const logs = [...extensions].reduce((sum, extension) => sum + sameByExtension.of(extension), 0);
	return logs > sameByName.of(log);
}
