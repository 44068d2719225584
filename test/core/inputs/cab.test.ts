/** Cabinets: every way of packing, damage, parts of sets, and what a file that is read out of order costs. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {openCab} from '../../../src/core/inputs/cab/open-cab.js';
import type {Archive} from '../../../src/core/inputs/formats.js';
import {InputError} from '../../../src/core/inputs/input-error.js';
import {randomAccessTo} from '../../../src/core/inputs/input-source.js';
import {ARCHIVE_LIMITS, type ArchiveLimits, createBudget} from '../../../src/core/inputs/limits.js';
import {cabOf, type CabFolder, cabOfFolders} from '../../helpers/cab-writer.js';
import {isMissing} from '../../helpers/needs.js';

const DAMAGED = 'its compressed data is damaged or cut off';
const FRAME = 32 * 1024;

/** A log, what cannot be packed, and a program with calls. */
const TEXT = Buffer.from(
	Array.from({length: 900}, (_, at) => `08:30:${at % 60} ${at * 7919} Agent * START * CallerId = X${(at * at) % 97}\n`).join(''),
);
const NOISE = Buffer.from(Array.from({length: 7001}, (_, at) => (Math.imul(at + 1, 2654435761) >>> 13) & 0xff));
const CALLS = Buffer.from(Array.from({length: 4000}, (_, at) => (at % 7 === 0 ? 0xe8 : at % 7 === 3 || at % 7 === 4 ? 0 : at & 63)));
const FILES = [
	{name: 'Logs\\WindowsUpdate.log', data: TEXT},
	{name: 'noise.bin', data: NOISE},
	{name: 'program.exe', data: CALLS},
];

