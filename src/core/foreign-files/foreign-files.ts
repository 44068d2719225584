/** Files that are dropped in by mistake: what they are, and what to do instead. */
import type {FileReport} from '../types.js';
import {ETL_ADVICE, ETL_WHAT, isTraceHead} from './traces.js';

export interface FileHead {
	readonly bytes: Uint8Array;
	/** The same, decoded; only its beginning where the file is long. */
	readonly text: string;
}

export interface ForeignFileRow {
	readonly id: string;
	/** What the file is, as a noun phrase. */
	readonly what: string;
	/** What to do instead; a full sentence. */
	readonly advice: string;
	readonly source: string;
	/** Its first bytes are enough: such a file is never read, whatever text it holds. */
	readonly binary?: true;
	/** It has nothing to do with updates: nobody meant it as a log who gave the folder that it is in. */
	readonly unrelated?: true;
	readonly matches: (head: FileHead) => boolean;
}

function magic(...expected: readonly number[]): (head: FileHead) => boolean {
	return ({bytes}) => expected.every((byte, index) => bytes[index] === byte);
}

function beginning(pattern: RegExp): (head: FileHead) => boolean {
	return ({text}) => pattern.test(text);
}

/** The note has some 250 letters, of two bytes each where it is so written; a text that quotes it is longer. */
const MAX_NOTE = 2048;

const GIVE_LOG = 'Give the WindowsUpdate.log itself.';
const GIVE_TRACE = 'Give the trace (.etl) that it was made of: it is read as it is.';
const UNPACK = 'Unpack it and give the WindowsUpdate.log from it.';

