/** Finds logs whose reports may have changed although they did not: the files beside them that hold settings are others. */
import {basename, dirname, extname} from 'node:path';
import {logStem} from '../../core/inputs/machine-names.js';
import type {FoundInput} from './found-input.js';
import {filesOf} from './plan.js';
import {type Block, stateOf} from './run-blocks.js';

/** By the rules of `findContextFiles`, with doubts settled for reading again. */
const SETTINGS_EXTENSIONS: ReadonlySet<string> = new Set(['.reg', '.txt', '.json', '.csv', '']);
const LOG_EXTENSIONS: ReadonlySet<string> = new Set(['.log', '.etl']);
const MAX_SETTINGS_BYTES = 1024 * 1024;

interface Sibling {
	readonly name: string;
	readonly extension: string;
	readonly isSettings: boolean;
	/** New, changed or gone; of a log, only new or gone. */
	readonly isOther: boolean;
}

/**
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
		addTo(
			folders,
			input.path,
			input.bytes,
			block === undefined,
			block !== undefined && (block.bytes !== input.bytes || block.state !== stateOf(filesOf(input))),
		);
	}
	for (const [path, block] of blocks) if (!found.has(path)) addTo(folders, path, block.bytes, true, false);
	for (const [folder, siblings] of folders)
		if (!siblings.some(({isOther}) => isOther) || !siblings.some(({isSettings}) => isSettings)) folders.delete(folder);
	for (const {path} of inputs) {
		const siblings = folders.get(dirname(path));
		if (siblings !== undefined && blocks.has(path) && isAffected(basename(path).toLowerCase(), siblings)) affected.add(path);
	}
	return affected;
}

function addTo(folders: Map<string, Sibling[]>, path: string, bytes: number, isNewOrGone: boolean, isChanged: boolean): void {
	const name = basename(path).toLowerCase();
	const extension = extname(name);
	const isSettings = SETTINGS_EXTENSIONS.has(extension) && bytes <= MAX_SETTINGS_BYTES;
	const siblings = folders.get(dirname(path)) ?? [];
	siblings.push({name, extension, isSettings, isOther: isNewOrGone || (isSettings && isChanged)});
	folders.set(dirname(path), siblings);
}

/** Either a file is named after the log, or the log was or is the only one of its folder. */
function isAffected(log: string, siblings: readonly Sibling[]): boolean {
	const stem = logStem(log);
	const others = siblings.filter(({name}) => name !== log);
	if (others.some(({name, isSettings, isOther}) => isOther && isSettings && name.startsWith(stem))) return true;
	const isLog = ({extension}: Sibling): boolean => LOG_EXTENSIONS.has(extension) || extension === extname(log);
	return others.some(({isOther}) => isOther) && !others.some((sibling) => isLog(sibling) && !sibling.isOther);
}
