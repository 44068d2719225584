/** One line of the log as rows of the screen: signs, number, columns, message, and where a search matches. */
import type {LineLevel} from '../../core/line-index/viewer-port.js';
import type {Severity} from '../../core/types.js';
import {fill, fillLeft} from '../../core/wording/cells.js';
import {fitRow, type Role, type Row, type Span, selectedRow, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {isHit} from './hits.js';
import type {RowLayout} from './layout.js';
import type {ColumnRanges, ShownLine} from './line-parts.js';
import type {TextRange} from './text-range.js';
import type {Matcher} from './matches.js';
import {LEVEL_LOOKS} from './levels.js';
import type {LogModel} from './model.js';
import {lastColumn, lineAt, type Pane, piecesOf} from './panes.js';
import {includes} from './sequence.js';
import {pageWith} from './pages.js';
import {wrapCells} from './wrap-cells.js';

/** What is the same for all rows of a frame. */
export interface RowStyle {
	readonly model: LogModel;
	readonly symbols: Symbols;
	readonly columns: number;
	/** Finds what is searched; `null`: nothing is. */
	readonly matcher: Matcher | null;
}

/** Rows of a line, at least one and at most as many as the pane has. */
export function lineRows(style: RowStyle, pane: Pane, row: number): readonly Row[] {
	const {model, symbols, columns} = style;
	const {layout} = pane;
	const line = pane.sequence.lineAt(row);
	const isCursor = row === pane.list.cursor;
	const shown = lineAt(model, line);
	const severity = severityOf(model, line, shown?.text ?? '');
	const first = gutter(style, pane, row, {line, isCursor, severity});
	const rows =
		shown === undefined
			? [[...first, span(missingText(model, line, symbols), 'dim')]]
			: textRows(style, pane, {line, severity}, shown, first);
	return rows.map((cells) => {
		const fitted = fitRow(cells, columns, symbols.ellipsis);
		return isCursor && pane.isActive ? selectedRow(fitted) : layout.message > 0 ? fitted : [];
	});
}

function missingText({pages}: LogModel, line: number, symbols: Symbols): string {
	const page = pageWith(pages, line);
	return page?.failure === null || page === undefined ? symbols.ellipsis : '(could not be read)';
}

const SEVERITY_ROLES = {error: 'bad', warning: 'warning', info: 'normal'} as const;

const SERIOUS: readonly Role[] = ['dim', 'normal', 'warning', 'bad'];

interface JudgedLine {
	readonly line: number;
	readonly severity: Severity | undefined;
}

/** What the report says of a line; a failure outside scans names only its first and last, and the others are told by their text. */
function severityOf({report, table}: LogModel, line: number, text: string): Severity | undefined {
	const known = report.severities.get(line);
	if (known !== undefined) return known;
	const isOutside = report.outside.some(
		({code, first, last, threads}) =>
			line > first &&
			line < last &&
			threads.some(({pid, tid}) => table.tidOf(line) === tid && table.pidOf(line) === pid) &&
			text.toUpperCase().includes(code),
	);
	return isOutside ? 'warning' : undefined;
}

/** Signs first: what is known of a line is seen without color. */
function gutter(
	{model, symbols}: RowStyle,
	{sequence, layout, isFiltered}: Pane,
	row: number,
	{line, isCursor, severity}: JudgedLine & {readonly isCursor: boolean},
): Row {
	const isMarked = includes(model.marks, line);
	const found = model.search !== null && isHit(model.search.hits, line);
	const isGap = isFiltered && row > 0 && sequence.lineAt(row - 1) !== line - 1;
	const {sign, role} = signOf(severity, model.table.levelOf(line), symbols);
	return [
		...(layout.hasGap ? [span(isGap ? symbols.fold : ' ', 'dim')] : []),
		span(isCursor ? symbols.pointer : ' ', 'strong'),
		span(sign, role),
		span(isMarked ? '*' : found ? '/' : ' ', 'match'),
		...(layout.digits > 0 ? [span(fillLeft(String(line), layout.digits), 'dim')] : []),
		isOfScan(model, line) ? span(symbols.vertical, 'accent') : span(' '),
	].filter(({text}) => text !== '');
}

/** That of the report or of the trace, whichever is more serious. */
function signOf(severity: Severity | undefined, level: LineLevel, symbols: Symbols): {readonly sign: string; readonly role: Role} {
	const look = LEVEL_LOOKS[level];
	if (severity === undefined || SERIOUS.indexOf(look.role) > SERIOUS.indexOf(SEVERITY_ROLES[severity])) return look;
	return {sign: {error: symbols.bad, warning: symbols.warning, info: symbols.info}[severity], role: SEVERITY_ROLES[severity]};
}

/** Lines of the current scan; none where there is no such scan. */
function isOfScan({scan, table}: LogModel, line: number): boolean {
	return scan !== null && line >= scan.first && line <= scan.last && table.tidOf(line) === scan.tid && table.pidOf(line) === scan.pid;
}

function roleOf(model: LogModel, {line, severity}: JudgedLine, isFiltered: boolean): Role {
	const {role} = LEVEL_LOOKS[model.table.levelOf(line)];
	if (severity === 'error' || role === 'bad') return 'bad';
	if (severity === 'warning' || role === 'warning') return 'warning';
	const isContext = isFiltered && model.filter.result !== null && !includes(model.filter.result.matches, line);
	return isContext || (model.scan !== null && !isOfScan(model, line)) ? 'dim' : role;
}

function textRows(style: RowStyle, pane: Pane, judged: JudgedLine, shown: ShownLine, first: Row): readonly Row[] {
	const {model, symbols} = style;
	const {line} = judged;
	const {layout} = pane;
	const role = roleOf(model, judged, pane.isFiltered);
	const isFound = style.matcher !== null && model.search !== null && isHit(model.search.hits, line);
	const matcher = isFound ? style.matcher : null;
	const {width} = lastColumn(model, line, shown, layout);
	const pieces = piecesOf(model, line, shown, pane);
	const indent = model.isRaw || width > layout.message ? 0 : layout.columnCells;
	const before =
		shown.columns === null || model.isRaw
			? [span(' '.repeat(indent))]
			: columnSpans(shown.text, shown.columns, layout, role, matcher, symbols);
	return pieces.map((piece, index) => {
		const isCut = index === pieces.length - 1 && piece.end < shown.text.length;
		const whole = isCut ? (wrapCells(shown, piece.start, 0, Math.max(1, width - 1), 1)[0] ?? piece) : piece;
		const spans = marked(shown.text, whole, role, matcher);
		const text = isCut ? [...spans, span(symbols.ellipsis, 'dim')] : spans;
		return index === 0 ? [...first, ...before, ...text] : [span(' '.repeat(layout.gutter + indent)), ...text];
	});
}

/** Everything before the message. */
function columnSpans(
	text: string,
	ranges: ColumnRanges,
	{columns}: RowLayout,
	role: Role,
	matcher: Matcher | null,
	{ellipsis}: Symbols,
): Row {
	const side: Role = role === 'normal' || role === 'dim' ? 'dim' : role;
	const name: Role = role === 'normal' ? 'accent' : role;
	return columns.flatMap(({column, width}) => {
		const whole = column.range(ranges);
		const range = whole === null || column.isCropped !== true ? whole : {...whole, end: Math.min(whole.end, whole.start + width)};
		const spans = range === null ? [] : marked(text, range, column.isName === true ? name : side, matcher);
		return [...fitRow(spans, width, ellipsis), span(' ')];
	});
}

/** A part of the text, with the matches that reach into it. */
function marked(text: string, {start, end}: TextRange, role: Role, matcher: Matcher | null): readonly Span[] {
	if (matcher === null) return start < end ? [span(text.slice(start, end), role)] : [];
	const spans: Span[] = [];
	let at = start;
	for (const match of matcher(text, start, end)) {
		const begin = Math.max(at, match.start);
		const stop = Math.min(end, match.end);
		if (begin >= stop) continue;
		if (begin > at) spans.push(span(text.slice(at, begin), role));
		spans.push(span(text.slice(begin, stop), 'match'));
		at = stop;
	}
	if (at < end) spans.push(span(text.slice(at, end), role));
	return spans;
}

/** Names of the columns. */
export function headingRow({gutter: width, digits, columns}: RowLayout, {ellipsis}: Symbols): Row {
	const titles = columns.map(({column, width: cells}) => `${fill(column.title, cells, ellipsis)} `);
	const number = digits === 0 ? ' '.repeat(width) : `${fillLeft('Line', width - 1)} `;
	return [span(`${number}${titles.join('')}Message`, 'dim')];
}
