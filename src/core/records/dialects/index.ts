/** The dialects as a table: a line belongs to the first row that can read it. */
import type {HeaderReader} from '../record-header.js';
import {readWindows10Header} from './windows10-text.js';
import {readEarlyLegacyHeader, readLegacyHeader} from './legacy.js';
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
			match: ['03E4 1668 SLS             Retrieving SLS response', '   03E4 1668 SLS text'],
			noMatch: ['DEAD BEEF cafe babe', '03E4 1668 words that follow'],
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
			],
			noMatch: ['Sent: 2019/06/05 10:21', 'the log of 2019/06/05 10:21:33.1234567 says 5120 6644 Agent'],
		},
	},
];
