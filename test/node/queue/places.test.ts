/** Paths in jobs are from anybody who reaches the queue: nothing outside the root of a worker is ever found. */
import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {JobInput} from '../../../src/node/queue/job.js';
import {locate} from '../../../src/node/queue/places.js';

let folder = '';
let root = '';

beforeAll(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), 'wulens-places-')));
	root = join(folder, 'root');
	await mkdir(join(root, 'berlin', 'pc-1'), {recursive: true});
	await mkdir(join(folder, 'root-2'));
	for (const path of ['secret.log', 'root-2/secret.log', 'root/berlin/pc-1/a.log', 'root/b.log'])
		await writeFile(join(folder, path), '12345');
	await symlink(join(folder, 'secret.log'), join(root, 'link.log'));
	await symlink(folder, join(root, 'up'));
	await symlink(join(root, 'berlin'), join(root, 'inside'));
	await symlink('nowhere', join(root, 'lost.log'));
	await writeFile(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff]), Buffer.from('.log')]), '12345');
});

afterAll(() => rm(folder, {recursive: true, force: true}));

function inputOf(below: string, changes: Partial<JobInput> = {}): JobInput {
	return {path: '/shown', below, isBytes: false, bytes: 5, modified: 0, namesFrom: 0, parts: null, ...changes};
}

describe('a place below the root', () => {
	it('is found, and shown as the job says', async () => {
		const found = await locate(root, inputOf('berlin/pc-1/a.log'));
		expect(found).toMatchObject({type: 'found', input: {path: '/shown', at: join(root, 'berlin', 'pc-1'), parts: null}});
		expect(found.type === 'found' && String(found.input.raw)).toBe(join(root, 'berlin', 'pc-1', 'a.log'));
	});

	it('may be reached through a link that stays below it', async () => {
		expect(await locate(root, inputOf('inside/pc-1/a.log'))).toMatchObject({type: 'found', input: {at: join(root, 'berlin', 'pc-1')}});
	});

	it('may have a name that is no text; no settings are looked for then', async () => {
		const below = Buffer.concat([Buffer.from([0xff]), Buffer.from('.log')]).toString('base64');
		const found = await locate(root, inputOf(below, {isBytes: true}));
		expect(found.type === 'found' && found.input.at).toBeUndefined();
		expect(found.type === 'found' && Buffer.from(found.input.raw ?? []).toString('latin1')).toBe(`${root}/\xff.log`);
	});

	it('may be a folder with traces', async () => {
		const part = {path: '/shown/a.log', below: 'berlin/pc-1/a.log', isBytes: false, bytes: 5, modified: 0};
		expect(await locate(root, inputOf('berlin/pc-1', {parts: [part]}))).toMatchObject({
			type: 'found',
			input: {raw: null, at: join(root, 'berlin', 'pc-1'), parts: [{path: '/shown/a.log', bytes: 5}]},
		});
		const outside = {...part, below: '../secret.log'};
		expect(await locate(root, inputOf('berlin/pc-1', {parts: [part, outside]}))).toMatchObject({type: 'refused'});
	});
});

describe('a place outside', () => {
	it.each([
		'../secret.log',
		'berlin/../../secret.log',
		'..',
		'',
		'/etc/passwd',
		'//etc/passwd',
		'./b.log',
		'berlin//pc-1/a.log',
		'b.log/',
		'b.log\0.txt',
		'../root-2/secret.log',
		'link.log',
		'up/secret.log',
		'up/root-2/secret.log',
	])('is refused: %j', async (below) => {
		expect(await locate(root, inputOf(below))).toMatchObject({type: 'refused'});
	});

	it.each(['../secret.log', '/etc/passwd', '..'])('is refused in bytes, too: %j', async (below) => {
		expect(await locate(root, inputOf(Buffer.from(below).toString('base64'), {isBytes: true}))).toMatchObject({type: 'refused'});
	});
});

describe('what is not there as the job says', () => {
	it.each([
		['lost.log', 5],
		['c.log', 5],
		['berlin', 5],
		['b.log', 6],
	])('is missing: %s of %i bytes', async (below, bytes) => {
		expect(await locate(root, inputOf(below, {bytes}))).toMatchObject({type: 'missing'});
	});
});
