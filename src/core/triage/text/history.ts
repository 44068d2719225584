/** What changed over the runs of a history. */
import {createLayout} from '../../report/text/layout.js';
import {countOf, formatCount, minuteText} from '../labels.js';
import {changesOf, type HistoryView} from '../history/history.js';
import type {SummaryTextOptions} from '../text.js';
import {bar, column, countRow, detail, heading, more} from './rows.js';

/** Columns of the time of a run and of its bar, with the blanks around them. */
const RUN = 46;
const BAR = 24;

export function historyText(view: HistoryView, options: SummaryTextOptions): string {
	const layout = createLayout(options);
	const {runs} = view.history;
	const {paragraph} = layout;
	let text = heading(`History: ${countOf(runs.length, 'run')} since ${minuteText(runs[0]?.run ?? null)}`, layout);
	for (const {run, machines, errors} of runs.slice(-options.top)) {
		const lead = `  ${minuteText(run)}  ${column(bar(errors, machines, layout), BAR)}  `;
		text += paragraph(`${formatCount(errors)} of ${countOf(machines, 'machine')} with errors`, RUN, undefined, lead);
	}
	if (runs.length === 1) return text + paragraph('Later runs are compared with this one.', 2);
	const {since, changes} = changesOf(view);
	text += paragraph(view.since === null ? 'Since the run before:' : `Since ${minuteText(since)}:`, 2, 'strong');
	if (changes.length === 0) text += paragraph('No machine has a new problem, and none is fixed.', 2);
	for (const {rule, code, server, now, before, firstSeen, lastSeen, ...counts} of changes.slice(0, options.top)) {
		const what = [rule, code, server].filter((part) => part !== null).join(', ');
		text += countRow(now, what, layout, counts.new + counts.worse > 0 ? 'bad' : 'good');
		text += detail(
			`${formatCount(before)} before; ${formatCount(counts.new)} new, ${formatCount(counts.fixed)} fixed, ` +
				`${formatCount(counts.worse)} worse; first seen ${minuteText(firstSeen)}, last seen ${minuteText(lastSeen)}`,
			layout,
		);
	}
	return text + more(changes.length - options.top, 'problem', layout);
}
