/** The shapes in which mails, chats, pages and documents carry a log: each is read as the plain one is, and what is guessed is told. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer} from '../../../src/core/analyze.js';
import type {FileReport} from '../../../src/core/types.js';
import {checkInvariants} from '../../helpers/invariants.js';
import {bytesOf, concat, utf16} from '../../helpers/log-lines.js';

/** Component and text of a scan that fails. */
const STORY = [
	['Agent', '* START * Finding updates CallerId = UpdateOrchestrator  Id = 14 (cV = kP2uVb7QmE6xTz3d.1.0)'],
	['Agent', 'Online = Yes; Interactive = No; AllowCachedResults = No; Ignore download priority = No'],
	['Agent', 'ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed'],
	['Misc', 'Got WSUS Client/Server URL: https://wsus.corp.example:8531/ClientWebService/client.asmx""'],
	['WebServices', 'Proxy Behavior set to 1 for service url https://wsus.corp.example:8531/ClientWebService/client.asmx'],
	['WebServices', 'Auto proxy settings for this web service call.'],
	[
		'WebServices',
		"WS error: There was an error communicating with the endpoint at 'https://wsus.corp.example:8531/ClientWebService/client.asmx'.",
	],
	['WebServices', '*FAILED* [80240438] Web service call'],
	['Agent', '* END * Finding updates CallerId = UpdateOrchestrator, Id = 14, Exit code = 0x80240438 (cV = kP2uVb7QmE6xTz3d.1.0)'],
] as const;

type Line = (second: string, component: string, text: string) => string;

function log(line: Line, end = '\n'): string {
	return STORY.map(([component, text], index) => line(`0${index}.1234567`, component, text)).join(end);
}

const plain: Line = (second, component, text) => `2024/05/06 07:08:${second} 1200  3400  ${component.padEnd(15)} ${text}`;
const collapsed: Line = (second, component, text) => `2024/05/06 07:08:${second} 1200 3400 ${component} ${text.replace(/ {2,}/g, ' ')}`;

function analyze(input: string | Uint8Array): FileReport {
	const analyzer = createAnalyzer();
	analyzer.push(typeof input === 'string' ? bytesOf(input) : input);
	const report = analyzer.end();
	checkInvariants(report);
	return report;
}

function outcomeOf({scans, findings}: FileReport): {readonly scans: readonly object[]; readonly rules: readonly string[]} {
	return {
		scans: scans.map(({caller, callId, outcome, exitCode, rootCause, server, proxy}) => ({
			caller,
			callId,
			outcome,
			exitCode,
			cause: rootCause?.code,
			server: server?.url,
			attempts: proxy.attempts.map((attempt) => attempt.outcome),
		})),
		rules: findings.map(({rule}) => rule),
	};
}

function issueKinds({issues}: FileReport): readonly string[] {
	return issues.map(({kind}) => kind);
}

const expected = outcomeOf(analyze(log(plain)));

it('the plain log is one scan that failed', () => {
	expect(expected).toMatchObject({
		scans: [{caller: 'UpdateOrchestrator', outcome: 'failed', exitCode: '0x80240438', attempts: ['failed']}],
	});
	expect(issueKinds(analyze(log(plain)))).toEqual([]);
});

