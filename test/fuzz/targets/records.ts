/** The dialects and the record parser: columns within the line, every line accounted for, the same in any pieces. */
import {expect} from 'vitest';
import {DIALECTS} from '../../../src/core/records/dialects/index.js';
import {createRecordHeader} from '../../../src/core/records/record-header.js';
import {bytesOf} from '../../helpers/log-lines.js';
import {readRecords} from '../../helpers/read-records.js';
import {chunkingsOf} from '../chunkings.js';
import {sampleLogs} from '../seeds.js';
import type {FuzzTarget} from '../target.js';

const LF = 10;
const MAX_LINES = 200;

function checkColumns(line: Uint8Array): void {
	for (const {name, read} of DIALECTS) {
		const header = createRecordHeader();
		if (!read(line, 0, line.length, header)) continue;
		const {bytes, componentStart, componentEnd, messageStart, messageEnd, pid, tid, ticks, fractionDigits} = header;
		const places = [0, componentStart, componentEnd, messageStart, messageEnd, bytes.length];
		expect(places, name).toEqual(places.toSorted((a, b) => a - b));
		for (const id of [pid, tid]) expect(Number.isSafeInteger(id) && id >= 0, `${name}: ${id}`).toBe(true);
		expect(ticks >= 0 && ticks < 10_000_000, `${name}: ${ticks}`).toBe(true);
		expect(fractionDigits >= 0 && fractionDigits <= 7, name).toBe(true);
	}
}

export const RECORDS: FuzzTarget = {
	name: 'records',
	seeds: () => [...sampleLogs(), ...DIALECTS.flatMap(({examples}) => [...examples.match, ...examples.noMatch].map(bytesOf))],
	words: [
		'2024/03/12 19:47:21.6369835 1788  10920 Agent           ',
		'2013-03-04\t09:00:01:112\t1012\te9c\tAU\t',
		'2004-05-29 16:25:51+0100  1896 13c   ',
		'03E4 1668 SLS             ',
		'> ',
		'| ',
		'  *contd (1)* ',
		'YYYY/MM/DD',
		'Unknown( 15): GUID=',
		'年月',
		':',
		'\t',
	],
	maxBytes: 2500,
	shortRuns: 100,
	check(input) {
		let start = 0;
		for (let count = 0; start < input.length && count < MAX_LINES; count++) {
			const end = input.indexOf(LF, start);
			checkColumns(input.subarray(start, end < 0 ? input.length : end));
			start = end < 0 ? input.length : end + 1;
		}
		const whole = readRecords([input]);
		const {lines, records, continuationLines, unparsedLines, gluedEntries} = whole.stats;
		expect(lines).toBe(records + continuationLines + unparsedLines);
		expect(whole.records.length).toBeLessThanOrEqual(records + gluedEntries);
		const places = whole.records.map(({offset}) => offset);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		for (const chunks of chunkingsOf(input)) expect(readRecords(chunks)).toEqual(whole);
	},
};
