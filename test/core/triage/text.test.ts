/** The answer on the terminal: the counts first, every line as wide as it may be, nothing hostile. */
import {describe, expect, it} from 'vitest';
import {compareWithBaseline} from '../../../src/core/triage/baseline.js';
import type {Summary} from '../../../src/core/triage/summary.js';
import {summaryText} from '../../../src/core/triage/text.js';
import {formatCount, percent} from '../../../src/core/triage/labels.js';
import {firstSentence} from '../../../src/core/wording/sentences.js';
import {hostileReport} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {noLog, resultOf, resultWith, smallFleet, summarize, unreadable} from '../../helpers/triage-results.js';

const fleet = smallFleet();

function print(summary: Summary, options: {readonly width?: number; readonly top?: number; readonly unicode?: boolean} = {}): string {
	return summaryText(summary, {version: '0.0.0', top: 10, ...options});
}

describe('the answer', () => {
	it('is as it was', async () => {
		const earlier = summarize([resultOf('notInStore', 'pc-101'), resultOf('proxyDead', 'pc-102'), resultOf('http', 'pc-900')]);
		const summary = summarize(fleet, {groupBy: 'server'});
		await expect(print({...summary, baseline: compareWithBaseline(summary, earlier)})).toMatchFileSnapshot('answer.txt');
	});

	it('is wide where there is room', async () => {
		await expect(print(summarize(fleet), {width: 140, top: 3, unicode: false})).toMatchFileSnapshot('answer-wide.txt');
	});

	it.each([80, 100, 140])('keeps to %i columns, but for commands and long names', (width) => {
		const long = print(summarize(fleet, {groupBy: 'rule'}), {width})
			.split('\n')
			.filter((line) => line.length > width);
		expect(long.filter((line) => !/^ {5}Check: \S/.test(line))).toEqual([]);
	});

	it('has words for each kind of group', () => {
		expect(print(summarize(fleet, {groupBy: 'rule'}), {width: 200})).toMatch(/ wsus-over-http: about the log as a whole\n/);
		expect(print(summarize(fleet, {groupBy: 'machine'}), {width: 200})).toMatch(/Rules: (?:.*, )?wsus-over-http\n/);
		expect(print(summarize(fleet, {groupBy: 'code'}), {width: 200})).toMatch(/ 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: \d+ scan/);
	});

	it('says it in the first lines', () => {
		const lines = print(summarize(fleet)).split('\n');
		expect(lines[0]).toBe('✗ 7 of 15 machines have errors; 5 more have warnings.');
		expect(lines.slice(0, 24).join('\n')).toContain('netsh winhttp show proxy');
	});

	it('is plain ASCII where marks may not be used', () => {
		expect(print(summarize(fleet), {unicode: false})).toMatch(/^[\n\x20-\x7e]+$/);
	});

	it('paints what matters, and says the same without', () => {
		const painted = summaryText(summarize(fleet), {
			version: '0.0.0',
			top: 10,
			paint: (emphasis, text) => `<${emphasis}>${text}</${emphasis}>`,
		});
		expect(painted).toContain('<bad>✗</bad> <bad>7 of 15 machines');
		expect(painted.replace(/<\/?(?:bad|good|warning|strong|dim)>/g, '')).toBe(print(summarize(fleet)));
	});
});

describe('where there is little to say', () => {
	it('says so', () => {
		expect(print(summarize([]))).toBe('· No Windows Update logs were read.\n  There are no results.\n');
		expect(print(summarize([noLog('x', 'a', {source: 'file'})]))).toContain('1 file skipped: not a Windows Update log\n      1  ');
		expect(print(summarize([unreadable('Reading it is not permitted.', 'pc-1')]))).toContain('No log could be read for 1 machine.');
	});

	it('counts only the files that there are', () => {
		expect(print(summarize([resultOf('pinned', 'a')]))).toContain('\n  1 file: 1 analyzed.\n');
		expect(print(summarize([resultOf('pinned', 'a'), noLog('x', 'b')]))).toContain(
			'\n  2 files: 1 analyzed, 1 skipped. No readable log for 1 more machine.\n',
		);
		expect(print(summarize([resultOf('pinned', 'a'), unreadable('No.', 'b')]))).toContain(
			'\n  2 files: 1 analyzed, 1 failed. No readable log for 1 more machine.\n',
		);
	});

	it('praises a healthy fleet', () => {
		const text = print(summarize([resultOf('pinned', 'a'), resultOf('storeEmpty', 'b')]));
		expect(text).toMatch(/^✓ No errors or warnings on 2 machines\.\n/);
		expect(text).toContain('No problems, only notes');
	});

	it('says what a filter left out', () => {
		expect(print(summarize(fleet, {since: '2022-01-01', where: ['outcome=failed']})).replaceAll(/\n +/g, ' ')).toMatch(
			/Only scans since 2022-01-01, outcome=failed\. Excluded: \d+ machines and \d+ scans\./,
		);
	});

	it('says what results files did not tell', () => {
		const summary = {...summarize(fleet), sources: {results: 3, replaced: 2, torn: 1, unreadable: 4}};
		expect(print(summary)).toContain(
			'Results files: 2 results replaced by newer ones of the same file, 1 incomplete\nline, 4 unreadable lines.\n',
		);
	});
});

it.each(Object.entries(HOSTILE_TEXTS))('makes plain text of %s', (_, text) => {
	const summary = summarize([resultWith(hostileReport(text), text, {path: text}), unreadable(text, text)], {groupBy: 'machine'});
	const printed = print({...summary, baseline: compareWithBaseline(summary, summarize([]))});
	expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/);
});

it('writes numbers for people', () => {
	expect([0, 7, 999, 1000, 12_345, 1_234_567].map(formatCount)).toEqual(['0', '7', '999', '1,000', '12,345', '1,234,567']);
	expect([percent(0, 0), percent(0, 5), percent(1, 1000), percent(999, 1000), percent(1, 3), percent(3, 3)]).toEqual([
		'0%',
		'0%',
		'<1%',
		'>99%',
		'33%',
		'100%',
	]);
	expect(firstSentence('Give the system account a proxy that works, and more; elevated. Put your names.')).toBe(
		'Give the system account a proxy that works, and more; elevated.',
	);
	expect(firstSentence('See KB 1.2.3 and so on')).toBe('See KB 1.2.3 and so on');
});
