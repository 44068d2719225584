/** The filter of the log screen as it is typed, and what the worker is asked for it. */
import type {TextQuery} from '../../core/line-index/viewer-port.js';
import type {FileReport} from '../../core/types.js';
import type {LineView} from '../workers/protocol.js';

export interface LineFilterState {
	readonly text: string;
	/** '' for all. */
	readonly component: string;
	readonly pid: number | null;
	readonly tid: number | null;
	/** Only lines that the report tells about. */
	readonly isReported: boolean;
}

export const NO_LINE_FILTER: LineFilterState = {text: '', component: '', pid: null, tid: null, isReported: false};

/** `null`: all lines are shown. */
export function viewOf({text, component, pid, tid, isReported}: LineFilterState, report: FileReport): LineView | null {
	if (text === '' && component === '' && pid === null && tid === null && !isReported) return null;
	return {
		text: text === '' ? null : queryOf(text),
		components: component === '' ? null : [component],
		pid,
		tid,
		lines: isReported ? reportedLines(report) : null,
	};
}

/** A text, or a regular expression `/like this/`, with `/c` behind it where the case of letters counts. */
export function queryOf(typed: string): TextQuery {
	const [, source, flag] = /^\/(.+)\/(c?)$/s.exec(typed) ?? [];
	return source === undefined
		? {text: typed, isRegExp: false, isCaseSensitive: false}
		: {text: source, isRegExp: true, isCaseSensitive: flag === 'c'};
}

/** Ascending, each once. */
export function reportedLines({scans, findings, outsideFailures}: FileReport): Uint32Array<ArrayBuffer> {
	const lines = new Set<number>();
	for (const {timeline} of scans) for (const {line} of timeline) lines.add(line);
	for (const {evidence} of findings) for (const {line} of evidence) lines.add(line);
	for (const {first, last} of outsideFailures) {
		lines.add(first.line);
		lines.add(last.line);
	}
	return Uint32Array.from(lines).sort();
}

/** A line number, a time, or a share of the log, as it was typed; `null`: none of these. */
export type Goal =
	| {readonly type: 'line'; readonly line: number}
	| {readonly type: 'share'; readonly share: number}
	| {readonly type: 'time'; readonly seconds: number};

/** @param firstTime of the log, for times of the day without a date */
export function goalOf(typed: string, firstTime: string | null): Goal | null {
	const text = typed.trim();
	if (/^\d{1,12}$/.test(text)) return {type: 'line', line: Number(text)};
	const [, percent] = /^(\d{1,3})\s?%$/.exec(text) ?? [];
	if (percent !== undefined) return {type: 'share', share: Math.min(1, Number(percent) / 100)};
	const [, date, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)?[T ]?(\d\d:\d\d(?::\d\d)?)?$/.exec(text) ?? [];
	const day = date ?? firstTime?.slice(0, 10);
	if (text === '' || day === undefined) return null;
	const ms = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
	return Number.isNaN(ms) ? null : {type: 'time', seconds: ms / 1000};
}
