/** The charts of the page, drawn in advance: they need no script and can be printed. */
import {escapeHtml} from '../../report/html/escape.js';
import {LEVELS, type Level, PINNING_STATES, type PinningState, type Summary} from '../summary.js';
import {countOf, formatCount, percent, PINNING_WORDS, VERDICT_COUNT_WORDS} from '../labels.js';
import {ruleTitles, shortTitle} from '../problem-names.js';
import {type Bin, binDays, type BinUnit} from './time-bins.js';

/** Of the drawing, in pixels; its width is that of the page. */
const HEIGHT = 240;
const TOP = 12;
const BOTTOM = 28;
/** Rules with a color of their own; the others share one. */
const SERIES = 6;
/** Columns are no wider than if there were so many. */
const LEAST_BINS = 12;
/** Labels below the columns: as many as fit on a wide page, and those of them that fit on a phone. */
const LABELS = 8;
const NARROW_LABELS = 3;

/** Problems over time: a column per day, week, month or year, stacked by rule. Empty where no scan has a time. */
export function timePlot(summary: Summary): string {
	const {unit, bins} = binDays(summary.days);
	const rules = mostFrequent(bins);
	const titles = ruleTitles(summary.problems);
	const titleOf = (rule: string): string => shortTitle(titles.get(rule) ?? rule);
	const total = (bin: Bin): number => [...bin.problems.values()].reduce((sum, count) => sum + count, 0);
	const highest = niceCeiling(Math.max(1, ...bins.map(total)));
	if (bins.length === 0 || bins.every((bin) => total(bin) === 0)) return '';
	// In percent of the width, so that text keeps its size on any page.
	const step = 100 / Math.max(bins.length, LEAST_BINS);
	const width = step * 0.72;
	const y = (count: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / highest);

	const grid = [0, 0.5, 1].map((share) => {
		const value = highest * share;
		const at = round(y(value));
		return (
			`<line class="grid" x1="0" x2="100%" y1="${at}" y2="${at}"/>` +
			`<text x="-8" y="${round(y(value) + 4)}" text-anchor="end">${Number.isInteger(value) ? formatCount(value) : ''}</text>`
		);
	});
	const every = Math.ceil(bins.length / LABELS);
	const everyNarrow = every * Math.ceil(Math.ceil(bins.length / every) / NARROW_LABELS);
	const columns = bins.map((bin, index) => {
		const x = step * index + (step - width) / 2;
		let below = 0;
		const parts = [...rules, null].map((rule, series) => {
			const count =
				rule === null ? total(bin) - rules.reduce((sum, one) => sum + (bin.problems.get(one) ?? 0), 0) : (bin.problems.get(rule) ?? 0);
			if (count === 0) return '';
			const top = y(below + count);
			const height = y(below) - top;
			below += count;
			return `<rect class="s${series}" x="${round(x)}%" y="${round(top)}" width="${round(width)}%" height="${round(height)}"/>`;
		});
		const place = `x="${round(x + width / 2)}%" y="${HEIGHT - 8}" text-anchor="${index === 0 ? 'start' : 'middle'}"`;
		const label =
			index % every === 0
				? `<text${index % everyNarrow === 0 ? '' : ' class="wide"'} ${place}>${escapeHtml(binLabel(bin.start, unit))}</text>`
				: '';
		return (
			`<g><title>${escapeHtml(binWords(bin, unit, titleOf))}</title><rect class="hit" ` +
			`x="${round(step * index)}%" y="${TOP}" width="${round(step)}%" ` +
			`height="${HEIGHT - TOP - BOTTOM}"/>${parts.join('')}</g>${label}`
		);
	});
	const others = bins.some((bin) => total(bin) > rules.reduce((sum, rule) => sum + (bin.problems.get(rule) ?? 0), 0));
	const legend = rules.map(
		(rule, series) =>
			`<li><span class="swatch s${series}"></span><a href="#problems=${encodeURIComponent(rule)}">${escapeHtml(titleOf(rule))}</a></li>`,
	);
	return `<figure class="plot"><svg role="img" aria-label="Scans with problems by ${unit}">${grid.join('')}${columns.join('')}</svg>
<ul class="legend">${legend.join('')}${others ? `<li><span class="swatch s${SERIES}"></span>others</li>` : ''}</ul>
<figcaption>Scans with problems, by ${unit}.</figcaption></figure>
`;
}

