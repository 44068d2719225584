/** The answer on the terminal: the counts, then what to fix first, then what the fleet looks like. */
import type {ReporterOptions} from '../report/reporter.js';
import {createLayout, type Layout} from '../report/text/layout.js';
import {baselineText} from './text/baseline.js';
import {proxiesText, serversText, versionsText, pinningText, codesText} from './text/fleet.js';
import {doubtsText} from './text/doubts.js';
import {groupsText} from './text/groups.js';
import {ledgerText} from './text/ledger.js';
import {inventoryText} from './text/inventory.js';
import {machinesText} from './text/machines.js';
import {problemsText} from './text/problems.js';
import type {Summary} from './summary.js';
import {
	daysText,
	filterText,
	fleetLevel,
	headline,
	countOf,
	minuteText,
	formatCount,
	outcomeCounts,
	outsideCount,
	verdictCounts,
} from './labels.js';

export interface SummaryTextOptions extends ReporterOptions {
	/** Rows of each list. */
	readonly top: number;
}

/** The parts of the answer, in order; a part with nothing to say is empty. */
const PARTS: readonly ((summary: Summary, layout: Layout, options: SummaryTextOptions) => string)[] = [
	baselineText,
	doubtsText,
	groupsText,
	problemsText,
	serversText,
	proxiesText,
	pinningText,
	versionsText,
	codesText,
	machinesText,
	inventoryText,
	ledgerText,
];

export function summaryText(summary: Summary, options: SummaryTextOptions): string {
	const layout = createLayout(options);
	return [countsText(summary, layout), ...PARTS.map((part) => part(summary, layout, options))].filter((part) => part !== '').join('\n');
}

function countsText(summary: Summary, layout: Layout): string {
	const {marks, paint, paragraph} = layout;
	const {totals, ledger} = summary;
	const level = fleetLevel(summary);
	const [sign, emphasis] = (
		{
			error: [marks.bad, 'bad'],
			warning: [marks.warning, 'warning'],
			info: [marks.other, 'strong'],
			good: [marks.good, 'good'],
			none: [marks.other, 'strong'],
		} as const
	)[level];
	let text = paragraph(headline(summary), 2, emphasis, `${paint(emphasis, sign)} `);
	if (totals.machines > 0) text += paragraph(`${countOf(totals.machines, 'machine')}: ${verdictCounts(summary)}.`, 2);
	if (totals.scans > 0) {
		const span =
			totals.firstTime === null
				? ''
				: totals.firstTime.slice(0, 10) === totals.lastTime?.slice(0, 10)
					? ` on ${daysText(totals.firstTime, totals.lastTime)}`
					: ` from ${minuteText(totals.firstTime)} to ${minuteText(totals.lastTime)}`;
		text += paragraph(`${countOf(totals.scans, 'scan')}${span}, ${formatCount(totals.online)} online: ${outcomeCounts(summary)}.`, 2);
	} else if (totals.machines > 0) {
		text += paragraph('These logs contain no scans.', 2);
	}
	if (totals.outsideFailures > 0)
		text += paragraph(`${outsideCount(totals.outsideFailures)} on ${countOf(totals.machinesWithOutsideFailures, 'machine')}.`, 2);
	const files = [
		`${formatCount(ledger.analyzed)} analyzed`,
		ledger.skipped === 0 ? '' : `${formatCount(ledger.skipped)} skipped`,
		ledger.failed === 0 ? '' : `${formatCount(ledger.failed)} failed`,
	]
		.filter((part) => part !== '')
		.join(', ');
	if (ledger.inputs === 0) return text + paragraph('There are no results.', 2);
	const without =
		totals.machinesWithoutLog > 0 && totals.machines > 0
			? ` No readable log for ${countOf(totals.machinesWithoutLog, 'more machine')}.`
			: '';
	text += paragraph(`${countOf(ledger.inputs, 'file')}: ${files}.${without}`, 2);
	const filter = filterText(summary.filter);
	return filter === '' ? text : text + paragraph(filter, 2, 'dim');
}
