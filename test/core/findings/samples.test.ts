/** The sample of each story gives exactly the findings it should, no more; and the verdict says the story. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {createAnalyzer, type FileReport} from '../../../src/core/index.js';

const samples = new URL('../../../samples/', import.meta.url);

/** Severity and rule of each finding, worst first, and a part of the verdict. */
const STORIES: Readonly<Record<string, {readonly findings: readonly string[]; readonly level: string; readonly verdict: string}>> = {
	'failures-outside-scans.log': {
		findings: ['error server-http-status', 'warning connection-failed', 'info connection-failed'],
		level: 'error',
		verdict: 'wsus01.contoso.example failed (0x80244019 WU_E_PT_HTTP_STATUS_NOT_FOUND): the server returned HTTP 404',
	},
	'wsus-https-store-empty-ok.log': {findings: ['info wsus-certificate-store-empty'], level: 'good', verdict: 'All 3 scans succeeded'},
	'wsus-https-pinned-verbose-ok.log': {findings: ['info wsus-certificate-pinned'], level: 'good', verdict: 'Both scans succeeded'},
	'wsus-https-certificate-not-in-store.log': {
		findings: ['error wsus-certificate-not-in-store'],
		level: 'error',
		verdict: 'WU_E_TRUST_PROVIDER_UNKNOWN',
	},
	'online-user-proxy-rescue.log': {
		findings: ['warning user-proxy-fallback-used'],
		level: 'warning',
		verdict: 'connected only through the user proxy',
	},
	'wsus-system-proxy-fails-no-fallback.log': {
		findings: ['error system-proxy-failed-no-fallback', 'info wsus-certificate-store-empty'],
		level: 'error',
		verdict: 'the system proxy did not reach the server, and no fallback is allowed',
	},
	'wsus-fallback-allowed-by-policy.log': {
		findings: ['warning user-proxy-fallback-used', 'info user-proxy-fallback-allowed', 'info wsus-certificate-store-empty'],
		level: 'warning',
		verdict: 'connected only through the user proxy',
	},
	'wsus-http.log': {findings: ['warning wsus-over-http'], level: 'warning', verdict: 'HTTP, without encryption'},
	'win7-named-proxy-8024402c.log': {
		findings: ['error name-not-resolved', 'warning wsus-over-http'],
		level: 'error',
		verdict: '1 of 2 scans failed: DNS lookup failed',
	},
	'utf16-wsus-offline-cancelled.log': {
		findings: ['info scan-cancelled', 'info scan-cut-off'],
		level: 'good',
		verdict: '4 of 6 scans succeeded and 1 was canceled',
	},
	'win11-uus-scanqos.log': {findings: ['error all-proxies-failed'], level: 'error', verdict: 'could not be reached through either proxy'},
	'win10-1607-undecoded.log': {findings: ['warning log-undecoded'], level: 'warning', verdict: 'not decoded (no symbols)'},
	'win10-1607-exit-code-line.log': {
		findings: ['warning wsus-over-http', 'warning client-older-than-2021', 'info connection-timeout'],
		level: 'warning',
		verdict: '1 of 2 scans failed from 2017-06-14 06:52 to 06:53, every later scan worked: the server did not respond in time',
	},
	'two-scans-at-once.log': {findings: [], level: 'good', verdict: 'All 4 scans succeeded'},
	'pasted-from-a-ticket.log': {
		findings: ['error server-http-status', 'info wsus-certificate-store-empty'],
		level: 'error',
		verdict: 'returned HTTP 503',
	},
};

function analyze(name: string): FileReport {
	const analyzer = createAnalyzer({path: name});
	analyzer.push(readFileSync(new URL(name, samples)));
	return analyzer.end();
}

describe.each(Object.entries(STORIES))('%s', (name, story) => {
	const report = analyze(name);

	it('has its findings and no others', () => {
		expect(report.findings.map((finding) => `${finding.severity} ${finding.rule}`)).toEqual(story.findings);
	});

	it('has its verdict', () => {
		expect(report.verdict).toMatchObject({level: story.level});
		expect(report.verdict.text).toContain(story.verdict);
		expect(report.verdict.text).toMatch(/\.\)?$|\)\.$/);
	});

	it('says what it covers', () => {
		expect(report.coverage.length).toBeGreaterThan(1);
		for (const sentence of report.coverage) expect(sentence).toMatch(/^[A-Z\d].*\.$/);
	});

	it('keeps the paths in its steps as an admin must type them', () => {
		const texts = report.findings.flatMap(({steps}) => steps.map(({text}) => text));
		expect(texts.filter((text) => /\{|CSP:\S|\S\.\//.test(text))).toEqual([]);
		expect(texts.filter((text) => !/^[A-Z].*[.:)"]$/.test(text))).toEqual([]);
	});

	it('quotes lines that are in the file, as they are there', () => {
		const bytes = readFileSync(new URL(name, samples));
		const lines = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes).split(/\r?\n/);
		const quotes = report.findings.filter(({rule}) => rule !== 'log-undecoded').flatMap(({evidence}) => evidence);
		const found = quotes.map(({line, text}) => {
			// A wrapped line goes on in the next one.
			const there = lines
				.slice(line - 1, line + 1)
				.join(' ')
				.replace(/> /g, '');
			return there.replace(/\s+/g, ' ').includes(text.replace(/\s+/g, ' ').slice(0, 60)) ? text : there;
		});
		expect(found).toEqual(quotes.map(({text}) => text));
	});
});

it('covers every sample', () => {
	expect(
		readdirSync(samples)
			.filter((name) => name.endsWith('.log'))
			.sort(),
	).toEqual(Object.keys(STORIES).sort());
});
