/** Archives and what gzip packed: a report on each entry or a reason, never more unpacked than allowed. */
import {gzipSync} from 'node:zlib';
import {expect} from 'vitest';
import {analyzeStream} from '../../../src/node/analyze-file.js';
import type {FileReport} from '../../../src/core/index.js';
import {etwLog, end, ONLINE, start} from '../../helpers/log-lines.js';
import {cabOf, type CabFolder, cabOfFolders} from '../../helpers/cab-writer.js';
import {tarOf} from '../../helpers/tar-writer.js';
import {zipOf} from '../../helpers/zip-writer.js';
import {checkFileReport} from '../check-report.js';
import {chunkingsOf} from '../chunkings.js';
import type {FuzzTarget} from '../target.js';

const LIMITS = {entries: 20, ratio: 50, freeBytes: 64 * 1024, nestedBytes: 32 * 1024} as const;

const LOG = etwLog(start('CcmExec', 2), ONLINE, 'WebServices *FAILED* [80240438] Web service call', end('CcmExec', 2, '0x80240438'));
const INNER = zipOf({name: 'inner.log', data: LOG}, {name: 'deeper.zip', data: zipOf({name: 'x.log', data: LOG})});

const LZX: CabFolder['method'] = {lzx: true, windowBits: 16, blocks: ['verbatim', 'aligned', 'raw'], blockBytes: 301, callsSize: 4000};

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield* chunks;
}

async function reportsOn(chunks: readonly Uint8Array[]): Promise<readonly FileReport[]> {
	const reports: FileReport[] = [];
	for await (const report of analyzeStream(streamOf(chunks), 'input', {limits: LIMITS})) reports.push(report);
	return reports;
}

function statusOf({path, member, status}: FileReport): readonly (string | null)[] {
	return [path, member, status];
}

export const ARCHIVES: FuzzTarget = {
	name: 'archives',
	seeds: () => [
		zipOf({name: 'WindowsUpdate.log', data: LOG}),
		zipOf(
			{name: 'a.log', data: LOG, stored: true},
			{name: '../b.log', data: LOG},
			{name: 'c.log.gz', data: gzipSync(LOG)},
			{name: 'inner.zip', data: INNER},
		),
		zipOf(
			{name: 'much.log', data: LOG.repeat(100)},
			{name: 'locked.log', data: LOG, encrypted: true},
			{name: 'odd.log', data: LOG, method: 93},
			{name: 'lies.log', data: LOG, size: 3},
		),
		zipOf(),
		INNER,
		cabOf({name: 'a.log', data: LOG}, {name: '..\\b.log', data: LOG.repeat(50)}, {name: 'c.zip', data: INNER}),
		cabOfFolders(
			[
				{method: LZX, files: [{name: 'a.log', data: LOG}]},
				{method: 'stored', withoutChecksums: true, files: [{name: 'b.log', data: LOG}]},
				{method: LZX, withoutChecksums: true, files: [{name: 'c.log', data: LOG.repeat(3), continued: 'to-next'}]},
			],
			{next: 'next.cab', reserve: {head: 2, folder: 1, block: 1}},
		),
		cabOfFolders([{method: LZX, withoutChecksums: true, files: [{name: 'a.log', data: LOG.repeat(4)}]}]),
		tarOf({name: 'a.log', data: LOG}, {name: `${'x/'.repeat(60)}b.log`, data: LOG, long: 'pax'}),
		gzipSync(LOG),
		Buffer.concat([gzipSync(LOG), gzipSync(LOG)]),
		gzipSync(INNER),
		gzipSync(Buffer.alloc(1024 * 1024, LOG)),
	],
	words: ['MSCF\u0000\u0000\u0000\u0000', 'CK', 'PK\u0003\u0004', 'PK\u0001\u0002', 'PK\u0005\u0006', '../', 'C:\\'],
	maxBytes: 4000,
	shortRuns: 60,
	async check(input) {
		const whole = await reportsOn([input]);
		expect(whole.length).toBeGreaterThan(0);
		// Each archive, the inner ones too, may add a line about itself.
		expect(whole.length).toBeLessThanOrEqual((LIMITS.entries + 1) ** 2);
		// A chunk of the decompressor may be on its way when the limit is reached, and a log is counted where it is read only.
		expect(whole.reduce((sum, {bytes}) => sum + bytes, 0)).toBeLessThanOrEqual(
			Math.max(LIMITS.freeBytes, input.length * LIMITS.ratio) + input.length,
		);
		for (const report of whole) checkFileReport(report);
		for (const chunks of chunkingsOf(input)) {
			const again = await reportsOn(chunks);
			// Where a stream is given up depends on how much of it was there; that it is given up does not.
			if (whole.some(({status}) => status === 'failed')) expect(again.map(statusOf)).toEqual(whole.map(statusOf));
			else expect(again).toEqual(whole);
		}
	},
};
