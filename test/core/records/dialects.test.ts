/** The columns of a line, in every spelling that a log can have. */
import {describe, expect, it} from 'vitest';
import {decodeText} from '../../../src/core/lines/decode-text.js';
import {readWindows10Header} from '../../../src/core/records/dialects/windows10-text.js';
import {DIALECTS} from '../../../src/core/records/dialects/index.js';
import {createRecordHeader} from '../../../src/core/records/record-header.js';
import {bytesOf, etwLine, legacyLine} from '../../helpers/log-lines.js';
import {recordOf} from '../../helpers/read-records.js';

function reads(row: {readonly read: (typeof DIALECTS)[number]['read']}, line: string): boolean {
	const bytes = bytesOf(line);
	return row.read(bytes, 0, bytes.length, createRecordHeader());
}

describe.each(DIALECTS)('the row $name', (row) => {
	it.each(row.examples.match)('reads %j', (line) => {
		expect(reads(row, line)).toBe(true);
	});

	it('reads its examples in the middle of a larger buffer, too', () => {
		for (const line of row.examples.match) {
			const bytes = bytesOf(`#\n${line}\n9`);
			const header = createRecordHeader();
			const end = bytes.length - 2;
			expect(row.read(bytes, 2, end, header)).toBe(true);
			expect(header.bytes === bytes ? header.messageEnd : end).toBe(end);
		}
	});

	it('comes first for its own examples', () => {
		for (const line of row.examples.match) expect(DIALECTS.find((candidate) => reads(candidate, line))).toBe(row);
	});

	it.each(row.examples.noMatch)('does not read %j', (line) => {
		expect(reads(row, line)).toBe(false);
	});

	it('reads no cut of an example past its end', () => {
		// Whatever a cut line is read as, nothing may be taken from behind its end.
		for (const line of row.examples.match) {
			const bytes = bytesOf(line);
			for (let end = 0; end <= bytes.length; end++) {
				const header = createRecordHeader();
				if (!row.read(bytes, 0, end, header)) continue;
				const {componentStart, componentEnd, messageStart, messageEnd} = header;
				if (header.bytes !== bytes) {
					expect(decodeText(bytes, 0, end, true)).toContain(decodeText(header.bytes, messageStart, messageEnd, true));
					continue;
				}
				expect([componentStart, componentEnd, messageStart, messageEnd]).toEqual(
					[componentStart, componentEnd, messageStart, messageEnd].toSorted((a, b) => a - b),
				);
				// What was pasted with marks of a quotation is read from a copy without them.
				expect(messageEnd).toBe(header.bytes === bytes ? end : Math.min(messageEnd, header.bytes.length));
			}
		}
	});

	it('names its source', () => {
		expect(row.source).not.toBe('');
	});
});

describe('marks between the columns', () => {
	const ETW = '2024/03/12 19:47:21.6369835 19724 3856  SLS             Get response';
	const LEGACY = '2015-03-10\t08:11:58:689\t 932\tf30\tPT\tInitializing simple targeting cookie';
	const row = (name: string): (typeof DIALECTS)[number] =>
		DIALECTS.find(({examples}) => examples.match.some((example) => example.startsWith(name))) ?? expect.fail();
	const changed = (line: string, at: number, letter: string): string => line.slice(0, at) + letter + line.slice(at + 1);

	it.each([
		[4, '7'],
		[7, '7'],
		[10, 'x'],
		[13, '7'],
		[16, '7'],
		[19, ';'],
		[27, 'x'],
		[0, 'x'],
		[6, 'x'],
		[9, 'x'],
		[12, 'x'],
		[15, 'x'],
		[18, 'x'],
		[21, 'x'],
		[28, 'x'],
	])('are where they must be in a line of Windows 10: %d is no %j', (at, letter) => {
		const etw = row('2024/');
		expect(reads(etw, ETW)).toBe(true);
		expect(reads(etw, changed(ETW, at, letter))).toBe(false);
	});

	it.each([
		[4, '/'],
		[7, '/'],
		[10, ' '],
		[13, '.'],
		[16, '.'],
		[19, '.'],
		[23, ' '],
		[0, 'x'],
		[6, 'x'],
		[9, 'x'],
		[12, 'x'],
		[15, 'x'],
		[18, 'x'],
		[20, 'x'],
		[21, 'x'],
		[22, 'x'],
		[25, 'x'],
		[28, ' '],
		[29, 'x'],
		[32, ' '],
	])('are where they must be in a line of Windows 7: %d is no %j', (at, letter) => {
		const legacy = DIALECTS.find((candidate) => reads(candidate, LEGACY)) ?? expect.fail();
		expect(reads(legacy, changed(LEGACY, at, letter))).toBe(false);
	});
});

