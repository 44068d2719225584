/** The end of a long log says what happened last, and never that all is well. */
import {describe, expect, it} from 'vitest';
import {createLogEnd, END_BYTES, LONG_BYTES} from '../../../src/core/log-files/log-end.js';
import {plainScan} from '../../../src/core/scans/packed/packed-scan-list.js';
import type {FileReport} from '../../../src/core/types.js';
import {bytesOf, end, etwLog, start, utf16} from '../../helpers/log-lines.js';

const TEXT = etwLog(...Array.from({length: 50}, (_, index) => [start('CcmExec', index + 1), end('CcmExec', index + 1)]).flat());

/** @param step bytes of each chunk */
function endOf(bytes: Uint8Array, endBytes: number, step = 7): FileReport | null {
	const reader = createLogEnd(bytes.subarray(0, 65_536), bytes.length, {path: 'a.log'}, endBytes, 2 * endBytes);
	if (reader === null) return null;
	for (let at = reader.from; at < bytes.length; at += step) reader.push(bytes.slice(at, at + step));
	return reader.end();
}

describe('the end of a long log', () => {
	it('begins at the first whole line, wherever it is cut, in every encoding', () => {
		for (const bytes of [bytesOf(TEXT), utf16(TEXT), utf16(TEXT, 'be')]) {
			for (const cut of [0, 1, 2, 3, 40, 41]) {
				for (const step of [1, 2, 3, 64]) {
					const report = endOf(bytes, (bytes.length >> 2) + cut, step);
					expect(report?.issues).toEqual([]);
					expect(report?.log?.lines).toBeGreaterThan(20);
					expect(report?.scans.at(-1)).toMatchObject({caller: 'CcmExec', outcome: 'succeeded'});
				}
			}
		}
	});

	it('never says that all is well, and says what it is about', () => {
		const report = endOf(bytesOf(TEXT), 1500);
		expect(report?.verdict.level).toBe('none');
		expect(report?.verdict.text).toMatch(/^So far, in the last 0 MB of 0 MB: .*succeeded.* Newest scan: .*, CcmExec, succeeded/);
		const failing = `${TEXT}${etwLog(start('CcmExec', 99), end('CcmExec', 99, '0x80240438'))}`;
		expect(endOf(bytesOf(failing), 1500)?.verdict.level).toBe('error');
	});

	it('says nothing about the log as a whole', () => {
		const report = endOf(bytesOf(TEXT), 1500);
		expect(report?.findings.every(({scans, failures}) => scans.length + failures.length > 0)).toBe(true);
		expect(report?.scans.map(plainScan).length).toBeGreaterThan(0);
	});

	it('is left out where the whole is read soon, or can be read only from its beginning', () => {
		const of = (head: Uint8Array, size: number): unknown => createLogEnd(head, size, {path: 'a.log'}, END_BYTES[0], LONG_BYTES);
		const gzip = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
		expect(of(bytesOf(TEXT), LONG_BYTES - 1)).toBeNull();
		expect(of(gzip, LONG_BYTES)).toBeNull();
		expect(of(bytesOf(TEXT), LONG_BYTES)).toMatchObject({from: LONG_BYTES - END_BYTES[0]});
	});

	it('is left out where it is one line, or no log', () => {
		expect(endOf(bytesOf(`${TEXT}${'x'.repeat(2000)}`), 1500)).toBeNull();
		expect(endOf(bytesOf(`${TEXT}${'Dear all,\n'.repeat(200)}`), 1500)).toBeNull();
	});
});
