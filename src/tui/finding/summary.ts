/** The finding under the cursor, in as many rows as there are: why, the lines that prove it, what to do. */
import type {Finding, Severity, Step} from '../../core/index.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {breakRow, type Role, type Row, span} from '../rows.js';
import type {FindingRow} from '../scans/scan-rows.js';
import type {Symbols} from '../theme.js';
import {fitSections, labeledRows, type Section} from '../widgets/detail.js';

const LABEL = 10;
const STEP_INDENT = LABEL + 3;
const MAX_EVIDENCE = 4;
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
	const whole = sectionsOf(finding, columns, symbols, true);
	const count = whole.reduce((sum, section) => sum + section.rows.length, 0);
	const name = nameOf(file);
	const others = new Set(findings.map((one) => one.file)).size - 1;
	const where = name === '' ? '' : others === 0 ? `In ${name}.` : `In ${name} and ${counted(others, 'other file')}; shown as in the first.`;
	const head: readonly Row[] = [
		...labeledRows('', 0, title, columns, ROLES[severity]),
		...(where === '' ? [] : labeledRows('', 0, where, columns, 'dim')),
	];
	const body = head.length + count <= rows ? whole : sectionsOf(finding, columns, symbols, false);
	return fitSections([{rows: head, least: 1, rank: 0}, ...body], rows, symbols);
}

/** @param isWhole lines of the log in full, not in a row each */
function sectionsOf({explanation, evidence, steps}: Finding, columns: number, symbols: Symbols, isWhole: boolean): readonly Section[] {
	const quoted = evidence.slice(0, isWhole ? evidence.length : MAX_EVIDENCE).flatMap(({line, text}, index): readonly Row[] => {
		const row: Row = [span((index === 0 ? 'Evidence' : '').padEnd(LABEL), 'dim'), span(`line ${line}  `, 'accent'), span(plainText(text))];
		return isWhole ? breakRow(row, columns, STEP_INDENT) : [row];
	});
	return [
		{rows: labeledRows('Why', LABEL, explanation, columns), least: 2, rank: 3},
		{
			rows: stepRows(
				'Check',
				steps.filter(({changes}) => !changes),
				1,
				columns,
				symbols,
			),
			least: 3,
			rank: 1,
		},
		{
			rows: stepRows(
				'To fix',
				steps.filter(({changes}) => changes),
				1 + steps.filter(({changes}) => !changes).length,
				columns,
				symbols,
			),
			least: 1,
			rank: 2,
		},
		{rows: quoted, least: 1, rank: 4},
	];
}

function stepRows(label: string, steps: readonly Step[], first: number, columns: number, symbols: Symbols): readonly Row[] {
	return steps.flatMap(({text, command}, index) => [
		...labeledRows(`${(index === 0 ? label : '').padEnd(LABEL)}${first + index}.`, STEP_INDENT, text, columns),
		...(command === null ? [] : labeledRows(`${' '.repeat(STEP_INDENT)}${symbols.arrow} `, STEP_INDENT + 2, command, columns, 'strong')),
	]);
}
