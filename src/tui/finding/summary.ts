/** The finding under the cursor, in as many rows as there are: why, the lines that prove it, what to do. */
import type {Finding, Severity, Step} from '../../core/index.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {breakRow, fitRow, type Role, type Row, span} from '../rows.js';
import type {FindingRow} from '../scans/scan-rows.js';
import type {Symbols} from '../theme.js';
import {fitSections, labeledRows, type Section} from '../widgets/detail.js';

const LABEL = 10;
const STEP_INDENT = LABEL + 3;
const ROLES: Readonly<Record<Severity, Role>> = {error: 'bad', warning: 'warning', info: 'strong'};

export interface SummarySize {
	readonly columns: number;
	readonly rows: number;
}

/** @param nameOf names of files; '' where there is only one */
export function findingSummary(
	{title, severity, findings}: FindingRow,
	nameOf: (file: number) => string,
	{columns, rows}: SummarySize,
	symbols: Symbols,
): readonly Row[] {
	const [first] = findings;
	if (first === undefined) return [];
	const {finding, file} = first;
	const name = nameOf(file);
	const others = new Set(findings.map((one) => one.file)).size - 1;
	const where = name === '' ? '' : others === 0 ? `In ${name}.` : `In ${name} and ${counted(others, 'other file')}; shown as in the first.`;
	const head: readonly Row[] = [
		...labeledRows('', 0, title, columns, ROLES[severity]),
		...(where === '' ? [] : labeledRows('', 0, where, columns, 'dim')),
	];
	const sections: readonly Section[] = [{rows: head, least: 1, rank: 0}, ...sectionsOf(finding, columns, symbols)];
	const left = rows - sections.reduce((sum, section) => sum + section.rows.length, 0);
	// A blank row before each section, where there is room for them, too.
	const gaps = sections.filter((section) => section.rows.length > 0).length;
	const room = left - gaps >= finding.evidence.length ? left - gaps : left;
	const evidence: Section = {rows: evidenceRows(finding, columns, room, symbols), least: 1, rank: 4};
	return fitSections([...sections, evidence], {columns, rows}, symbols);
}

function sectionsOf({explanation, steps}: Finding, columns: number, symbols: Symbols): readonly Section[] {
	const checks = steps.filter(({changes}) => !changes);
	const fixes = steps.filter(({changes}) => changes);
	return [
		{rows: labeledRows('Why', LABEL, explanation, columns), least: 2, rank: 3},
		{rows: stepRows('Check', checks, 1, columns, symbols), least: 3, rank: 1},
		{rows: stepRows('To fix', fixes, 1 + checks.length, columns, symbols), least: 1, rank: 2},
	];
}

/** Each line has a row at least; the first ones get what is left, until they are whole. */
function evidenceRows({evidence}: Finding, columns: number, room: number, {ellipsis, numberInLog}: Symbols): readonly Row[] {
	const shown = evidence.slice(0, Math.max(1, room));
	let spare = Math.max(0, room - shown.length);
	return shown.flatMap(({line, text}, index) => {
		const label = span((index === 0 ? 'Evidence' : '').padEnd(LABEL), 'dim');
		const whole = breakRow([label, span(`line ${numberInLog(line)}  `, 'accent'), span(plainText(text))], columns, STEP_INDENT);
		const count = Math.min(whole.length, 1 + spare);
		spare -= count - 1;
		return whole
			.slice(0, count)
			.map((row, at): Row => (at === count - 1 && count < whole.length ? fitRow(row, columns - 1, ellipsis) : row));
	});
}

function stepRows(label: string, steps: readonly Step[], first: number, columns: number, symbols: Symbols): readonly Row[] {
	return steps.flatMap(({text, command}, index) => [
		...labeledRows(`${(index === 0 ? label : '').padEnd(LABEL)}${first + index}.`, STEP_INDENT, text, columns),
		...(command === null ? [] : labeledRows(`${' '.repeat(STEP_INDENT)}${symbols.arrow} `, STEP_INDENT + 2, command, columns, 'strong')),
	]);
}
