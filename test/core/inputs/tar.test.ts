/** Tar archives: names of all kinds, damage, limits; through gzip, too, as `.tar.gz`. */
import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {FileReport} from '../../../src/core/index.js';
import {InputError} from '../../../src/core/inputs/input-error.js';
import {randomAccessTo} from '../../../src/core/inputs/input-source.js';
import {ARCHIVE_LIMITS, createBudget} from '../../../src/core/inputs/limits.js';
import {openTar} from '../../../src/core/inputs/tar/open-tar.js';
import {analyzeStream} from '../../../src/node/analyze-file.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {tarOf} from '../../helpers/tar-writer.js';

const LOG = etwLog(start('X', 1), end('X', 1));
const LONG = `${'folder/'.repeat(40)}WindowsUpdate.log`;

async function contents(bytes: Uint8Array, limits = ARCHIVE_LIMITS): Promise<readonly (readonly [string, string])[]> {
	const archive = await openTar(
		randomAccessTo(bytes),
		limits,
		createBudget(() => bytes.length, limits),
	);
	const found: (readonly [string, string])[] = [];
	for (const member of archive.members) {
		const chunks: Uint8Array[] = [];
		try {
			for await (const chunk of archive.read(member)) chunks.push(chunk);
			found.push([member.name, Buffer.concat(chunks).toString()]);
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			found.push([member.name, error.message]);
		}
	}
	return archive.problem === null ? found : [...found, ['problem', archive.problem]];
}

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 100) yield bytes.slice(at, at + 100);
}

async function statuses(bytes: Uint8Array): Promise<readonly (readonly [string | null, string])[]> {
	const reports: FileReport[] = [];
	for await (const report of analyzeStream(chunked(bytes), 'x')) reports.push(report);
	return reports.map(({member, status}) => [member, status]);
}

describe('a tar archive', () => {
	it('gives its files by name, with short and long names, and passes over folders', async () => {
		const tar = tarOf(
			{name: './b.log', data: 'b'},
			{name: 'folder/', data: '', type: '5'},
			{name: LONG, data: 'pax', long: 'pax'},
			{name: `x${LONG}`, data: 'gnu', long: 'gnu'},
			{name: 'a.log', data: 'a'.repeat(513)},
		);
		expect(await contents(tar)).toEqual([
			['a.log', 'a'.repeat(513)],
			['b.log', 'b'],
			[LONG, 'pax'],
			[`x${LONG}`, 'gnu'],
		]);
	});

	it('is read by the walk, also packed by gzip', async () => {
		const tar = tarOf({name: 'PC-1/WindowsUpdate.log', data: LOG}, {name: '../out.log', data: LOG});
		for (const bytes of [tar, gzipSync(tar)])
			expect(await statuses(bytes)).toEqual([
				['../out.log', 'analyzed'],
				['PC-1/WindowsUpdate.log', 'analyzed'],
			]);
	});

	it('that is damaged or cut off gives what lies before', async () => {
		const tar = tarOf({name: 'a', data: 'a'}, {name: 'b', data: 'b'.repeat(600)});
		const damaged = ['problem', expect.stringContaining('damaged or cut off')];
		expect(await contents(tar.subarray(0, 1700))).toEqual([['a', 'a'], ['b', 'it is cut off'], damaged]);
		expect(await contents(tar.map((byte, at) => (at === 1030 ? byte ^ 1 : byte)))).toEqual([['a', 'a'], damaged]);
	});

	it('is held to the limits', async () => {
		const tar = tarOf({name: 'a', data: 'a'}, {name: 'b', data: 'b'});
		expect(await contents(tar, {...ARCHIVE_LIMITS, entries: 1})).toEqual([
			['a', 'a'],
			['problem', 'It holds more than 1 files; the others were not read.'],
		]);
		expect(await contents(tar, {...ARCHIVE_LIMITS, ratio: 0, freeBytes: 1})).toEqual([
			['a', 'a'],
			['b', expect.stringContaining('more than 0 times')],
		]);
	});

	it('never ends the program, whatever its bytes', async () => {
		const whole = tarOf({name: 'a', data: 'a'}, {name: LONG, data: 'pax', long: 'pax'}, {name: LONG, data: 'gnu', long: 'gnu'});
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {maxLength: 5}),
				fc.nat(whole.length),
				async (flips, length) => {
					const bytes = Buffer.from(whole);
					for (const [at, byte] of flips) bytes[at] = byte;
					expect((await contents(bytes.subarray(0, length))).length).toBeLessThanOrEqual(6);
				},
			),
			{numRuns: 200},
		);
	});
});
