/** Identifies files that were provided by mistake, and says what to do instead. */
import type {FileReport} from '../types.js';
import {EVENT_LOG_ADVICE, EVENT_LOG_WHAT, isEventLogHead} from './event-logs.js';
import {ETL_ADVICE, ETL_WHAT, isTraceHead} from './traces.js';

export interface FileHead {
	readonly bytes: Uint8Array;
	/** The same, decoded; only the beginning if the file is long. */
	readonly text: string;
}

export interface ForeignFileRow {
	readonly id: string;
	/** What the file is, as a noun phrase. */
	readonly what: string;
	/** What to do instead; a full sentence. */
	readonly advice: string;
	readonly source: string;
	/** Its first bytes are enough: such a file is never read, whatever text it contains. */
	readonly binary?: true;
	/** Unrelated to updates: it was not meant as a log if it was found in a folder. */
	readonly unrelated?: true;
	/** It may tell of failures, or a log may follow in the same text: it is read to its end. */
	readonly isNeighbor?: true;
	readonly matches: (head: FileHead) => boolean;
}

function magic(...expected: readonly number[]): (head: FileHead) => boolean {
	return ({bytes}) => expected.every((byte, index) => bytes[index] === byte);
}

function beginning(pattern: RegExp): (head: FileHead) => boolean {
	return ({text}) => pattern.test(text);
}

const GIVE_LOG = 'Use the WindowsUpdate.log file itself.';
const GIVE_TRACE = 'Use the trace (.etl) that it was created from; wulens reads traces directly.';
const UNPACK = 'Extract it and use the WindowsUpdate.log file from it.';

const GIVE_WITH_LOG =
	'It holds no scans. Give it together with the log of the PC: wulens analyze WindowsUpdate.log --policy FILE. wulens ' +
	'help settings says what such settings do.';

/** What such programs print is short. */
const MAX_SETTINGS = 256 * 1024;
const SETTINGS_TEXT = new RegExp(
	String.raw`^[ \t]{0,8}(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER)\\|WindowsServerUpdateServices\b|WUServer[ \t]{1,40}(?:REG_SZ|:)[ \t]` +
		String.raw`|[^\r\n]{0,24}\bWinHTTP\b[^\r\n]{0,60}prox)`,
	'im',
);

/** The note has three sentences; scripts and articles that name the same page are longer. */
const MAX_NOTE = 2048;

/** Whether a text is an event log that Event Viewer or wevtutil exported as XML. tracerpt writes no record numbers. */
export function isEventLogXml(text: string): boolean {
	return /^\s{0,64}(?:<\?xml[^>]{0,128}>\s{0,64})?<Events?\b/.test(text) && text.includes('<EventRecordID>');
}

