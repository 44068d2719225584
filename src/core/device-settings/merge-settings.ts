/** Merges the settings from several files. */
import type {DeviceSettings} from '../types.js';
import {createFactBoard, SETTING_NAMES, type SettingName} from './settings-facts.js';
import type {ContextPart} from './read-settings.js';

export interface MergedContext {
	/** `null` if there is no file. */
	readonly context: DeviceSettings | null;
	/** Conflicts between files, in full sentences that start with the path of the file that is overruled. */
	readonly conflicts: readonly string[];
}

/**
 * For each fact, the Group Policy key takes precedence, then listings without a key, then other keys (see
 * `settingRank`); among equals, the file that comes first in `parts`, so files named by the user take precedence over
 * files that were found. Listings of the same certificates are combined.
 */
export function mergeContext(parts: readonly ContextPart[]): MergedContext {
	if (parts.length === 0) return {context: null, conflicts: []};
	const board = createFactBoard();

	function take<F extends SettingName>(fact: F, {facts, path}: ContextPart): void {
		const stated = facts[fact];
		if (stated !== null) board.state(fact, stated, path);
	}

	for (const part of parts) {
		for (const fact of SETTING_NAMES) take(fact, part);
	}
	const {facts} = board;
	return {
		context: {
			files: parts.map(({path, kind}) => ({path, kind})),
			proxyPolicy: facts.proxyPolicy?.value ?? null,
			pinningPolicy: facts.pinningPolicy?.value ?? null,
			wsusServer: facts.wsusServer?.value ?? null,
			useWsusServer: facts.useWsusServer?.value ?? null,
			systemProxy: facts.systemProxy?.value ?? null,
			userProxy: facts.userProxy?.value ?? null,
			certificateStore: facts.certificateStore?.value ?? null,
			sourcePolicies: facts.sourcePolicies?.value ?? null,
		},
		conflicts: board.conflicts(),
	};
}
