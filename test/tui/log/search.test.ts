/** Searching the log: the prompt, hits that come in batches, steps between them. */
import {describe, expect, it} from 'vitest';
import {hitAt, hitFrom, type Hits, hitsBefore, hitUntil, isHit, NO_HITS, withHits} from '../../../src/tui/log/hits.js';
import {matcherOf, queryOf, typedQuery} from '../../../src/tui/log/matches.js';
import {allLines, someLines} from '../../../src/tui/log/sequence.js';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';

const LINES = manyLines(1000);

function screen(held: readonly ('search' | 'filter')[] = []): LogScreen {
	return new LogScreen(LINES, {held});
}

describe('search', () => {
	it('goes to the first hit from the cursor on, and says which it is', () => {
		const found = screen()
			.press(...':55', 'enter', '/')
			.type('call');
		expect(found.line()).toBe(60);
		expect(found.status()).toBe('line 60 of 1,000 │ hit 6 of 100');
		expect(found.press('n').line()).toBe(70);
		expect(found.press('N', 'N').line()).toBe(50);
		expect(found.press('f3').line()).toBe(60);
		expect(found.press('shift+f3', 'k').status()).toBe('line 49 of 1,000 │ 100 hits');
	});

	it('goes round, and says so', () => {
		const last = screen().press('/').type('call 999');
		expect(last.press('n').line()).toBe(1000);
		expect(last.status()).toContain('Search continued from the top');
		expect(screen().press('/').type('call 9').press('N').status()).toContain('Search continued from the bottom');
		expect(
			screen()
				.press(...':990', 'enter', '/')
				.type('call 19')
				.line(),
		).toBe(20);
	});

	it('cares for capitals only where some are typed', () => {
		expect(screen().press('/').type('failed').line()).toBe(10);
		expect(screen().press('/').type('FAILED').line()).toBe(10);
		expect(screen().press('/').type('Failed').status()).toContain('Not found: Failed');
	});

	it('takes regular expressions between strokes, or after Ctrl+R', () => {
		expect(screen().press('/').type('/call \\d{3}$/').line()).toBe(110);
		const prompt = screen().press('ctrl+f', 'ctrl+r');
		expect(prompt.status()).toContain('Expression, ignore case (Ctrl+R: text):');
		expect(prompt.type('call [5-9]9$').line()).toBe(60);
		const wrong = screen().press('/').type('/call (/');
		expect(wrong.about()).toContain('Invalid regular expression');
		expect(wrong.press('backspace').about()).toContain('/like this/');
	});

	it('keeps what was searched, for Up and Down', () => {
		const again = screen().press('/').type('call').press('/').type('/message/').press('/', 'up');
		expect(again.status()).toContain('Expression, ignore case (Ctrl+R: text): message');
		expect(again.press('up').status()).toContain('Text, ignore case (Ctrl+R: expression): call');
		expect(again.press('up', 'down', 'down').status()).toBe('Text, ignore case (Ctrl+R: expression):');
	});

	it('is left by Escape and ended by nothing', () => {
		const searched = screen().press('/').type('call').press('/', 'x', 'escape');
		expect(searched.status()).toContain('hit 1 of 100');
		expect(searched.press('/', 'enter').status()).toBe('line 10 of 1,000');
		expect(searched.lastEffect()).toEqual({type: 'cancel-search'});
		expect(searched.press('n').status()).toContain('No search');
	});

	it('takes hits as they come, and shows the first at once', () => {
		const searching = screen(['search']).press('/').type('call');
		const {search} = searching.model;
		const id = search?.id ?? 0;
		expect(searching.status()).toContain('no hits (still searching…)');
		searching.send({type: 'hits', search: id, lines: new Uint32Array(), searchedLines: 5});
		expect(searching.line()).toBe(1);
		searching.send({type: 'hits', search: id, lines: Uint32Array.of(10, 20), searchedLines: 25});
		expect(searching.line()).toBe(10);
		expect(searching.press('n').status()).toContain('hit 2 of 2 (still searching…)');
		expect(searching.press('n').status()).toContain('Still searching below');
		searching.send({type: 'hits', search: id, lines: Uint32Array.of(30), searchedLines: 35});
		expect(searching.line()).toBe(30);
		searching.send({type: 'hits', search: id + 99, lines: Uint32Array.of(31), searchedLines: 35});
		searching.send({type: 'search-ended', search: id});
		expect(searching.status()).toBe('line 30 of 1,000 │ hit 3 of 3');
	});

	it('looks again when a log that is followed has grown, and shows the old hits meanwhile', () => {
		const following = screen().press('/').type('call').press('F');
		following.grow(manyLines(100, 1000));
		expect(following.status()).toContain('hit 110 of 110');
		expect(following.press('n', 'N').line()).toBe(1100);
	});

	it('tells why it cannot be done', () => {
		const failing = screen(['search']).press('/').type('call');
		failing.send({type: 'search-failed', search: failing.model.search?.id ?? 0, reason: 'The expression takes too long'});
		expect(failing.status()).toContain('The expression takes too long');
		expect(failing.model.search).toBeNull();
	});

	it('stays within the lines that a filter shows', () => {
		const both = screen().press('&').type('ProtocolTalker').press('/').type('call');
		const lines = [both.line(), both.press('n').line(), both.press('n').line()];
		expect(lines).toEqual([20, 50, 80]);
		expect(both.press('/').type('Agent').status()).toContain('all hidden by the filter');
	});

	it('shows matches where they are', () => {
		const found = new LogScreen(LINES, {size: {columns: 80, rows: 15}}).press('/').type('/agent|5/');
		const matched = found
			.rows()
			.slice(0, -2)
			.flatMap((row) => row.filter(({role, text}) => role === 'match' && text.trim() !== '').map(({text}) => text));
		expect(matched.slice(0, 3)).toEqual(['/', 'Agent', '/']);
		expect(matched.filter((text) => text === '5').length).toBeGreaterThan(0);
	});
});

