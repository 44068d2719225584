/** Looking for settings beside logs takes work in proportion to the files, however many lie together. */
import {expect, it} from 'vitest';
import type {ArchivePlace} from '../../src/core/inputs/walk.js';
import {countWork} from '../helpers/count-work.js';
import {type Change, twoRuns} from '../helpers/two-runs.js';

const [FEW, MANY] = [100, 800] as const;

/** Eight times the files, with room for sorting. */
const MAX_GROWTH = 12;

/** Half of the logs lie together, each of the others lies in a folder of its own with a file that holds no settings. */
function archiveOf(logs: number): ArchivePlace['archive'] {
	const names = Array.from({length: logs}, (_, index) =>
		index % 2 === 0 ? [`together/pc-${index}.log`] : [`pc-${index}/WindowsUpdate.log`, `pc-${index}/about.txt`],
	).flat();
	return {
		members: names.map((name) => ({name, size: 5, escapesArchive: false})),
		async *read() {
			yield Buffer.from('hello');
		},
	};
}

async function loadAll(logs: number): Promise<void> {
	const {createContextLoader} = await import('../../src/node/find-settings.js');
	const loader = createContextLoader([]);
	const archive = archiveOf(logs);
	for (const {name} of archive.members)
		if (name.endsWith('.log'))
			expect((await loader.load({kind: 'archive', archive, path: 'logs.zip', member: name, isSet: false})).context).toBeNull();
}

it('in an archive', async () => {
	const [few = 0, many = 0] = await countWork('/core/log-files/find-settings.ts', [() => loadAll(FEW), () => loadAll(MANY)]);
	expect(few).toBeGreaterThan(FEW);
	expect(many / few).toBeLessThan(MAX_GROWTH);
});

async function lookForChanges(logs: number): Promise<void> {
	const {withChangedSettings} = await import('../../src/node/triage/settings-nearby.js');
	const files = Array.from({length: logs}, (_, index): readonly (readonly [string, Change])[] => [
		[`a/pc-${index}.log`, 'same'],
		[`a/pc-${index}.reg`, index % 2 === 0 ? 'changed' : 'same'],
	]);
	const {inputs, blocks} = twoRuns(Object.fromEntries(files.flat()));
	expect(withChangedSettings(inputs, blocks).size).toBeGreaterThanOrEqual(logs / 2);
}

it('in a folder that an earlier run knew', async () => {
	const [few = 0, many = 0] = await countWork('/triage/settings-nearby.ts', [() => lookForChanges(FEW), () => lookForChanges(MANY)]);
	expect(few).toBeGreaterThan(FEW);
	expect(many / few).toBeLessThan(MAX_GROWTH);
});
