/** Files with settings of the PC: read or refused in a sentence, and what was read fits into a report. */
import {expect} from 'vitest';
import {mergeContext} from '../../../src/core/device-settings/merge-settings.js';
import {identifyContext, readContextFile} from '../../../src/core/device-settings/read-settings.js';
import {CONTEXT_READERS} from '../../../src/core/device-settings/readers/index.js';
import {analyzeText, bytesOf, concat, end, etwLog, ONLINE, start, utf16} from '../../helpers/log-lines.js';
import {checkFileReport} from '../check-report.js';
import type {FuzzTarget} from '../target.js';

const LOG = etwLog(
	start('CcmExec', 2),
	ONLINE,
	'Agent ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
	end('CcmExec', 2, '0x80240438'),
);
const HEAD_BYTES = 64 * 1024;
const MAX_NOTES = 1000;

export const SETTINGS: FuzzTarget = {
	name: 'settings',
	seeds: () =>
		CONTEXT_READERS.flatMap(({examples}) => examples.flatMap((text) => [bytesOf(text), concat(Uint8Array.of(0xff, 0xfe), utf16(text))])),
	words: [
		'[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate]',
		'"SetProxyBehaviorForUpdateDetection"=dword:00000001',
		'REG_DWORD    0x1',
		'WUServer',
		'UseWUServer',
		'hex(1):61,00',
		'\\\r\n',
		'Proxy Server(s) :  a:80',
		'Cert Hash(sha1): ',
		'{"a":[',
		'"',
		'-',
		']',
	],
	maxBytes: 3000,
	shortRuns: 200,
	check(input) {
		const part = readContextFile(input, 'settings.txt');
		const kind = identifyContext(input.subarray(0, HEAD_BYTES));
		if ('problem' in part) {
			expect(part.problem).toMatch(/^\S.*\.$/s);
			return;
		}
		expect(part.kind).toBe(kind);
		expect(part.notes.length).toBeLessThanOrEqual(MAX_NOTES);
		for (const note of part.notes) expect(note).toMatch(/^\S/);
		const {context, conflicts} = mergeContext([part, part]);
		// A file never disagrees with itself.
		expect(conflicts).toEqual([]);
		checkFileReport(analyzeText(LOG, {context, path: 'a.log'}));
	},
};