async function openedCab(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<Archive> {
	return openCab(
		randomAccessTo(bytes),
		limits,
		createBudget(() => bytes.length, limits),
	);
}

/** Each file's bytes; an error stands for those that could not be read. */
async function contents(bytes: Uint8Array, limits?: ArchiveLimits): Promise<readonly (readonly [name: string, bytes: number | string])[]> {
	const archive = await openedCab(bytes, limits);
	const found: (readonly [string, number | string])[] = [];
	for (const member of archive.members) found.push([member.name, await lengthOrReason(archive, member.name)]);
	return found;
}

async function lengthOrReason(archive: Archive, name: string): Promise<number | string> {
	try {
		return (await bytesOf(archive, name)).length;
	} catch (error) {
		if (error instanceof InputError) return error.message;
		throw error;
	}
}

async function bytesOf(archive: Archive, name: string): Promise<Buffer> {
	const member = archive.members.find((one) => one.name === name);
	if (member === undefined) throw new Error(`no ${name} in it`);
	const chunks: Uint8Array[] = [];
	for await (const chunk of archive.read(member)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const METHODS: readonly (readonly [name: string, folder: Omit<CabFolder, 'files'>])[] = [
	['stored', {method: 'stored'}],
	['MSZIP', {method: 'mszip'}],
	['MSZIP without checksums', {withoutChecksums: true}],
	['LZX in one block', {method: {lzx: true}}],
	['LZX with aligned offsets', {method: {lzx: true, windowBits: 17, blocks: ['aligned'], blockBytes: 20_000}}],
	['LZX in raw blocks of odd length', {method: {lzx: true, windowBits: 16, blocks: ['raw'], blockBytes: 10_001}}],
	['LZX with raw blocks that end with a frame', {method: {lzx: true, blocks: ['raw', 'verbatim'], blockBytes: FRAME}}],
	['LZX with blocks of all kinds', {method: {lzx: true, windowBits: 21, blocks: ['verbatim', 'raw', 'aligned'], blockBytes: 7777}}],
	['LZX with changed calls', {method: {lzx: true, windowBits: 18, blocks: ['verbatim', 'raw'], blockBytes: 30_000, callsSize: 70_000}}],
];

describe('a cabinet', () => {
	it.each(METHODS)('is read: %s', async (_, folder) => {
		const archive = await openedCab(cabOfFolders([{...folder, files: FILES}]));
		expect(archive.members.map(({name, size}) => [name, size])).toEqual([
			['Logs/WindowsUpdate.log', TEXT.length],
			['noise.bin', NOISE.length],
			['program.exe', CALLS.length],
		]);
		// From the end, so that what lies before is asked for after it was passed.
		for (const {name, data} of FILES.toReversed()) expect((await bytesOf(archive, name.replace('\\', '/'))).equals(data)).toBe(true);
		expect(archive.problem).toBeNull();
	});

	it('may have several folders, and bytes that are kept free', async () => {
		const folders: readonly CabFolder[] = FILES.map((file, at) => ({...METHODS[at]?.[1], files: [file]}));
		const archive = await openedCab(cabOfFolders(folders, {reserve: {head: 300, folder: 3, block: 5}}));
		for (const {name, data} of FILES) expect((await bytesOf(archive, name.replace('\\', '/'))).equals(data)).toBe(true);
	});

	it('has names in UTF-8 or an old code page, and may have one of them twice', async () => {
		const rawName = Uint8Array.of(0xfc, 0x2e, 0x6c, 0x6f, 0x67);
		const cab = cabOf({name: 'ü.log', data: 'one'}, {name: '', rawName, data: 'three'}, {name: '..\\out.log', data: ''});
		expect(await contents(cab)).toEqual([
			['ü.log', 3],
			['ü.log', 3],
			['../out.log', 0],
		]);
		const archive = await openedCab(cab);
		const [first, second, out] = archive.members;
		expect([first?.size, second?.size, out?.escapesArchive]).toEqual([3, 5, true]);
	});

	it('gives files of several large folders one after the other without holding them', async () => {
		const limits = {...ARCHIVE_LIMITS, nestedBytes: 1000};
		for (const [, folder] of METHODS) {
			const archive = await openedCab(cabOfFolders([{...folder, files: FILES}]), limits);
			for (const {name, data} of [...FILES, ...FILES]) expect((await bytesOf(archive, name.replace('\\', '/'))).equals(data)).toBe(true);
		}
	});

	it('gives two files that are read by turns', async () => {
		for (const nestedBytes of [1000, ARCHIVE_LIMITS.nestedBytes]) {
			const archive = await openedCab(cabOf(...FILES), {...ARCHIVE_LIMITS, nestedBytes});
			const [one, other] = await Promise.all([bytesOf(archive, 'program.exe'), bytesOf(archive, 'Logs/WindowsUpdate.log')]);
			expect([one.equals(CALLS), other.equals(TEXT)]).toEqual([true, true]);
		}
	});
});

describe('a part of a set of cabinets', () => {
	it('gives the files that lie in it alone, and names the others', async () => {
		const cab = cabOfFolders(
			[
				{method: 'stored', files: [{name: 'a.log', data: 'a', continued: 'from-previous'}]},
				{files: [{name: 'b.log', data: 'b'}]},
				{
					files: [
						{name: 'c.log', data: 'c'},
						{name: 'd.log', data: 'd', continued: 'to-next'},
					],
				},
			],
			{previous: 'disk1.cab', next: 'disk3.cab', index: 1},
		);
		expect(await contents(cab)).toEqual([
			['a.log', expect.stringMatching(/^it begins in the cabinet before this one: this is part 2 of a set of cabinets; extract/)],
			['b.log', 1],
			['c.log', 1],
			['d.log', expect.stringMatching(/^it ends in the next cabinet: this is part 2 of a set/)],
		]);
	});

	it('names files that are packed together with what it has not', async () => {
		const files = [
			{name: 'a.log', data: 'a', continued: 'both' as const},
			{name: 'b.log', data: 'b'},
		];
		expect(await contents(cabOfFolders([{files}], {previous: 'x.cab', next: 'y.cab', index: 1}))).toEqual([
			['a.log', expect.stringMatching(/^it begins in the cabinet before this one and ends in the next/)],
			['b.log', expect.stringMatching(/^it is packed together with a file that begins in the cabinet before this one/)],
		]);
	});
});

describe('a damaged cabinet', () => {
	const BLOCKS = Buffer.alloc(FRAME, 'x');
	const files = ['a', 'b', 'c'].map((name) => ({name, data: BLOCKS}));

	/** With one bit changed in the middle of the second of three blocks. */
	function damaged(folder: Omit<CabFolder, 'files'>): Buffer {
		const bytes = cabOfFolders([{...folder, files}]);
		const first = bytes.readUInt32LE(36);
		const second = first + 8 + bytes.readUInt16LE(first + 4);
		const at = second + 8 + Math.floor(bytes.readUInt16LE(second + 4) / 2);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		return bytes;
	}

	it('shows by its checksum; stored files behind it are read', async () => {
		for (const nestedBytes of [1000, ARCHIVE_LIMITS.nestedBytes])
			expect(await contents(damaged({method: 'stored'}), {...ARCHIVE_LIMITS, nestedBytes})).toEqual([
				['a', FRAME],
				['b', 'its checksum in the archive is wrong'],
				['c', FRAME],
			]);
	});

	it.each(['mszip', {lzx: true}] as const)('gives what lies before the damage: %j', async (method) => {
		for (const nestedBytes of [1000, ARCHIVE_LIMITS.nestedBytes])
			expect(await contents(damaged({method}), {...ARCHIVE_LIMITS, nestedBytes})).toEqual([
				['a', FRAME],
				['b', 'its checksum in the archive is wrong'],
				['c', 'its checksum in the archive is wrong'],
			]);
	});

	it('that is cut off gives what lies before', async () => {
		const whole = cabOfFolders([{files, method: 'stored'}]);
		expect(await contents(whole.subarray(0, whole.length - 10))).toEqual([
			['a', FRAME],
			['b', FRAME],
			['c', DAMAGED],
		]);
		const archive = await openedCab(whole.subarray(0, 36 + 8 + 2 * 18 + 5));
		expect([archive.members.length, archive.problem]).toEqual([2, expect.stringContaining('Its list of files is damaged')]);
		await expect(openedCab(whole.subarray(0, 40))).rejects.toThrow('the archive is damaged or cut off');
	});

	it('or one packed in ways that are not read says so', async () => {
		expect(await contents(cabOfFolders([{method: 'quantum', files: [{name: 'a', data: 'a'}]}]))).toEqual([
			['a', 'it is packed by a method that cannot be unpacked here (Quantum)'],
		]);
	});

	it('never ends the program, whatever its bytes', async () => {
		const small = METHODS.map(([, folder]) =>
			cabOfFolders([{...folder, files: FILES.map(({name, data}) => ({name, data: data.subarray(0, 400)}))}]),
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...small), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), {maxLength: 8}), async (whole, flips) => {
				const bytes = Buffer.from(whole);
				for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
				const read = await contents(bytes).catch((error: unknown) => {
					if (!(error instanceof InputError)) throw error;
					return [];
				});
				expect(read.length).toBeLessThanOrEqual(3);
			}),
			{numRuns: 200},
		);
	});
});

