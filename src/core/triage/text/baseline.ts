/** What changed since an earlier run. */
import type {Layout} from '../../report/text/layout.js';
import type {ProblemChange, Summary} from '../summary.js';
import {baselineCounts, formatCount, OTHER_FILTER} from '../labels.js';
import {heading, more} from './rows.js';

export function baselineText({baseline, totals}: Summary, layout: Layout, {top}: {readonly top: number}): string {
	if (baseline === null) return '';
	const {marks, paint, paragraph} = layout;
	let text = heading('Changes since the earlier run', layout);
	text += paragraph(`${baselineCounts(baseline)}.`, 2, baseline.new.length > 0 ? 'bad' : 'good');
	if (!baseline.sameFilter) text += paragraph(OTHER_FILTER, 2, 'warning');
	text += names('New machines', baseline.newMachines, top, layout) + names('Missing machines', baseline.goneMachines, top, layout);
	if (baseline.machines === 0 && totals.machines > 0) text += paragraph('The two runs have no machines in common.', 2, 'warning');
	const lists: readonly (readonly [readonly ProblemChange[], 'bad' | 'good', string, string, string])[] = [
		[baseline.new, 'bad', '+', 'new problem', 'new problems'],
		[baseline.gone, 'good', '-', 'problem gone', 'problems gone'],
	];
	for (const [changes, emphasis, sign, noun, plural] of lists) {
		for (const {machine, rule} of changes.slice(0, top))
			text += paragraph(`${machine}: ${rule}`, 6, undefined, `    ${paint(emphasis, sign)} `);
		text += more(changes.length - top, noun, layout, plural);
	}
	for (const {rule, new: added, gone, unchanged, onNewMachines, onGoneMachines} of baseline.rules.slice(0, top)) {
		const others = [
			onNewMachines === 0 ? '' : `${formatCount(onNewMachines)} on new machines`,
			onGoneMachines === 0 ? '' : `${formatCount(onGoneMachines)} on missing machines`,
		].filter((part) => part !== '');
		text += paragraph(
			`${rule}: ${formatCount(added)} new, ${formatCount(gone)} gone, ${formatCount(unchanged)} ` +
				`unchanged${others.length === 0 ? '' : `; ${others.join(', ')}`}`,
			4,
			'dim',
			`  ${paint('dim', marks.other)} `,
		);
	}
	return text + more(baseline.rules.length - top, 'rule', layout);
}

function names(title: string, machines: readonly string[], top: number, {paragraph}: Layout): string {
	if (machines.length === 0) return '';
	const rest = machines.length - top;
	return paragraph(`${title}: ${machines.slice(0, top).join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}.`, 2);
}
