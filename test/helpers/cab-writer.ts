/** Writes cabinets ([MS-CAB]), also such as no honest program writes. */
import {deflateRawSync} from 'node:zlib';
import {type LzxOptions, lzxFrames} from './lzx-writer.js';

export interface CabFile {
	readonly name: string;
	readonly data: Uint8Array | string;
	/** Bytes of the name as they are, in the code page of whoever packs; `name` is then for people. */
	readonly rawName?: Uint8Array;
	/** What the list claims. @default the truth */
	readonly size?: number;
	/** In place of the number of the folder, as files have it that lie in several cabinets. */
	readonly continued?: 'from-previous' | 'to-next' | 'both';
}

export interface CabFolder {
	readonly files: readonly CabFile[];
	/** @default MSZIP */
	readonly method?: 'stored' | 'mszip' | 'quantum' | ({readonly lzx: true} & LzxOptions);
	/** Writes no checksums. @default false */
	readonly withoutChecksums?: boolean;
}

export interface CabOptions {
	/** Names of the cabinets before and behind it. */
	readonly previous?: string;
	readonly next?: string;
	/** Of the set, from 0. */
	readonly index?: number;
	/** Bytes that are kept free in the head, and in each folder and block. */
	readonly reserve?: {readonly head: number; readonly folder: number; readonly block: number};
}

const FRAME = 32 * 1024;
const CONTINUED = {'from-previous': 0xfffd, 'to-next': 0xfffe, both: 0xffff} as const;

/** All files in one folder, by MSZIP. */
export function cabOf(...files: readonly CabFile[]): Buffer {
	return cabOfFolders([{files}]);
}

export function cabOfFolders(folders: readonly CabFolder[], {previous, next, index = 0, reserve}: CabOptions = {}): Buffer {
	const head = Buffer.alloc(36);
	head.write('MSCF', 'latin1');
	head.writeUInt8(3, 24);
	head.writeUInt8(1, 25);
	head.writeUInt16LE(folders.length, 26);
	head.writeUInt16LE(
		folders.reduce((sum, {files}) => sum + files.length, 0),
		28,
	);
	head.writeUInt16LE((previous === undefined ? 0 : 1) | (next === undefined ? 0 : 2) | (reserve === undefined ? 0 : 4), 30);
	head.writeUInt16LE(0x1234, 32);
	head.writeUInt16LE(index, 34);
	const more: Buffer[] = [];
	if (reserve !== undefined) {
		const sizes = Buffer.from([reserve.head & 0xff, reserve.head >> 8, reserve.folder, reserve.block]);
		more.push(sizes, Buffer.alloc(reserve.head, 0xaa));
	}
	for (const neighbor of [previous, next]) if (neighbor !== undefined) more.push(Buffer.from(`${neighbor}\0disk\0`));
	const before = Buffer.concat([head, ...more]);
	const list = Buffer.concat(folders.flatMap(({files}, number) => listOf(files, number)));
	const blocks = folders.map((folder) => blocksOf(folder, reserve?.block ?? 0));
	const folderBytes = 8 + (reserve?.folder ?? 0);
	let at = before.length + folders.length * folderBytes;
	before.writeUInt32LE(at, 16);
	at += list.length;
	const rows = folders.map((folder, number) => {
		const row = Buffer.alloc(folderBytes, 0xbb);
		row.writeUInt32LE(at, 0);
		row.writeUInt16LE(blocks[number]?.length ?? 0, 4);
		row.writeUInt16LE(methodOf(folder), 6);
		at += (blocks[number] ?? []).reduce((sum, {length}) => sum + length, 0);
		return row;
	});
	before.writeUInt32LE(at, 8);
	return Buffer.concat([before, ...rows, list, ...blocks.flat()]);
}

function listOf(files: readonly CabFile[], folder: number): readonly Buffer[] {
	let offset = 0;
	return files.map(({name, data, rawName, size, continued}) => {
		const row = Buffer.alloc(16);
		const length = Buffer.from(data).length;
		row.writeUInt32LE(size ?? length, 0);
		row.writeUInt32LE(offset, 4);
		row.writeUInt16LE(continued === undefined ? folder : CONTINUED[continued], 8);
		row.writeUInt16LE(0x5a6c, 10);
		row.writeUInt16LE(rawName === undefined ? 0xa0 : 0x20, 14);
		offset += length;
		return Buffer.concat([row, rawName ?? Buffer.from(name), Buffer.of(0)]);
	});
}

function methodOf({method = 'mszip'}: CabFolder): number {
	if (typeof method !== 'string') return 3 | ((method.windowBits ?? 15) << 8);
	return {stored: 0, mszip: 1, quantum: 2}[method];
}

function blocksOf({files, method = 'mszip', withoutChecksums = false}: CabFolder, reserve: number): readonly Buffer[] {
	const data = Buffer.concat(files.map((file) => Buffer.from(file.data)));
	return packedBlocks(data, method).map((packed, number) => {
		const head = Buffer.alloc(8 + reserve, 0xcc);
		head.writeUInt16LE(packed.length, 4);
		head.writeUInt16LE(Math.min(FRAME, data.length - number * FRAME), 6);
		head.writeUInt32LE(withoutChecksums ? 0 : checksum(head.subarray(4, 8), checksum(packed, 0)), 0);
		return Buffer.concat([head, packed]);
	});
}

function packedBlocks(data: Buffer, method: NonNullable<CabFolder['method']>): readonly Buffer[] {
	if (typeof method !== 'string') return lzxFrames(data, method);
	const blocks: Buffer[] = [];
	for (let at = 0; at < data.length; at += FRAME) {
		const frame = data.subarray(at, at + FRAME);
		const dictionary = data.subarray(Math.max(0, at - FRAME), at);
		const packed = at === 0 ? deflateRawSync(frame) : deflateRawSync(frame, {dictionary});
		blocks.push(method === 'mszip' ? Buffer.concat([Buffer.from('CK'), packed]) : frame);
	}
	return blocks;
}

/** [MS-CAB] 3.1 */
function checksum(bytes: Buffer, seed: number): number {
	let sum = seed;
	const whole = bytes.length - (bytes.length % 4);
	for (let at = 0; at < whole; at += 4) sum ^= bytes.readUInt32LE(at);
	const rest = [...bytes.subarray(whole)].reduce((value, byte) => value * 0x100 + byte, 0);
	return (sum ^ rest) >>> 0;
}