describe('text of Get-WindowsUpdateLog', () => {
	it('has PID and TID in decimal and 100 ns steps', () => {
		expect(recordOf('2024/03/12 19:47:21.6369835 19724 3856  SLS             Get response')).toEqual({
			dialect: 'etw',
			time: '2024-03-12T19:47:21.6369835',
			pid: 19724,
			tid: 3856,
			component: 'SLS',
			message: 'Get response',
			line: 1,
			offset: 0,
		});
	});

	it('is pushed to the right by a TID of six digits', () => {
		expect(recordOf('2024/03/12 19:47:21.6369835 812   176640 DownloadManager text')).toMatchObject({
			pid: 812,
			tid: 176640,
			component: 'DownloadManager',
			message: 'text',
		});
		expect(recordOf('2024/03/12 19:47:21.6369835 812   176640 Agent           text')).toMatchObject({
			tid: 176640,
			component: 'Agent',
			message: 'text',
		});
	});

	it('is pushed by a component of more than fifteen letters', () => {
		expect(recordOf(etwLine({component: 'SomethingNewInWindows', text: '  text'}))).toMatchObject({
			component: 'SomethingNewInWindows',
			message: '  text',
		});
	});

	it('may have no component', () => {
		const line = etwLine({component: '', text: 'Unknown( 15): GUID=638e22b1 (No Format Information found).'});
		expect(recordOf(line)).toMatchObject({component: '', message: 'Unknown( 15): GUID=638e22b1 (No Format Information found).'});
		expect(recordOf(line.replace('10920', '176640'))).toMatchObject({
			component: '',
			tid: 176640,
			message: 'Unknown( 15): GUID=638e22b1 (No Format Information found).',
		});
	});

	it('keeps the blanks that the message begins with', () => {
		expect(recordOf(etwLine({text: '    Timer: 29A863E7'})).message).toBe('    Timer: 29A863E7');
		expect(recordOf(etwLine({component: 'DownloadManager', text: '  Server URL'})).message).toBe('  Server URL');
	});

	it('is read where a page has collapsed its blanks', () => {
		expect(recordOf('2024/03/12 19:47:21.6369835 812 44 Agent * START * Finding updates')).toMatchObject({
			pid: 812,
			tid: 44,
			component: 'Agent',
			message: '* START * Finding updates',
		});
	});

	it('may have an empty message', () => {
		expect(recordOf('2024/03/12 19:47:21.6369835 812   44    Agent          ')).toMatchObject({component: 'Agent', message: ''});
		expect(recordOf('2024/03/12 19:47:21.6369835 812   44')).toMatchObject({component: '', message: ''});
	});

	it.each([
		['.636', '.636'],
		['.6369', '.6369'],
		['.63698', '.63698'],
		['.636983', '.636983'],
		[',6369835', '.6369835'],
	])('keeps as many digits of the second as were printed: %s', (printed, kept) => {
		expect(recordOf(`2024/03/12 19:47:21${printed} 812   44    Agent           text`).time).toBe(`2024-03-12T19:47:21${kept}`);
	});

	it.each([
		'2024-03-12 19:47:21.6369835',
		'2024.03.12 19.47.21,6369835',
		'2024/03/12 19.47.21.6369835',
		'2024 03 12 19-47-21.6369835',
	])('takes the separators of any culture: %s', (stamp) => {
		expect(recordOf(`${stamp} 812   44    Agent           text`)).toMatchObject({
			dialect: 'etw',
			time: '2024-03-12T19:47:21.6369835',
			component: 'Agent',
		});
	});

	it.each([
		'2024/03/12 19:47:21.63 812   44    Agent           text',
		'2024/03/12 19:47:21.63698351 812   44    Agent           text',
		'2024/03/12 19:47:21.6369835 8x2   44    Agent           text',
		'2024/03/12 19:47:21.6369835 812   44x   Agent           text',
		'2024/03/12 19:47:21.6369835 81212345678 44    Agent           text',
		'2024/03/12T19:47:21.6369835 812   44    Agent           text',
		'2024/3/12 19:47:21.6369835 812   44    Agent           text',
	])('is strict about its columns: %s', (line) => {
		expect(reads({read: readWindows10Header}, line)).toBe(false);
	});
});

describe('the log of Windows XP SP2 to 8.1', () => {
	it('has a hexadecimal TID, padding on the left, and milliseconds after a colon', () => {
		expect(recordOf('2013-03-04\t09:00:01:112\t 576\t e0\tReport\ttext')).toEqual({
			dialect: 'legacy',
			time: '2013-03-04T09:00:01.112',
			pid: 576,
			tid: 0xe0,
			component: 'Report',
			message: 'text',
			line: 1,
			offset: 0,
		});
	});

	it('keeps the tabs and leading blanks of the message', () => {
		const event = 'REPORT EVENT: {F84B3C10}\t2015-03-10 08:12:08:208+0100\t1\t148';
		expect(recordOf(legacyLine({component: 'Report', text: event}))).toMatchObject({component: 'Report', message: event});
		expect(recordOf(legacyLine({text: '  * Online = Yes'})).message).toBe('  * Online = Yes');
	});

	it('reads upper-case TIDs and a padded component', () => {
		expect(recordOf('2013-03-04\t09:00:01:112\t1012\tE9C\tAU     \ttext')).toMatchObject({tid: 0xe9c, component: 'AU', message: 'text'});
	});

	it('may have an empty message, with or without the tab before it', () => {
		expect(recordOf('2013-03-04\t09:00:01:112\t1012\te9c\tAU\t')).toMatchObject({component: 'AU', message: ''});
		expect(recordOf('2013-03-04\t09:00:01:112\t1012\te9c\tAU')).toMatchObject({component: 'AU', message: ''});
	});

	it('had its zone in the stamp and no component before agent 5.8', () => {
		expect(recordOf('2004-05-29 16:25:51+0100  1896 13c   Service Main starts')).toMatchObject({
			dialect: 'legacy',
			time: '2004-05-29T16:25:51',
			pid: 1896,
			tid: 0x13c,
			component: '',
			message: 'Service Main starts',
		});
	});
});

