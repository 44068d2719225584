/** The scans screen: the verdict, the findings, and the scans. */
import type {FileReport, Severity, Verdict} from '../../core/index.js';
import {VERDICT_LEVELS} from '../../core/vocabulary.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {wrapText} from '../../core/wording/wrap.js';
import {failureRows} from '../failures/model.js';
import {fitRow, fitRows, type Role, type Row, selectedRow, type Size, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {viewMenu} from '../widgets/menu.js';
import {promptRow} from '../widgets/prompt.js';
import {outcomeRole, outcomeSign, scanColumns} from './columns.js';
import {layoutScans} from './layout.js';
import type {ScansModel} from './model.js';
import {type FindingRow, isFiltered} from './scan-rows.js';

/** Sign and blank before each row. */
const SIGN = 2;

const SEVERITY_ROLES: Readonly<Record<Severity, Role>> = {error: 'bad', warning: 'warning', info: 'normal'};
const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {error: 'ERROR  ', warning: 'WARNING', info: 'NOTE   '};

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewScans(model: ScansModel, size: Size, theme: Theme): readonly Row[] {
	if (model.menu !== null) return viewMenu(model.menu, size, theme);
	const {verdictRows, findingRows, scanRows} = layoutScans(model, size);
	const {symbols} = theme;
	const rows: Row[] = [...verdict(model, size.columns, verdictRows, symbols)];
	if (findingRows > 0) {
		const {top, cursor} = model.findingList;
		rows.push([span('Findings', 'heading'), span(` ${model.findings.length}`, 'dim')]);
		const shown = model.findings
			.slice(top, top + findingRows)
			.map((finding, index) =>
				selectedIf(model.pane === 'findings' && top + index === cursor, findingRow(finding, symbols), size, symbols),
			);
		rows.push(...fitRows(shown, findingRows));
	}
	rows.push(model.prompt === null ? scansHeading(model, symbols) : promptRow('Filter scans by: ', model.prompt, size.columns));
	const {top, cursor} = model.scanList;
	const inSight = model.scans.slice(top, top + scanRows).map(({file, scan}) => ({scan, file: shortName(model.files[file])}));
	const columns = scanColumns(size.columns - SIGN, model.files.length > 1, symbols, inSight);
	rows.push([span(`${' '.repeat(SIGN)}${columns.heading}`, 'dim')]);
	const shown = inSight.map(({scan, file}, index) => {
		const cells: Row = [span(`${outcomeSign(scan, symbols)} `, outcomeRole(scan)), ...columns.row(scan, file)];
		return selectedIf(model.pane === 'scans' && top + index === cursor, cells, size, symbols);
	});
	rows.push(...(shown.length === 0 ? [[span(`  ${whyEmpty(model)}`, 'dim')]] : shown));
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
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

function verdict({files, filter}: ScansModel, columns: number, rows: number, symbols: Symbols): readonly Row[] {
	const shown = filter.file === null ? files : files.slice(filter.file, filter.file + 1);
	const [first] = shown;
	const {level, text} =
		first === undefined
			? ({level: 'none', text: 'Nothing has been read yet.'} as const)
			: shown.length === 1
				? first.verdict
				: verdictOfMany(shown);
	const wrapped = wrapText(plainText(text), Math.max(20, columns), SIGN, SIGN).split('\n');
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

/** The gravest level, and how many files there are of each. */
function verdictOfMany(files: readonly FileReport[]): Verdict {
	const level = VERDICT_LEVELS.find((candidate) => files.some((file) => file.verdict.level === candidate)) ?? 'none';
	const count = (wanted: Verdict['level']): number => files.filter((file) => file.verdict.level === wanted).length;
	const scans = files.reduce((sum, file) => sum + file.scans.length, 0);
	const failed = files.reduce((sum, file) => sum + file.scans.filter(({outcome}) => outcome === 'failed').length, 0);
	const skipped = files.filter(({status}) => status === 'skipped').length;
	const parts = [
		count('error') === 0 ? '' : `${count('error')} with errors`,
		count('warning') === 0 ? '' : `${count('warning')} with warnings`,
		skipped === 0 ? '' : `${skipped} not ${skipped === 1 ? 'a Windows Update log' : 'Windows Update logs'}`,
	].filter((part) => part !== '');
	return {
		level,
		text:
			`${counted(files.length, 'file')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}. ` +
			`${counted(scans, 'scan')}, ${failed} failed.`,
	};
}

function findingRow({severity, title, countsScans, scans, findings}: FindingRow, symbols: Symbols): Row {
	const sign = {error: symbols.bad, warning: symbols.warning, info: symbols.info}[severity];
	const role = SEVERITY_ROLES[severity];
	const files = new Set(findings.map(({file}) => file)).size;
	const where = [scans === 0 || countsScans ? '' : counted(scans, 'scan'), files > 1 ? counted(files, 'file') : '']
		.filter((part) => part !== '')
		.join(', ');
	return [span(`${sign} ${SEVERITY_WORDS[severity]} `, role), span(plainText(title)), span(where === '' ? '' : ` (${where})`, 'dim')];
}

function scansHeading({scans, files, filter, order, findings}: ScansModel, symbols: Symbols): Row {
	const all = files.reduce((sum, file) => sum + file.scans.length, 0);
	const count = isFiltered(filter) ? ` ${scans.length} of ${all}` : ` ${all}`;
	const file = filter.file === null ? undefined : files[filter.file];
	const failures = failureRows(files, filter.file).length;
	const filters = [
		filter.failed ? 'failed' : '',
		filter.online ? 'online' : '',
		filter.wsus ? 'WSUS' : '',
		filter.caller === null ? '' : filter.caller === '' ? 'no caller logged' : `by ${plainText(filter.caller)}`,
		filter.rule === null ? '' : `with "${plainText(findings.find(({rule}) => rule === filter.rule)?.title ?? filter.rule)}"`,
		filter.text === '' ? '' : `with "${plainText(filter.text)}"`,
		filter.picked === null ? '' : filter.picked.what,
		file === undefined ? '' : `in ${shortName(file)}`,
	].filter((part) => part !== '');
	return [
		span('Scans', 'heading'),
		span(count, 'dim'),
		span(filters.length === 0 ? '' : ` ${symbols.info} only ${filters.join(', ')} (x: show all)`, 'accent'),
		span(failures === 0 ? '' : ` ${symbols.info} ${counted(failures, 'failure')} outside scans (o: show)`, 'warning'),
		span(` ${symbols.info} ${order.label}`, 'dim'),
	];
}

/** The last part of the path, with the entry of an archive. */
export function shortName(file: Pick<FileReport, 'path' | 'member'> | undefined): string {
	if (file === undefined) return '';
	const base = /[^/\\]+$/.exec(file.path)?.[0] ?? file.path;
	return plainText(file.member === null ? base : `${base}: ${file.member}`);
}
