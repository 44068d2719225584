/** The page: what it says, that it is sound HTML, and that no text of a log becomes more than text. */
import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {escapeHtml, isSafeLink} from '../../../src/core/report/html/escape.js';
import {createHtmlReporter} from '../../../src/core/report/reporters/html.js';
import {checkAnchors, checkHarmless, checkHeadings, checkHtml} from '../../helpers/check-html.js';
import {
	bareScan,
	hostileReport,
	judged,
	printed,
	PROXY_FINDING,
	proxyStory,
	sampleReport,
	STORE_FINDING,
	timelineEntry,
} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {visibleText} from '../../helpers/visible-text.js';

const REFERENCES = [...PROXY_FINDING.references, ...STORE_FINDING.references, 'https://techcommunity.microsoft.com/'];

const SAMPLES = [
	'win11-uus-scanqos.log',
	'wsus-fallback-allowed-by-policy.log',
	'win7-named-proxy-8024402c.log',
	'win10-1607-undecoded.log',
	'wsus-https-store-empty-ok.log',
	'utf16-wsus-offline-cancelled.log',
	'two-scans-at-once.log',
];

function checkPage(html: string): void {
	const page = checkHtml(html);
	checkAnchors(page);
	checkHeadings(page);
	checkHarmless(page, REFERENCES);
}

