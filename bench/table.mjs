/** Prints the one table of the bench, for people or as Markdown. */
import {MEGABYTE} from './measure.mjs';

const number = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const optional = (value, show) => (value === null || value === undefined ? '' : show(value));

const COLUMNS = [
	{head: 'what', show: ({what}) => what, isText: true},
	{head: 'log', show: ({log}) => log?.label ?? '', isText: true},
	{head: 'seconds', show: ({seconds}) => (seconds < 1 ? seconds.toFixed(3) : number(seconds))},
	{head: 'from–to', show: ({shortest, longest, runs}) => (runs < 2 ? '' : `${number(shortest)}–${number(longest)}`)},
	{head: 'CPU s', show: ({cpu}) => optional(cpu, number)},
	{head: 'MB/s', show: ({log, seconds}) => optional(log?.bytes, (bytes) => number(bytes / MEGABYTE / seconds))},
	{head: 'lines/s', show: ({log, seconds}) => optional(log?.lines, (lines) => Math.round(lines / seconds).toLocaleString('en'))},
	{head: 'peak MB', show: ({peak}) => optional(peak, (value) => value.toFixed(0))},
	{head: 'times', show: ({times}) => optional(times, (value) => `${number(value)} ×`)},
	{head: 'CPU times', show: ({cpuTimes}) => optional(cpuTimes, (value) => `${number(value)} ×`)},
	{head: 'of', show: ({of}) => of ?? '', isText: true},
];

/** How many times the time of another row a row took, on the clock and in CPU. */
export function timesOf(result, base) {
	const hasCpu = result.cpu !== null && base.cpu !== null && base.cpu > 0;
	return {times: result.seconds / base.seconds, cpuTimes: hasCpu ? result.cpu / base.cpu : null};
}

/** @param sections `{title, rows}` */
export function printTable(sections, {isMarkdown, print = console.log}) {
	const cells = sections.map(({title, rows}) => ({title, rows: rows.map((row) => COLUMNS.map(({show}) => show(row)))}));
	const widths = COLUMNS.map(({head}, index) => Math.max(head.length, ...cells.flatMap(({rows}) => rows.map((row) => row[index].length))));
	const line = (values) =>
		values.map((value, index) => (COLUMNS[index].isText ? value.padEnd(widths[index]) : value.padStart(widths[index])));
	const heads = line(COLUMNS.map(({head}) => head));
	if (isMarkdown) {
		print(`| ${heads.join(' | ')} |`);
		print(
			`| ${COLUMNS.map(({isText}, index) => (isText ? '-'.repeat(widths[index]) : `${'-'.repeat(widths[index] - 1)}:`)).join(' | ')} |`,
		);
		for (const {title, rows} of cells) {
			print(`| **${title}** |${' |'.repeat(COLUMNS.length - 1)}`);
			for (const row of rows) print(`| ${line(row).join(' | ')} |`);
		}
		return;
	}
	print(heads.join('  '));
	for (const {title, rows} of cells) {
		print(`\n${title}`);
		for (const row of rows) print(line(row).join('  ').trimEnd());
	}
}
