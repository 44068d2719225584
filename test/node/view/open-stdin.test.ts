/** Standard input is opened as soon as it tells what it is, whenever its bytes come. */
import {closeSync, openSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {openLog} from '../../../src/node/view/open-log.js';
import type {StdinSpool} from '../../../src/node/view/stdin-store.js';
import {etwLine} from '../../helpers/log-lines.js';

let folder = '';
const descriptors: number[] = [];

function fileOf(name: string, text: string): number {
	writeFileSync(join(folder, name), text);
	const descriptor = openSync(join(folder, name), 'r');
	descriptors.push(descriptor);
	return descriptor;
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-stdin-test-'));
});
afterAll(async () => {
	for (const descriptor of descriptors) closeSync(descriptor);
	await rm(folder, {recursive: true, force: true});
});

/** Has nothing when it is looked at first, and grows, or ends, while somebody looks. */
function growingWhileRead(text: string, ends: boolean): StdinSpool & {readonly listeners: ReadonlySet<() => void>} {
	const [before, after] = [fileOf('before', ''), fileOf('after', text)];
	const listeners = new Set<() => void>();
	const isEnded = new Int32Array(new SharedArrayBuffer(4));
	let looks = 0;
	return {
		get descriptor() {
			if (looks++ > 0) return after;
			queueMicrotask(() => {
				if (ends) Atomics.store(isEnded, 0, 1);
				for (const listener of listeners) listener();
			});
			return before;
		},
		isEnded,
		problem: null,
		onGrowth(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: async () => {},
		listeners,
	};
}

it.each([
	['grows', `${etwLine({text: 'first'})}\n`, false],
	['ends with a few bytes', 'x', true],
	['ends with nothing', '', true],
])('that %s while it is looked at is not waited for again', async (_, text, ends) => {
	const spool = growingWhileRead(text, ends);
	const log = await openLog({path: '-', member: null}, spool);
	expect(Buffer.from(log.beginning).toString()).toBe(text);
	expect(spool.listeners.size).toBe(0);
	await log.close();
});
