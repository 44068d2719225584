/** MSZIP: each block is deflate data of its own, which refers back to what the blocks before it unpacked to. Source: [MS-MCI]. */
import {inflateSync} from 'fflate';
import {DamagedCabinet, FRAME_BYTES, type FrameDecoder} from './frame-decoder.js';

/** Each block begins with "CK". */
const SIGNATURE = [0x43, 0x4b] as const;

export function createMszipDecoder(): FrameDecoder {
	let before: Uint8Array = new Uint8Array(0);
	return {
		decode(packed, length) {
			const data = packed.subarray(SIGNATURE.length);
			if (!SIGNATURE.every((byte, index) => packed[index] === byte) || data.length === 0) throw new DamagedCabinet();
			const frame = inflate(data, before);
			if (frame.length !== length) throw new DamagedCabinet();
			before = frame.length === FRAME_BYTES ? frame : lastOf(before, frame);
			return frame;
		},
	};
}

function inflate(data: Uint8Array, dictionary: Uint8Array): Uint8Array {
	try {
		// With room for one byte too many, so that too much shows; what is beyond that is not kept.
		return inflateSync(data, {out: new Uint8Array(FRAME_BYTES + 1), dictionary});
	} catch {
		// The library throws errors about the data only.
		throw new DamagedCabinet();
	}
}

/** Blocks of a folder are whole but for the last one; others are not well made, but can be read. */
function lastOf(before: Uint8Array, frame: Uint8Array): Uint8Array {
	const kept = before.subarray(Math.max(0, before.length + frame.length - FRAME_BYTES));
	const joined = new Uint8Array(kept.length + frame.length);
	joined.set(kept);
	joined.set(frame, kept.length);
	return joined;
}
