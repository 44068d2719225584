/** Names of machines, from what people collect. */
import {describe, expect, it} from 'vitest';
import {machineOf, type MachineNameOptions} from '../../../src/core/triage/machine-name.js';
import {analyzeText, etwLog} from '../../helpers/log-lines.js';

function nameOf(path: string, member: string | null = null, options: MachineNameOptions = {}): string {
	const {name, source} = machineOf({path, member, log: null}, options);
	return `${source} ${name}`;
}

describe('the name of a machine', () => {
	it.each([
		['logs/PC-0142/WindowsUpdate.log', 'folder PC-0142'],
		['logs/PC-0142/Windows/Logs/WindowsUpdate/WindowsUpdate.20240312.083000.123.1.etl', 'folder PC-0142'],
		['logs\\PC-0142\\C$\\Windows\\WindowsUpdate.log', 'folder PC-0142'],
		['C:\\collected\\PC-0142\\WindowsUpdate (2).log', 'folder PC-0142'],
		['logs/PC-0142/20240312.log', 'folder PC-0142'],
		['logs/PC-0142/WindowsUpdate_2024-03-12_0830.log', 'folder PC-0142'],
		['logs/PC-0142/CBS.log', 'folder PC-0142'],
		['logs/pc-0142.corp.contoso.com/WindowsUpdate.log', 'folder pc-0142'],
		['logs/john.smith/WindowsUpdate.log', 'folder john.smith'],
		['logs/10.1.2.3/WindowsUpdate.log', 'folder 10.1.2.3'],
		['logs/PC-0142.log', 'file PC-0142'],
		['logs/PC-0142_WindowsUpdate.log', 'file PC-0142'],
		['logs/WindowsUpdate-PC-0142.log', 'file PC-0142'],
		['logs/PC-0142.WindowsUpdate.log.txt', 'file PC-0142'],
		['logs/PC-0142_WindowsUpdate_20240312.log', 'file PC-0142'],
		['logs/PC-0142_2024-03-12.log.gz', 'file PC-0142'],
		['logs/PC-0142-2024-03-12.log', 'file PC-0142'],
		['logs/20240312_PC-0142.log', 'file PC-0142'],
		['logs/PC-20240312.log', 'file PC-20240312'],
		['logs/12345_WindowsUpdate.log', 'file 12345'],
		['logs/pc7.lan.log', 'file pc7'],
		['logs/WindowsUpdate.log', 'file WindowsUpdate'],
		['logs/BÜRO-7\u0000.log', 'file BÜRO-7'],
		['.log', 'file log'],
		['logs/PC-0142/WindowsUpdate.*.etl', 'folder PC-0142'],
		['logs/PC-0142/WindowsUpdate.20240312.083000.123.{9,10}.etl', 'folder PC-0142'],
		['logs/PC-0142/SIH.20240312.083000.362.1.etl', 'folder PC-0142'],
		['logs/PC-0142/waasmedic.20240312_083000_195.etl', 'folder PC-0142'],
		['logs/PC-0142/UpdateSessionOrchestration.001.etl', 'folder PC-0142'],
		['logs/PC-0142_SIH.etl', 'file PC-0142_SIH'],
		['logs/SIH-PC-0142.etl', 'file SIH-PC-0142'],
		['WindowsUpdate.*.etl', 'file WindowsUpdate'],
	])('in %s', (path, expected) => {
		expect(nameOf(path)).toBe(expected);
	});

	it.each([
		['all.zip', 'PC-0142/WindowsUpdate.log', 'folder PC-0142'],
		['all.zip', 'PC-0142.zip/Logs/WindowsUpdate.log', 'archive PC-0142'],
		['all.zip', 'PC-0142_WindowsUpdate.log', 'file PC-0142'],
		['logs/PC-0142.zip', 'WindowsUpdate.log', 'archive PC-0142'],
		['logs/PC-0142_20240312.zip', 'Windows/Logs/WindowsUpdate.log', 'archive PC-0142'],
		['PC-0142/logs.zip', 'WindowsUpdate.log', 'folder PC-0142'],
		['logs.zip', '../../WindowsUpdate.log', 'file logs'],
		['PC-0142.zip', 'WindowsUpdate.*.etl', 'archive PC-0142'],
		['logs.zip', 'WindowsUpdate.*.etl', 'file logs'],
		['logs/logs.zip', 'PC-0142/Windows/Logs/SIH/SIH.20240312.083000.362.1.etl', 'folder PC-0142'],
	])('in %s, member %s', (path, member, expected) => {
		expect(nameOf(path, member)).toBe(expected);
	});

	it('comes from a pattern before other names', () => {
		expect(nameOf('share/site-7/PC-0142.log', null, {pattern: /site-(\d+)/})).toBe('pattern 7');
		expect(nameOf('share\\a.zip', 'X-1/b.log', {pattern: /(?<what>a\.zip)\/(?<machine>[^/]+)/})).toBe('pattern X-1');
		expect(nameOf('share/PC-0142.log', null, {pattern: /nothing(.)/})).toBe('file PC-0142');
	});

	it('comes from a line of the log before everything else', () => {
		const {log} = analyzeText(
			etwLog(
				'ProtocolTalker Initializing simple targeting cookie, clientId = ' +
					'14f6db85-1ef0-47bb-acc2-48cdffeb0509, target group = , DNS name = PC-0142.corp.example',
			),
		);
		expect(machineOf({path: 'PC-7.log', member: null, log}, {pattern: /(.*)/})).toEqual({
			name: 'PC-0142',
			domain: 'corp.example',
			source: 'log',
		});
	});

	it('is not looked for in folders above those that were named', () => {
		expect(nameOf('/home/anna/logs/WindowsUpdate.log', null, {from: '/home/anna/'.length})).toBe('file WindowsUpdate');
		expect(nameOf('/home/anna/PC-7/WindowsUpdate.log', null, {from: '/home/anna/'.length})).toBe('folder PC-7');
	});

	it('is found in names of any length', () => {
		const path = `${'windows update '.repeat(2000)}${'-'.repeat(5000)}${'.log'.repeat(2000)}`;
		expect(nameOf(path, path)).toMatch(/^file windows update .{1,255}$/);
	});
});
