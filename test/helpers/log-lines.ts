/** Makes up lines of logs and analyses them, so that a test shows only what it is about. */
import {type AnalyzeOptions, createAnalyzer} from '../../src/core/analyze.js';
import type {FileReport, Issue, IssueKind, Scan} from '../../src/core/types.js';

export const PID = 1788;
export const TID = 10920;
export const WSUS_ID = '3DA21691-E39D-4DA6-8A4B-B43877BCB1B7';
export const STORE_ID = '855E8A7C-ECB4-4CA3-B045-1DFA50104289';
export const WSUS_URL = 'https://wsus.example:8531/ClientWebService/client.asmx';

export interface EtwColumns {
	readonly time?: string;
	readonly pid?: number;
	readonly tid?: number;
	readonly component?: string;
	readonly text: string;
}

/** One line as Get-WindowsUpdateLog pads it, without its end. */
export function etwLine({time = '2024/03/12 19:47:21.6369835', pid = PID, tid = TID, component = 'Agent', text}: EtwColumns): string {
	return `${time} ${String(pid).padEnd(5)} ${String(tid).padEnd(5)} ${component.padEnd(15)} ${text}`;
}

export interface LegacyColumns {
	readonly date?: string;
	readonly time?: string;
	readonly pid?: number;
	readonly tid?: number;
	readonly component?: string;
	readonly text: string;
}

/** One line as the client of Windows 7 writes it, without its end. */
export function legacyLine({
	date = '2015-03-10',
	time = '08:11:58:689',
	pid = 932,
	tid = 0xf30,
	component = 'Agent',
	text,
}: LegacyColumns): string {
	return [date, time, String(pid).padStart(4), tid.toString(16).padStart(3), component, text].join('\t');
}

/** `Component text`, for another thread or process than the usual one. */
export interface ThreadLine {
	readonly line: string;
	readonly tid: number;
	readonly pid: number;
}

export function onThread(tid: number, line: string, pid: number = PID): ThreadLine {
	return {line, tid, pid};
}

/**
 * A log of Windows 10, one second a line from 10:00:00 on.
 *
 * @param entries `Component text`, or the same on another thread
 */
export function etwLog(...entries: readonly (string | ThreadLine)[]): string {
	return entries
		.map((entry, index) => {
			const {line, tid, pid} = typeof entry === 'string' ? {line: entry, tid: TID, pid: PID} : entry;
			const blank = line.indexOf(' ');
			const time = `2024/03/12 ${clock(index)}.0000000`;
			return `${etwLine({time, pid, tid, component: line.slice(0, blank), text: line.slice(blank + 1)})}\r\n`;
		})
		.join('');
}

/** A log of Windows 7, one second a line from 10:00:00 on, all on one thread. */
export function legacyLog(...entries: readonly string[]): string {
	return entries
		.map((line, index) => {
			const blank = line.indexOf(' ');
			return `${legacyLine({time: `${clock(index)}:000`, component: line.slice(0, blank), text: line.slice(blank + 1)})}\r\n`;
		})
		.join('');
}

function clock(seconds: number): string {
	return new Date((10 * 3600 + seconds) * 1000).toISOString().slice(11, 19);
}

/** First line of a scan, for `etwLog`. */
export function start(caller: string, id: number): string {
	return `Agent * START * Finding updates CallerId = ${caller}  Id = ${id} (cV = aBcD.${id}.2)`;
}

/** Last line of a scan, for `etwLog`. */
export function end(caller: string, id: number, exitCode = '0x00000000'): string {
	return `Agent * END * Finding updates CallerId = ${caller}, Id = ${id}, Exit code = ${exitCode} (cV = aBcD.${id}.2)`;
}

export const ONLINE = 'Agent Online = Yes; Interactive = No; AllowCachedResults = No; Ignore download priority = No';
export const OFFLINE = 'Agent Online = No; Interactive = No; AllowCachedResults = No; Ignore download priority = No';

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
	return encoder.encode(text);
}

/** UTF-16 without a mark. */
export function utf16(text: string, order: 'le' | 'be' = 'le'): Uint8Array {
	const bytes = new Uint8Array(text.length * 2);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), order === 'le');
	return bytes;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

export function analyzeChunks(chunks: Iterable<Uint8Array>, options: AnalyzeOptions = {}): FileReport {
	const analyzer = createAnalyzer(options);
	for (const chunk of chunks) {
		// The analyzer may not keep the chunk: it is overwritten at once, as a reader that reuses its buffer would.
		const lent = Uint8Array.from(chunk);
		analyzer.push(lent);
		lent.fill(0x2a);
	}
	return analyzer.end();
}

export function analyzeBytes(bytes: Uint8Array, options: AnalyzeOptions = {}): FileReport {
	return analyzeChunks([bytes], options);
}

export function analyzeText(text: string, options: AnalyzeOptions = {}): FileReport {
	return analyzeBytes(bytesOf(text), options);
}

export function issueOf(report: FileReport, kind: IssueKind): Issue | undefined {
	return report.issues.find((issue) => issue.kind === kind);
}

/** The scan of a log that must have exactly one. */
export function onlyScan(text: string): Scan {
	const {scans} = analyzeText(text);
	const [scan] = scans;
	if (scan === undefined || scans.length > 1) throw new Error(`${scans.length} scans instead of one`);
	return scan;
}

/** What the tests about proxies look at, in one line for each try: `system failed 0x80240438`. */
export function attemptsOf(scan: Scan): readonly string[] {
	return scan.proxy.attempts.map(({via, outcome, code}) => [via, outcome, code].filter((part) => part !== null).join(' '));
}
