/** Filters by columns let through what a look at each line lets through. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createColumnFilter, withContext} from '../../../src/core/line-index/line-filter.js';
import type {LineColumns} from '../../../src/core/line-index/line-table.js';
import type {LineFilter, LineLevel} from '../../../src/core/line-index/viewer-port.js';
import {logText} from '../../helpers/generated-logs.js';
import {bytesOf} from '../../helpers/log-lines.js';
import {levelsOf, SMALL, tableOf} from './table-helpers.js';

const SEED = 20240320;
const NONE: LineFilter = {text: null, components: null, pid: null, tid: null, level: null, lines: null, context: 0};

function filtered(filter: LineFilter, columns: LineColumns, step: number): readonly number[] {
	const lines: number[] = [];
	const byColumns = createColumnFilter(filter, columns);
	for (let first = 1; first <= columns.count; first += step)
		byColumns.forEach(first, Math.min(columns.count, first + step - 1), (line) => lines.push(line));
	return lines;
}

function filteredOneByOne({components, pid, tid, level, lines}: LineFilter, columns: LineColumns): readonly number[] {
	return Array.from({length: columns.count}, (_, at) => at + 1).filter(
		(line) =>
			(components === null || components.some((name) => name.toLowerCase() === columns.componentOf(line).toLowerCase())) &&
			(pid === null || columns.pidOf(line) === pid) &&
			(tid === null || columns.tidOf(line) === tid) &&
			(level === null || columns.levelOf(line) <= level) &&
			(lines === null || lines.includes(line)),
	);
}

const ascending = fc
	.array(fc.integer({min: 1, max: 40}), {maxLength: 12})
	.map((lines) => Uint32Array.from(lines.sort((one, other) => one - other)));
const filter: fc.Arbitrary<LineFilter> = fc.record({
	text: fc.constant(null),
	components: fc.option(fc.array(fc.constantFrom('agent', 'AGENT', 'Misc', 'pt', 'SLS', '', 'none'), {maxLength: 3})),
	pid: fc.option(fc.constantFrom(0, 4, 1788, 5120)),
	tid: fc.option(fc.constantFrom(0, 16, 10920, 6644)),
	level: fc.option(fc.constantFrom<LineLevel[]>(0, 2, 3, 4)),
	lines: fc.option(ascending),
	context: fc.nat(3),
});

describe('createColumnFilter', () => {
	it('is as good as a look at each line', () => {
		fc.assert(
			fc.property(logText, filter, fc.integer({min: 1, max: 12}), (text, wanted, step) => {
				const columns = tableOf([bytesOf(`${text}\n`)], {...SMALL, levels: levelsOf(3, 5, 4, 2, 0)});
				expect(filtered(wanted, columns, step)).toEqual(filteredOneByOne(wanted, columns));
			}),
			{seed: SEED, numRuns: 500},
		);
	});

	it('lets everything through where nothing is asked', () => {
		expect(filtered(NONE, tableOf([bytesOf('a\nb\nc')]), 2)).toEqual([1, 2, 3]);
	});
});

describe('withContext', () => {
	it('shows the lines around each once, as far as there are any', () => {
		fc.assert(
			fc.property(ascending, fc.nat(5), fc.integer({min: 40, max: 44}), (matches, context, count) => {
				const unique = Uint32Array.from(new Set(matches));
				const around = Array.from({length: count}, (_, at) => at + 1).filter((line) =>
					unique.some((match) => Math.abs(match - line) <= context),
				);
				expect([...withContext(unique, context, count)]).toEqual(around);
			}),
			{seed: SEED, numRuns: 300},
		);
	});
});
