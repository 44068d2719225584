/** `--group-by`: a row for each group, and what goes with it. */
import type {Layout} from '../../report/text/layout.js';
import type {GroupBy, Summary} from '../summary.js';
import {companionText, groupName, countOf, noScanText, formatCount, percent} from '../labels.js';
import {countRow, detail, heading, more} from './rows.js';

/** What is counted, and what stands with it. */
const WORDS: Readonly<Record<GroupBy, {readonly title: string; readonly noun: string; readonly with: string}>> = {
	rule: {title: 'By rule', noun: 'rule', with: 'Servers'},
	server: {title: 'By server', noun: 'server', with: 'Rules'},
	version: {title: 'By version of the update client', noun: 'version', with: 'Rules'},
	machine: {title: 'By machine', noun: 'machine', with: 'Rules'},
	code: {title: 'By code of failed scans', noun: 'code', with: 'Rules'},
};

export function groupsText(summary: Summary, layout: Layout, {top}: {readonly top: number}): string {
	const {groups} = summary;
	if (groups === null) return '';
	const words = WORDS[groups.by];
	if (groups.rows.length === 0) return heading(`${words.title}: there is nothing to group`, layout);
	let text = heading(`${words.title}, machines first`, layout);
	for (const row of groups.rows.slice(0, top)) {
		const {machines, scans, failed, with: companions} = row;
		text += countRow(
			machines,
			`${groupName(row, summary)}: ${scans === 0 ? noScanText(groups.by) : `${countOf(scans, 'scan')}${failed === 0 ? '' : `, ${formatCount(failed)} failed (${percent(failed, scans)})`}`}`,
			layout,
			failed > 0 ? 'strong' : undefined,
		);
		if (companions.length > 0)
			text += detail(`${words.with}: ${companions.map((one) => companionText(one, groups.by)).join(', ')}`, layout);
	}
	return text + more(groups.rows.length - top, words.noun, layout);
}
