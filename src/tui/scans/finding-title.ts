/** The title of a finding in the cells that a row has: what says least is left out, so that nothing is cut in the middle. */
import {titlePartsOfText, wholeTitle} from '../../core/findings/title-parts.js';
import {widthOf} from '../../core/wording/cells.js';

const CODE = /^0x[0-9A-F]{8}\b/i;
const CODE_WITH_NAME = /\b(0x[0-9A-F]{8}) [A-Z][A-Z0-9_]+\b/gi;

/**
 * @param title with server, code and name of the code in parentheses at its end, or without
 * @param counts how many there are: ` (2 scans, 2 files)`; '' for none
 * @returns title and counts; longer than `cells` only where the title alone is
 */
export function fittingTitle(title: string, counts: string, cells: number): readonly [title: string, counts: string] {
	const {main, aside} = titlePartsOfText(title);
	const parts = aside?.split(', ') ?? [];
	const without = (kept: readonly string[]): string => wholeTitle({main, aside: kept.length === 0 ? null : kept.join(', ')});
	const unnamed = title.replace(CODE_WITH_NAME, '$1');
	const unexplained = main.replace(CODE_WITH_NAME, '$1').replace(/(?<=\S{2}): .*$/s, '');
	const uncoded = without(parts.filter((part) => !CODE.test(part)));
	const choices: readonly (readonly [string, string])[] = [
		[title, counts],
		[unnamed, counts],
		[uncoded, counts],
		[unnamed, ''],
		[uncoded, ''],
		[main, counts],
		[unexplained, counts],
		[unexplained, ''],
	];
	return choices.find(([text, count]) => widthOf(text) + widthOf(count) <= cells) ?? [unexplained, ''];
}