describe('what it says', () => {
	const html = printed(createHtmlReporter, [proxyStory()]);

	it('is a sound page that loads nothing and runs only its own script', () => {
		checkPage(html);
		expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'`);
		expect(html).toContain('<title>wsus-system-proxy-fails-no-fallback.log – Error: 1 of 3 scans failed: the system proxy cannot be reached,');
		const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
		expect(html).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
		expect(html).not.toMatch(/@import|url\(|@font-face/);
	});

	it('reads as it did', async () => {
		await expect(visibleText(html)).toMatchFileSnapshot('page.txt');
	});

	it('draws its timelines as it did', async () => {
		const drawings = html.match(/<svg class="tl" role="img"[\s\S]*?<\/figure>/g) ?? [];
		await expect(`${drawings.join('\n').replace(/></g, '>\n<')}\n`).toMatchFileSnapshot('timelines.svg.txt');
	});

	it('shows the verdict in words and colour', () => {
		expect(html).toContain('<div class="answer is-error">');
		expect(html).toContain('<span class="level error">Error</span> 1 of 3 scans failed: the system proxy cannot be reached');
	});

	it('puts errors before warnings before notes, and numbers checks before changes', () => {
		expect(html.match(/class="(?:card finding is-\w+|note)"/g)).toEqual([
			'class="card finding is-error"',
			'class="card finding is-warning"',
			'class="note"',
		]);
		expect(html).toContain('<span class="line">line 58</span><code>2022-02-23 06:32:02.0170240');
		expect(html).toContain('<p class="label changes">These steps change the PC</p>\n<ol class="steps" start="3">');
		expect(html).toContain('<pre><code>netsh winhttp show proxy</code></pre>');
		expect(html.indexOf('netsh winhttp show proxy')).toBeLessThan(html.indexOf('These steps change the PC</p>'));
		expect(html).toContain('<li>KB4571756</li>');
	});

	it('begins with the first thing to do', () => {
		const answer = html.slice(html.indexOf('<div class="next">'), html.indexOf('<h3>'));
		expect(answer).toContain('<strong>Do this first</strong> Show the system proxy of the device, in an elevated prompt.');
		expect(answer).toContain('<pre><code>netsh winhttp show proxy</code></pre><button type="button" class="copy"');
		expect(answer).toContain('<a href="#file-1-finding-2">');
	});

	it('draws every scan, the failed one open', () => {
		expect(html.match(/<svg class="tl" role="img" aria-label="Timeline of the scan: /g)).toHaveLength(3);
		expect(html).toContain('<details class="card scan" id="file-1-scan-1" open>');
		expect(html).toContain('<details class="card scan" id="file-1-scan-2">');
		expect(html).toContain('<td class="when"><a href="#file-1-scan-2"><span class="date">2022-02-23 06:39:02</span></a></td>');
		expect(html).toContain('06:31:40');
		expect(html).toContain('>System proxy: failed 3 times, 21 s each</text>');
	});

	it('ends with what the log covers and who made it', () => {
		expect(html).toContain('<li>It has no policy values, so what was allowed is inferred.</li>');
		expect(html).toContain('Created by wulens 0.0.0.');
		expect(html).not.toContain('id="summary"');
		expect(html).not.toContain('not said');
	});
});

describe('several files', () => {
	const files = SAMPLES.map((name) => judged(sampleReport(name)));
	const html = printed(createHtmlReporter, files);

	it('read as they did', async () => {
		const kinds = ['win7-named-proxy-8024402c.log', 'win10-1607-undecoded.log', 'utf16-wsus-offline-cancelled.log'].map((name) =>
			judged(sampleReport(name)),
		);
		await expect(visibleText(printed(createHtmlReporter, kinds))).toMatchFileSnapshot('page-of-several.txt');
	});

	it('are one page with an index', () => {
		checkPage(html);
		expect(html.match(/<section class="file"/g)).toHaveLength(files.length);
		expect(html).toContain('<h2>7 files: 2 with errors, 5 good</h2>');
		expect(html).toContain('<title>7 Windows Update logs: 2 with errors, 5 good</title>');
		for (const [index, name] of SAMPLES.entries()) expect(html).toContain(`<p><a href="#file-${index + 1}">samples/${name}</a>`);
	});

	it('have the worst first, and those without a problem closed', () => {
		const sections = Array.from(html.matchAll(/<section class="file is-(\w+)"[^]*?<details class="body"( open)?>/g), ([, level, open]) => [
			level,
			open === undefined ? 'closed' : 'open',
		]);
		expect(sections).toEqual([...Array(2).fill(['error', 'open']), ...Array(5).fill(['good', 'closed'])]);
		expect(Array.from(html.matchAll(/<li class="is-(\w+)">/g), ([, level]) => level)).toEqual([...Array(2).fill('error'), ...Array(5).fill('good')]);
	});

	it('can be filtered by how they fared', () => {
		expect(Array.from(html.matchAll(/id="show-(\w+)"( checked)?><span>(\w+) <b>(\d+)<\/b>/g), (match) => match.slice(1))).toEqual([
			['all', ' checked', 'All', '7'],
			['error', undefined, 'Errors', '2'],
			['good', undefined, 'Good', '5'],
		]);
		expect(printed(createHtmlReporter, [proxyStory(), proxyStory()])).not.toContain('<fieldset');
	});

	it('are written when all are known', () => {
		const reporter = createHtmlReporter({version: '1.2.3'});
		expect(reporter.begin()).toBe('');
		expect([...reporter.file(proxyStory())]).toEqual([]);
	});

	it('may have no log in them', () => {
		const skipped = {
			...judged(sampleReport('wsus-http.log')),
			status: 'skipped',
			reason: 'This is a CBS log.',
			log: null,
			wsus: null,
			scans: [],
			coverage: [],
		} as const;
		const page = printed(createHtmlReporter, [skipped]);
		checkPage(page);
		expect(page).toContain('<p>This is a CBS log.</p>');
	});
});

describe('thousands of scans', () => {
	const scans = Array.from({length: 5000}, (_, index) =>
		bareScan({
			id: index + 1,
			outcome: index % 20 === 19 ? 'failed' : 'succeeded',
			exitCode: null,
			timeline: [timelineEntry(index * 3 + 1, index, {kind: 'start'}), timelineEntry(index * 3 + 2, index + 1, {kind: 'end'})],
		}),
	);
	const html = printed(createHtmlReporter, [{...proxyStory(), scans}]);

	it('are not all drawn, and the page says so', () => {
		checkPage(html);
		expect(html.match(/<svg class="tl" role="img"/g)).toHaveLength(200);
		expect(html).toContain('The 200 most important scans are shown in full; the other 4800 are only listed or counted');
		expect(html).toContain('<td data-name="Scans">4750</td>');
		expect(html.length).toBeLessThan(2_000_000);
	});

	it('show the failed ones first', () => {
		expect(html.match(/<details class="card scan"/g)).toHaveLength(200);
		expect(html.match(/<details class="card scan" id="[^"]*" open>/g)).toHaveLength(3);
		expect(html).toContain('id="file-1-scan-4000"');
		expect(html).not.toContain('id="file-1-scan-1"');
	});

	it('are not more for many files', () => {
		const files = Array.from({length: 7}, () => ({...proxyStory(), scans}));
		const sections = printed(createHtmlReporter, files).split('<section class="file').slice(1);
		expect(sections.map((section) => section.match(/role="img"/g)?.length ?? 0)).toEqual([200, 200, 200, 200, 200, 0, 0]);
	});
});

describe('the picture', () => {
	it('is a sentence where there are no times', () => {
		const html = printed(createHtmlReporter, [
			{...proxyStory(), scans: [bareScan({outcome: 'failed', timeline: [timelineEntry(1, null)]})]},
		]);
		checkPage(html);
		expect(html).toContain('This log has no timestamps, so no timeline can be shown.');
	});

	it('says how long a folded gap is', () => {
		const html = printed(createHtmlReporter, [
			{
				...proxyStory(),
				scans: [
					bareScan({
						outcome: 'failed',
						timeline: [timelineEntry(1, 0), timelineEntry(2, 10), timelineEntry(3, 610), timelineEntry(4, 620)],
					}),
				],
			},
		]);
		checkPage(html);
		expect(html).toContain(
			'<p>No activity for 10 minutes after 10.0 s; this gap is shortened (zigzag).</p></figcaption>'.replace(
				/(?<=\d) (?=minutes|s;)/g,
				'\u00a0',
			),
		);
		expect(html).toContain('class="zigzag"');
	});

	it('survives a scan with more of everything than fits', () => {
		const timeline = Array.from({length: 4000}, (_, index) =>
			timelineEntry(
				index + 1,
				index / 10,
				(['call', 'failure', 'proxy-switch', 'retry'] as const).map(
					(kind) => ({kind, severity: 'warning', text: `${kind} started`}) as const,
				)[index % 4],
			),
		);
		const html = printed(createHtmlReporter, [{...proxyStory(), scans: [bareScan({outcome: 'failed', timeline})]}]);
		checkPage(html);
		expect(html).toContain('and 3880 more lines.');
		expect(html.length).toBeLessThan(300_000);
	});
});

describe.each(Object.entries(HOSTILE_TEXTS))('text with %s', (_, hostile) => {
	it('stays text', () => {
		const html = printed(createHtmlReporter, [hostileReport(hostile), hostileReport(hostile)]);
		checkPage(html);
		expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/);
	});
});

/** What is blank is left out, with the elements around it. */
const NOT_BLANK = Object.entries(HOSTILE_TEXTS).filter(([, text]) => text.trim() !== '');

it.each(NOT_BLANK)('text with %s makes the same elements as harmless text', (_, hostile) => {
	const names = (text: string): readonly string[] =>
		checkHtml(printed(createHtmlReporter, [hostileReport(text)]))
			.elements.map(({name}) => name)
			.filter((name) => name !== 'wbr');
	expect(names(hostile)).toEqual(names('harmless'));
});

it('escapes for text and attributes alike', () => {
	expect(escapeHtml(`<a href='x' title="y">&\u001b[2J\u202e</a>`)).toBe('&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/a&gt;');
});

it.each([
	['https://learn.microsoft.com/en-us/windows/', true],
	['https://support.microsoft.com/help/4571756?x=1&y=2#z', true],
	['http://learn.microsoft.com/', false],
	['javascript:alert(1)', false],
	['https://user@evil.example/', false],
	['https://evil.example/"onclick="x', false],
	['https://evil.example/<script>', false],
	[' https://learn.microsoft.com/', false],
	['//evil.example/', false],
	['https://learn.microsoft.com/\u202e', false],
])('%s is a link: %s', (address, safe) => {
	expect(isSafeLink(address)).toBe(safe);
});
