/** The end of a long log, analyzed before the whole: what happened last is known within a second, however long the log is. */
import {type AnalyzeOptions, createAnalyzer} from '../analyze.js';
import type {Encoding} from '../lines/encoding.js';
import {detectSource} from '../sources/detect-source.js';
import type {FileReport, Verdict} from '../types.js';
import {callerName, resultWords, scanTimeText} from '../wording/labels.js';
import {sentence} from '../wording/sentences.js';

const MEGABYTE = 1024 * 1024;

/** How much of the end is read: first what is read in some tenths of a second, then what holds the scans of a day or more. */
export const END_BYTES: readonly [first: number, more: number] = [4 * MEGABYTE, 32 * MEGABYTE];

/** Shorter logs are read to their end before anybody has waited. */
export const LONG_BYTES: number = 128 * MEGABYTE;

/** Of UTF-16, written before what is cut off, so that it is read as what it is. */
const MARKS: Readonly<Record<Encoding['form'], readonly number[]>> = {
	bytes: [],
	'utf-16le': [0xff, 0xfe],
	'utf-16be': [0xfe, 0xff],
};
const LINE_FEED = 0x0a;

export interface LogEndReader {
	/** Where the end begins in the file; what is pushed are the bytes from there on. */
	readonly from: number;
	/** Takes the next bytes, cut anywhere. They may be changed after the call. */
	push(chunk: Uint8Array): void;
	/**
	 * Call once. Its lines are counted from the first whole line of the end, so that they are not those of the log.
	 *
	 * @returns `null` where the end says nothing: no log, or not one whole line
	 */
	end(): FileReport | null;
}

/**
 * @param head first bytes of the file, 64 KiB where it has them: only text can be read from anywhere, not what is packed, and
 * no trace
 * @param size of the file, in bytes
 * @param endBytes how much of the end is read; @param longBytes of shorter files nothing is
 * @returns `null` where the whole is to be read at once
 */
export function createLogEnd(
	head: Uint8Array,
	size: number,
	options: AnalyzeOptions,
	endBytes: number,
	longBytes: number = LONG_BYTES,
): LogEndReader | null {
	if (size < longBytes) return null;
	const source = detectSource(head);
	if (source.kind !== 'text') return null;
	const {form, markLength} = source.encoding;
	const wide = form === 'bytes' ? 1 : 2;
	const back = Math.min(endBytes, size - markLength);
	const from = size - back + ((size - back - markLength) % wide);
	const analyzer = createAnalyzer(options);
	const toLineStart = lineStartFinder(form);
	let isInLines = false;
	return {
		from,
		push(chunk) {
			if (isInLines) return analyzer.push(chunk);
			const start = toLineStart(chunk);
			if (start === null) return;
			isInLines = true;
			analyzer.push(Uint8Array.from(MARKS[form]));
			analyzer.push(chunk.subarray(start));
		},
		end() {
			const report = isInLines ? analyzer.end() : null;
			if (report === null || report.status !== 'analyzed') return null;
			return soFar(report, size - from, size);
		},
	};
}

/** @returns a function that says where in its chunk the first line begins that begins in the end; `null`: in a later one */
function lineStartFinder(form: Encoding['form']): (chunk: Uint8Array) => number | null {
	if (form === 'bytes')
		return (chunk) => {
			const at = chunk.indexOf(LINE_FEED);
			return at < 0 ? null : at + 1;
		};
	/** Bytes of earlier chunks; characters begin at even places. */
	let place = 0;
	let before = 0;
	return (chunk) => {
		for (let at = 0; at < chunk.length; at++, place++) {
			const byte = chunk[at] ?? 0;
			const isEnd = place % 2 === 1 && (form === 'utf-16le' ? before === LINE_FEED && byte === 0 : before === 0 && byte === LINE_FEED);
			before = byte;
			if (isEnd) return at + 1;
		}
		return null;
	};
}

/**
 * What the end can tell: nothing about the log as a whole, and never that all is well.
 *
 * @param bytes read of `size`
 */
function soFar(report: FileReport, bytes: number, size: number): FileReport {
	const findings = report.findings.filter(({scans, failures}) => scans.length > 0 || failures.length > 0);
	return {...report, findings, verdict: soFarVerdict(report, `So far, in the last ${megabytes(bytes)} of ${megabytes(size)}`)};
}

function soFarVerdict({verdict: {level, text}, scans}: FileReport, where: string): Verdict {
	const newest = scans.at(-1);
	if (newest === undefined) return {level: 'none', text: `${where}: no scans.`};
	const latest = sentence(`Newest scan: ${scanTimeText(newest)}, ${callerName(newest)}, ${resultWords(newest)}`);
	return {level: level === 'good' ? 'none' : level, text: `${where}: ${text.replaceAll('in this log', 'in it')} ${latest}`};
}

function megabytes(bytes: number): string {
	return `${Math.round(bytes / MEGABYTE).toLocaleString('en-US')} MB`;
}
