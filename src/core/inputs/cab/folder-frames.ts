/** What a folder of a cabinet unpacks to, frame by frame: reads its blocks, checks them, and unpacks them in order. */
import {InputError} from '../input-error.js';
import type {RandomAccess} from '../input-source.js';
import type {CabinetFolder} from './cabinet-layout.js';
import {checksumOf} from './checksum.js';
import {DamagedCabinet, FRAME_BYTES, type FrameDecoder} from './frame-decoder.js';
import {createLzxDecoder, isWindowSize} from './lzx.js';
import {createMszipDecoder} from './mszip.js';

const BLOCK_HEAD_BYTES = 8;
/** One read of packed bytes; a block has 64 KiB at most. */
const READ_BYTES = 256 * 1024;

/** Ways of packing, by the low four bits of a folder's method. Source: [MS-CAB] 2.2, typeCompress. */
const STORED = 0;
const MSZIP = 1;
const QUANTUM = 2;
const LZX = 3;

export interface FolderFrames {
	/** Where the next frame begins in what the folder unpacks to. */
	readonly position: number;
	/**
	 * The next frame; valid until the next call. `null`: there are no more.
	 *
	 * @throws InputError where its block is damaged. Stored frames go on behind it; of the others, none can be unpacked any more
	 */
	next(): Promise<Uint8Array | null>;
}

/** Why the folder cannot be unpacked at all, as a clause; `null`: it can be tried. */
export function unknownMethod({method}: CabinetFolder): string | null {
	const kind = method & 0xf;
	if (kind === STORED || kind === MSZIP || (kind === LZX && isWindowSize(method >> 8))) return null;
	return `it is packed by a method that cannot be unpacked here (${kind === QUANTUM ? 'Quantum' : method})`;
}

/**
 * From the beginning of a folder.
 *
 * @param reserve bytes of each block between its head and its data
 */
export function createFolderFrames(bytes: RandomAccess, folder: CabinetFolder, reserve: number): FolderFrames {
	const decoder = decoderFor(folder);
	const isStored = decoder === null;
	let nextBlock = 0;
	let at = folder.position;
	let position = 0;
	let failure: unknown = null;
	let ahead: {readonly at: number; readonly data: Uint8Array} = {at: 0, data: new Uint8Array(0)};

	async function bytesAt(from: number, length: number): Promise<Uint8Array> {
		if (from < ahead.at || from + length > ahead.at + ahead.data.length) ahead = {at: from, data: await bytes.read(from, READ_BYTES)};
		const start = from - ahead.at;
		const found = ahead.data.subarray(start, start + length);
		if (found.length < length) throw new DamagedCabinet();
		return found;
	}

	async function read(): Promise<Uint8Array | null> {
		if (nextBlock === folder.blocks) return null;
		const head = await bytesAt(at, BLOCK_HEAD_BYTES);
		const view = new DataView(head.buffer, head.byteOffset, BLOCK_HEAD_BYTES);
		const [checksum, packed, unpacked] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint16(6, true)];
		const dataAt = at + BLOCK_HEAD_BYTES + reserve;
		const sizes = head.slice(4);
		nextBlock++;
		// The other half of the block lies in the next cabinet.
		if (unpacked === 0) return null;
		if (unpacked > FRAME_BYTES || (isStored && packed !== unpacked)) throw new DamagedCabinet();
		position += unpacked;
		at = dataAt + packed;
		const data = await bytesAt(dataAt, packed);
		if (checksum !== 0 && checksumOf(sizes, checksumOf(data, 0)) !== checksum) throw new InputError('its checksum in the archive is wrong');
		return decoder === null ? data : decoder.decode(data, unpacked);
	}

	return {
		get position() {
			return position;
		},
		async next() {
			if (failure !== null) throw failure;
			try {
				return await read();
			} catch (error) {
				if (!isStored || error instanceof DamagedCabinet) failure = error;
				throw error;
			}
		},
	};
}

/** `null`: stored. */
function decoderFor({method}: CabinetFolder): FrameDecoder | null {
	const kind = method & 0xf;
	if (kind === STORED) return null;
	return kind === MSZIP ? createMszipDecoder() : createLzxDecoder(method >> 8);
}
