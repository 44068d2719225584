/** Archives of what is collected: whole, or not there; what can be read in part is in them in part. */
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openPromise} from 'yauzl';
import {createZip} from '../../../src/node/collect/zip-writer.js';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-zip-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

async function textsOf(path: string): Promise<readonly (readonly [name: string, text: string])[]> {
	const zip = await openPromise(path, {lazyEntries: true, autoClose: true});
	const texts: [string, string][] = [];
	for await (const entry of zip.eachEntry()) texts.push([entry.fileName, await text(await zip.openReadStreamPromise(entry))]);
	return texts;
}

async function* endsEarly(): AsyncGenerator<Uint8Array> {
	yield Buffer.from('first lines\n');
	throw new Error('the disk is gone');
}

describe('an archive', () => {
	it('has its files in order, with any names, also empty ones', async () => {
		const path = join(folder, 'out.zip');
		const zip = await createZip(path);
		await zip.add('PC/Büro.txt', [Buffer.from('a'), Buffer.from('b')]);
		await zip.add('PC/empty.txt', []);
		expect(readdirSync(folder)).not.toContain('out.zip');
		await zip.end();
		await zip.discard();
		expect(readdirSync(folder)).toEqual(['out.zip']);
		expect(await textsOf(path)).toEqual([
			['PC/Büro.txt', 'ab'],
			['PC/empty.txt', ''],
		]);
	});

	it('keeps what could be read of a file, and takes more', async () => {
		const path = join(folder, 'out.zip');
		const zip = await createZip(path);
		await expect(zip.add('PC/a.log', endsEarly())).rejects.toThrow('the disk is gone');
		await zip.add('PC/b.log', [Buffer.from('whole')]);
		await zip.end();
		expect(await textsOf(path)).toEqual([
			['PC/a.log', 'first lines\n'],
			['PC/b.log', 'whole'],
		]);
	});

	it('leaves an older one as it is until it is whole, and nothing else when it is given up', async () => {
		writeFileSync(join(folder, 'out.zip'), 'older');
		const zip = await createZip(join(folder, 'out.zip'));
		await zip.add('PC/a.log', [Buffer.from('x')]);
		await zip.discard();
		expect(readdirSync(folder)).toEqual(['out.zip']);
	});
});
