/** What the report says about times: calendars, masked dates, steps back of the clock, the zone. */
import {describe, expect, it} from 'vitest';
import {calendarOf, gregorianDay} from '../../../src/core/records/calendars.js';
import {formatUtcOffset} from '../../../src/core/records/log-time.js';
import {analyzeText, etwLine, issueOf, legacyLine, onlyScan} from '../../helpers/log-lines.js';

/** A log with one line for each stamp. */
function stamped(...times: readonly string[]): string {
	return times.map((time) => `${etwLine({time, text: 'text'})}\r\n`).join('');
}

function scanFrom(first: string, last: string): string {
	return [
		etwLine({time: first, text: '* START * Finding updates CallerId = X  Id = 1'}),
		etwLine({time: last, text: '* END * Finding updates CallerId = X, Id = 1, Exit code = 0x00000000'}),
	].join('\n');
}

describe('first and last time', () => {
	it('are those of the first and the last line, as printed and without a zone', () => {
		expect(analyzeText(stamped('2024/03/12 08:00:00.123', '2024/03/12 09:00:00.1234567')).log).toMatchObject({
			firstTime: '2024-03-12T08:00:00.123',
			lastTime: '2024-03-12T09:00:00.1234567',
			utcOffset: null,
		});
	});

	it('skip lines without a time', () => {
		const text = `${stamped('1601/01/01 01:00:00.0000000', '2024/03/12 08:00:00.123')}YYYY/MM/DD 10:21:33.123 1 2 Agent text\n`;
		expect(analyzeText(text).log).toMatchObject({firstTime: '2024-03-12T08:00:00.123', lastTime: '2024-03-12T08:00:00.123'});
	});
});

describe('durations', () => {
	it('are wall-clock milliseconds, across hours, days and years', () => {
		expect(onlyScan(scanFrom('2024/03/12 10:59:59.9990000', '2024/03/12 11:00:00.0019999')).durationMs).toBe(2);
		expect(onlyScan(scanFrom('2023/12/31 23:59:59.0000000', '2024/01/01 00:00:01.0000000')).durationMs).toBe(2000);
		expect(onlyScan(scanFrom('2024/02/28 00:00:00.0000000', '2024/03/01 00:00:00.0000000')).durationMs).toBe(2 * 86_400_000);
	});

	it('are left out where the clock went back or a time is missing', () => {
		expect(onlyScan(scanFrom('2024/03/12 10:00:00.000', '2024/03/12 09:59:59.999')).durationMs).toBeNull();
		expect(onlyScan(scanFrom('2024/13/12 10:00:00.000', '2024/03/12 10:00:00.000')).durationMs).toBeNull();
		expect(onlyScan(scanFrom('5784/01/12 10:00:00.000', '5784/01/12 10:00:01.000')).durationMs).toBeNull();
	});
});

describe('calendars', () => {
	it.each([
		[2024, 'gregorian'],
		[2567, 'buddhist'],
		[1403, 'persian'],
		[1445, 'um-al-qura'],
		[113, 'minguo'],
		[6, 'reiwa'],
		[30, 'heisei'],
		[5784, 'unknown'],
		[1300, 'unknown'],
		[1600, 'filetime-zero'],
		[1601, 'filetime-zero'],
		[2143, 'filetime-zero'],
		[2144, 'filetime-zero'],
		[2142, 'gregorian'],
	])('%i is %s', (year, calendar) => {
		expect(calendarOf(year)).toBe(calendar);
	});

	it('converts Thai Buddhist years and says so', () => {
		const report = analyzeText(stamped('2567/02/29 08:00:00.000', '2567/03/12 08:00:01.000'));
		expect(report.log).toMatchObject({firstTime: '2024-02-29T08:00:00.000', lastTime: '2024-03-12T08:00:01.000'});
		expect(report.issues).toMatchObject([{kind: 'buddhist-calendar', line: 1, count: 2}]);
		expect(onlyScan(scanFrom('2567/02/29 08:00:00.000', '2567/03/01 08:00:00.000')).durationMs).toBe(86_400_000);
	});

	it.each([
		['Persian', '1403/01/01', '2024-03-20', 'Persian'],
		['Persian, in a leap year', '1403/12/30', '2025-03-20', 'Persian'],
		['Um al-Qura', '1445/09/01', '2024-03-11', 'Um al-Qura'],
		['Um al-Qura, at the end of a year', '1446/12/29', '2025-06-25', 'Um al-Qura'],
		['Republic of China', '0113/02/29', '2024-02-29', 'Republic of China'],
		['Reiwa', '0006/03/12', '2024-03-12', 'Reiwa'],
	])('converts dates of the calendar %s and says so', (_, printed, date, words) => {
		const report = analyzeText(stamped(`${printed} 08:00:00.000`, `${printed} 08:00:02.000`));
		expect(report.log).toMatchObject({firstTime: `${date}T08:00:00.000`, lastTime: `${date}T08:00:02.000`});
		expect(report.issues).toMatchObject([
			{kind: 'calendar-converted', line: 1, count: 2, message: expect.stringContaining(words) as string},
		]);
		expect(onlyScan(scanFrom(`${printed} 10:00:00.000`, `${printed} 10:00:01.000`)).durationMs).toBe(1000);
	});

	it('finds as many days as a year has', () => {
		// 366 days of a Persian leap year; 354 or 355 of a year of the moon, which overlaps with it.
		const [persian, moon] = [1403, 1446].map((year) =>
			Array.from({length: 12 * 31}, (_, index) => gregorianDay(year, Math.floor(index / 31) + 1, (index % 31) + 1)).filter(
				(day) => day !== null,
			),
		);
		expect(persian).toHaveLength(366);
		expect([354, 355]).toContain(moon?.length);
	});

	it('has no time for a day that the calendar does not have', () => {
		const report = analyzeText(stamped('1403/01/01 08:00:00.000', '1402/12/30 08:00:00.000'));
		expect(report.log?.lastTime).toBe('2024-03-20T08:00:00.000');
		expect(issueOf(report, 'time-unreadable')).toMatchObject({line: 2, count: 1});
	});

	it('shows years of other calendars as printed and says so', () => {
		const report = analyzeText(stamped('5784/01/12 08:00:00.000', '2024/03/12 08:00:00.000', '5784/01/12 08:00:02.000'));
		expect(report.log).toMatchObject({firstTime: '5784-01-12T08:00:00.000', lastTime: '5784-01-12T08:00:02.000'});
		expect(report.issues).toMatchObject([{kind: 'calendar-unknown', line: 1, count: 2, message: expect.stringContaining('5784')}]);
	});

	it.each([
		'1600/12/31 19:00:00.0000000',
		'1601/01/01 01:00:00.0000000',
		'2143/12/31 19:00:00.0000000',
		'2144/01/01 07:00:00.0000000',
	])('takes %s for no time at all', (time) => {
		expect(analyzeText(stamped(time)).log).toMatchObject({firstTime: null, lastTime: null});
		expect(analyzeText(stamped(time)).issues).toEqual([]);
		expect(onlyScan(scanFrom(time, time)).start).toEqual({line: 1, time: null});
	});
});

