/** What became of the inputs: none is lost without a word. */
import type {Layout} from '../../report/text/layout.js';
import type {Summary} from '../summary.js';
import {countOf} from '../labels.js';
import {countRow, heading, more} from './rows.js';

const SHOWN = 5;

export function ledgerText({ledger, sources}: Summary, layout: Layout): string {
	let text = '';
	for (const status of ['failed', 'skipped'] as const) {
		if (ledger[status] === 0) continue;
		const reasons = ledger.reasons.filter((reason) => reason.status === status);
		text += heading(
			status === 'failed'
				? `${countOf(ledger.failed, 'file')} could not be read to the end`
				: `${countOf(ledger.skipped, 'file')} skipped: no Windows Update log`,
			layout,
		);
		for (const {reason, inputs, example} of reasons.slice(0, SHOWN))
			text += countRow(
				inputs,
				`${reason}${inputs === 1 ? ` (${example})` : ` (such as ${example})`}`,
				layout,
				status === 'failed' ? 'bad' : undefined,
			);
		text += more(reasons.length - SHOWN, 'reason', layout);
	}
	const told = [
		sources.replaced === 0 ? '' : `${countOf(sources.replaced, 'result')} replaced by a later one of the same input`,
		sources.torn === 0 ? '' : `${countOf(sources.torn, 'line')} cut off`,
		sources.unreadable === 0 ? '' : `${countOf(sources.unreadable, 'line')} that could not be read`,
	].filter((part) => part !== '');
	return told.length === 0
		? text
		: `${text}${text === '' ? '' : '\n'}${layout.paragraph(`In the results files: ${told.join(', ')}.`, 0, sources.unreadable > 0 ? 'warning' : 'dim')}`;
}
