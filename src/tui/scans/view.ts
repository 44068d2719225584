/** The scans screen: the verdict, the findings, and the scans. */
import type {Severity, Verdict} from '../../core/index.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {outsideFailureText} from '../../core/wording/outside-failures.js';
import {cut, widthOf} from '../../core/wording/cells.js';
import {failureRows} from '../failures/model.js';
import {findingSummary} from '../finding/summary.js';
import {fitRow, fitRows, type Role, type Row, selectedRow, type Size, span} from '../rows.js';
import {scanSummary} from '../scan/summary.js';
import type {Symbols, Theme} from '../theme.js';
import {labeledRows, withDetail} from '../widgets/detail.js';
import {windowOf} from '../widgets/list.js';
import {viewMenu} from '../widgets/menu.js';
import {promptRow} from '../widgets/prompt.js';
import {outcomeRole, outcomeSign, scanColumns} from './columns.js';
import {fileNameAt, nameAmong} from './file-names.js';
import {fittingTitle} from './finding-title.js';
import {layoutScans, type ScansLayout} from './layout.js';
import type {ScansModel} from './model.js';
import {type FindingRow, isFiltered} from './scan-rows.js';
import {NEXT_LABEL, nextLines, VERDICT_INDENT, verdictLines, verdictOf} from './verdict-text.js';

/** Sign and blank before each row. */
const SIGN = 2;

