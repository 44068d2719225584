/** Scans that are kept as they are say what packed ones say, and are packed where there are too many. */
import {describe, expect, it} from 'vitest';
import {FewScans} from '../../../src/core/scans/packed/few-scans.js';
import {packedDataOf} from '../../../src/core/scans/packed/packed-scan-list.js';
import {createScanPacker, type PackedScanList, type ScanPacker} from '../../../src/core/scans/packed/scan-packer.js';
import {readFileSync} from 'node:fs';
import {analyzeBytes, etwLog, end, start} from '../../helpers/log-lines.js';

const [SCAN] = analyzeBytes(new TextEncoder().encode(etwLog(start('CcmExec', 2), end('CcmExec', 2, '0x80240438')))).scans;

/** Five scans, the second of which begins before the first. */
function filled(packer: ScanPacker): PackedScanList {
	if (SCAN === undefined) throw new Error('there is no scan');
	const {id: _, expected, deviations, ...facts} = SCAN;
	for (const line of [20, 10, 30, 40, 50]) {
		const scan = {...facts, end: {line: line + 5, time: null}, caller: `caller of line ${line}`};
		packer.add(scan, [{line, kind: 'start', text: `line ${line}`}], line);
	}
	const list = packer.finish();
	for (const one of list.scans) list.expect(one, expected, one.id === 2 ? [{about: 'order', text: 'It was not.', lines: [4]}] : deviations);
	return list;
}

function told(list: PackedScanList): readonly unknown[] {
	return [
		JSON.stringify(list.scans),
		list.scans.map((scan) => list.endLineOf(scan)),
		list.scans.map((scan) => list.quotesOf(scan)),
		['WSUS', 'Windows Update'].map((name) => list.countOfService(name)),
	];
}

describe('scans that are few', () => {
	it('say what packed ones say', () => {
		const few = filled(new FewScans(5));
		expect(packedDataOf(few.scans)).toBeNull();
		expect(told(few)).toEqual(told(filled(createScanPacker())));
	});

	it('are packed with the one too many', () => {
		const many = filled(new FewScans(4));
		expect(packedDataOf(many.scans)).not.toBeNull();
		expect(told(many)).toEqual(told(filled(createScanPacker())));
	});

	it('make the same report', () => {
		const log = new Uint8Array(readFileSync(new URL('../../../samples/two-scans-at-once.log', import.meta.url)));
		const [packed, few, plain] = (['packed', 'packed-if-many', 'plain'] as const).map((scans) => analyzeBytes(log, {scans}));
		expect(JSON.stringify(few)).toBe(JSON.stringify(packed));
		expect(JSON.stringify(plain)).toBe(JSON.stringify(packed));
		expect(few).toEqual(plain);
	});
});
