/** The worst machines. */
import type {Layout} from '../../report/text/layout.js';
import {worstMachines} from '../aggregate.js';
import {problemKey, problemTitles} from '../problem-names.js';
import type {Summary} from '../summary.js';
import {countOf, minuteText, formatCount, outsideCount} from '../labels.js';
import {heading} from './rows.js';

export function machinesText(summary: Summary, layout: Layout, {top}: {readonly top: number}): string {
	const {marks, paint, paragraph} = layout;
	const bad = summary.totals.verdicts.error + summary.totals.verdicts.warning;
	const worst = worstMachines(summary, top);
	if (worst.length === 0) return '';
	const titles = problemTitles(summary.problems);
	let text = heading('Machines with the most problems', layout);
	for (const {name, verdict, scans, failed, problems, lastSuccess, outsideFailures, worstOutsideCode} of worst) {
		const [sign, emphasis] = verdict === 'error' ? ([marks.bad, 'bad'] as const) : ([marks.warning, 'warning'] as const);
		const named = problems.filter(({severity}) => severity !== 'info').map((problem) => titles.get(problemKey(problem)) ?? problem.rule);
		const last = lastSuccess === null ? 'none succeeded' : `last success ${minuteText(lastSuccess)}`;
		const result =
			scans === 0
				? 'no scans'
				: failed === 0
					? `${countOf(scans, 'scan')}, none failed`
					: `${formatCount(failed)} of ${countOf(scans, 'scan')} failed, ${last}`;
		const outside = outsideFailures === 0 ? '' : `, ${outsideCount(outsideFailures)} (${worstOutsideCode ?? ''})`;
		text += paragraph(`${name}: ${result}${outside}${namedText(named)}`, 4, undefined, `  ${paint(emphasis, sign)} `);
	}
	const rest = bad - worst.length;
	return rest <= 0 ? text : text + paragraph(`and ${countOf(rest, 'more machine')} with errors or warnings`, 4, 'dim');
}

/** The worst problem by its title, and how many there are besides. */
function namedText([worst, ...others]: readonly string[]): string {
	if (worst === undefined) return '';
	return `; ${worst}${others.length === 0 ? '' : ` and ${countOf(others.length, 'more problem')}`}`;
}
