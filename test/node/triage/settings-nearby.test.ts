/** Which logs are read again because files with settings beside them changed. */
import {basename, dirname, extname} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {FoundInput} from '../../../src/node/inputs/found-input.js';
import {filesOf} from '../../../src/node/triage/plan.js';
import {type Block, stateOf} from '../../../src/node/triage/run-blocks.js';
import {withChangedSettings} from '../../../src/node/triage/settings-nearby.js';
import {type Change, twoRuns} from '../../helpers/two-runs.js';

function affected(files: Readonly<Record<string, Change>>): readonly string[] {
	const {inputs, blocks} = twoRuns(files);
	return [...withChangedSettings(inputs, blocks)];
}

describe('a log is read again', () => {
	it('if settings named after it changed', () => {
		expect(affected({'a/pc-1.log': 'same', 'a/pc-2.log': 'same', 'a/pc-1.reg': 'changed'})).toEqual(['a/pc-1.log']);
		expect(affected({'a/pc-1_WindowsUpdate.log': 'same', 'a/pc-2.log': 'same', 'a/PC-1-policy.txt': 'new'})).toEqual([
			'a/pc-1_WindowsUpdate.log',
		]);
		expect(affected({'a/pc-1.log': 'same', 'a/pc-2.log': 'same', 'a/pc-2.reg': 'gone'})).toEqual(['a/pc-2.log']);
	});

	it('if it is the only one in its folder and any settings there changed', () => {
		expect(affected({'a/x.log': 'same', 'a/policy.reg': 'changed', 'b/y.log': 'same', 'b/policy.reg': 'same'})).toEqual(['a/x.log']);
	});

	it('if it has become the only one, or was until now', () => {
		expect(affected({'a/x.log': 'same', 'a/y.log': 'gone', 'a/policy.reg': 'same'})).toEqual(['a/x.log']);
		expect(affected({'a/x.log': 'same', 'a/y.log': 'new', 'a/policy.reg': 'same'})).toEqual(['a/x.log']);
	});

	it('not if another log there shares the settings', () => {
		expect(affected({'a/x.log': 'same', 'a/y.log': 'same', 'a/policy.reg': 'changed'})).toEqual([]);
		expect(affected({'a/x.log': 'same', 'a/y.log': 'changed', 'a/policy.reg': 'same'})).toEqual([]);
	});
});

/** The rule as it is said, file by file. */
function naive(inputs: readonly FoundInput[], blocks: ReadonlyMap<string, Block>): readonly string[] {
	const isSettingsName = (name: string): boolean => ['.reg', '.txt', '.json', '.csv', ''].includes(extname(name));
	const siblings = [
		...inputs.map(({path, ...input}) => {
			const block = blocks.get(path);
			const name = basename(path).toLowerCase();
			const isChanged = block !== undefined && block.state !== stateOf(filesOf(input));
			return {folder: dirname(path), name, isDifferent: block === undefined || (isSettingsName(name) && isChanged)};
		}),
		...[...blocks.keys()]
			.filter((path) => !inputs.some((input) => input.path === path))
			.map((path) => ({folder: dirname(path), name: basename(path).toLowerCase(), isDifferent: true})),
	];
	return inputs
		.filter(({path}) => {
			const name = basename(path).toLowerCase();
			const all = siblings.filter(({folder}) => folder === dirname(path));
			const others = all.filter((sibling) => sibling.name !== name);
			if (!blocks.has(path) || !all.some((one) => isSettingsName(one.name))) return false;
			const stem = name.replace(/\.(?:log|txt|etl)$/, '').replace(/_windowsupdate$/, '');
			if (others.some((one) => one.isDifferent && isSettingsName(one.name) && one.name.startsWith(stem))) return true;
			const isLog = (other: string): boolean => ['.log', '.etl', extname(name)].includes(extname(other));
			return others.some(({isDifferent}) => isDifferent) && !others.some((one) => isLog(one.name) && !one.isDifferent);
		})
		.map(({path}) => path);
}

it('says what the rule says, whatever lies in a folder', () => {
	const path = fc
		.tuple(
			fc.constantFrom('a', 'b'),
			fc.constantFrom('pc', 'PC', 'pc-1', 'pc-10', 'x', 'policy'),
			fc.constantFrom('', '_WindowsUpdate'),
			fc.constantFrom('.log', '.etl', '.txt', '.reg', ''),
		)
		.map(([folder, name, suffix, extension]) => `${folder}/${name}${suffix}${extension}`);
	const changes = fc.constantFrom<Change>('same', 'same', 'changed', 'new', 'gone');
	fc.assert(
		fc.property(fc.dictionary(path, changes, {maxKeys: 8, noNullPrototype: true}), (files) => {
			const {inputs, blocks} = twoRuns(files);
			fc.pre(blocks.size > 0);
			expect([...withChangedSettings(inputs, blocks)]).toEqual(naive(inputs, blocks));
		}),
		{numRuns: 2000},
	);
});
