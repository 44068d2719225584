/** What each way of packing in cabinets offers. A folder is packed in blocks, each of which unpacks to one frame. */
import {InputError} from '../input-error.js';

/** A block unpacks to so many bytes; the last one of a folder to fewer. Source: [MS-CAB] 2.4, cbUncomp. */
export const FRAME_BYTES: number = 32 * 1024;

/** Takes the blocks of a folder in order. */
export interface FrameDecoder {
	/**
	 * @param packed one block, whole
	 * @param length bytes that it unpacks to, FRAME_BYTES at most
	 * @returns exactly so many; valid until the next call. @throws DamagedCabinet
	 */
	decode(packed: Uint8Array, length: number): Uint8Array;
}

/** What is packed cannot be unpacked. */
export class DamagedCabinet extends InputError {
	override readonly name: string = 'DamagedCabinet';

	constructor() {
		super('its compressed data is damaged or cut off');
	}
}
