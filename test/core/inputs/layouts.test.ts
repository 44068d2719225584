/** Layouts of collections: the examples of the table, and where settings lie in them. */
import {describe, expect, it} from 'vitest';
import {collectionsOf, LAYOUTS, mayHoldSettings, partsOfPath, settingsRootOf} from '../../../src/core/inputs/layouts.js';
import {machineOf} from '../../../src/core/triage/machine-name.js';

/** What stands behind the name of an archive is in it. */
function placed(example: string): {readonly path: string; readonly member: string | null} {
	const archive = /^[^/]*\.zip/.exec(example)?.[0] ?? null;
	return archive === null
		? {path: `share/${example}`, member: null}
		: {path: `share/${archive}`, member: example.slice(archive.length + 1)};
}

describe.each(LAYOUTS.map((layout) => [layout.name, layout] as const))('%s', (_, {examples, source}) => {
	it('has examples and a source', () => {
		expect(examples.length).toBeGreaterThan(0);
		expect(source).toMatch(/^https:\/\//);
	});

	it.each(examples)('%s is of PC-0142', (example) => {
		expect(machineOf({...placed(example), log: null}).name).toBe('PC-0142');
	});

	it.each(examples)('%s is of PC-0142 in all letters of one case, and on Windows', (example) => {
		const {path, member} = placed(example);
		expect(machineOf({path: path.toLowerCase(), member: member?.toLowerCase() ?? null, log: null}).name).toBe('pc-0142');
		expect(machineOf({path: path.replaceAll('/', '\\'), member: member?.replaceAll('/', '\\') ?? null, log: null}).name).toBe('PC-0142');
	});

	it.each(examples)('%s is of PC-0142 within an archive of many', (example) => {
		expect(machineOf({path: 'fleet/all.zip', member: `monday/${example}`, log: null}).name).toBe('PC-0142');
	});
});

describe('settings of the PC', () => {
	it.each([
		[
			'DiagLogs-PC-1-20260312T101112Z/(70) FoldersFiles windir_Logs_WindowsUpdate_etl/a.etl',
			'(12) RegistryKey HKLM_SOFTWARE_Policies export.reg',
		],
		[
			'DiagLogs-PC-1-20260312T101112Z/(70) FoldersFiles windir_Logs_WindowsUpdate_etl/a.etl',
			'(12) RegistryKey HKLM_SOFTWARE_Policies/export.reg',
		],
		['DiagLogs-PC-1-20260312T101112Z/47/a.etl', '3/export.reg'],
		['TSS_PC-1_260312-101112_DND/WU_Logs_260312/WU/a.etl', 'PC-1_reg_wupolicy.txt'],
		['TSS_PC-1_260312-101112_DND/WU_Logs_260312/WU/a.etl', 'PC-1_winhttp_proxy.txt'],
		['PC-1-20260312101112/logs/WindowsUpdate/a.etl', 'logs/WU_Policies.reg'],
	])('of %s lie in its collection at %s', (log, settings) => {
		const collection = settingsRootOf(partsOfPath(log));
		expect(collection?.depth).toBe(1);
		expect(collection !== null && mayHoldSettings(collection, settings)).toBe(true);
	});

	it('are not looked for in other folders of a collection, nor where there is none', () => {
		const collection = settingsRootOf(partsOfPath('DiagLogs-PC-1-20260312T101112Z/47/a.etl'));
		expect(collection !== null && mayHoldSettings(collection, '(70) FoldersFiles windir_Logs/notes.txt')).toBe(false);
		expect(settingsRootOf(partsOfPath('share/PC-1/WindowsUpdate.log'))).toBeNull();
	});
});

it('collections within collections are known, the innermost first', () => {
	const parts = partsOfPath('TSS_SERVER_260312-101112/DiagLogs-PC-1-20260312T101112Z.zip/47/a.etl');
	expect(collectionsOf(parts).map(({machine, depth}) => [machine, depth])).toEqual([
		['PC-1', 2],
		['SERVER', 1],
	]);
});