const SEVERITY_ROLES: Readonly<Record<Severity, Role>> = {error: 'bad', warning: 'warning', info: 'normal'};
const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {error: 'ERROR  ', warning: 'WARNING', info: 'NOTE   '};

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewScans(model: ScansModel, size: Size, theme: Theme): readonly Row[] {
	if (model.menu !== null) return viewMenu(model.menu, size, theme);
	const layout = layoutScans(model, size);
	const {symbols} = theme;
	const rows: readonly Row[] = [
		...verdictRowsOf(model, size.columns, layout.verdictRows, symbols),
		...nextRowsOf(model, size.columns, layout.nextRows, symbols),
		...withDetail(listsOf(model, layout, symbols), detailOf(model, layout, symbols), layout.lists, symbols),
	];
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function listsOf(model: ScansModel, {findingRows, scanRows, lists}: ScansLayout, symbols: Symbols): readonly Row[] {
	const size = lists.list;
	const rows: Row[] = [];
	if (findingRows > 0) {
		const {top, cursor} = windowOf(model.findingList, model.findings.length, findingRows);
		rows.push([span('Findings', 'heading'), span(` ${model.findings.length}`, 'dim')]);
		const shown = model.findings
			.slice(top, top + findingRows)
			.map((finding, index) =>
				selectedIf(model.pane === 'findings' && top + index === cursor, findingRow(finding, size.columns, symbols), size, symbols),
			);
		rows.push(...fitRows(shown, findingRows));
	}
	rows.push(model.prompt === null ? scansHeading(model, symbols) : promptRow('Filter scans by: ', model.prompt, size.columns));
	const {top, cursor} = windowOf(model.scanList, model.scans.length, scanRows);
	const inSight = model.scans.slice(top, top + scanRows).map(({file, scan}) => ({scan, file: fileNameAt(model.files, file)}));
	const columns = scanColumns(size.columns - SIGN, model.files.length > 1, symbols, inSight);
	rows.push([span(`${' '.repeat(SIGN)}${columns.heading}`, 'dim')]);
	const shown = inSight.map(({scan, file}, index) => {
		const cells: Row = [span(`${outcomeSign(scan, symbols)} `, outcomeRole(scan)), ...columns.row({scan, file})];
		return selectedIf(model.pane === 'scans' && top + index === cursor, cells, size, symbols);
	});
	rows.push(...(shown.length === 0 ? [[span(`  ${whyEmpty(model)}`, 'dim')], ...failuresInstead(model, size, symbols)] : shown));
	return rows;
}

/** A log without scans may tell of failures all the same: there is room for them. */
function failuresInstead({files, filter, scans}: ScansModel, {columns}: Size, symbols: Symbols): readonly Row[] {
	if (isFiltered({...filter, file: null}) || scans.length > 0) return [];
	return failureRows(files, filter.file).flatMap(({failure}): readonly Row[] => {
		const [sign, role] = failure.recovered === null ? ([symbols.bad, 'bad'] as const) : ([symbols.warning, 'warning'] as const);
		const [first = [], ...rest] = labeledRows('', SIGN, outsideFailureText(failure, '-'), columns);
		return [[span(`${sign} `, role), ...first.slice(1)], ...rest];
	});
}

/** What is said of the finding or the scan under the cursor. */
function detailOf(model: ScansModel, {lists: {detail}}: ScansLayout, symbols: Symbols): readonly Row[] {
	if (detail === null) return [];
	const {files, pane} = model;
	const row = model.scans[model.scanList.cursor];
	const nameOf = (file: number): string => nameAmong(files, file);
	if (pane === 'scans' && row !== undefined)
		return scanSummary(row.scan, files[row.file]?.findings ?? [], nameOf(row.file), detail, symbols);
	const finding = model.findings[model.findingList.cursor];
	return finding === undefined ? [] : findingSummary(finding, nameOf, detail, symbols);
}

function nextRowsOf(model: ScansModel, columns: number, rows: number, symbols: Symbols): readonly Row[] {
	const lines = nextLines(model, columns);
	return lines
		.slice(0, rows)
		.map(
			(line, index): Row => [
				span(index === 0 ? `${' '.repeat(VERDICT_INDENT)}${NEXT_LABEL}` : '', 'accent'),
				span(
					index === rows - 1 && lines.length > rows
						? `${cut(line, columns - widthOf(NEXT_LABEL) - VERDICT_INDENT - 2, '')} ${symbols.ellipsis}`
						: line,
				),
			],
		);
}

function whyEmpty({files}: ScansModel): string {
	if (files.length === 0) return 'Scans appear once the log has been read. Press l to see its lines meanwhile.';
	return files.some(({scans}) => scans.length > 0) ? 'No scans match the filter. Press x to clear it.' : 'This log contains no scans.';
}

function selectedIf(isHere: boolean, row: Row, {columns}: Size, {ellipsis}: Symbols): Row {
	return isHere ? selectedRow(fitRow(row, columns, ellipsis)) : row;
}

const VERDICT_ROLES: Readonly<Record<Verdict['level'], Role>> = {
	error: 'bad',
	warning: 'warning',
	info: 'normal',
	good: 'good',
	none: 'dim',
};

function verdictSign(level: Verdict['level'], symbols: Symbols): string {
	return {error: symbols.bad, warning: symbols.warning, info: symbols.info, good: symbols.good, none: symbols.unknown}[level];
}

function verdictRowsOf(model: ScansModel, columns: number, rows: number, symbols: Symbols): readonly Row[] {
	const {level} = verdictOf(model);
	const wrapped = verdictLines(model, columns);
	const role = VERDICT_ROLES[level];
	const lines = wrapped
		.slice(0, rows)
		.map(
			(line, index): Row => [
				span(index === 0 ? `${verdictSign(level, symbols)} ` : '', role),
				span(index === rows - 1 && wrapped.length > rows ? `${line} ${symbols.ellipsis}` : line, role === 'dim' ? 'dim' : 'strong'),
			],
		);
	return fitRows(lines, rows);
}

function findingRow({severity, title, countsScans, scans, findings}: FindingRow, columns: number, symbols: Symbols): Row {
	const sign = {error: symbols.bad, warning: symbols.warning, info: symbols.info}[severity];
	const role = SEVERITY_ROLES[severity];
	const files = new Set(findings.map(({file}) => file)).size;
	const where = [scans === 0 || countsScans ? '' : counted(scans, 'scan'), files > 1 ? counted(files, 'file') : '']
		.filter((part) => part !== '')
		.join(', ');
	const label = `${sign} ${SEVERITY_WORDS[severity]} `;
	const [text, counts] = fittingTitle(plainText(title), where === '' ? '' : ` (${where})`, columns - widthOf(label));
	return [span(label, role), span(text), span(counts, 'dim')];
}

function scansHeading({scans, files, filter, order, findings}: ScansModel, symbols: Symbols): Row {
	const all = files.reduce((sum, file) => sum + file.scans.length, 0);
	const count = isFiltered(filter) ? ` ${scans.length} of ${all}` : ` ${all}`;
	const failures = failureRows(files, filter.file).length;
	const filters = [
		filter.failed ? 'failed' : '',
		filter.online ? 'online' : '',
		filter.wsus ? 'WSUS' : '',
		filter.caller === null ? '' : filter.caller === '' ? 'no caller logged' : `by ${plainText(filter.caller)}`,
		filter.finding === null ? '' : `with "${plainText(findings.find(({key}) => key === filter.finding)?.title ?? 'this finding')}"`,
		filter.text === '' ? '' : `with "${plainText(filter.text)}"`,
		filter.picked === null ? '' : filter.picked.what,
		filter.file === null ? '' : `in ${fileNameAt(files, filter.file)}`,
	].filter((part) => part !== '');
	return [
		span('Scans', 'heading'),
		span(count, 'dim'),
		span(filters.length === 0 ? '' : ` ${symbols.info} only ${filters.join(', ')} (x: show all)`, 'accent'),
		span(failures === 0 ? '' : ` ${symbols.info} ${counted(failures, 'failure')} outside scans (o: show)`, 'warning'),
		span(` ${symbols.info} ${order.label}`, 'dim'),
	];
}
