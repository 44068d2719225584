/** Calls in programs for x86, whose targets LZX packs as absolute addresses. Source: [MS-PATCH] 2.3, E8 call translation. */

const CALL = 0xe8;
/** The last bytes of a frame are left as they are. */
const TAIL_BYTES = 10;
/** Beyond so many bytes, nothing is changed: 32,768 frames. */
const MAX_POSITION = 2 ** 30;

/**
 * The frame with relative targets; a copy, for later matches refer to it as it is packed.
 *
 * @param position of the frame in what is unpacked. @param size of the program, as the data says
 */
export function translateCalls(frame: Uint8Array, position: number, size: number): Uint8Array {
	const plain = frame.slice();
	if (position >= MAX_POSITION || frame.length <= TAIL_BYTES) return plain;
	const view = new DataView(plain.buffer);
	const signedSize = size | 0;
	const end = frame.length - TAIL_BYTES;
	for (let at = plain.indexOf(CALL); at >= 0 && at < end; at = plain.indexOf(CALL, at + 5)) {
		const target = view.getInt32(at + 1, true);
		const here = position + at;
		if (target >= -here && target < signedSize) view.setInt32(at + 1, target >= 0 ? target - here : target + signedSize, true);
	}
	return plain;
}
