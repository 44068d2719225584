/** Rows that are cut in vain are found in frames, and the viewer has none on the samples at the usual sizes. */
import {describe, expect, it} from 'vitest';
import {cutRows} from './cut-rows.mjs';

const frame = (...rows: readonly string[]): readonly string[] => [' title', ...rows, ' hints'].map((row) => row.padEnd(40));

describe('rows cut in vain', () => {
	it('are texts above empty rows', () => {
		expect(cutRows(frame('The scan failed: the certi…', '', ''))).toHaveLength(1);
		expect(cutRows(frame('The scan failed: the certi…'))).toEqual([]);
	});

	it('are cells of a list whose rows all have room', () => {
		expect(cutRows(frame('✗ 08:00 Update;Sc… WSUS', '✓ 09:00 CcmExec    WSUS'))).toHaveLength(1);
		expect(cutRows(frame('✗ 08:00 Update;Sc… WSUS                0x8', '✓ 09:00 CcmExec    WSUS'))).toEqual([]);
	});

	it('are looked for in each pane by itself', () => {
		const beside = frame('Findings 1     │ Cut here …   ', '✗ ERROR   A    │              ', '               │              ');
		expect(cutRows(beside)).toHaveLength(1);
		expect(cutRows(frame('Scans 1', '', '─'.repeat(40), 'Cut …'))).toEqual([]);
	});
});
