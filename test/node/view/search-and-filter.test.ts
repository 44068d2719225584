/** Searches and filters of one log: several at once, ended at any time. */
import {writeFile} from 'node:fs/promises';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {etwLine} from '../../helpers/log-lines.js';
import {createView, FILTER, filtered, openIn, type Opened, QUERY, searched, type View} from './view-helpers.js';

/** On which `HANGS` runs for years. */
const TRAP = 'a'.repeat(60);
const HANGS = {text: '(a+)+$', isRegExp: true};

let view: View;
let opened: Opened;
beforeEach(async () => {
	view = await createView();
	const lines = Array.from({length: 30_000}, (_, line) =>
		etwLine({component: line % 2 === 0 ? 'Agent' : 'Misc', text: line === 20_000 ? `${TRAP}b` : `text ${line}`}),
	);
	await writeFile(view.path('a.log'), lines.join('\n'));
	opened = openIn(view.source, view.path('a.log'));
});
afterEach(() => view.close());

describe('search', () => {
	it('begun before the log is indexed finds everything', async () => {
		expect(await searched(opened.text, {text: 'text 2999'})).toEqual([3000, ...Array.from({length: 10}, (_, at) => 29_991 + at)]);
	});

	it('tells how far it is, in order', async () => {
		let searchedLines = 0;
		let last = 0;
		await new Promise<void>((resolve) => {
			opened.text.search({...QUERY, text: 'TEXT'}, (event) => {
				if (event.type !== 'hits') return resolve();
				expect(event.searchedLines).toBeGreaterThanOrEqual(searchedLines);
				({searchedLines} = event);
				for (const line of event.lines) {
					expect(line).toBeGreaterThan(last);
					last = line;
				}
			});
		});
		expect([searchedLines, last]).toEqual([30_000, 30_000]);
	});

	it('says why an expression is none', async () => {
		expect(await searched(opened.text, {text: '(', isRegExp: true})).toBe('the regular expression cannot be used: Unterminated group');
		expect(await filtered(opened.text, {text: {...QUERY, text: '[', isRegExp: true}})).toBe(
			'the regular expression cannot be used: Unterminated character class',
		);
	});

	it('that hangs is ended, and others go on where they were', async () => {
		await opened.untilType('complete');
		let heard = 0;
		const cancel = opened.text.search({...QUERY, ...HANGS}, () => heard++);
		// Another waits behind it, for they share a thread.
		const other = searched(opened.text, {text: 'text 29999'});
		const both = filtered(opened.text, {components: ['misc'], lines: Uint32Array.of(1, 2, 3)});
		cancel();
		const before = heard;
		expect(await other).toEqual([30_000]);
		expect(await both).toMatchObject({matches: [2]});
		expect(heard).toBe(before);
		expect(await searched(opened.text, {text: 'text 5', isCaseSensitive: true})).toHaveLength(1 + 10 + 100 + 1000);
	});

	it('that was cancelled is not heard of again', async () => {
		let heard = 0;
		opened.text.search({...QUERY, text: 'text'}, () => heard++)();
		opened.text.filter({...FILTER, pid: 1}, () => heard++)();
		expect(await searched(opened.text, {text: TRAP})).toEqual([20_001]);
		expect(heard).toBe(0);
	});
});

describe('filter', () => {
	it('shows what is around, and what is asked', async () => {
		expect(
			await filtered(opened.text, {
				text: {...QUERY, text: 'text 100'},
				lines: Uint32Array.of(99, 101, 29_999),
				components: ['AGENT'],
				context: 2,
			}),
		).toEqual({matches: [101], visible: [99, 100, 101, 102, 103]});
	});

	it('of nothing is everything', async () => {
		expect(await filtered(opened.text, {})).toMatchObject({matches: {length: 30_000}, visible: {length: 30_000}});
	});
});

it('what runs when the log is closed ends without a word', async () => {
	await opened.untilType('complete');
	let heard = 0;
	opened.text.search({...QUERY, ...HANGS}, () => heard++);
	opened.text.close();
	await view.source.close();
	expect(heard).toBe(0);
});
