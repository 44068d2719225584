/** Reads text or bytes into records whose columns are copied, for the tests of the dialects and of the record parser. */
import {decodeText} from '../../src/core/lines/decode-text.js';
import {createLineSplitter} from '../../src/core/lines/line-splitter.js';
import {formatLogTime, isReadableTime} from '../../src/core/records/log-time.js';
import type {RecordHeader} from '../../src/core/records/record-header.js';
import {createRecordParser, type RecordStats} from '../../src/core/records/record-parser.js';
import {bytesOf} from './log-lines.js';

export interface ReadRecord {
	readonly dialect: string;
	readonly time: string | null;
	readonly pid: number;
	readonly tid: number;
	readonly component: string;
	readonly message: string;
	readonly line: number;
	readonly offset: number;
}

export function copyRecord(header: RecordHeader): ReadRecord {
	const {bytes, dialect, pid, tid, line, offset} = header;
	return {
		dialect,
		time: isReadableTime(header) ? formatLogTime(header) : null,
		pid,
		tid,
		component: decodeText(bytes, header.componentStart, header.componentEnd, true),
		message: decodeText(bytes, header.messageStart, header.messageEnd, true),
		line,
		offset,
	};
}

export function readRecords(chunks: Iterable<Uint8Array>): {
	readonly records: readonly ReadRecord[];
	readonly stats: Readonly<RecordStats>;
} {
	const records: ReadRecord[] = [];
	const parser = createRecordParser({record: (header) => records.push(copyRecord(header))});
	const splitter = createLineSplitter(parser);
	for (const chunk of chunks) {
		const lent = chunk.slice();
		splitter.push(lent);
		// The next chunk may come in the same memory.
		lent.fill(0x2a);
	}
	splitter.end();
	parser.end();
	return {records, stats: {...parser.stats}};
}

export function recordsOf(text: string): readonly ReadRecord[] {
	return readRecords([bytesOf(text)]).records;
}

/** The record of a single line. */
export function recordOf(line: string): ReadRecord {
	const {records, stats} = readRecords([bytesOf(line)]);
	const [record] = records;
	if (record === undefined || stats.lines !== 1) throw new Error(`${stats.records} records in ${stats.lines} lines`);
	return record;
}
