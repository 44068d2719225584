/** What changed since an earlier run. */
import type {Layout} from '../../report/text/layout.js';
import type {ProblemChange, Summary} from '../summary.js';
import {countOf, formatCount} from '../labels.js';
import {heading, more} from './rows.js';

export function baselineText({baseline, totals}: Summary, layout: Layout, {top}: {readonly top: number}): string {
	if (baseline === null) return '';
	const {marks, paint, paragraph} = layout;
	let text = heading('Since the earlier run', layout);
	text += paragraph(
		`${formatCount(baseline.new.length)} new, ${formatCount(baseline.gone.length)} gone and ${formatCount(baseline.unchanged)} unchanged problems on ${countOf(baseline.machines, 'machine')} of both runs.`,
		2,
		baseline.new.length > 0 ? 'bad' : 'good',
	);
	if (!baseline.sameFilter)
		text += paragraph('The earlier run was made with another filter: what is new or gone may only have been left out.', 2, 'warning');
	text += names('New machines', baseline.newMachines, top, layout) + names('Machines that are gone', baseline.goneMachines, top, layout);
	if (baseline.machines === 0 && totals.machines > 0) text += paragraph('The runs have no machine in common.', 2, 'warning');
	const lists: readonly (readonly [readonly ProblemChange[], 'bad' | 'good', string, string])[] = [
		[baseline.new, 'bad', '+', 'new problem'],
		[baseline.gone, 'good', '-', 'gone problem'],
	];
	for (const [changes, emphasis, sign, noun] of lists) {
		for (const {machine, rule} of changes.slice(0, top))
			text += paragraph(`${machine}: ${rule}`, 6, undefined, `    ${paint(emphasis, sign)} `);
		text += more(changes.length - top, noun, layout);
	}
	for (const {rule, new: added, gone, unchanged, onNewMachines, onGoneMachines} of baseline.rules.slice(0, top)) {
		const others = [
			onNewMachines === 0 ? '' : `${formatCount(onNewMachines)} on new machines`,
			onGoneMachines === 0 ? '' : `${formatCount(onGoneMachines)} on machines that are gone`,
		].filter((part) => part !== '');
		text += paragraph(
			`${rule}: ${formatCount(added)} new, ${formatCount(gone)} gone, ${formatCount(unchanged)} unchanged${others.length === 0 ? '' : `; ${others.join(', ')}`}`,
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
