/** The text report: what it says of WSUS, of all files, and which words it paints. Whole reports are in the golden files. */
import {describe, expect, it} from 'vitest';
import {createTextReporter} from '../../../src/core/report/reporters/text.js';
import {totalsOf} from '../../../src/core/report/report.js';
import type {FileReport, Scan, WsusFacts} from '../../../src/core/types.js';
import {bareScan, judged, printed, sampleReport} from '../../helpers/finding-fixtures.js';

const FILE = judged(sampleReport('wsus-http.log'));
const UNREAD: FileReport = {...FILE, status: 'skipped', log: null, wsus: null, scans: [], findings: [], issues: [], coverage: []};

function textOf(wsus: Partial<WsusFacts> | null): string {
	const facts =
		FILE.wsus === null || wsus === null
			? null
			: {
					...FILE.wsus,
					server: null,
					scheme: null,
					statusServer: null,
					targetGroup: null,
					changes: [],
					certificateStoreEmpty: null,
					pinningMandatory: null,
					...wsus,
				};
	return printed(createTextReporter, [{...FILE, wsus: facts}]).replaceAll(/\n {2,}/g, ' ');
}

describe('the WSUS server', () => {
	it.each([
		['not known', null, 'WSUS server: not mentioned in this log.'],
		['not named', {}, 'WSUS server: not mentioned in this log.'],
		['taken away', {changes: [{line: 7, server: null}]}, 'WSUS server: none configured.'],
		['without an address but with a group', {targetGroup: 'A'}, 'WSUS server: none configured.'],
		['encrypted', {server: 'https://w', scheme: 'https'}, 'WSUS server: https://w (HTTPS).'],
		[
			'not encrypted',
			{server: 'http://w', scheme: 'http', targetGroup: 'A'},
			'WSUS server: http://w (HTTP, not encrypted), target group A.',
		],
		['pinned', {server: 'https://w', scheme: 'https', pinningMandatory: true}, 'WSUS server: https://w (HTTPS); pinning is mandatory.'],
		[
			'changed once',
			{server: 'http://w', scheme: 'http', changes: [{line: 7, server: 'http://w'}]},
			'The server changed once in this log (line 7).',
		],
		[
			'changed twice',
			{
				server: 'http://w',
				scheme: 'http',
				changes: [
					{line: 7, server: 'http://v'},
					{line: 9, server: 'http://w'},
				],
			},
			'The server changed 2 times in this log (line 7, 9).',
		],
	] as const)('is %s', (_, wsus, text) => {
		expect(textOf(wsus as unknown as Partial<WsusFacts> | null)).toContain(text);
	});
});

describe('many ordinary scans', () => {
	const scan = (id: number, parts: Partial<Scan> = {}): Scan =>
		bareScan({id, start: {line: id, time: `2024-03-12T10:${String(id).padStart(2, '0')}:00.0000000`}, ...parts});
	const many = (parts: Partial<Scan>): readonly Scan[] => Array.from({length: 30}, (_, index) => scan(index + 1, parts));
	const shown = (scans: readonly Scan[]): string => printed(createTextReporter, [{...FILE, scans}]).replaceAll(/\n {2,}/g, ' ');

	it('are a line for each kind', () => {
		expect(shown(many({}))).toContain('30 × caller → WSUS succeeded; 2024-03-12 10:01:00 to 2024-03-12 10:30:00');
		expect(shown(many({exitCode: null}))).toContain('30 × caller → WSUS succeeded; ');
		expect(shown(many({online: false, exitCode: '0x00240005', exitName: 'WU_S_X'}))).toContain(
			'30 × caller → WSUS, offline succeeded (0x00240005 WU_S_X); ',
		);
		expect(shown(many({proxy: {behaviors: [], attempts: [], outcome: 'system'}}))).toContain(
			'30 × caller → WSUS succeeded, system proxy worked; ',
		);
	});

	it('are a line of their own where there is one of a kind', () => {
		expect(shown([...many({}), scan(31, {caller: 'other', proxy: {behaviors: [], attempts: [], outcome: 'system'}})])).toMatch(
			/10:31:00 +other → WSUS succeeded, system proxy/,
		);
	});
});

describe('several files', () => {
	it('end with what all of them say, and only what there is', () => {
		expect(printed(createTextReporter, [FILE, FILE])).toMatch(/\n2 files: 2 analyzed\. \d+ scans, /);
		expect(printed(createTextReporter, [FILE, UNREAD])).toContain('\n2 files: 1 analyzed, 1 skipped. ');
		expect(printed(createTextReporter, [FILE, {...UNREAD, status: 'failed'}])).toContain('\n2 files: 1 analyzed, 1 failed. ');
	});

	it('are no more than one where one is given', () => {
		expect(printed(createTextReporter, [FILE])).not.toContain('analyzed');
	});
});

it('paints the count of scans where one failed', () => {
	const painted = (file: FileReport): string => {
		const reporter = createTextReporter({version: '0.0.0', paint: (emphasis, text) => `<${emphasis}>${text}</>`});
		return [...reporter.file(file)].join('');
	};
	expect(painted(FILE)).toMatch(/<strong>\d+ scans?, /);
	expect(painted(judged(sampleReport('wsus-system-proxy-fails-no-fallback.log')))).toMatch(/<bad>\d+ scans?, /);
});

describe('the answer', () => {
	const failed = sampleReport('wsus-system-proxy-fails-no-fallback.log');

	it('stands first, with the first thing to do, and again below a long report', () => {
		const text = printed(createTextReporter, [failed]);
		const answer = text.slice(0, text.indexOf('\n\n') + 1);
		expect(answer).toMatch(/\n {2}✗ .*\n(?: {4}.*\n)* {2}→ Next: .*\n(?: {4}.*\n)* {6}netsh winhttp show proxy\n$/);
		expect(text.endsWith(`\n\n${answer}`)).toBe(true);
	});

	it('is that of the worst file below several', () => {
		const text = printed(createTextReporter, [FILE, failed, FILE]);
		expect(text.slice(text.indexOf('3 files: '))).toContain(failed.path);
	});

	it('is not repeated where it is in sight, and has no step where nothing is to be done', () => {
		const good = judged(sampleReport('two-scans-at-once.log'));
		const reporter = createTextReporter({version: '0.0.0', isBrief: true});
		const text = [...reporter.file(good), reporter.end(totalsOf([good]))].join('');
		expect(text.match(/✓/g)).toHaveLength(1);
		expect(text).not.toContain('Next:');
	});
});

it('prints the first of scans that failed in the same way, and counts the others', () => {
	const failed = judged(sampleReport('wsus-system-proxy-fails-no-fallback.log'));
	const [one] = failed.scans.filter(({outcome}) => outcome === 'failed');
	const file = {...failed, scans: one === undefined ? [] : [one, {...one, id: 7}, {...one, id: 9}]};
	const text = printed(createTextReporter, [file]);
	expect(text.match(/✗ Scan \d/g)).toEqual(['✗ Scan 1']);
	expect(text).toContain('and 2 more scans like it, the last (number 9) at ');
	const full = createTextReporter({version: '0.0.0', isFull: true});
	expect([...full.file(file)].join('').match(/✗ Scan \d/g)).toHaveLength(3);
});