describe('limits on cabinets', () => {
	it('hold for all files together', async () => {
		const limits = {...ARCHIVE_LIMITS, ratio: 10, freeBytes: 50_000};
		const cab = cabOf({name: 'a', data: Buffer.alloc(30_000)}, {name: 'b', data: Buffer.alloc(30_000)}, {name: 'c', data: 'c'});
		expect(await contents(cab, limits)).toEqual([
			['a', 30_000],
			['b', expect.stringContaining('more than 10 times the size of the archive')],
			['c', 1],
		]);
	});

	it('hold for what is unpacked again and again on the way to files', async () => {
		const limits = {...ARCHIVE_LIMITS, ratio: 1, freeBytes: 100_000, nestedBytes: 1000};
		const archive = await openedCab(cabOf({name: 'a', data: 'a'}, {name: 'b', data: Buffer.alloc(40_000)}, {name: 'c', data: 'c'}), limits);
		const results: (number | string)[] = [];
		for (let times = 0; times < 25; times++) results.push(await lengthOrReason(archive, 'c'), await lengthOrReason(archive, 'a'));
		expect(results[0]).toBe(1);
		expect(results.at(-2)).toContain('again and again');
	});

	it('hold for the number of files', async () => {
		const cab = cabOf(...Array.from({length: 5}, (_, at) => ({name: `${at}.log`, data: 'x'})));
		const archive = await openedCab(cab, {...ARCHIVE_LIMITS, entries: 3});
		expect([archive.members.length, archive.problem]).toEqual([3, 'It holds more than 3 files; the others were not read.']);
	});
});

describe.skipIf(isMissing('cabextract (Debian package)', hasCabextract()))('cabinets of these tests, with cabextract', () => {
	it.each(METHODS)('are what they should be: %s', async (_, folder) => {
		const place = mkdtempSync(join(tmpdir(), 'wulens-cab-'));
		try {
			writeFileSync(join(place, 'x.cab'), cabOfFolders([{...folder, files: FILES}], {reserve: {head: 5, folder: 3, block: 2}}));
			execFileSync('cabextract', ['-q', '-d', place, join(place, 'x.cab')]);
			for (const {name, data} of FILES) expect(readFileSync(join(place, name.replace('\\', '/'))).equals(data)).toBe(true);
		} finally {
			rmSync(place, {recursive: true});
		}
	});
});

function hasCabextract(): boolean {
	try {
		execFileSync('cabextract', ['--version'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}
