/** The phrases that the terminal and the page share. */
import {describe, expect, it} from 'vitest';
import type {FilterSummary, Level, Summary} from '../../../src/core/triage/summary.js';
import {
	daysText,
	filterText,
	fleetLevel,
	headline,
	mainSteps,
	countOf,
	minuteText,
	outcomeCounts,
	percent,
	verdictCounts,
} from '../../../src/core/triage/labels.js';
import {firstSentence} from '../../../src/core/wording/sentences.js';
import {summarize} from '../../helpers/triage-results.js';

const {totals: NOBODY, filter: UNFILTERED} = summarize([]);
const NO_VERDICTS: Readonly<Record<Level, number>> = {error: 0, warning: 0, info: 0, good: 0, none: 0};

/** A fleet with so many machines of each verdict. */
function fleet(verdicts: Partial<Record<Level, number>>, parts: Partial<typeof NOBODY> = {}): Pick<Summary, 'totals' | 'filter'> {
	const all = {...NO_VERDICTS, ...verdicts};
	return {
		filter: UNFILTERED,
		totals: {...NOBODY, verdicts: all, machines: Object.values(all).reduce((sum, count) => sum + count, 0), ...parts},
	};
}

describe('the headline', () => {
	it.each([
		[{}, 'No Windows Update logs were read.'],
		[{error: 1}, 'The only machine has an error.'],
		[{error: 2}, 'Both machines have errors.'],
		[{error: 3}, 'All 3 machines have errors.'],
		[{error: 1, good: 1}, '1 of 2 machines has an error.'],
		[{error: 1200, good: 34, warning: 1}, '1,200 of 1,235 machines have errors; 1 more has a warning.'],
		[{error: 2, warning: 2}, '2 of 4 machines have errors; 2 more have warnings.'],
		[{warning: 1, info: 1}, '1 of 2 machines has a warning; none has an error.'],
		[{warning: 2}, 'Both machines have warnings; there are no errors.'],
		[{good: 1}, 'No errors or warnings on 1 machine.'],
		[{good: 1, none: 1}, 'No errors or warnings on 2 machines.'],
	] satisfies readonly (readonly [Partial<Record<Level, number>>, string])[])('of %j', (verdicts, text) => {
		expect(headline(fleet(verdicts))).toBe(text);
	});

	it('says so where no log could be read', () => {
		expect(headline(fleet({}, {machinesWithoutLog: 3}))).toBe('No log could be read for 3 machines.');
	});

	it('says so where a filter leaves nothing', () => {
		const filter = {
			...UNFILTERED,
			since: '2024-03-12T10:00',
			where: ['server=wsus09', 'outcome=failed'],
			leftOut: {...UNFILTERED.leftOut, machines: 7},
		};
		expect(headline({...fleet({}, {machinesWithoutLog: 2}), filter})).toBe(
			'No scan matches since 2024-03-12 10:00, server=wsus09, outcome=failed in 7 machines.',
		);
	});
});

it.each([
	[{error: 1, warning: 1, good: 9}, 'error'],
	[{warning: 1, good: 9}, 'warning'],
	[{info: 1, good: 9}, 'info'],
	[{good: 1, none: 1}, 'good'],
	[{none: 1}, 'none'],
] satisfies readonly (readonly [
	Partial<Record<Level, number>>,
	Level,
])[])('a fleet is as bad as its worst machine: %j', (verdicts, level) => {
	expect(fleetLevel(fleet(verdicts))).toBe(level);
});

it('counts verdicts from bad to good, and outcomes, without what is not there', () => {
	expect(verdictCounts(fleet({none: 1, good: 1900, info: 3, warning: 2, error: 1}))).toBe(
		'1 with errors, 2 with warnings, 3 with notes, 1,900 without problems, 1 without a complete scan',
	);
	expect(verdictCounts(fleet({good: 1}))).toBe('1 without problems');
	expect(outcomeCounts(fleet({}, {failed: 3122, cancelled: 40, succeeded: 1, unknown: 2}))).toBe(
		'3,122 failed, 40 canceled, 1 succeeded, 2 without a result',
	);
	expect(outcomeCounts(fleet({}, {failed: 1}))).toBe('1 failed');
});

it('writes times and days', () => {
	expect([minuteText(null), minuteText('2024-03-12T19:47:21.1234567')]).toEqual(['time unknown', '2024-03-12 19:47']);
	const [early, late] = ['2024-03-01T08:00:00.0000000', '2024-03-12T19:47:00.0000000'];
	expect([daysText(null, null), daysText(early, null), daysText(null, late), daysText(early, early), daysText(early, late)]).toEqual([
		'',
		'2024-03-01',
		'2024-03-12',
		'2024-03-01',
		'2024-03-01 to 2024-03-12',
	]);
});

it('writes numbers and nouns', () => {
	expect([countOf(1, 'machine'), countOf(1284, 'machine'), countOf(2, 'entry', 'entries')]).toEqual([
		'1 machine',
		'1,284 machines',
		'2 entries',
	]);
	expect([percent(995, 1000), percent(994, 1000), percent(5, 1000), percent(4, 1000)]).toEqual(['>99%', '99%', '1%', '<1%']);
});

describe('what was asked for', () => {
	const all: FilterSummary = {
		since: null,
		until: null,
		where: [],
		leftOut: {machines: 0, scans: 0, scansWithoutTime: 0},
		scansOfOtherCalendar: 0,
	};

	it.each([
		[{}, ''],
		[{since: '2024-03-12T10:00'}, 'Only scans since 2024-03-12 10:00.'],
		[{since: '2024', scansOfOtherCalendar: 2}, 'Only scans since 2024. 2 scans with years of another calendar kept.'],
		[{until: '2024-03-12T10:00'}, 'Only scans until 2024-03-12 10:00.'],
		[{since: '2024-03-11', until: '2024-03-12', where: ['outcome=failed']}, 'Only scans from 2024-03-11 to 2024-03-12, outcome=failed.'],
		[{where: ['machine=pc-1*'], leftOut: {machines: 1, scans: 0, scansWithoutTime: 0}}, 'Only machine=pc-1*. Excluded: 1 machine.'],
		[{where: ['machine=pc-1*'], leftOut: {machines: 0, scans: 2, scansWithoutTime: 0}}, 'Only machine=pc-1*. Excluded: 2 scans.'],
		[
			{since: '2024', leftOut: {machines: 1, scans: 9, scansWithoutTime: 1}},
			'Only scans since 2024. Excluded: 1 machine and 9 scans (1 without a time).',
		],
		[
			{since: '2024', leftOut: {machines: 0, scans: 9, scansWithoutTime: 2}},
			'Only scans since 2024. Excluded: 9 scans (2 without a time).',
		],
	] satisfies readonly (readonly [Partial<FilterSummary>, string])[])('%j', (parts, text) => {
		expect(filterText({...all, ...parts})).toBe(text);
	});
});

it('ends the first sentence where it ends, but not after a few letters', () => {
	expect(firstSentence('See p. 3 of the log of WSUS! Then again.')).toBe('See p. 3 of the log of WSUS!');
	expect(firstSentence('Does the machine reach it?')).toBe('Does the machine reach it?');
});

it('says first what to look at and what to change', () => {
	const steps = [
		{text: 'look', changes: false},
		{text: 'change', changes: true},
		{text: 'look again', changes: false},
	].map((step) => ({...step, command: null, source: '', rules: []}));
	expect(mainSteps(steps as unknown as Parameters<typeof mainSteps>[0])).toMatchObject({check: {text: 'look'}, change: {text: 'change'}});
	expect(mainSteps([])).toEqual({check: null, change: null});
});
