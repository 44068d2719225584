/** What stands above the lists: the verdict of the file shown, or one on all of them, and what to do first. */
import type {FileReport, Verdict} from '../../core/index.js';
import {VERDICT_LEVELS} from '../../core/vocabulary.js';
import {firstStepOf, stepWords} from '../../core/findings/first-step.js';
import {counted} from '../../core/wording/labels.js';
import {plainText} from '../../core/wording/plain-text.js';
import {wrapText} from '../../core/wording/wrap.js';
import {fileNameAt} from './file-names.js';
import type {ScansModel} from './model.js';

/** Cells of the sign before it, and of the blanks before its other lines. */
export const VERDICT_INDENT = 2;

/** Narrower than this nothing can be read. */
const LEAST_COLUMNS = 20;

export function verdictOf({files, filter}: Pick<ScansModel, 'files' | 'filter'>): Verdict {
	const shown = filter.file === null ? files : files.slice(filter.file, filter.file + 1);
	const [first] = shown;
	if (first === undefined) return {level: 'none', text: 'Nothing has been read yet.'};
	return shown.length === 1 ? first.verdict : verdictOfMany(shown);
}

/** @returns all of it, the first line without the place of its sign */
export function verdictLines(model: Pick<ScansModel, 'files' | 'filter'>, columns: number): readonly string[] {
	return wrapText(plainText(verdictOf(model).text), Math.max(LEAST_COLUMNS, columns), VERDICT_INDENT, VERDICT_INDENT).split('\n');
}

/** Before what to do first. */
export const NEXT_LABEL = 'Next: ';

/** @returns what to do first, the first line without its label; empty where nothing is to be done */
export function nextLines({findings, files}: Pick<ScansModel, 'findings' | 'files'>, columns: number): readonly string[] {
	const firsts = findings.flatMap((row) => row.findings.slice(0, 1));
	const next = firstStepOf(firsts.map(({finding}) => finding));
	if (next === null) return [];
	const file = firsts.find(({finding}) => finding === next.finding)?.file;
	const where = files.length < 2 || file === undefined ? '' : ` (${fileNameAt(files, file)})`;
	const text = `${plainText(stepWords(next.step))}${where}`;
	return wrapText(text, Math.max(LEAST_COLUMNS, columns), VERDICT_INDENT + NEXT_LABEL.length, VERDICT_INDENT + NEXT_LABEL.length).split(
		'\n',
	);
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