function mostFrequent(bins: readonly Bin[]): readonly string[] {
	const counts = new Map<string, number>();
	for (const {problems} of bins) for (const [rule, count] of problems) counts.set(rule, (counts.get(rule) ?? 0) + count);
	return [...counts]
		.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
		.slice(0, SERIES)
		.map(([rule]) => rule);
}

/** 1, 2, 4, 5, 6, 8 or 10 times a power of ten: numbers that are easy to halve. */
function niceCeiling(value: number): number {
	const power = 10 ** Math.floor(Math.log10(value));
	return ([1, 2, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

function binLabel(start: string, unit: BinUnit): string {
	return unit === 'year' ? start.slice(0, 4) : unit === 'month' ? start.slice(0, 7) : start;
}

function binWords({start, scans, failed, problems}: Bin, unit: BinUnit, titleOf: (rule: string) => string): string {
	const named = [...problems]
		.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
		.slice(0, 8)
		.map(([rule, count]) => `${titleOf(rule)} ${formatCount(count)}`);
	return (
		`${unit === 'week' ? 'Week of ' : ''}${binLabel(start, unit)}: ${countOf(scans, 'scan')}, ${formatCount(failed)} ` +
		`failed${named.length === 0 ? '' : `; ${named.join(', ')}`}`
	);
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

interface Part {
	readonly name: string;
	readonly words: string;
	readonly count: number;
	readonly href: string;
}

/** A bar that is divided into the parts of a whole, with a legend below it. */
function shareBar(label: string, parts: readonly Part[], whole: number): string {
	const shown = parts.filter(({count}) => count > 0);
	let x = 0;
	const rects = shown.map(({name, words, count}) => {
		const width = whole === 0 ? 0 : (count / whole) * 100;
		const rect =
			`<rect class="p-${name}" x="${round(x)}" y="0" width="${round(width)}" ` +
			`height="10"><title>${escapeHtml(`${words}: ${formatCount(count)} (${percent(count, whole)})`)}</title></rect>`;
		x += width;
		return rect;
	});
	const legend = shown.map(
		({name, words, count, href}) =>
			`<li><span class="swatch p-${name}"></span><a ` +
			`href="${escapeHtml(href)}"><b>${formatCount(count)}</b> ${escapeHtml(words)}</a> <span ` +
			`class="muted">${percent(count, whole)}</span></li>`,
	);
	return (
		'<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" ' +
		`aria-label="${escapeHtml(label)}">${rects.join('')}</svg><ul ` +
		`class="legend">${legend.join('')}</ul>`
	);
}

export function verdictBar({totals}: Summary): string {
	return shareBar(
		'Machines by verdict',
		LEVELS.map((level) => ({name: level, words: VERDICT_COUNT_WORDS[level], count: totals.verdicts[level], href: `#verdict=${level}`})),
		totals.machines,
	);
}

export function pinningBar({pinning, totals}: Summary): string {
	return shareBar(
		'Machines by certificate pinning',
		PINNING_STATES.map((state: PinningState) => ({
			name: state,
			words: PINNING_WORDS[state],
			count: pinning[state],
			href: `#pinning=${state}`,
		})),
		totals.machines,
	);
}

export function outcomeBar({totals}: Summary): string {
	const parts = [
		{name: 'error', words: 'failed', count: totals.failed},
		{name: 'info', words: 'canceled', count: totals.cancelled},
		{name: 'good', words: 'succeeded', count: totals.succeeded},
		{name: 'none', words: 'without a result', count: totals.unknown},
	];
	return shareBar(
		'Scans by result',
		parts.map((part) => ({...part, href: '#table=machines&sort=-failed'})),
		totals.scans,
	);
}

export function ledgerBar({ledger}: Summary): string {
	const parts = [
		{name: 'error', words: 'failed', count: ledger.failed, href: '#table=files&status=failed'},
		{name: 'none', words: 'skipped', count: ledger.skipped, href: '#table=files&status=skipped'},
		{name: 'good', words: 'analyzed', count: ledger.analyzed, href: '#table=files&status=analyzed'},
	];
	return shareBar('Files by status', parts, ledger.inputs);
}

/** Shows how much of the fleet a row is about. */
export function countBar(count: number, whole: number, name: Level): string {
	return (
		'<svg class="count" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect ' +
		`class="track" width="100" height="10"/><rect class="p-${name}" ` +
		`width="${whole === 0 ? 0 : round(Math.max(1, (count / whole) * 100))}" height="10"/></svg>`
	);
}
