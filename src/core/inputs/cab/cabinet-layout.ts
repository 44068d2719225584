/** The beginning of a cabinet: its head, its folders, and its list of files. Source: [MS-CAB] 2.1 to 2.3. */
import {InputError} from '../input-error.js';
import type {RandomAccess} from '../input-source.js';

export interface Cabinet {
	/** How they are packed; files of a folder are packed as one. */
	readonly folders: readonly CabinetFolder[];
	/** In the order of the list. */
	readonly files: readonly CabinetFile[];
	/** The list ends before its last file. */
	readonly isListCut: boolean;
	/** Which cabinet of a set it is, from 1. */
	readonly part: number;
	/** Bytes that each block has between its head and its data. */
	readonly blockReserve: number;
}

export interface CabinetFolder {
	/** Where its first block lies. */
	readonly position: number;
	readonly blocks: number;
	/** The low four bits tell the method. */
	readonly method: number;
}

export interface CabinetFile {
	/** As stored. */
	readonly name: string;
	readonly size: number;
	/** Where it begins in what its folder unpacks to. */
	readonly offset: number;
	/** Number of the folder. */
	readonly folder: number;
	/** Its beginning lies in the cabinet before, its end in the next. */
	readonly isContinued: {readonly fromPrevious: boolean; readonly toNext: boolean};
}

const HEAD_BYTES = 36;
const RESERVE_BYTES = 4;
const FOLDER_BYTES = 8;
const FILE_BYTES = 16;
/** Names have so many bytes at most, with the one that ends them. */
const NAME_BYTES = 256;

const HAS_PREVIOUS = 1;
const HAS_NEXT = 2;
const HAS_RESERVE = 4;
/** In place of the number of a folder. */
const FROM_PREVIOUS = 0xfffd;
const TO_NEXT = 0xfffe;
const BOTH = 0xffff;
const NAME_IS_UTF_8 = 0x80;

const BROKEN = 'the archive is damaged or cut off';

/** @throws InputError where the head or the folders are not whole; errors of reading */
export async function readCabinet(bytes: RandomAccess): Promise<Cabinet> {
	const head = viewOf(await bytes.read(0, HEAD_BYTES));
	if (head.byteLength < HEAD_BYTES || head.getUint8(25) !== 1) throw new InputError(BROKEN);
	const flags = head.getUint16(30, true);
	const reserve = (flags & HAS_RESERVE) === 0 ? null : viewOf(await bytes.read(HEAD_BYTES, RESERVE_BYTES));
	if (reserve !== null && reserve.byteLength < RESERVE_BYTES) throw new InputError(BROKEN);
	let at = HEAD_BYTES + (reserve === null ? 0 : RESERVE_BYTES + reserve.getUint16(0, true));
	const neighbors = ((flags & HAS_PREVIOUS) === 0 ? 0 : 2) + ((flags & HAS_NEXT) === 0 ? 0 : 2);
	// Two names for each: of the file, and of the disk.
	for (let name = 0; name < neighbors; name++) at += (await readName(bytes, at)).length + 1;
	const folders = await readFolders(bytes, at, head.getUint16(26, true), reserve?.getUint8(2) ?? 0);
	const list = await readFiles(bytes, head.getUint32(16, true), head.getUint16(28, true), folders.length);
	return {folders, ...list, part: head.getUint16(34, true) + 1, blockReserve: reserve?.getUint8(3) ?? 0};
}

async function readFolders(bytes: RandomAccess, at: number, count: number, reserve: number): Promise<readonly CabinetFolder[]> {
	const size = FOLDER_BYTES + reserve;
	const view = viewOf(await bytes.read(at, count * size));
	if (view.byteLength < count * size) throw new InputError(BROKEN);
	return Array.from({length: count}, (_, index) => ({
		position: view.getUint32(index * size, true),
		blocks: view.getUint16(index * size + 4, true),
		method: view.getUint16(index * size + 6, true),
	}));
}

async function readFiles(
	bytes: RandomAccess,
	position: number,
	count: number,
	folders: number,
): Promise<Pick<Cabinet, 'files' | 'isListCut'>> {
	const list = await bytes.read(position, count * (FILE_BYTES + NAME_BYTES));
	const view = viewOf(list);
	const files: CabinetFile[] = [];
	for (let at = 0; files.length < count; ) {
		const name = list.subarray(at + FILE_BYTES, at + FILE_BYTES + NAME_BYTES);
		const length = name.indexOf(0);
		if (length <= 0) return {files, isListCut: true};
		const stored = view.getUint16(at + 8, true);
		const isContinued = {
			fromPrevious: stored === FROM_PREVIOUS || stored === BOTH,
			toNext: stored === TO_NEXT || stored === BOTH,
		};
		const folder = isContinued.fromPrevious ? 0 : isContinued.toNext ? folders - 1 : stored;
		if (folder >= folders) return {files, isListCut: true};
		files.push({
			name: nameOf(name.subarray(0, length), view.getUint16(at + 14, true)),
			size: view.getUint32(at, true),
			offset: view.getUint32(at + 4, true),
			folder,
			isContinued,
		});
		at += FILE_BYTES + length + 1;
	}
	return {files, isListCut: false};
}

/** @throws InputError where it does not end */
async function readName(bytes: RandomAccess, at: number): Promise<Uint8Array> {
	const name = await bytes.read(at, NAME_BYTES);
	const length = name.indexOf(0);
	if (length < 0) throw new InputError(BROKEN);
	return name.subarray(0, length);
}

/** Names that are not UTF-8 are in the code page of whoever packed them, which is not told: that of Western Europe is taken. */
function nameOf(bytes: Uint8Array, attributes: number): string {
	if ((attributes & NAME_IS_UTF_8) !== 0) return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
	return new TextDecoder('windows-1252').decode(bytes);
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
