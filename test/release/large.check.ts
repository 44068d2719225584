/** A collection that is larger than what a zip archive without the 64-bit form can hold. */
import {createReadStream, mkdtempSync, rmSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openPromise} from 'yauzl';
import {createZip} from '../../src/node/collect/zip-writer.js';

const BYTES = 2 ** 32 + 5;
const MINUTES = 60_000;

it(
	'a file of more than 4 GB comes out of the archive as it went in, and so does the file after it',
	async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wulens-large-'));
		try {
			const file = await open(join(folder, 'traces.etl'), 'w');
			await file.write('end', BYTES - 3);
			await file.close();
			const zip = await createZip(join(folder, 'out.zip'));
			await zip.add('PC/traces.etl', createReadStream(join(folder, 'traces.etl'), {highWaterMark: 1024 * 1024}));
			await zip.add('PC/after.txt', [Buffer.from('after')]);
			await zip.end();
			const read = await openPromise(join(folder, 'out.zip'), {lazyEntries: true, autoClose: true});
			const found: object[] = [];
			for await (const entry of read.eachEntry()) {
				let bytes = 0;
				let end = Buffer.alloc(0);
				for await (const chunk of await read.openReadStreamPromise(entry)) {
					bytes += chunk.length;
					end = Buffer.concat([end, chunk]).subarray(-3);
				}
				found.push({name: entry.fileName, bytes, end: end.toString()});
			}
			expect(found).toEqual([
				{name: 'PC/traces.etl', bytes: BYTES, end: 'end'},
				{name: 'PC/after.txt', bytes: 5, end: 'ter'},
			]);
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	},
	15 * MINUTES,
);
