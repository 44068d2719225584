/** Traces of one folder that are one log become one input. */
import {basename, dirname, join} from 'node:path';
import {groupTraces} from '../../core/inputs/trace-sets.js';
import {byPath, type FoundInput} from './found-input.js';

/**
 * @param inputs each path once
 * @returns the same with one input for the traces of each folder that are a set, by path
 */
export function withTraceSets(inputs: readonly FoundInput[]): readonly FoundInput[] {
	const groups = groupTraces(inputs, ({path, problem}) => (problem === null ? {folder: dirname(path), name: basename(path)} : null));
	return groups.map((group) => (group.kind === 'single' ? group.item : setOf(group.folder, group.name, group.items))).sort(byPath);
}

function setOf(folder: string, name: string, traces: readonly FoundInput[]): FoundInput {
	return {
		path: join(folder, name),
		raw: null,
		bytes: traces.reduce((sum, {bytes}) => sum + bytes, 0),
		modified: traces.reduce((newest, {modified}) => Math.max(newest, modified), 0),
		namesFrom: traces[0]?.namesFrom ?? 0,
		problem: null,
		parts: traces.map(({path, raw, bytes, modified}) => ({path, raw, bytes, modified})),
	};
}