const wrapped = (width: number): string =>
	log(plain)
		.split('\n')
		.map((line) => line.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n'))
		.join('\n');

/** The source of a mail: what has a meaning there is encoded, and long lines are broken. */
const quotedPrintable = log(plain)
	.replaceAll('=', '=3D')
	.split('\n')
	.map((line) => line.replace(/(.{73,74}[^=3])(?=.{4})/g, '$1=\n'))
	.join('\n');

describe.each([
	['the source of a mail', quotedPrintable],
	['the source of a mail with blanks at the ends', log(plain).replaceAll('=', '=3D').replaceAll('\n', '=20\n')],
	['rich text', `{\\rtf1\\ansi\n${log(plain).replace(/[{}]/g, '\\$&').replaceAll('\n', '\\par\n')}\\par\n}`],
	['dates with the day first', log(plain).replaceAll('2024/05/06', '06.05.2024')],
	['dates with the day first and a short year', log(plain).replaceAll('2024/05/06', '6. 5. 24')],
	['dates with the month first', log(plain).replaceAll('2024/05/06', '5/13/2024')],
	['a clock with twelve hours', log(plain).replaceAll('2024/05/06', '5/13/2024').replaceAll('.1234567 ', ' AM ')],
	['columns of a spreadsheet', log((_, component, text) => `13.05.2024 07:08:09;1200;3400;${component};${text}`)],
	[
		'quoted columns of a spreadsheet',
		log((_, component, text) => `"5/13/2024 7:08:09 AM","1200","3400","${component}","${text.replace(/"/g, '""')}"`),
	],
	['line ends of CR alone', log(plain, '\r')],
	['all kinds of line ends', log(plain, '\r').replace(/\r/, '\n').replace(/\r/, '\r\n')],
	['dates with blanks', log(plain).replaceAll('2024/05/06', '2024. 05. 06')],
	['dates that end in a dot', log(plain).replaceAll('2024/05/06', '2024. 05. 06.')],
	['no fraction of the second', log(plain).replaceAll('.1234567', '')],
	['blanks that do not break', log(plain).replaceAll(' ', '\u00a0')],
	['one entity for each blank', log(plain).replaceAll(' ', '&nbsp;')],
	['quotes as entities', log(plain).replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
	['paragraphs of a page', log((...line) => `<p>${plain(...line)}</p>`)],
	['line breaks of a page', log((...line) => `${plain(...line)}<br />`)],
	['the table of a page', log((...line) => `<tr><td class="log">${collapsed(...line)}</td></tr>`)],
	['bold failures', log(plain).replaceAll('*FAILED*', '**FAILED**')],
	['escapes of Markdown', log(collapsed).replaceAll('*', '\\*').replaceAll('[', '\\[').replaceAll(']', '\\]')],
	['scans made bold', log(plain).replace('* START *', '**START**').replace('* END *', '**END**')],
	['quotes and x made typographic', log(plain).replaceAll("'", '\u2019').replaceAll('""', '\u201d').replaceAll('0x', '0\u00d7')],
	['another sign for the asterisk', log(plain).replaceAll('*', '\u2217')],
	['times of other logs, with T and Z', log(plain).replaceAll('2024/05/06 ', '2024-05-06T').replaceAll('1234567 ', '1234567Z ')],
	['times with their zone', log(plain).replaceAll('1234567 ', '123+02:00 ')],
	['bullets of another code page', log((...line) => `â€¢ ${plain(...line)}`)],
	['the prefix of syslog', log((...line) => `<14>May  6 07:09:11 pc-0142 wulog[77]: ${plain(...line)}`)],
	['words before the first line', `Here is what I found: ${log(plain)}`],
	['lines of a console of 80 columns', wrapped(80)],
	['lines of a console of 120 columns', wrapped(120)],
	['blanks lost at such a break', wrapped(80).replace(/ +$/gm, '')],
])('%s', (_, text) => {
	it('are read as the plain log is', () => {
		expect(outcomeOf(analyze(text))).toEqual(expected);
	});
});

describe.each([
	['dates that do not tell the day from the month', log(plain).replaceAll('2024/05/06', '05/06/2024'), 'the day from the month'],
	['entries in one line', log(collapsed, ' '), 'Entries that stand in one line'],
	['entries in one line without a blank between', log(plain, ''), 'Entries that stand in one line'],
	['a time without a date', log((second, component, text) => `07:08:${second} 1200  3400  ${component.padEnd(15)} ${text}`), 'no date'],
	[
		'a time without date and fraction',
		log((second, component, text) => `07:08:${second.slice(0, 2)} 1200  3400  ${component} ${text}`),
		'no date',
	],
	['a time and a component', log((second, component, text) => `07:08:${second} ${component} ${text}`), 'without process and thread'],
	[
		'one of process and thread',
		log((second, component, text) => `2024/05/06 07:08:${second} 1200 ${component} ${text}`),
		'without process',
	],
	[
		'times made unreadable',
		log((_, component, text) => `YYYY/MM/DD HH:MM:SS.NNNNNNN 1200 3400 ${component} ${text}`),
		'Lines without time',
	],
	[
		'source files and components in brackets',
		log((second, component, text) => `07:08:${second} 1200 3400 webcall_cpp:212 [${component}] ${text}`),
		'no date',
	],
	[
		'no process and thread',
		log((second, component, text) => `2024/05/06 07:08:${second} ${component} ${text}`),
		'without process and thread',
	],
	['component and text', log((_, component, text) => `${component.padEnd(15)} ${text}`), 'Lines without time'],
	['component, dashes and text', log((_, component, text) => `${component} -- ${text}`), 'Lines without time'],
])('%s', (_, text, issue) => {
	const report = analyze(text);

	it('are read as the plain log is', () => {
		expect(outcomeOf(report)).toEqual(expected);
	});

	it('are told to be guessed', () => {
		expect(report.issues).toMatchObject([{kind: 'layout-guessed', line: 1, message: expect.stringContaining(issue)}]);
	});
});

it.each([
	['13/05/2024 07:08:00.1234567', '2024-05-13T07:08:00.1234567'],
	['5/13/2024 7:08:00 PM', '2024-05-13T19:08:00'],
	['5/13/2024 12:08:00 AM', '2024-05-13T00:08:00'],
	['06.05.24 07:08:00.1234567', '2024-05-06T07:08:00.1234567'],
	['05/06/2024 07:08:00.1234567', null],
])('the time of %s', (stamp, time) => {
	expect(analyze(`${stamp} 1200  3400  Agent           * START * Finding updates CallerId = CcmExec  Id = 1`).scans[0]?.start?.time).toBe(
		time,
	);
});

describe('an encoding that changes', () => {
	const [first, second] = [log(plain), log(plain).replaceAll('Id = 14', 'Id = 15').replaceAll('05/06', '05/07')];

	it.each([
		['from UTF-8 to UTF-16', concat(bytesOf(`${first}\r\n`), utf16(second))],
		['from UTF-16 to UTF-8', concat(utf16(`\ufeff${first}\r\n`), bytesOf(second))],
	])('%s is told, and both parts are read', (_, bytes) => {
		const report = analyze(bytes);
		expect(report.scans.map(({callId, outcome}) => [callId, outcome])).toEqual([
			[14, 'failed'],
			[15, 'failed'],
		]);
		expect(report.issues).toMatchObject([{kind: 'encoding-changes', line: STORY.length + 1, count: 1}]);
		expect(report.verdict.text).not.toContain('could not be read');
	});
});

describe('lines without columns among others', () => {
	it('a scan that begins in one is of the thread of the next line', () => {
		const text = log(plain).replace(/^.*?\*/, 'Agent           *');
		const report = analyze(text);
		expect(report.scans).toMatchObject([{caller: 'UpdateOrchestrator', pid: 1200, tid: 3400, outcome: 'failed'}]);
		expect(report.issues).toMatchObject([{kind: 'layout-guessed', line: 1, count: 1}]);
	});

	it('a scan that ends in one is of the thread of the line before', () => {
		const text = log(plain).replace(/2024[^\n]*(\* END)/, 'Agent           $1');
		expect(outcomeOf(analyze(text))).toEqual(expected);
	});
});

describe('lines that are not read', () => {
	it('are counted before the first record, but for blank ones', () => {
		const report = analyze(`Hello,\n\nsee below.\n${log(plain)}`);
		expect(report.log?.unparsedLines).toBe(3);
		expect(report.issues).toMatchObject([{kind: 'other-text', line: 1, count: 2}]);
	});

	it.each([
		'2024-05-06T07:08:04Z|1200|Agent: no columns that anybody knows',
		'[Mon May 6 07:08:04 2024] (WebServices) *FAILED* [80240438]',
	])('are counted where they look like an entry: %s', (unread) => {
		const lines = log(plain).split('\n');
		const report = analyze([...lines.slice(0, 4), unread, ...lines.slice(4)].join('\n'));
		expect(outcomeOf(report)).toEqual({...expected, rules: [...expected.rules, 'log-partly-unread']});
		expect(report.issues).toMatchObject([{kind: 'unparsed-lines', line: 5, count: 1}]);
	});
});

/** Pseudo-random whole numbers below a limit, the same in each run (Park and Miller). */
function numbersFrom(seed: number): (limit: number) => number {
	let state = seed;
	return (limit) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % limit;
	};
}

describe('wherever the bytes are cut', () => {
	const [first, second] = [log(plain, '\r\n'), log(plain, '\r\n').replaceAll('Id = 14', 'Id = 15')];
	const german = first.replaceAll('UpdateOrchestrator', 'Müller–Öl €');

	it.each([
		['CRLF', bytesOf(first)],
		['CR alone', bytesOf(log(plain, '\r'))],
		['CR before CRLF', bytesOf(first.replaceAll('\r', '\r\r'))],
		['mixed line ends', bytesOf(log(plain, '\r').replace(/\r/, '\n').replace(/\r/, '\r\n'))],
		['characters of several bytes', bytesOf(german)],
		['blanks that do not break', bytesOf(first.replaceAll(' ', '\u00a0'))],
		['UTF-16', utf16(`\ufeff${german}`)],
		['big-endian UTF-16', utf16(`\ufeff${german}`, 'be')],
		['UTF-16 behind UTF-8', concat(bytesOf(german), utf16(`\ufeff${second}`))],
		['UTF-8 behind UTF-16', concat(utf16(`\ufeff${german}`), bytesOf(second))],
		['entries in one line', bytesOf(log(collapsed, ' '))],
		['paragraphs of a page', bytesOf(log((...line) => `<p>${plain(...line)}</p>`))],
		['a console of 80 columns', bytesOf(wrapped(80))],
		['component and text', bytesOf(log((_, component, text) => `${component.padEnd(15)} ${text}`))],
		['no date', bytesOf(log((at, component, text) => `07:08:${at} 1200  3400  ${component} ${text}`))],
		['unread lines', bytesOf(`Hello,\n${first}\r\n2024-05-06T07:08:04Z|Agent: unknown\r\n${second}`)],
		['NUL bytes', concat(bytesOf(first), new Uint8Array(300), bytesOf(second))],
	])('%s read the same', (_, bytes) => {
		const whole = analyze(bytes);
		const next = numbersFrom(bytes.length);
		for (const most of [1, 2, 3, 48, 50, 97, 700, 5000]) {
			const analyzer = createAnalyzer();
			for (let at = 0; at < bytes.length; ) {
				const size = 1 + next(most);
				// A reader that reuses its buffer, of a kind whose slices are no copies.
				const lent = Buffer.from(bytes.slice(at, at + size));
				analyzer.push(lent);
				lent.fill(0x2a);
				at += size;
			}
			expect(analyzer.end()).toEqual(whole);
		}
	});
});

describe('what stands before the columns', () => {
	it('is the end of the record before where a line was broken there', () => {
		const text = log(collapsed, ' ').replace('Exit code = 0x80240438', 'Exit code\n= 0x80240438');
		expect(outcomeOf(analyze(text))).toEqual(expected);
		const middle = log(collapsed, ' ').replace('Web service call ', 'Web service\ncall ');
		expect(outcomeOf(analyze(middle))).toEqual(expected);
	});
});