describe('matches', () => {
	const starts = (text: string, typed: string, isRegExp = false): readonly number[] =>
		matcherOf(queryOf(typed, isRegExp))(text, 0, text.length).map(({start}) => start);

	it('are found in any case, all of them', () => {
		expect(starts('abcABC', 'bc')).toEqual([1, 4]);
		expect(starts('abcABC', 'BC')).toEqual([4]);
		expect(starts('abcABC', '[ab]', true)).toEqual([0, 1, 3, 4]);
		expect(starts('İstanbul stan', 'stan')).toEqual([1, 9]);
	});

	it('of expressions that may take for ever are not looked for', () => {
		const text = `${'a'.repeat(4000)}!`;
		for (const expression of ['(a+)+$', '(a|a)*$', '((a*)*)*$', '(a+){2,}$', 'a*a*a*a*$', 'a?a?a?a?a?a?a?a?aaaaaaaa$', '(?<=(a+)+)$'])
			expect(starts(text, expression, true)).toEqual([]);
	});

	it('know the ends of the line from those of a part', () => {
		const found = (typed: string, from: number, to: number): readonly number[] =>
			matcherOf(queryOf(typed, true))('one two one', from, to).map(({start}) => start);
		expect(found('^one', 0, 3)).toEqual([0]);
		expect(found('^two', 4, 7)).toEqual([]);
		expect(found('one$', 0, 3)).toEqual([8]);
		expect(found('t.o', 5, 7)).toEqual([4]);
	});

	it('end somewhere', () => {
		expect(starts('a'.repeat(10_000), 'a').length).toBe(200);
		expect(starts('aaa', 'x*', true)).toEqual([]);
	});

	it('know what is an expression', () => {
		expect(typedQuery('/a/', false)).toEqual({text: 'a', isRegExp: true});
		expect(typedQuery('/a', false)).toEqual({text: '/a', isRegExp: false});
		expect(typedQuery('//', false)).toEqual({text: '//', isRegExp: false});
		expect(typedQuery('/a/', true)).toEqual({text: '/a/', isRegExp: true});
		expect(queryOf('\\S\\W', true).isCaseSensitive).toBe(false);
	});
});

describe('hits', () => {
	const lines = Array.from({length: 500}, (_, index) => 3 * index + 2);
	let hits: Hits = NO_HITS;
	for (let at = 0; at < lines.length; at += 7) hits = withHits(hits, Uint32Array.from(lines.slice(at, at + 7)));

	it('are counted and found in whatever batch they are', () => {
		for (let line = 0; line <= 1503; line++) {
			expect(hitsBefore(hits, line)).toBe(lines.filter((hit) => hit < line).length);
			expect(isHit(hits, line)).toBe(lines.includes(line));
		}
		expect(lines.map((_, index) => hitAt(hits, index))).toEqual(lines);
		expect([hitAt(hits, -1), hitAt(hits, 500), hitAt(NO_HITS, 0)]).toEqual([null, null, null]);
	});

	it('are found among some lines', () => {
		const even = someLines(Uint32Array.from({length: 750}, (_, index) => 2 * index));
		for (let line = 1; line < 1600; line += 13) {
			expect(hitFrom(hits, line, even)).toBe(lines.find((hit) => hit >= line && hit % 2 === 0 && hit < 1500) ?? null);
			expect(hitUntil(hits, line, even)).toBe(lines.findLast((hit) => hit < line && hit % 2 === 0 && hit < 1500) ?? null);
			expect(hitFrom(hits, line, allLines(2000))).toBe(lines.find((hit) => hit >= line) ?? null);
		}
	});
});
