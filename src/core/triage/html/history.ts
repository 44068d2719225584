/** What changed over the runs of a history: a column for each run, and a row for each problem that changed. */
import {escapeHtml} from '../../report/html/escape.js';
import {changesOf, type HistoryRun, type HistoryView} from '../history/history.js';
import {countOf, formatCount, minuteText} from '../labels.js';
import {ruleTitles} from '../problem-names.js';
import type {Summary} from '../summary.js';
import {lines, link, section, table} from './tables.js';

/** Newest runs that are drawn, and rows of the table. */
const MOST_RUNS = 60;
const MOST_ROWS = 20;
/** Of the drawing, in pixels; its width is that of the page. */
const HEIGHT = 240;
const TOP = 12;
const BOTTOM = 28;
const LEAST_COLUMNS = 12;
const LABELS = 6;

export function historySection({problems}: Pick<Summary, 'problems'>, view: HistoryView | null): string {
	const runs = view?.history.runs ?? [];
	if (view === null || runs.length === 0) return '';
	const plot = runsPlot(runs.slice(-MOST_RUNS));
	if (runs.length === 1) return section('history', 'History', `${plot}<p>Later runs are compared with this one.</p>`);
	const {since, changes} = changesOf(view);
	const titles = ruleTitles(problems);
	const rows = changes
		.slice(0, MOST_ROWS)
		.map((row) => [
			link(`#problems=${encodeURIComponent(row.rule)}`, titles.get(row.rule) ?? row.rule) +
				lines([row.code, row.server].filter((part) => part !== null)),
			...[row.before, row.now, row.new, row.fixed, row.worse].map(formatCount),
			escapeHtml(minuteText(row.firstSeen)),
			escapeHtml(minuteText(row.lastSeen)),
		]);
	const words = changes.length === 0 ? 'No machine has a new problem, and none is fixed.' : 'Machines with each problem that changed.';
	const from = view.since === null ? 'Since the run before' : `Since ${minuteText(since)}`;
	const columns = ['Problem', 'Before', 'Now', 'New', 'Fixed', 'Worse', 'First seen', 'Last seen'];
	const counts = rows.length === 0 ? '' : table(columns, rows, changes.length - MOST_ROWS);
	return section('history', 'History', `${plot}<p><strong>${escapeHtml(from)}.</strong> ${words}</p>${counts}`);
}

function runsPlot(runs: readonly HistoryRun[]): string {
	const highest = Math.max(1, ...runs.map(({machines}) => machines));
	const step = 100 / Math.max(runs.length, LEAST_COLUMNS);
	const scale = (HEIGHT - TOP - BOTTOM) / highest;
	const every = Math.ceil(runs.length / LABELS);
	const columns = runs.map(({run, machines, errors, warnings, scans, failed}, index) => {
		const words =
			`${minuteText(run)}: ${countOf(machines, 'machine')}, ${formatCount(errors)} with errors, ${formatCount(warnings)} with ` +
			`warnings; ${countOf(scans, 'scan')}, ${formatCount(failed)} failed`;
		const parts = [
			{name: 'error', count: errors, below: 0},
			{name: 'warning', count: warnings, below: errors},
			{name: 'good', count: machines - errors - warnings, below: errors + warnings},
		];
		const x = step * index;
		const rects = parts
			.filter(({count}) => count > 0)
			.map(({name, count, below}) => {
				const y = HEIGHT - BOTTOM - (below + count) * scale;
				const size = `width="${round(step * 0.72)}%" height="${round(count * scale)}"`;
				return `<rect class="p-${name}" x="${round(x + step * 0.14)}%" y="${round(y)}" ${size}/>`;
			});
		const label =
			index % every === 0 ? `<text x="${round(x + step * 0.14)}%" y="${HEIGHT - 8}">${escapeHtml(run.slice(0, 10))}</text>` : '';
		const hit = `<rect class="hit" x="${round(x)}%" y="${TOP}" width="${round(step)}%" height="${HEIGHT - TOP - BOTTOM}"/>`;
		return `<g><title>${escapeHtml(words)}</title>${hit}${rects.join('')}</g>${label}`;
	});
	const legend = [
		['error', 'with errors'],
		['warning', 'with warnings'],
		['good', 'others'],
	].map(([name, words]) => `<li><span class="swatch p-${name}"></span>${words}</li>`);
	return `<figure class="plot"><svg role="img" aria-label="Machines by run">${columns.join('')}</svg>
<ul class="legend">${legend.join('')}</ul>
<figcaption>Machines with a log, by run; the highest column is ${escapeHtml(countOf(highest, 'machine'))}.</figcaption></figure>
`;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
