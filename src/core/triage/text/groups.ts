/** `--group-by`: a row for each group, with what is found most often in it. */
import type {Layout} from '../../report/text/layout.js';
import type {Summary} from '../summary.js';
import {companionText, countOf, groupMachinesText, groupName, groupWords, noScanText, formatCount, percent} from '../labels.js';
import {countRow, detail, heading, more} from './rows.js';

export function groupsText(summary: Summary, layout: Layout, {top}: {readonly top: number}): string {
	const {groups} = summary;
	if (groups === null) return '';
	const words = groupWords(groups);
	if (groups.rows.length === 0) return heading(`${words.title}: nothing to group`, layout);
	let text = heading(`${words.title} (most machines first)`, layout);
	for (const row of groups.rows.slice(0, top)) {
		const {machines, scans, failed, with: companions} = row;
		const failures = failed === 0 ? '' : `, ${formatCount(failed)} failed (${percent(failed, scans)})`;
		text += countRow(
			machines,
			`${groupName(row, summary)}: ${scans === 0 ? noScanText(groups.by) : `${countOf(scans, 'scan')}${failures}`}`,
			layout,
			failed > 0 ? 'strong' : undefined,
		);
		text += detail(groupMachinesText(row, groups.by), layout);
		if (companions.length > 0)
			text += detail(`${words.with}: ${companions.map((one) => companionText(one, groups.by)).join(', ')}`, layout);
	}
	return text + more(groups.rows.length - top, words.noun, layout);
}