describe('times that cannot be read', () => {
	it('are counted, and their lines are used all the same', () => {
		const scan = 'YYYY/MM/DD 10:21:33.123 5120 6644 Agent * START * Finding updates CallerId = X Id = 1\n';
		const report = analyzeText(
			`${stamped('2024/03/12 08:00:00.000')}${scan}${stamped('2024/00/12 08:00:00.000', '2024/03/12 24:00:00.000')}`,
		);
		expect(issueOf(report, 'time-unreadable')).toMatchObject({line: 2, count: 3});
		expect(report.scans).toMatchObject([{caller: 'X', start: {line: 2, time: null}, durationMs: null}]);
	});

	it.each([
		'2024/13/12 08:00:00.000',
		'2024/03/32 08:00:00.000',
		'2024/03/00 08:00:00.000',
		'2024/03/12 08:60:00.000',
		'2024/03/12 08:00:61.000',
	])('are those that no clock shows: %s', (time) => {
		expect(issueOf(analyzeText(stamped('2024/03/12 08:00:00.000', time)), 'time-unreadable')).toMatchObject({line: 2, count: 1});
	});

	it('are not those of a leap second', () => {
		expect(analyzeText(stamped('2024/03/12 23:59:59.000', '2024/03/12 23:59:60.000')).issues).toEqual([]);
	});

	it.each(['2O24/03/12', '2024/MM/12', '2024/03/DD'])('are pasted ones with a letter in the date: %s', (date) => {
		const report = analyzeText(`${stamped('2024/03/12 08:00:00.000')}> ${date} 10:21:33.123 5120 6644 Agent text\n`);
		expect(report.log).toMatchObject({lastTime: '2024-03-12T08:00:00.000'});
	});

	it('are no issue in the raw dialect, which has none', () => {
		const report = analyzeText('03E4 1668 SLS text\n');
		expect(report.issues).toEqual([]);
		expect(report.log).toMatchObject({dialect: 'raw', firstTime: null});
	});
});

describe('the clock', () => {
	it('may go back a little: that is how such files are', () => {
		expect(
			analyzeText(stamped('2024/03/12 08:05:00.000', '2024/03/12 08:04:00.000', '2024/03/12 08:04:50.000', '2024/03/12 07:59:50.000'))
				.issues,
		).toEqual([]);
	});

	it('is reported where it goes back far, with the first line and the largest step', () => {
		const report = analyzeText(
			stamped('2024/03/12 08:00:00.000', '2024/03/12 07:54:59.000', '2024/03/12 10:00:00.000', '2024/03/12 08:00:00.000'),
		);
		expect(report.issues).toEqual([{kind: 'clock-went-back', line: 2, count: 2, message: expect.stringContaining('120 minutes')}]);
	});
});

describe('the zone', () => {
	it('is stated by legacy logs only; the last one wins', () => {
		const banner = (zone: string): string =>
			`${legacyLine({component: 'Misc', text: `===========  Logging initialized (build: 7.6.7600.256, tz: ${zone})  ===========`})}\r\n`;
		expect(analyzeText(banner('-0700')).log).toMatchObject({utcOffset: '-07:00', clientVersions: ['7.6.7600.256']});
		expect(analyzeText(banner('-0700') + banner('+0530')).log?.utcOffset).toBe('+05:30');
	});

	it('stands in the stamp before agent 5.8', () => {
		expect(analyzeText('2004-05-29 16:25:51-0330  1896 13c   Service Main starts\r\n').log).toMatchObject({
			utcOffset: '-03:30',
			firstTime: '2004-05-29T16:25:51',
		});
		for (const wrong of ['+1500', '+0160', '+1x00', '+00-1'])
			expect(analyzeText(`2004-05-29 16:25:51${wrong}  1896 13c   Service Main starts\r\n`).log?.utcOffset ?? null).toBeNull();
	});

	it.each([
		[0, '+00:00'],
		[-30, '-00:30'],
		[330, '+05:30'],
	])('is printed with sign and two digits each: %i', (minutes, printed) => {
		expect(formatUtcOffset(minutes)).toBe(printed);
	});
});