/** Identified by the first bytes or the first lines, tried in this order. */
export const FOREIGN_FILES: readonly ForeignFileRow[] = [
	{
		id: 'etl',
		binary: true,
		what: ETL_WHAT,
		advice: ETL_ADVICE,
		source: 'header of the first buffer; a trace that can be read is decoded',
		matches: ({bytes}) => isTraceHead(bytes),
	},
	{
		id: 'evtx',
		binary: true,
		what: EVENT_LOG_WHAT,
		advice: EVENT_LOG_ADVICE,
		source: 'ElfFile signature; the events of Windows Update in it are read',
		matches: ({bytes}) => isEventLogHead(bytes),
	},
	{
		id: 'zip',
		binary: true,
		what: 'a zip archive (or an Office file)',
		advice: UNPACK,
		source: 'PK signature',
		matches: magic(0x50, 0x4b, 0x03, 0x04),
	},
	{id: 'gzip', binary: true, what: 'a gzip archive', advice: UNPACK, source: 'RFC 1952', matches: magic(0x1f, 0x8b)},
	{
		id: 'cab',
		binary: true,
		what: 'a cabinet archive (.cab)',
		advice: UNPACK,
		source: 'MSCF signature',
		matches: magic(0x4d, 0x53, 0x43, 0x46),
	},
	{
		id: '7z',
		binary: true,
		what: 'a 7-Zip archive',
		advice:
			'wulens does not open such archives. Extract it, with 7-Zip or File Explorer of Windows 11, and use the folder, or pack it as ' +
			'.zip, which can be read as it is.',
		source: '7z signature',
		matches: magic(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
	},
	{
		id: 'tar',
		binary: true,
		what: 'a tar archive',
		advice: UNPACK,
		source: 'ustar signature at 257',
		matches: ({bytes}) => [0x75, 0x73, 0x74, 0x61, 0x72].every((byte, index) => bytes[257 + index] === byte),
	},
	{
		id: 'exe',
		binary: true,
		unrelated: true,
		what: 'a Windows program',
		advice: GIVE_LOG,
		source: 'MZ signature',
		matches: ({bytes}) => bytes[0] === 0x4d && bytes[1] === 0x5a && bytes.subarray(0, 512).includes(0),
	},
	{
		id: 'hive',
		binary: true,
		unrelated: true,
		what: 'a registry hive',
		advice: GIVE_LOG,
		source: 'regf signature',
		matches: magic(0x72, 0x65, 0x67, 0x66),
	},
	{
		id: 'pdf',
		binary: true,
		unrelated: true,
		what: 'a PDF document',
		advice: GIVE_LOG,
		source: '%PDF',
		matches: magic(0x25, 0x50, 0x44, 0x46),
	},
	{
		id: 'image',
		binary: true,
		unrelated: true,
		what: 'an image',
		advice: 'Text in images cannot be read. Use the WindowsUpdate.log file itself.',
		source: 'PNG and JPEG signatures',
		matches: (head) => magic(0x89, 0x50, 0x4e, 0x47)(head) || magic(0xff, 0xd8, 0xff)(head),
	},
	{
		id: 'cmtrace',
		isNeighbor: true,
		what: 'a Configuration Manager client log (CMTrace format, such as WUAHandler.log or ScanAgent.log)',
		advice: 'It names no result of a scan. For the scans of the PC, run Get-WindowsUpdateLog there and use the text file that it creates.',
		source: '<![LOG[ entries; a log that was rolled over or cut may begin inside one',
		matches: beginning(/^\s{0,64}<!\[LOG\[|^[\s\S]{0,8192}?\]LOG\]!><time=|^[^\r\n]{0,2048}\$\$<[^<>\r\n]{1,64}><\d\d-\d\d-\d{4} /),
	},
	{
		id: 'reporting-events',
		isNeighbor: true,
		what: "ReportingEvents.log, the client's list of results",
		advice: 'It shows scan results, but not their causes. On the same PC, run Get-WindowsUpdateLog and use the text file that it creates.',
		source: '{GUID}, time, event number and [AGENT_…] between tabs',
		matches: beginning(/^\s{0,64}\{[0-9A-Fa-f-]{36}\}\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/),
	},
	{
		id: 'cbs',
		isNeighbor: true,
		what: 'CBS.log, the servicing stack log',
		advice: 'It shows how updates were installed, not how they were detected. Use the WindowsUpdate.log file from the same PC.',
		source: 'date, comma, level and CBS or CSI',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s{1,40}(?:CBS|CSI|DPX|SPI|PSFX)\b/m),
	},
	{
		id: 'dism',
		isNeighbor: true,
		what: 'DISM.log',
		advice: 'It shows how images and features were serviced. Use the WindowsUpdate.log file from the same PC.',
		source: 'date, comma, level and DISM',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s{1,40}DISM\b/m),
	},
	{
		id: 'setup',
		isNeighbor: true,
		what: 'a Windows Setup log (setupact.log or setuperr.log)',
		advice: 'It shows how an upgrade was installed. Use the WindowsUpdate.log file from the same PC.',
		source: 'date, comma, level',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s/m),
	},
	{
		id: 'note-of-windows',
		what: 'the note that Windows 10 and 11 leave in place of the log: since then, the log is written to traces (.etl)',
		advice:
			'Give the folder of the traces, C:\\Windows\\Logs\\WindowsUpdate, which wulens reads directly, or run Get-WindowsUpdateLog ' +
			'in PowerShell on the same PC and use the text file that it creates.',
		source: 'C:\\Windows\\WindowsUpdate.log of Windows 10: a few sentences, translated, with the name of the cmdlet and link 518345',
		matches: ({text}) => text.length <= MAX_NOTE && /Get-WindowsUpdateLog/i.test(text) && /LinkID=518345\b/i.test(text),
	},
	{
		id: 'failed-conversion',
		what: 'a leftover from a failed conversion: it contains only "Checking write access"',
		advice: 'Run Get-WindowsUpdateLog again as administrator, with an output folder that you can write to.',
		source: 'Get-WindowsUpdateLog writes these words to test the file',
		matches: beginning(/^\s{0,64}Checking write access\s{0,64}$/),
	},
	{
		id: 'reg',
		unrelated: true,
		what: 'a registry export',
		advice: GIVE_WITH_LOG,
		source: 'first line of .reg files',
		matches: beginning(/^\s{0,16}(?:Windows Registry Editor Version|REGEDIT4)/),
	},
	{
		id: 'settings',
		isNeighbor: true,
		unrelated: true,
		what: 'the settings of a PC (the output of reg query, netsh winhttp show proxy, or certutil)',
		advice: GIVE_WITH_LOG,
		source: 'first lines of what these programs print; netsh is translated, its file is told by the words that are not',
		matches: ({text}) => text.length <= MAX_SETTINGS && SETTINGS_TEXT.test(text),
	},
	{
		id: 'iis',
		isNeighbor: true,
		what: 'a log of the web server (IIS)',
		advice:
			'On a WSUS server, it shows which requests arrived, from which PC and with which result (sc-status): look for the PC and the ' +
			'time of a failed scan in it. wulens reads logs of PCs: use the WindowsUpdate.log of the PC that fails.',
		source: 'first lines of the extended log format of W3C',
		matches: beginning(/^\s{0,16}#Software: Microsoft Internet Information Services|^#Fields: .{0,400}\bcs-uri-stem\b/m),
	},
	{
		id: 'wsus-server-log',
		isNeighbor: true,
		what: 'SoftwareDistribution.log of the WSUS server',
		advice:
			'It shows faults of the server, which often name the limit or the database that causes them: look for lines with Error or ' +
			'ThrowException at the time of a failed scan. wulens reads logs of PCs: use the WindowsUpdate.log of the PC that fails.',
		source: 'time with UTC, level, and process with thread between tabs',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC\s{1,4}\w{4,8}\s{1,4}(?:w3wp|WsusService)\.\d/m),
	},
	{
		id: 'wulens-report',
		unrelated: true,
		what: 'a wulens report',
		advice: GIVE_LOG,
		source: 'schema of the report',
		matches: beginning(/^\s{0,64}\{[\s\S]{0,256}?"wulens-report\//),
	},
	{
		id: 'event-log-xml',
		isNeighbor: true,
		what: 'an event log in XML form without Windows Update events',
		advice: 'On the same PC, run Get-WindowsUpdateLog and use the text file that it creates.',
		source: '<EventRecordID>, which events of a trace do not have',
		matches: ({text}) => isEventLogXml(text),
	},
	{
		id: 'tracerpt-xml',
		what: 'a trace in XML form (tracerpt) without Windows Update events',
		advice: GIVE_TRACE,
		source: '<Events> of tracerpt',
		matches: beginning(/^\s{0,64}(?:<\?xml[^>]{0,128}>\s{0,64})?<Events\b/),
	},
	{
		id: 'tracerpt-csv',
		what: 'a trace in CSV form (tracerpt) without Windows Update events',
		advice: GIVE_TRACE,
		source: 'first line of tracerpt; see etl/tracerpt/csv-events.ts',
		matches: beginning(/^\s{0,64}Event Name,\s{1,40}Type,/),
	},
	{
		id: 'html',
		unrelated: true,
		what: 'a web page',
		advice: 'Save the log itself, not the page that displays it.',
		source: 'doctype or html tag',
		matches: beginning(/^\s{0,64}<(?:!doctype html|html)\b/i),
	},
	{
		id: 'rtf',
		unrelated: true,
		what: 'a rich text document',
		advice: 'Use the WindowsUpdate.log file itself (preferred), or save the document as plain text.',
		source: '{\\rtf',
		matches: beginning(/^\{\\rtf/),
	},
];

/** USO.log and UX.log, which Get-WindowsUpdateLog -IncludeAllLogs creates next to the log, in the same format. */
export const ORCHESTRATOR_LOG = {
	what: 'USO.log or UX.log, the log of the update orchestrator or its user interface',
	advice: 'Use the WindowsUpdate.log file from the same folder.',
} as const;

export const ORCHESTRATOR_REASON: string = reasonOf(ORCHESTRATOR_LOG);

/** Share of NUL and control bytes above which data is not text in any code page. */
const BINARY_SHARE = 0.1;

/** Identifies a file whose first bytes alone show that it is not text: an archive may contain an uncompressed log. */
export function identifyBinary(bytes: Uint8Array): string | null {
	const row = FOREIGN_FILES.find((candidate) => candidate.binary === true && candidate.matches({bytes, text: ''}));
	return row === undefined ? null : reasonOf(row);
}

function reasonOf({what, advice}: Pick<ForeignFileRow, 'what' | 'advice'>): string {
	return `This is ${what}. ${advice}`;
}

/**
 * Identifies a file that contains no Windows Update log records.
 *
 * @returns a readable reason, and whether it is certain enough to stop reading
 */
export function identifyForeignText(head: FileHead): {readonly reason: string; readonly certain: boolean} {
	const row = FOREIGN_FILES.find((candidate) => candidate.matches(head));
	if (row !== undefined) return {reason: reasonOf(row), certain: row.isNeighbor !== true};
	if (head.bytes.length === 0 || /^\s*$/.test(head.text)) return {reason: 'The file is empty.', certain: false};
	if (isBinary(head)) return {reason: UNKNOWN_BINARY, certain: true};
	return {reason: UNKNOWN_TEXT, certain: false};
}

const UNKNOWN_BINARY = `This is binary data, not a log. ${GIVE_LOG}`;
const UNKNOWN_TEXT = `No line looks like a Windows Update log. ${GIVE_LOG}`;

const UNRELATED_REASONS: ReadonlySet<string> = new Set(FOREIGN_FILES.filter(({unrelated}) => unrelated === true).map(reasonOf));
/** A file with such a name may be meant as a log, whatever it contains. */
const LOG_NAME = /\.(?:log|etl|lo_)(?:\.gz)?$/i;

/**
 * Whether a file is clearly not a log: an image, a web page, a note. If it was found in a folder rather than named by
 * the user, its name is all that needs to be shown.
 */
export function isUnrelatedFile({
	status,
	reason,
	path,
	member,
	neighbor,
}: Pick<FileReport, 'status' | 'reason' | 'path' | 'member' | 'neighbor'>): boolean {
	if (status !== 'skipped' || reason === null) return false;
	if (UNRELATED_REASONS.has(reason)) return true;
	const isOther = reason === UNKNOWN_BINARY || reason === UNKNOWN_TEXT || neighbor?.kind === 'tool-output';
	return isOther && !LOG_NAME.test(member ?? path);
}

function isBinary({text}: FileHead): boolean {
	let control = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0xfffd) control++;
	}
	return control > text.length * BINARY_SHARE;
}
