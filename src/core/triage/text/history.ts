/** What changed over the runs of a history. */
import {createLayout} from '../../report/text/layout.js';
import {countOf, formatCount, minuteText} from '../labels.js';
import {changesSince, type History} from '../history/history.js';
import type {SummaryTextOptions} from '../text.js';
import {bar, column, countRow, detail, heading, more} from './rows.js';

/** @param since runs from this time on count as changes; `null`: the last run */
export function historyText(history: History, since: string | null, options: SummaryTextOptions): string {
	const layout = createLayout(options);
	const {runs} = history;
	const last = runs.at(-1);
	if (last === undefined) return '';
	const {paragraph} = layout;
	let text = heading(`History: ${countOf(runs.length, 'run')} since ${minuteText(runs[0]?.run ?? null)}`, layout);
	for (const {run, machines, errors} of runs.slice(-options.top))
		text += paragraph(
			`${column(`${formatCount(errors)} of ${countOf(machines, 'machine')} with errors`, 40)}${bar(errors, machines, layout)}`,
			2,
			undefined,
			`  ${minuteText(run)}  `,
		);
	if (runs.length === 1) return `${text}${paragraph('Later runs are compared with this one.', 2)}\n`;
	const from = since ?? last.run;
	const rows = changesSince(history, from).filter((row) => row.new + row.fixed + row.worse > 0);
	text += paragraph(since === null ? 'Since the run before:' : `Since ${minuteText(from)}:`, 2, 'strong');
	if (rows.length === 0) text += paragraph('No machine has a new problem, and none is fixed.', 2);
	for (const {rule, code, server, now, then, firstSeen, lastSeen, ...counts} of rows.slice(0, options.top)) {
		const what = [rule, code, server].filter((part) => part !== null).join(', ');
		const emphasis = counts.new + counts.worse > 0 ? 'bad' : 'good';
		text += countRow(now, what, layout, emphasis);
		text += detail(
			`${formatCount(then)} before; ${formatCount(counts.new)} new, ${formatCount(counts.fixed)} fixed, ` +
				`${formatCount(counts.worse)} worse; first seen ${minuteText(firstSeen)}, last seen ${minuteText(lastSeen)}`,
			layout,
		);
	}
	return `${text}${more(rows.length - options.top, 'problem', layout)}\n`;
}
