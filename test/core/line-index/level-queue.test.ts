/** Levels come out in the order they went in, however they were cut. */
import {expect, it} from 'vitest';
import {createLevelQueue} from '../../../src/core/line-index/level-queue.js';

it('gives levels in their order, and none where it has none', () => {
	const queue = createLevelQueue();
	expect(queue.next()).toBe(0);
	queue.add(Uint8Array.of(4, 3));
	queue.add(new Uint8Array(0));
	queue.add(Uint8Array.of(5));
	expect([queue.next(), queue.next(), queue.next(), queue.next()]).toEqual([4, 3, 5, 0]);
	queue.add(Uint8Array.of(2));
	expect([queue.next(), queue.next()]).toEqual([2, 0]);
});
