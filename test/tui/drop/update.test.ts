/** What keys, drops and answers do on the drop screen. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type DropPorts, runDropEffect} from '../../../src/tui/drop/effects.js';
import {DROP_BINDINGS} from '../../../src/tui/drop/keys.js';
import {type DropEffect, type DropEnv, type DropMessage, type DropModel, dropStart} from '../../../src/tui/drop/model.js';
import {updateDrop} from '../../../src/tui/drop/update.js';
import {viewDrop} from '../../../src/tui/drop/view.js';
import type {RecentFile} from '../../../src/tui/ports.js';
import {UNICODE_SYMBOLS} from '../../../src/tui/theme.js';

const ENV: DropEnv = {size: {columns: 80, rows: 22}, system: {platform: 'linux', isWsl: false, home: '/home/x'}};
const RECENTS: readonly RecentFile[] = ['/a.log', '/b.log', '/c.log'].map((path) => ({
	path,
	time: '2024-03-12T19:00:00.000Z',
	exists: true,
}));
const EMPTY = dropStart([]);

function tell(model: DropModel, ...messages: readonly (DropMessage | string)[]): readonly [DropModel, readonly DropEffect[]] {
	return messages.reduce<readonly [DropModel, readonly DropEffect[]]>(
		([at], message) => updateDrop(at, typeof message === 'string' ? {type: 'key', key: message} : message, ENV),
		[model, []],
	);
}

function keys(text: string): readonly string[] {
	return [...text].map((character) => (character === ' ' ? 'space' : character));
}

const resolve = (request: number, candidates: readonly (readonly string[])[], delay = 0): DropEffect => ({
	type: 'resolve',
	request,
	candidates,
	delay,
});

describe('a paste', () => {
	it('is looked for, and opened where it is found', () => {
		const [asked, effects] = tell(EMPTY, {type: 'pasted', text: "'/home/x/my log.txt' "});
		expect(effects).toHaveLength(1);
		expect(effects[0]).toMatchObject({type: 'resolve', request: 1, delay: 0});
		expect(effects[0]?.type === 'resolve' && effects[0].candidates[0]).toEqual(['/home/x/my log.txt']);
		const [opened, more] = tell(asked, {type: 'resolved', request: 1, result: {paths: ['/home/x/my log.txt']}});
		expect(more).toEqual([{type: 'open', paths: ['/home/x/my log.txt']}, {type: 'read-recents'}]);
		expect(opened.prompt.text).toBe('');
	});

	it('stays to be corrected where it is not found, with the reason', () => {
		const [model, effects] = tell(
			EMPTY,
			{type: 'pasted', text: '/x.log'},
			{type: 'resolved', request: 1, result: {reason: '/x.log: there is no such file'}},
		);
		expect(effects).toEqual([]);
		expect(model).toMatchObject({prompt: {text: '/x.log', cursor: 6}, problem: '/x.log: there is no such file', waiting: null});
		expect(tell(model, 'backspace')[0].problem).toBeNull();
	});

	it('takes the place of what is typed if it is a path, and goes into it if not', () => {
		const [typed] = tell(EMPTY, '/', 'x', '/');
		expect(tell(typed, {type: 'pasted', text: '/home/y/z'})).toMatchObject([{prompt: {text: '/home/y/z'}}, [{type: 'resolve'}]]);
		expect(tell(typed, {type: 'pasted', text: 'z.log\n'})).toMatchObject([{prompt: {text: '/x/z.log'}}, []]);
	});

	it('of a megabyte says so, of nothing does nothing', () => {
		expect(tell(EMPTY, {type: 'pasted', text: 'x'.repeat(1024 * 1024)})).toMatchObject([
			{prompt: {text: ''}, problem: expect.stringContaining('too much text for paths')},
			[],
		]);
		expect(tell(EMPTY, {type: 'pasted', text: ' \n'})).toEqual([EMPTY, []]);
	});
});

describe('characters that come at once', () => {
	it('are opened without Enter if they are a path that is there', () => {
		const [asked, effects] = tell(EMPTY, {type: 'typed', text: '/home/x/a.log'});
		expect(effects).toEqual([resolve(1, [['/home/x/a.log']], 150)]);
		expect(tell(asked, {type: 'resolved', request: 1, result: {paths: ['/home/x/a.log']}})[1]).toContainEqual({
			type: 'open',
			paths: ['/home/x/a.log'],
		});
	});

	it('say nothing if it is not: nobody has pressed Enter', () => {
		const [model] = tell(EMPTY, {type: 'typed', text: '/home/x/a.log'}, {type: 'resolved', request: 1, result: {reason: 'gone'}});
		expect(model).toMatchObject({problem: null, prompt: {text: '/home/x/a.log'}});
	});

	it('may come in pieces; what was asked for a piece is forgotten', () => {
		const [model, effects] = tell(EMPTY, '/', {type: 'typed', text: 'home/x'}, {type: 'typed', text: '/a.log'});
		expect(effects).toEqual([resolve(2, [['/home/x/a.log']], 150)]);
		expect(tell(model, {type: 'resolved', request: 1, result: {paths: ['/home/x']}})).toEqual([model, []]);
		expect(tell(model, '2', {type: 'resolved', request: 2, result: {paths: ['/home/x/a.log']}})[1]).toEqual([]);
	});

	it('are opened with Enter if Enter comes with them', () => {
		expect(tell(EMPTY, {type: 'typed', text: 'a.log\r'})[1]).toEqual([resolve(1, [['a.log']])]);
	});

	it('are only typed if they are no path, or into something typed', () => {
		expect(tell(EMPTY, {type: 'typed', text: 'aaaa'})).toMatchObject([{prompt: {text: 'aaaa'}}, []]);
		expect(tell(EMPTY, ...keys('/home/'), {type: 'typed', text: 'x/y'})[1]).toEqual([]);
	});
});

describe('typing', () => {
	it('takes every letter, q and ? and blanks too', () => {
		expect(tell(EMPTY, ...keys('q ?jk'))[0].prompt.text).toBe('q ?jk');
	});

	it('opens with Enter', () => {
		expect(tell(EMPTY, ...keys('my log'), 'enter')[1]).toEqual([resolve(1, [['my log'], ['my', 'log']])]);
		expect(tell(EMPTY, 'enter')[0].problem).toContain('First type the path');
	});

	it('goes back by Esc: from the wait, from the text, from the screen', () => {
		const [waiting] = tell(EMPTY, 'x', 'enter');
		const [stopped, none] = tell(waiting, 'escape');
		expect([stopped.waiting, stopped.prompt.text, none]).toEqual([null, 'x', []]);
		expect(tell(stopped, {type: 'resolved', request: 1, result: {paths: ['x']}})[1]).toEqual([]);
		expect(tell(stopped, 'escape')).toMatchObject([{prompt: {text: ''}}, []]);
		expect(tell(stopped, 'escape', 'escape')[1]).toEqual([{type: 'back'}]);
	});
});

describe('Tab', () => {
	const completed = (prefix: string, ...candidates: readonly string[]): DropMessage => ({type: 'completed', prefix, candidates});

	it('asks for what begins so, and puts in what all have in common', () => {
		const [asked, effects] = tell(EMPTY, ...keys('/v'), 'tab');
		expect(effects).toEqual([{type: 'complete', prefix: '/v'}]);
		expect(tell(asked, completed('/v', '/var/'))[0]).toMatchObject({prompt: {text: '/var/', cursor: 5}, completions: []});
		expect(tell(asked, completed('/v', '/var/', '/var.old/'))[0]).toMatchObject({
			prompt: {text: '/var'},
			completions: ['/var/', '/var.old/'],
		});
	});

	it('keeps what stands behind the cursor, and what was typed in other capitals', () => {
		expect(tell(EMPTY, ...keys('/vx'), 'left', 'tab', completed('/v', '/var/'))[0].prompt).toEqual({text: '/var/x', cursor: 5});
		expect(tell(EMPTY, ...keys('/lo'), completed('/lo', '/Logs/', '/lost'))[0].prompt.text).toBe('/lo');
		expect(tell(EMPTY, ...keys('/lo'), completed('/lo', '/Logs/'))[0].prompt.text).toBe('/Logs/');
	});

	it('completes behind a quote', () => {
		expect(tell(EMPTY, ...keys('"C:\\Pro'), 'tab')[1]).toEqual([{type: 'complete', prefix: 'C:\\Pro'}]);
	});

	it('ignores answers to what has been changed since', () => {
		const [model] = tell(EMPTY, ...keys('/v'), 'tab', 'x');
		expect(tell(model, completed('/v', '/var/'))).toEqual([model, []]);
	});

	it('says so where nothing begins so', () => {
		expect(tell(EMPTY, 'x', completed('x'))[0].problem).toBe('No matches.');
	});

	it('lists what can be chosen: a folder leads on, a file opens', () => {
		const [model] = tell(EMPTY, ...keys('/v'), completed('/v', '/var/', '/vmlinuz'));
		expect(tell(model, 'down', 'enter')).toMatchObject([{prompt: {text: '/var/'}, completions: []}, [{type: 'complete', prefix: '/var/'}]]);
		expect(tell(model, 'down', 'down', 'enter')[1]).toEqual([resolve(1, [['/vmlinuz']])]);
	});
});

describe('the files opened before', () => {
	const start = dropStart(RECENTS);

	it('are chosen by arrows and opened by Enter', () => {
		expect(tell(start, 'down', 'down', 'enter')[1]).toEqual([resolve(1, [['/b.log']])]);
		expect(tell(start, 'up', 'enter')[1]).toEqual([resolve(1, [['/c.log']])]);
		expect(tell(start, 'down', 'end', 'enter')[1]).toEqual([resolve(1, [['/c.log']])]);
	});

	it('are left by arrows, Esc and typing', () => {
		expect(tell(start, 'down', 'up')[0].isInList).toBe(false);
		expect(tell(start, 'down', 'escape')).toMatchObject([{isInList: false}, []]);
		expect(tell(start, 'down', 'x')[0]).toMatchObject({isInList: false, prompt: {text: 'x'}});
	});

	it('can be told later', () => {
		expect(tell(EMPTY, {type: 'recents', recents: RECENTS})[0].recents).toBe(RECENTS);
		expect(tell(EMPTY, 'down')[0]).toEqual(EMPTY);
	});
});

describe('effects', () => {
	const ports: DropPorts = {
		resolveDropped: async (candidates) => ({paths: candidates[0] ?? []}),
		complete: async (prefix) => [`${prefix}/`],
		recents: async () => RECENTS,
	};

	it('are answered by the messages that the screen waits for', async () => {
		const messages: DropMessage[] = [];
		await runDropEffect({type: 'resolve', request: 7, candidates: [['/x']], delay: 1}, ports, (message) => messages.push(message));
		await runDropEffect({type: 'complete', prefix: '/v'}, ports, (message) => messages.push(message));
		await runDropEffect({type: 'read-recents'}, ports, (message) => messages.push(message));
		expect(messages).toEqual([
			{type: 'resolved', request: 7, result: {paths: ['/x']}},
			{type: 'completed', prefix: '/v', candidates: ['/v/']},
			{type: 'recents', recents: RECENTS},
		]);
	});
});

it('stays whole whatever happens', () => {
	const message = fc.oneof<fc.Arbitrary<DropMessage>[]>(
		fc
			.constantFrom(...DROP_BINDINGS.flatMap(({keys: names}) => names), 'home', 'left', 'x', 'space', 'backspace', '/')
			.map((key) => ({type: 'key', key})),
		fc.string({unit: 'binary', maxLength: 20}).map((text) => ({type: 'pasted', text})),
		fc.constantFrom('/home/x', 'aa\r', '\u001b').map((text) => ({type: 'typed', text})),
		fc.record({
			type: fc.constant('resolved' as const),
			request: fc.integer({min: 0, max: 5}),
			result: fc.constantFrom({paths: ['/x']}, {reason: '\u001b[2J: no'}),
		}),
		fc.record({
			type: fc.constant('completed' as const),
			prefix: fc.constantFrom('', 'x', '/'),
			candidates: fc.array(fc.string({unit: 'binary'}), {maxLength: 30}),
		}),
		fc.constantFrom(RECENTS, []).map((recents) => ({type: 'recents', recents})),
	);
	fc.assert(
		fc.property(fc.array(message, {maxLength: 30}), (messages) => {
			const [model] = tell(dropStart(RECENTS), ...messages);
			expect(model.list.cursor).toBeGreaterThanOrEqual(0);
			expect(model.prompt.cursor).toBeLessThanOrEqual(model.prompt.text.length);
			expect(viewDrop(model, ENV.size, {symbols: UNICODE_SYMBOLS, hasColor: true})).toHaveLength(ENV.size.rows);
		}),
	);
});
