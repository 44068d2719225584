/** The dialects as a table: a line belongs to the first row that can read it. */
import type {HeaderReader} from '../record-header.js';
import {readWindows10Header} from './windows10-text.js';
import {readEarlyLegacyHeader, readLegacyHeader} from './legacy.js';
import {readNoColumnsHeader} from './no-columns.js';
import {readPastedHeader} from './pasted.js';
import {readRawHeader} from './raw.js';

export interface DialectRow {
	readonly name: string;
	/** Who writes such lines. */
	readonly source: string;
	readonly read: HeaderReader;
	readonly examples: {readonly match: readonly string[]; readonly noMatch: readonly string[]};
}

export const DIALECTS: readonly DialectRow[] = [
	{
		name: 'etw',
		source: 'Get-WindowsUpdateLog of Windows 10 1507 and later (WindowsUpdateLog.psm1)',
		read: readWindows10Header,
		examples: {
			match: [
				'2024/03/12 19:47:21.6369835 19724 3856  SLS             text',
				'2020-09-20 08:00:00.123 812   176640 DownloadManager text',
				'2021.11.24 08.00.00,1234567 1844  5220                  Unknown( 15): GUID=',
				'1600/12/31 19:00:00.0000000 2024 4948 Unknown( 15): GUID=',
			],
			noMatch: ['2024/03/12 19:47:21 text', '2013-03-04\t09:00:01:112\t1012\te9c\tAU\ttext', ''],
		},
	},
	{
		name: 'legacy',
		source: 'Windows Update Agent 5.8 (XP SP2) to 7.9 (Windows 8.1)',
		read: readLegacyHeader,
		examples: {
			match: [
				'2013-03-04\t09:00:01:112\t1012\te9c\tAU\t#############',
				'2013-03-04\t09:00:01:112\t 576\t e0\tReport\tREPORT EVENT: {1}\t2',
			],
			noMatch: ['2013-03-04 09:00:01:112 1012 e9c AU text', '2013-03-04\t09:00:01.112\t1012\te9c\tAU\ttext'],
		},
	},
	{
		name: 'legacy before 5.8',
		source: 'Windows Update Agent 5.4 (XP, Server 2003)',
		read: readEarlyLegacyHeader,
		examples: {
			match: ['2004-05-29 16:25:51+0100  1896 13c   Service Main starts'],
			noMatch: ['2004-05-29 16:25:51.000  1896 13c   Service Main starts'],
		},
	},
	{
		name: 'raw',
		source: 'trace decoders that print no time',
		read: readRawHeader,
		examples: {
			match: ['03E4 1668 SLS             Retrieving SLS response', '   03E4 1668 SLS text', '928 4096 agentscan_cpp:812 [Agent] text'],
			noMatch: ['DEAD BEEF cafe babe', '03E4 1668 words that follow', '928 4096 Agent text', '928 4096 main.cpp [Build] text'],
		},
	},
	{
		name: 'pasted',
		source: 'logs quoted in mails, tickets and forums',
		read: readPastedHeader,
		examples: {
			match: [
				'> 2019/06/05 10:21:33.1234567 5120 6644 Agent * START * Finding updates',
				'2019/06/05 | 10:21:33.1234567 | 5120 | 6644 | Agent | text |',
				'   2013-03-04 09:00:01:112 1012 e9c AU ## START ##',
				'YYYY/MM/DD 10:21:33.1234567 5120 6644 Agent text',
				'> 1600/12/31 19:00:00.0000000 2024 4948 Unknown( 15): GUID=',
				'WindowsUpdate.log:12:2019/06/05 10:21:33.1234567 5120 6644 Agent text',
				'2019. 06. 05 10:21:33.1234567 5120  6644  Agent           text',
				'2019. 6. 5. 10:21:33.1234567 5120  6644  Agent           text',
				'2019/06/05\u00a010:21:33.1234567\u00a05120\u00a0\u00a06644\u00a0Agent\u00a0text',
				'2019/06/05 10:21:33 5120 6644 Agent text',
				'10:21:33.1234567 5120 6644 Agent text',
				'10:21:33.1234567 5120 6644 agentscan_cpp:812 [Agent] text',
				'2019-06-05T10:21:33.123Z 5120 6644 Agent text',
				'10:21:33 5120 6644 Agent text',
				'10:21:33.123 Agent text',
				'2019/06/05 10:21:33 5120 Agent text',
				'2013-03-0409:00:01:1121012e9cAgent** START **  Agent: Finding updates',
				'> 2019/06/05 10:21:33.1234567 5120 6644 agentscan.cpp [Agent] text',
				'2019/06/05 10:21:33.1234567 Agent text',
				'<p>2019/06/05 10:21:33.1234567 5120 6644 Agent text</p>',
				'<13>Jun  5 10:21:33 pc-0142 wulog: 2019/06/05 10:21:33.1234567 5120 6644 Agent text',
				'Here is what it says: 2019/06/05 10:21:33.1234567 5120 6644 Agent text',
				'â€¢ 2019/06/05 10:21:33.1234567 5120 6644 Agent text',
			],
			noMatch: [
				'Sent: 2019/06/05 10:21',
				'the log of 2019/06/05 10:21:33.1234567 says 5120 6644 Agent',
				'2019/06/05 10:21:33 5120 6644 INFO the service of another program',
				'10:21:33 Agent Smith is typing',
				'Date: Wed, 05 Jun 2019 10:21:33 GMT',
			],
		},
	},
	{
		name: 'no columns',
		source: 'Microsoft’s documents and posts that quote component and text alone',
		read: readNoColumnsHeader,
		examples: {
			match: [
				'Agent           * START * Finding updates CallerId = CcmExec  Id = 8',
				'Agent -- WARNING: Exit code = 0x80244021',
				'** START **  Agent: Finding updates [CallerId = AutomaticUpdates]',
				'WARNING: SyncUpdates failure, error = 0x80244021, soap client error = 10, soap error code = 0, HTTP status code = 502',
				'WebServices *FAILED* [80240438] Web service call',
				'YYYY/MM/DD HH:MM:SS.NNNNNNN 1200 3400 WebServices *FAILED* [80240438] Web service call',
				'> Misc WARNING: Send failed with hr = 80072ee7.',
			],
			noMatch: [
				'Agent of the month',
				'Setup           finished',
				'WARNING: Failed to load module, error 0x80070005',
				'* START * of the show',
				'Service      Running',
			],
		},
	},
];