describe('raw decoder output', () => {
	it('has hexadecimal ids and no time', () => {
		expect(recordOf('03E4 1668 SLS             Retrieving SLS response')).toMatchObject({
			dialect: 'raw',
			time: null,
			pid: 0x3e4,
			tid: 0x1668,
			component: 'SLS',
			message: 'Retrieving SLS response',
		});
	});

	it('may be indented', () => {
		for (const indent of ['   ', '\t', ' \t '])
			expect(recordOf(`${indent}03E4 1668 SLS text`)).toMatchObject({
				dialect: 'raw',
				pid: 0x3e4,
				tid: 0x1668,
				component: 'SLS',
				message: 'text',
			});
	});
});

describe('lines that could not be decoded', () => {
	const text = 'Unknown( 15): GUID=638e22b1-a858-3f40-8a43-af2c2ff651a4 (No Format Information found).';

	it.each([
		['whose blanks are collapsed', `1600/12/31 19:00:00.0000000 2024 4948 ${text}`],
		['that are quoted', `> 1600/12/31 19:00:00.0000000 2024 4948 ${text}`],
		['that are quoted with their blanks', `> 1600/12/31 19:00:00.0000000 2024  4948                  ${text}`],
		['in a table', `| 1600/12/31 19:00:00.0000000 | 2024 | 4948 | | ${text} |`],
	])('have no component: those %s', (_, line) => {
		expect(recordOf(line)).toMatchObject({dialect: 'etw', pid: 2024, tid: 4948, component: '', message: text});
	});

	it('are told by the bracket', () => {
		expect(recordOf('2019/06/05 10:21:33.1234567 5120 6644 Unknown text')).toMatchObject({component: 'Unknown', message: 'text'});
	});
});

describe('pasted lines', () => {
	const message = '* START * Finding updates CallerId = CcmExec  Id = 2';
	const columns = {time: '2019-06-05T10:21:33.1234567', pid: 5120, tid: 6644, component: 'Agent', message};

	it.each([
		['quoted', `> 2019/06/05 10:21:33.1234567 5120 6644 Agent ${message}`],
		['quoted twice', `>> 2019/06/05 10:21:33.1234567 5120  6644  Agent           ${message}`],
		['indented', `      2019/06/05 10:21:33.1234567 5120  6644  Agent           ${message}`],
		['in a list', `* 2019/06/05 10:21:33.1234567 5120 6644 Agent ${message}`],
		['with line numbers', `12: 2019/06/05 10:21:33.1234567 5120 6644 Agent ${message}`],
		['by grep', `logs/WindowsUpdate.log:12:2019/06/05 10:21:33.1234567 5120 6644 Agent ${message}`],
		['as a table', `| 2019/06/05 10:21:33.1234567 | 5120 | 6644 | Agent | ${message} |`],
		['with tabs', `2019/06/05\t10:21:33.1234567\t5120\t6644\tAgent\t${message}`],
		['in typographic quotes', `“2019/06/05 10:21:33.1234567 5120 6644 Agent ${message}`],
	])('are read %s', (_, line) => {
		expect(recordOf(line)).toMatchObject(columns);
	});

	it('are legacy ones where the milliseconds follow a colon', () => {
		expect(recordOf('   2013-03-04 09:00:01:112 1012 e9c AU ## START ##')).toMatchObject({
			dialect: 'legacy',
			tid: 0xe9c,
			component: 'AU',
			message: '## START ##',
		});
	});

	it('have typographic quotes made plain', () => {
		expect(recordOf('> 2019/06/05 10:21:33.1234567 5120 6644 Agent Criteria = “IsInstalled=0” and ‘x’').message).toBe(
			'Criteria = "IsInstalled=0" and \'x\'',
		);
	});

	it('have no time where the date is masked', () => {
		expect(recordOf('YYYY/MM/DD 10:21:33.1234567 5120 6644 Agent text')).toMatchObject({time: null, pid: 5120, tid: 6644, message: 'text'});
		expect(recordOf('xxxx-xx-xx 10:21:33.1234567 5120 6644 Agent text')).toMatchObject({time: null, component: 'Agent'});
	});

	it('may have dates of one digit', () => {
		expect(recordOf('2019/6/5 9:21:33.1234567 5120 6644 Agent text').time).toBe('2019-06-05T09:21:33.1234567');
	});
});
