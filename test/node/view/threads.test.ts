/** What threads do, without a thread; what becomes of those that die; and files that nobody else may see. */
import {execFile} from 'node:child_process';
import {closeSync, existsSync, openSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createLineTable} from '../../../src/core/line-index/line-table.js';
import type {TextReply} from '../../../src/core/line-index/run-text.js';
import type {IndexReply} from '../../../src/node/view/protocol.js';
import {createIndexRunner} from '../../../src/node/view/run-index.js';
import {createTextRunner} from '../../../src/node/view/run-text.js';
import {openTemporaryFile} from '../../../src/node/view/temporary-file.js';
import {createThrottle} from '../../../src/node/view/throttle.js';
import {startWorker} from '../../../src/node/view/worker-thread.js';
import {QUERY} from './view-helpers.js';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-view-test-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

/** Runs until a reply that is so has come. */
function replies<Reply, Request>(
	create: (post: (reply: Reply) => void) => (request: Request) => void,
): {take: (request: Request) => void; until(isWanted: (reply: Reply) => boolean): Promise<Reply>} {
	const came: Reply[] = [];
	let wake = (): void => {};
	const take = create((reply) => {
		came.push(reply);
		wake();
	});
	return {
		take,
		async until(isWanted) {
			for (;;) {
				const reply = came.shift();
				if (reply === undefined) await new Promise<void>((resolve) => (wake = resolve));
				else if (isWanted(reply)) return reply;
			}
		},
	};
}

it('an index and a search can do without threads', async () => {
	const path = join(folder, 'a.log');
	writeFileSync(path, 'one\ntwo\nthree');
	const descriptor = openSync(path, 'r');
	try {
		const index = replies<IndexReply, Parameters<ReturnType<typeof createIndexRunner>>[0]>(createIndexRunner);
		index.take({type: 'open', origin: {type: 'in-place', descriptor, start: 0}, isGrowing: false});
		const columns = createLineTable();
		await index.until((reply) => {
			if (reply.type === 'table') columns.apply(reply.delta);
			return reply.type === 'table' && reply.isComplete;
		});
		expect([columns.count, columns.wholeCount, columns.bytes]).toEqual([3, 2, 13]);

		const text = replies<TextReply, Parameters<ReturnType<typeof createTextRunner>>[0]>(createTextRunner);
		text.take({type: 'open', descriptor});
		text.take({type: 'ask', question: {id: 1, searched: 1, question: {type: 'search', query: {...QUERY, text: 'T'}}}});
		text.take({type: 'ask', question: {id: 2, searched: 0, question: {type: 'search', query: {...QUERY, text: 'o'}}}});
		text.take({type: 'cancel', id: 2});
		text.take({type: 'table', delta: columns.whole(), isComplete: true});
		const hits: number[] = [];
		await text.until((candidate) => {
			if (candidate.type === 'hits') hits.push(...candidate.lines);
			return candidate.type === 'ended' && candidate.id === 1;
		});
		// The first line was searched before; nobody wants the second search any more.
		expect(hits).toEqual([2, 3]);
	} finally {
		closeSync(descriptor);
	}
});

it('a thread that dies says why, once', async () => {
	const reason = await new Promise<string>((resolve) => {
		startWorker(pathToFileURL(join(folder, 'none.js')), () => {}, resolve);
	});
	expect(reason).toMatch(/^the worker thread ended unexpectedly: .*none\.js/);
});

it('no more than ten a second get through', () => {
	let now = 0;
	const throttle = createThrottle(() => now);
	const passed: number[] = [];
	for (; now < 1000; now += 7) if (throttle.isDue()) passed.push(now);
	expect(passed).toHaveLength(10);
	expect(passed[0]).toBe(0);
});

describe('a temporary file', () => {
	const ours = (): readonly string[] => readdirSync(tmpdir()).filter((name) => /^wulens-[0-9a-f]{8}-/.test(name));

	it('has no name where the system can do without', async () => {
		const before = ours();
		const file = await openTemporaryFile(true);
		expect(ours()).toEqual(before);
		await file.close();
		await file.close();
	});

	it('is for its owner alone, and gone when it is closed', async () => {
		const before = ours();
		const file = await openTemporaryFile(false);
		const [name = ''] = ours().filter((candidate) => !before.includes(candidate));
		if (process.platform !== 'win32') expect(statSync(join(tmpdir(), name)).mode & 0o777).toBe(0o600);
		await file.close();
		expect(ours()).toEqual(before);
	});

	it('is gone when the program ends without closing it', async () => {
		const module = new URL('../../../dist/node/view/temporary-file.js', import.meta.url);
		const script = `
			import {readdirSync} from 'node:fs';
			import {tmpdir} from 'node:os';
			const {openTemporaryFile} = await import(${JSON.stringify(module.href)});
			await openTemporaryFile(false);
			console.log(readdirSync(tmpdir()).join());
			process.exit(0);`;
		const {stdout} = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
			env: {...process.env, TMPDIR: folder, TEMP: folder, TMP: folder},
		});
		expect(stdout.trim()).toMatch(/^wulens-/);
		expect(existsSync(join(folder, stdout.trim()))).toBe(false);
	});
});
