/** The report for tickets: what it says, and that no text of a log becomes markup in it. */
import {describe, expect, it} from 'vitest';
import type {Finding} from '../../../src/core/types.js';
import {markdownBlock, markdownCell, markdownCode, markdownText} from '../../../src/core/report/markdown-text.js';
import {createMarkdownReporter} from '../../../src/core/report/reporters/markdown.js';
import {bareScan, hostileReport, judged, printed, PROXY_FINDING, proxyStory, sampleReport} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';

/** What is left when code is taken out as CommonMark finds it: a run of backticks, to the next run as long. */
function withoutCode(line: string): string {
	let rest = line;
	let text = '';
	for (;;) {
		const opening = /`+/.exec(rest);
		if (opening === null) return text + rest;
		const [fence] = opening;
		const after = rest.slice(opening.index + fence.length);
		const closing = Array.from(after.matchAll(/`+/g)).find(([run]) => run.length === fence.length);
		if (closing === undefined) return `${text}${rest}`;
		text += `${rest.slice(0, opening.index)}CODE`;
		rest = after.slice(closing.index + fence.length);
	}
}

/** Lines outside of blocks of code. */
function textLines(markdown: string): readonly string[] {
	const lines: string[] = [];
	let fence: string | null = null;
	for (const line of markdown.split('\n')) {
		const run = /^ *(`{3,})$/.exec(line)?.[1];
		if (fence === null) {
			if (run === undefined) lines.push(line);
			else fence = run;
		} else if (run !== undefined && run.length >= fence.length) {
			fence = null;
		}
	}
	expect(fence).toBeNull();
	return lines;
}

/** Beginnings of lines that are ours. */
const OURS = new RegExp(
	[
		String.raw`^(?:#{2,4} (?:(?:Error|Warning|Note): )?| *- |\d+\. |\*\*These steps change the PC:\*\*|> - `,
		String.raw`|\*\*(?:Error|Warning|Note|Good|No scan results|Next):\*\* |\| )?`,
	].join(''),
);

function checkText(markdown: string): void {
	for (const line of textLines(markdown)) {
		const text = withoutCode(line)
			.replace(OURS, '')
			.replace(/^<https:\/\/learn\.microsoft\.com\/[\w/-]+>$/, '');
		if (line.startsWith('|')) continue;
		expect(text.replace(/(?<=\S )>(?= )/g, '')).not.toMatch(/[`*_~[\]<>\\|@{}&]/);
		expect(text).not.toMatch(/:\/\/|www\.|#\d/);
		expect(text).not.toMatch(/^(?:#|>|[-+] |\d+[.)] |={2,}|-{2,})/);
	}
}

describe('what it says', () => {
	const text = printed(createMarkdownReporter, [proxyStory()]);

	it('is as it was', async () => {
		await expect(text).toMatchFileSnapshot('ticket.md.txt');
	});

	it('is as it was for logs of several kinds', async () => {
		const names = [
			'win11-uus-scanqos.log',
			'win7-named-proxy-8024402c.log',
			'win10-1607-undecoded.log',
			'utf16-wsus-offline-cancelled.log',
			'wsus-fallback-allowed-by-policy.log',
		];
		await expect(
			printed(
				createMarkdownReporter,
				names.map((name) => judged(sampleReport(name))),
			),
		).toMatchFileSnapshot('tickets.md.txt');
	});

	it('puts errors before warnings before notes, however they come', () => {
		const story = proxyStory();
		const turned = printed(createMarkdownReporter, [{...story, findings: story.findings.toReversed()}]);
		expect(turned.match(/^#### \w+/gm)).toEqual(['#### Error', '#### Warning', '#### Note']);
	});

	it('begins with the verdict', () => {
		expect(text.split('\n').slice(0, 3)).toEqual([
			'## `samples/wsus-system-proxy-fails-no-fallback.log`',
			'',
			'**Error:** 1 of 3 scans failed: the system proxy cannot be reached, and scans against WSUS may not use another one.',
		]);
	});

	it('puts errors before warnings before notes', () => {
		expect(text.match(/^#### \w+/gm)).toEqual(['#### Error', '#### Warning', '#### Note']);
	});

	it('quotes evidence, lists checks, and sets apart what changes something', () => {
		expect(text).toContain('> - line 58: `2022-02-23 06:32:02.0170240 9612  14396 WebServices     *FAILED* [80240438] Web service call`\n');
		expect(text).toContain(
			'\n1. Show the system proxy of the device, in an elevated prompt.\n\n   ```\n   netsh winhttp show proxy\n   ```\n',
		);
		expect(text).toContain(
			'\n**These steps change the PC:**\n\n3. Set the system proxy, or let WSUS bypass it.\n\n   ```\n   netsh winhttp set proxy ',
		);
		expect(text.indexOf('See whether')).toBeLessThan(text.indexOf('These steps change the PC'));
		expect(text).toContain('- <https://learn.microsoft.com/en-us/windows/deployment/update/windows-update-troubleshooting>\n- KB4571756\n');
	});

	it('has a table of failed scans and one that counts the others', () => {
		expect(text).toContain(
			'| 1 | 2022-02-23 06:30:53 | `CcmExec` | WSUS | `https://wsus01.contoso.example:8531` | last ' +
				'attempt failed | WSUS certificate store is empty, pinning is not mandatory | failed: 0x80240438 ' +
				'`WU_E_PT_ENDPOINT_UNREACHABLE` (1\u00a0minute 9\u00a0seconds) |',
		);
		expect(text).toContain('| 2 | `Update;ScanForUpdates` | Microsoft Store, offline | no web call | succeeded |');
	});

	it('ends with what the log covers', () => {
		expect(
			text.endsWith('### What this log covers\n\n- The log covers 3 scans.\n- It has no policy values, so what was allowed is inferred.\n'),
		).toBe(true);
	});

	it('sums up several files', () => {
		const both = printed(createMarkdownReporter, [proxyStory(), judged(sampleReport('win10-1607-undecoded.log'))]);
		expect(both).toContain('\n\n## `samples/win10-1607-undecoded.log`\n');
		expect(both).toContain('## All files\n\n2 files: 2 analyzed. 3 scans, 1 online: 1 failed');
	});

	it('says of a skipped file why', () => {
		const file = {
			...judged(sampleReport('wsus-http.log')),
			status: 'skipped',
			reason: 'The file is empty.',
			log: null,
			wsus: null,
			scans: [],
			coverage: [],
		} as const;
		expect(printed(createMarkdownReporter, [file])).toContain('\n\nThe file is empty.\n');
	});

	it('quotes a dozen lines, shortened, and counts the others', () => {
		const evidence = (count: number): Finding['evidence'] =>
			Array.from({length: count}, (_, index) => ({line: index + 1, text: `${index} ${'x'.repeat(index === 0 ? 500 : 1)}`}));
		const ticket = (count: number): string =>
			printed(createMarkdownReporter, [{...proxyStory(), findings: [{...PROXY_FINDING, evidence: evidence(count)}]}]);
		expect(
			ticket(12)
				.match(/^> - .*/gm)
				?.slice(-1),
		).toEqual(['> - line 12: `11 x`']);
		expect(
			ticket(13)
				.match(/^> - .*/gm)
				?.slice(-2),
		).toEqual(['> - line 12: `11 x`', '> - and 1 more line']);
		expect(ticket(1)).toContain(`Evidence from the log:\n\n> - line 1: \`0 ${'x'.repeat(398)} …\`\n`);
		expect(ticket(0)).not.toContain('Evidence from the log');
	});

	it('stays short for thousands of scans', () => {
		const scans = Array.from({length: 4000}, (_, index) =>
			bareScan({id: index + 1, outcome: index % 4 === 0 ? 'failed' : 'succeeded', exitCode: null}),
		);
		const long = printed(createMarkdownReporter, [{...proxyStory(), scans}]);
		expect(long).toContain('and 950 more.');
		expect(long).toContain('| 3000 | `caller` |');
		expect(long.length).toBeLessThan(20_000);
	});
});

describe.each(Object.entries(HOSTILE_TEXTS))('text with %s', (_, hostile) => {
	const text = printed(createMarkdownReporter, [hostileReport(hostile)]);

	it('stays text', () => {
		checkText(text);
		// Only line ends of our own, and nothing a terminal would act on.
		expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
	});

	it('leaves tables in shape', () => {
		const rows = textLines(text).filter((line) => line.startsWith('|'));
		expect(rows.length).toBeGreaterThanOrEqual(6);
		for (const row of rows) {
			// Whether a backslash before `\|` escapes it or not, the number of cells is the same.
			expect([9, 8]).toContain(row.split(/(?<!\\)\|/).length - 1);
			expect(row).not.toMatch(/\\\\\|/);
			for (const cell of row.split(/(?<!\\)\|/))
				expect(withoutCode(cell).replace(/(?<=\S )>(?= )/g, '')).not.toMatch(/[`*_~[\]<>@{}&]|:\/\//);
		}
	});
});

describe('inline code', () => {
	it.each([
		['a', '`a`'],
		['a`b', '``a`b``'],
		['`a`', '`` `a` ``'],
		['a``b', '```a``b```'],
		['', ''],
		[' \u001b[2J ', ''],
	])('of %j is %j', (text, code) => {
		expect(markdownCode(text)).toBe(code);
	});

	it('is used for what is more than a word', () => {
		expect(
			markdownText('The scan of https://wsus.example:8531, by "CcmExec" (line 12), failed with 0x80240438 WU_E_X; 50 % at 10:00:01!'),
		).toBe('The scan of `https://wsus.example:8531`, by "CcmExec" (line 12), failed with 0x80240438 `WU_E_X`; 50 `%` at 10:00:01!');
		expect(markdownText('- no list')).toBe('`-` no list');
		expect(markdownText('> no quote')).toBe('`>` no quote');
		expect(markdownText('Windows Components > Windows Update')).toBe('Windows Components > Windows Update');
		expect(markdownText('open https://<WSUS server>:8531/x, *then* [this] too')).toBe(
			'open `https://<WSUS server>:8531/x`, `*then* [this]` too',
		);
		expect(markdownText('1. no list')).toBe('`1.` no list');
		expect(markdownText('*a* (*b* *c*) *d*')).toBe('`*a*` (`*b* *c*`) `*d*`');
		expect(markdownText('Größe 更新 don’t re-run')).toBe('Größe 更新 don’t re-run');
	});

	it('cannot be left by a cell or a block', () => {
		expect(markdownCell('`a|b` \\| c')).toBe('`a\\|b` \\ \\| c');
		expect(markdownBlock('a\n```\nb', '  ')).toBe('  ````\n  a\n  ```\n  b\n  ````\n');
	});
});
