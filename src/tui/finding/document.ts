/** A finding as text to read: explanation, evidence, steps, references. Rows that stand for a line of the log know it. */
import type {Finding, Severity, Step} from '../../core/index.js';
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {wrapText} from '../../core/wording/wrap.js';
import {breakRow, type Role, type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';

export interface DocumentRow {
	readonly row: Row;
	/** The line of the log that it quotes; `null`: none. */
	readonly line: number | null;
	/** The command that it shows, whole. */
	readonly command: string | null;
	/** Index into the files that are open. */
	readonly file: number;
}

const MIN_WIDTH = 20;
/** Before the rest of a line of the log or a command that is too long. */
const REST_INDENT = 7;
const WORDS: Readonly<Record<Severity, string>> = {error: 'ERROR', warning: 'WARNING', info: 'NOTE'};
const ROLES: Readonly<Record<Severity, Role>> = {error: 'bad', warning: 'warning', info: 'strong'};

/** Wraps, and gives each line of it a row; words that are longer go on below. */
function paragraph(text: string, width: number, indent: number, role: Role = 'normal', lead = ' '.repeat(indent)): readonly Row[] {
	return wrapText(plainText(text), Math.max(MIN_WIDTH, width), indent, indent)
		.split('\n')
		.flatMap((line, index) => breakRow(index === 0 ? [span(lead, role), span(line, role)] : [span(line, role)], width, indent));
}

/** @param place says where it was found, where there are several files; '' otherwise */
export function findingDocument(finding: Finding, file: number, place: string, width: number, symbols: Symbols): readonly DocumentRow[] {
	const {severity, title, explanation, evidence, steps, references, scans, rule} = finding;
	const plain = (rows: readonly Row[]): readonly DocumentRow[] => rows.map((row) => ({row, line: null, command: null, file}));
	const heading = (text: string): readonly DocumentRow[] => plain([[], [span(text, 'heading')]]);
	return [
		...plain(paragraph(`${WORDS[severity]} ${title}`, width, 0, ROLES[severity])),
		...plain([
			[
				span(
					[place, scans.length === 0 ? '' : counted(scans.length, 'scan'), `rule ${rule}`]
						.filter((part) => part !== '')
						.join(`  ${symbols.info}  `),
					'dim',
				),
			],
			[],
		]),
		...plain(paragraph(explanation, width, 0)),
		...(evidence.length === 0 ? [] : heading('Evidence in the log')),
		...evidence.flatMap(({line, text}) =>
			breakRow([span(`  ${symbols.pointer} line ${symbols.numberInLog(line)}  `, 'accent'), span(plainText(text))], width, REST_INDENT).map(
				(row): DocumentRow => ({row, line, command: null, file}),
			),
		),
		...stepRows(steps, width, symbols, heading, plain),
		...(references.length === 0
			? []
			: [...heading('See also'), ...plain(references.flatMap((reference) => paragraph(reference, width, 2, 'dim')))]),
		...plain([[]]),
	];
}

function stepRows(
	steps: readonly Step[],
	width: number,
	symbols: Symbols,
	heading: (text: string) => readonly DocumentRow[],
	plain: (rows: readonly Row[]) => readonly DocumentRow[],
): readonly DocumentRow[] {
	const group = (title: string, shown: readonly Step[]): readonly DocumentRow[] =>
		shown.length === 0
			? []
			: [
					...heading(title),
					...shown.flatMap(({text, command}, index) => [
						...plain(paragraph(text, width, 5, 'normal', `  ${index + 1}. `)),
						...plain(command === null ? [] : paragraph(command, width, REST_INDENT, 'strong', `     ${symbols.arrow} `)).map((row) => ({
							...row,
							command,
						})),
					]),
				];
	return [
		...group(
			'Check first (changes nothing)',
			steps.filter(({changes}) => !changes),
		),
		...group(
			'Then fix (changes a PC, a policy, or a server)',
			steps.filter(({changes}) => changes),
		),
	];
}
