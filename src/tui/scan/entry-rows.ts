/** The entries of a scan's timeline as rows of a list. */
import type {Scan, TimelineEntry} from '../../core/index.js';
import {shapeOf, VIA_LETTERS} from '../../core/timeline/timeline-layout.js';
import {wrapText} from '../../core/wording/wrap.js';
import {fillLeft} from '../../core/wording/cells.js';
import {printableLine} from '../printable-line.js';
import {type Role, type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {elapsedText, type Moments, waitText} from './moments.js';

/** A wait that takes this share of the scan, and so long, is one to look at. */
const LONG_SHARE = 0.08;
const LONG_MS = 2000;

export function isFailureEntry({severity}: TimelineEntry): boolean {
	return severity !== 'info';
}

/**
 * @param from index of the first entry
 * @returns rows of any width
 */
export function entryRows({timeline}: Scan, moments: Moments, from: number, count: number, symbols: Symbols): readonly Row[] {
	const spanMs = moments.layout?.spanMs ?? 0;
	const elapsedWidth = moments.layout === null ? 0 : elapsedText(spanMs, spanMs).length;
	const lineWidth = timeline.length === 0 ? 0 : symbols.numberInLog(timeline.at(-1)?.line ?? 0).length;
	return timeline.slice(from, from + count).map((entry, offset): Row => {
		const index = from + offset;
		const ms = moments.elapsed[index] ?? null;
		const wait = waitText(moments.elapsed, index);
		const waited = ms === null ? 0 : ms - (moments.elapsed[index - 1] ?? ms);
		const isLong = waited >= LONG_MS && waited >= spanMs * LONG_SHARE;
		return [
			span(elapsedWidth === 0 ? '' : `${fillLeft(ms === null ? '' : elapsedText(ms, spanMs), elapsedWidth)} `),
			span(moments.waitWidth === 0 ? '' : `${fillLeft(wait, moments.waitWidth)} `, isLong ? 'strong' : 'dim'),
			span(`${fillLeft(symbols.numberInLog(entry.line), lineWidth)} `, 'dim'),
			span(`${fillLeft(signOf(entry, moments, symbols), 2)} `, roleOf(entry, moments)),
			span(printableLine(entry.text), textRole(entry)),
		];
	});
}

function signOf(entry: TimelineEntry, {attempts}: Moments, {marks}: Symbols): string {
	const attempt = entry.kind === 'proxy-attempt' ? attempts.get(entry.line) : undefined;
	if (attempt === undefined) return marks[shapeOf(entry)];
	const shape = attempt.outcome === 'failed' ? 'cross' : attempt.outcome === 'succeeded' ? 'circle' : 'ring';
	return `${VIA_LETTERS[attempt.via]}${marks[shape]}`;
}

function roleOf(entry: TimelineEntry, {attempts}: Moments): Role {
	const attempt = entry.kind === 'proxy-attempt' ? attempts.get(entry.line) : undefined;
	if (attempt !== undefined) return attempt.outcome === 'failed' ? 'bad' : attempt.outcome === 'succeeded' ? 'good' : 'normal';
	if (entry.kind === 'end' && entry.severity === 'info') return 'good';
	if (entry.severity === 'info') return 'dim';
	return entry.severity === 'error' || entry.kind === 'failure' ? 'bad' : 'warning';
}

/** Lines that only repeat a failure on its way up are many; they step back. */
function textRole({kind, severity}: TimelineEntry): Role {
	if (kind === 'end') return severity === 'error' ? 'bad' : severity === 'info' ? 'good' : 'strong';
	return severity === 'info' && (kind === 'failure' || kind === 'retry') ? 'dim' : 'normal';
}

/** What an entry says in full, in so many rows. */
export function detailRows(entry: TimelineEntry | undefined, columns: number, rows: number, {ellipsis}: Symbols): readonly Row[] {
	if (entry === undefined || rows === 0) return [];
	const time = entry.time === null ? '' : `${entry.time.replace('T', ' ').slice(0, 23)}  `;
	const lines = wrapText(printableLine(entry.text), columns, time.length, 2).split('\n');
	return lines
		.slice(0, rows)
		.map(
			(line, index): Row => [
				...(index === 0 ? [span(time, 'dim')] : []),
				span(line),
				...(index === rows - 1 && lines.length > rows ? [span(` ${ellipsis}`, 'dim')] : []),
			],
		);
}