/** Signs of the first bytes or of the first lines, tried in this order. */
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
		what: 'a Windows event log (.evtx)',
		advice: 'Event logs hold other facts than the client log. On the same PC run Get-WindowsUpdateLog and give the text file it writes.',
		source: 'ElfFile signature',
		matches: magic(0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0),
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
		advice: UNPACK,
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
		what: 'a picture',
		advice: 'Text in pictures cannot be read. Give the WindowsUpdate.log itself.',
		source: 'PNG and JPEG signatures',
		matches: (head) => magic(0x89, 0x50, 0x4e, 0x47)(head) || magic(0xff, 0xd8, 0xff)(head),
	},
	{
		id: 'cmtrace',
		what: 'a Configuration Manager client log (CMTrace format, such as WUAHandler.log or ScanAgent.log)',
		advice: 'It says that a scan failed, not why. On the same PC run Get-WindowsUpdateLog and give the text file it writes.',
		source: '<![LOG[ entries; a log that was rolled over or cut may begin inside one',
		matches: beginning(/^\s{0,64}<!\[LOG\[|^[\s\S]{0,8192}?\]LOG\]!><time=|^[^\r\n]{0,2048}\$\$<[^<>\r\n]{1,64}><\d\d-\d\d-\d{4} /),
	},
	{
		id: 'reporting-events',
		what: "ReportingEvents.log, the client's list of results",
		advice: 'It names the results of scans but not their causes. On the same PC run Get-WindowsUpdateLog and give the text file it writes.',
		source: '{GUID}, time, event number and [AGENT_…] between tabs',
		matches: beginning(/^\s{0,64}\{[0-9A-Fa-f-]{36}\}\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/),
	},
	{
		id: 'cbs',
		what: 'CBS.log, the log of the servicing stack',
		advice: 'It tells how updates were installed, not how they were searched for. Give the WindowsUpdate.log of the same PC.',
		source: 'date, comma, level and CBS or CSI',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s{1,40}(?:CBS|CSI|DPX|SPI|PSFX)\b/m),
	},
	{
		id: 'dism',
		what: 'DISM.log',
		advice: 'It tells how images and features were serviced. Give the WindowsUpdate.log of the same PC.',
		source: 'date, comma, level and DISM',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s{1,40}DISM\b/m),
	},
	{
		id: 'setup',
		what: 'a Windows Setup log (setupact.log or setuperr.log)',
		advice: 'It tells how an upgrade was installed. Give the WindowsUpdate.log of the same PC.',
		source: 'date, comma, level',
		matches: beginning(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error)\s/m),
	},
	{
		id: 'note',
		what: 'the note that Windows 10 and 11 leave in place of the log',
		advice: 'The log is now in traces: give the folder C:\\Windows\\Logs\\WindowsUpdate, or run Get-WindowsUpdateLog.',
		source: 'the note is localized; the number of its link and the name of the cmdlet stay',
		matches: ({bytes, text}) => bytes.length <= MAX_NOTE && /LinkI[dD]=518345\b/i.test(text) && /Get-WindowsUpdateLog/i.test(text),
	},
	{
		id: 'failed-conversion',
		what: 'the remains of a conversion that did not get through: it holds nothing but "Checking write access"',
		advice: 'Run Get-WindowsUpdateLog again, elevated, into a folder you may write to.',
		source: 'Get-WindowsUpdateLog writes these words to test the file',
		matches: beginning(/^\s{0,64}Checking write access\s{0,64}$/),
	},
	{
		id: 'reg',
		unrelated: true,
		what: 'a registry export',
		advice: GIVE_LOG,
		source: 'first line of .reg files',
		matches: beginning(/^\s{0,16}(?:Windows Registry Editor Version|REGEDIT4)/),
	},
	{
		id: 'wulens-report',
		unrelated: true,
		what: 'a report of wulens itself',
		advice: GIVE_LOG,
		source: 'schema of the report',
		matches: beginning(/^\s{0,64}\{[\s\S]{0,256}?"wulens-report\//),
	},
	{
		id: 'tracerpt-xml',
		what: 'the XML form of a trace (tracerpt) without an event of Windows Update',
		advice: GIVE_TRACE,
		source: '<Events> of tracerpt',
		matches: beginning(/^\s{0,64}(?:<\?xml[^>]{0,128}>\s{0,64})?<Events\b/),
	},
	{
		id: 'tracerpt-csv',
		what: 'the CSV form of a trace (tracerpt) without an event of Windows Update',
		advice: GIVE_TRACE,
		source: 'first line of tracerpt; see etl/tracerpt/csv-events.ts',
		matches: beginning(/^\s{0,64}Event Name,\s{1,40}Type,/),
	},
	{
		id: 'html',
		unrelated: true,
		what: 'a web page',
		advice: 'Save the log itself, not the page that shows it.',
		source: 'doctype or html tag',
		matches: beginning(/^\s{0,64}<(?:!doctype html|html)\b/i),
	},
	{
		id: 'rtf',
		unrelated: true,
		what: 'a rich text document',
		advice: 'Save it as plain text, or better give the WindowsUpdate.log itself.',
		source: '{\\rtf',
		matches: beginning(/^\{\\rtf/),
	},
];

/** Texts of USO.log and UX.log, which Get-WindowsUpdateLog -IncludeAllLogs writes beside the log, in the same columns. */
export const ORCHESTRATOR_LOG = {
	what: 'USO.log or UX.log, the log of the update orchestrator or of its user interface',
	advice: 'Give the WindowsUpdate.log from the same folder.',
} as const;

export const ORCHESTRATOR_REASON: string = reasonOf(ORCHESTRATOR_LOG);

const ORCHESTRATOR_TEXT = /^\[[^\]]{1,128}\] : /;

export function isOrchestratorText(message: string): boolean {
	return ORCHESTRATOR_TEXT.test(message);
}

/** Share of NUL and control bytes past which bytes are no text in any code page. */
const BINARY_SHARE = 0.1;

/** Says what a file is that its first bytes alone tell to be no text: an archive may hold a log that is not compressed. */
export function identifyBinary(bytes: Uint8Array): string | null {
	const row = FOREIGN_FILES.find((candidate) => candidate.binary === true && candidate.matches({bytes, text: ''}));
	return row === undefined ? null : reasonOf(row);
}

function reasonOf({what, advice}: Pick<ForeignFileRow, 'what' | 'advice'>): string {
	return `This is ${what}. ${advice}`;
}

/**
 * Says what a file is that holds no record of a Windows Update log.
 *
 * @returns a reason for people, and whether it is certain enough to read no further
 */
export function identifyForeignText(head: FileHead): {readonly reason: string; readonly certain: boolean} {
	const row = FOREIGN_FILES.find((candidate) => candidate.matches(head));
	if (row !== undefined) return {reason: reasonOf(row), certain: true};
	if (head.bytes.length === 0 || /^\s*$/.test(head.text)) return {reason: 'The file is empty.', certain: false};
	if (isBinary(head)) return {reason: UNKNOWN_BINARY, certain: true};
	return {reason: UNKNOWN_TEXT, certain: false};
}

const UNKNOWN_BINARY = `This is binary data, not a log. ${GIVE_LOG}`;
const UNKNOWN_TEXT = `No line looks like a Windows Update log. ${GIVE_LOG}`;

const UNRELATED_REASONS: ReadonlySet<string> = new Set(FOREIGN_FILES.filter(({unrelated}) => unrelated === true).map(reasonOf));
/** A file with such a name may be meant as a log, whatever is in it. */
const LOG_NAME = /\.(?:log|etl|lo_)(?:\.gz)?$/i;

/**
 * Whether a file is plainly no log: a picture, a page, a note. Where it was found in a folder and not named, its name is
 * all that people need to be told.
 */
export function isUnrelatedFile({status, reason, path, member}: Pick<FileReport, 'status' | 'reason' | 'path' | 'member'>): boolean {
	if (status !== 'skipped' || reason === null) return false;
	if (UNRELATED_REASONS.has(reason)) return true;
	return (reason === UNKNOWN_BINARY || reason === UNKNOWN_TEXT) && !LOG_NAME.test(member ?? path);
}

function isBinary({text}: FileHead): boolean {
	let control = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0xfffd) control++;
	}
	return control > text.length * BINARY_SHARE;
}
