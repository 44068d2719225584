/** Files that were skipped or failed, and why, so that none is lost silently. */
import type {Layout} from '../../report/text/layout.js';
import type {Summary} from '../summary.js';
import {unreadLinesText} from '../../wording/unread-lines.js';
import {countOf} from '../labels.js';
import {overlapText} from './doubts.js';
import {countRow, heading, more} from './rows.js';

const SHOWN = 5;

export function ledgerText({ledger, sources}: Summary, layout: Layout): string {
	let text = '';
	for (const status of ['failed', 'skipped'] as const) {
		if (ledger[status] === 0) continue;
		const reasons = ledger.reasons.filter((reason) => reason.status === status);
		text += heading(
			status === 'failed'
				? `${countOf(ledger.failed, 'file')} could not be read completely`
				: `${countOf(ledger.skipped, 'file')} skipped: not ${ledger.skipped === 1 ? 'a Windows Update log' : 'Windows Update logs'}`,
			layout,
		);
		for (const {reason, inputs, example} of reasons.slice(0, SHOWN))
			text += countRow(
				inputs,
				`${reason}${inputs === 1 ? ` (${example})` : ` (for example, ${example})`}`,
				layout,
				status === 'failed' ? 'bad' : undefined,
			);
		text += more(reasons.length - SHOWN, 'reason', layout);
	}
	if (ledger.unreadLines > 0) text += `${text === '' ? '' : '\n'}${layout.paragraph(`${unreadLinesText(ledger)}.`, 0, 'warning')}`;
	if (ledger.overlaps > 0) text += `${text === '' ? '' : '\n'}${layout.paragraph(overlapText(ledger), 0, 'dim')}`;
	const notes = [
		sources.replaced === 0 ? '' : `${countOf(sources.replaced, 'result')} replaced by newer ones of the same file`,
		sources.torn === 0 ? '' : countOf(sources.torn, 'incomplete line'),
		sources.unreadable === 0 ? '' : countOf(sources.unreadable, 'unreadable line'),
	].filter((part) => part !== '');
	if (notes.length === 0) return text;
	const note = layout.paragraph(`Results files: ${notes.join(', ')}.`, 0, sources.unreadable > 0 ? 'warning' : 'dim');
	return `${text}${text === '' ? '' : '\n'}${note}`;
}
