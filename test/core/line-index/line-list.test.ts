/** A list of line numbers that grows and is emptied when it is taken. */
import {expect, it} from 'vitest';
import {createLineList} from '../../../src/core/line-index/line-list.js';

it.each([0, 1, 1024, 1025, 5000])('holds %d lines in their order, and is empty when they are taken', (count) => {
	const lines = Array.from({length: count}, (_, at) => at * 3 + 1);
	const list = createLineList();
	for (const line of lines) list.add(line);
	expect(list.length).toBe(count);
	const taken = list.detach();
	expect([...taken]).toEqual(lines);
	expect(list.length).toBe(0);
	list.add(7);
	expect([...list.detach()]).toEqual([7]);
	expect([...taken]).toEqual(lines);
});
