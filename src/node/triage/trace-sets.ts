/** Traces of one folder that are one log become one input. */
import {basename, dirname, join} from 'node:path';
import {isSetMember, SET_NAME, setMembers} from '../traces/trace-set.js';
import {byPath, type FoundInput} from './found-input.js';

/**
 * @param inputs each path once
 * @returns the same with one input for the traces of each folder that are a set, by path
 */
export function withTraceSets(inputs: readonly FoundInput[]): readonly FoundInput[] {
	const folders = new Map<string, FoundInput[]>();
	const others: FoundInput[] = [];
	for (const input of inputs) {
		if (input.problem !== null || !isSetMember(basename(input.path))) {
			others.push(input);
			continue;
		}
		const folder = dirname(input.path);
		const traces = folders.get(folder);
		if (traces === undefined) folders.set(folder, [input]);
		else traces.push(input);
	}
	for (const [folder, traces] of folders) others.push(...(traces.length < 2 ? traces : [setOf(folder, traces)]));
	return others.sort(byPath);
}

function setOf(folder: string, traces: readonly FoundInput[]): FoundInput {
	const byName = new Map(traces.map((trace) => [basename(trace.path), trace]));
	const parts = setMembers([...byName.keys()]).flatMap((name) => byName.get(name) ?? []);
	return {
		path: join(folder, SET_NAME),
		raw: null,
		bytes: parts.reduce((sum, {bytes}) => sum + bytes, 0),
		modified: parts.reduce((newest, {modified}) => Math.max(newest, modified), 0),
		namesFrom: traces[0]?.namesFrom ?? 0,
		problem: null,
		parts: parts.map(({path, raw, bytes, modified}) => ({path, raw, bytes, modified})),
	};
}
