/** Whether a user started a scan: the flag alone proves nothing. */
import {describe, expect, it} from 'vitest';
import {CALLERS, interactivityOf} from '../../../src/core/expected-behavior/interactivity.js';

describe('who started a scan', () => {
	it.each([
		'CcmExec',
		'MoUpdateOrchestrator',
		'UpdateOrchestrator',
		'Windows Defender',
		'TrustedInstaller MCR',
		'<<PROCESS>>: taskhostw.exe',
		'Panda Systems Management',
		'',
	])('of %j with Interactive = Yes is not known', (caller) => {
		expect(interactivityOf({caller, interactive: true})).toBe('flag');
		expect(interactivityOf({caller, interactive: false})).toBe('no');
		expect(interactivityOf({caller, interactive: null})).toBe('unknown');
	});

	it('may be a user in the update window of Windows 8', () => {
		expect(interactivityOf({caller: 'AutomaticUpdatesWuApp', interactive: null})).toBe('flag');
		expect(interactivityOf({caller: 'AutomaticUpdates', interactive: null})).toBe('unknown');
	});

	it('is no user because a name has "ForUser" in it', () => {
		expect(interactivityOf({caller: 'Update;ScanForUpdatesForUser', interactive: false})).toBe('no');
	});

	it.each(CALLERS)('has a source for $caller', ({source}) => {
		expect(source).not.toBe('');
	});
});
