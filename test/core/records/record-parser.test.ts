/** Lines become records: what belongs to the record before is joined to it, wherever the chunks are cut. */
import {describe, expect, it} from 'vitest';
import {MAX_LINE_BYTES} from '../../../src/core/lines/line-splitter.js';
import {createRecordParser} from '../../../src/core/records/record-parser.js';
import {bytesOf, etwLine, legacyLine} from '../../helpers/log-lines.js';
import {copyRecord, readRecords, recordsOf} from '../../helpers/read-records.js';

const messages = (text: string): readonly string[] => recordsOf(text).map(({message}) => message);
const statsOf = (text: string): object => readRecords([bytesOf(text)]).stats;

describe('createRecordParser', () => {
	it('joins a line that no dialect reads to the record before it', () => {
		const first = etwLine({text: 'The response headers = HTTP/1.1 404'});
		const text = `${first}\r\nDate: today\r\n\r\nServer: x\r\n${etwLine({text: 'next'})}\r\n`;
		expect(messages(text)).toEqual(['The response headers = HTTP/1.1 404 Date: today Server: x', 'next']);
		expect(statsOf(text)).toMatchObject({lines: 5, records: 2, continuationLines: 3, unparsedLines: 0});
	});

	it.each([
		['behind the first part', 'Exit code = ', '0x8024402C'],
		['before the second part', 'Exit code =', '   0x8024402C'],
		['on both sides', 'Exit code =  ', '\t 0x8024402C'],
	])('puts one blank where a line was wrapped and blanks were kept %s', (_, first, second) => {
		expect(messages(`${etwLine({text: first})}\r\n${second}\r\n`)).toEqual(['Exit code = 0x8024402C']);
		expect(messages(`> 2019/06/05 10:21:33.1234567 5120 6644 Agent ${first}\n> ${second}\n`)).toEqual(['Exit code = 0x8024402C']);
	});

	it('joins the message to its columns where the line was wrapped between them', () => {
		expect(messages(`${etwLine({text: ''})}\nthe message\n`)).toEqual([' the message']);
	});

	it('takes no blanks off a record for a line that has nothing else', () => {
		expect(messages(`${etwLine({text: 'a  '})}\n   \n`)).toEqual(['a  ']);
	});

	it('counts the lines before the first record', () => {
		const text = `Ticket 48213\n\n${etwLine({text: 'first'})}\n`;
		expect(statsOf(text)).toMatchObject({lines: 3, records: 1, continuationLines: 0, unparsedLines: 2});
		expect(recordsOf(text)).toMatchObject([{message: 'first', line: 3, offset: 14}]);
	});

	it('takes the quote marks off the parts of a wrapped line', () => {
		expect(messages('> 2019/06/05 10:21:33.1234567 5120 6644 Agent wrapped\n> | in the middle\n')).toEqual(['wrapped in the middle']);
	});

	it('keeps such marks where the log is not a quoted one', () => {
		expect(messages(`${etwLine({text: 'a'})}\n> b\n`)).toEqual(['a > b']);
	});

	it('joins *contd* lines of the same thread without a gap', () => {
		const text = [
			etwLine({text: 'a long mess'}),
			etwLine({text: '  *contd (1)* age, cut tw'}),
			etwLine({text: '  *contd (2)* ice'}),
			etwLine({text: 'next'}),
		].join('\r\n');
		expect(messages(text)).toEqual(['a long message, cut twice', 'next']);
		expect(statsOf(text)).toMatchObject({lines: 4, records: 4, continuationLines: 0, unparsedLines: 0});
	});

	it('leaves a *contd* line of another thread alone', () => {
		const text = [etwLine({text: 'a'}), etwLine({tid: 7, text: '  *contd (1)* b'})].join('\r\n');
		expect(messages(text)).toEqual(['a', '  *contd (1)* b']);
	});

	it('joins *contd* lines of a quoted log, whose blanks are collapsed', () => {
		expect(
			messages(
				'> 2019/06/05 10:21:33.1234567 5120 6644 Agent a long mess\n> 2019/06/05 10:21:33.1234568 5120 6644 Agent *contd (1)* age\n',
			),
		).toEqual(['a long message']);
	});

	it('does not take what stands behind the end of a line for the rest of such a mark', () => {
		const line = etwLine({text: '  *contd (1'});
		const messagesSeen: string[] = [];
		const parser = createRecordParser({record: (header) => messagesSeen.push(copyRecord(header).message)});
		const bytes = bytesOf(`${etwLine({text: 'a'})}${line})* b`);
		const middle = etwLine({text: 'a'}).length;
		parser.line(bytes, 0, middle, 0, false);
		parser.line(bytes, middle, middle + line.length, middle, false);
		parser.end();
		expect(messagesSeen).toEqual(['a', '  *contd (1']);
	});

	it('reads a clean line as such after a pasted one', () => {
		const text = ['  2019/06/05 10:21:33.1234567 5120 6644 Agent pasted', etwLine({text: '    Timer: “x” |'})].join('\n');
		expect(messages(text)).toEqual(['pasted', '    Timer: “x” |']);
	});

	it('takes a log whose dialect changes on the way', () => {
		const text = [
			etwLine({text: 'one'}),
			legacyLine({text: 'two'}),
			'03E4 1668 SLS three',
			'> 2019/06/05 10:21:33.1234567 5120 6644 Agent four',
			etwLine({text: 'five'}),
		].join('\n');
		expect(recordsOf(text).map(({dialect, message}) => `${dialect} ${message}`)).toEqual([
			'etw one',
			'legacy two',
			'raw three',
			'etw four',
			'etw five',
		]);
	});

	it('gives the same records wherever the chunks are cut', () => {
		const text = [
			'mail text',
			etwLine({text: 'first é'}),
			'goes on',
			'',
			etwLine({tid: 7, component: 'DownloadManager', text: '  indented'}),
			etwLine({tid: 7, component: 'DownloadManager', text: '  *contd (1)* and on'}),
			'> 2019/06/05 10:21:33.1234567 5120 6644 Agent pasted “x”',
			'> and wrapped',
			legacyLine({component: 'Report', text: 'REPORT EVENT: {1}\t2'}),
		].join('\r\n');
		const bytes = bytesOf(text);
		const whole = readRecords([bytes]);
		expect(whole.records).toHaveLength(4);
		for (let cut = 0; cut <= bytes.length; cut++) {
			expect(readRecords([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
		}
		for (const size of [1, 2, 5, 64]) {
			const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.subarray(index * size, (index + 1) * size));
			expect(readRecords(chunks)).toEqual(whole);
		}
	});

	it('bounds a record that never ends', () => {
		const part = `${'x'.repeat(1023)}\n`;
		const [record] = recordsOf(`${etwLine({text: 'a'})}\n${part.repeat(1100)}`);
		expect(record?.message.length).toBe(MAX_LINE_BYTES);
	});
});
