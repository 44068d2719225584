/** Cuts a trace into its buffers, in any chunking, unpacks them where they are compressed, and finds its way after damage. */
import {u16, u32, u64AsNumber} from './bytes.js';
import {expandXpress} from './xpress.js';

/** Bytes of a buffer's header (WMI_BUFFER_HEADER); its records follow. */
const BUFFER_HEADER = 72;

/** Sessions have buffers of 16 MiB at most (SetTraceProperties); files may be made by other programs. */
const MAX_BUFFER = 64 * 1024 * 1024;

const COMPRESSED = 0x40;
const EVENTS_LOST = 2;
const BUFFER_LOST = 4;

/** Generic, rundown, context swap, reference time, header, batched, empty, debug information. */
const LAST_BUFFER_TYPE = 7;
export const HEADER_BUFFER = 4;

/**
 * Real traces shrink to a third; a file that unpacks to more than this was made to do harm. The bytes that are always
 * allowed are unpacked in a fraction of a second.
 */
const MAX_RATIO = 64;
const FREE_BYTES = 64 * 1024 * 1024;

export interface BufferSink {
	/**
	 * The records of one buffer. The bytes are valid only during the call.
	 *
	 * @param sequence number of the buffer in its session
	 */
	buffer(bytes: Uint8Array, start: number, end: number, sequence: number, type: number): void;
}

export interface BufferStats {
	buffers: number;
	compressed: number;
	/** Flags of the buffers say that events or buffers were lost before them. */
	lossMarks: number;
	/** Blocks that are no buffers, or whose compressed bytes are damaged. */
	damaged: number;
	/** The file ends within a buffer. */
	isCut: boolean;
}

/** What the header of the trace says about its buffers. */
interface BufferForm {
	readonly bufferSize: number;
	/** Then buffers are as long as they happen to be. */
	readonly isCompressed: boolean;
}

export interface BufferReader {
	push(chunk: Uint8Array): void;
	/** Gives what there is of the last buffer. */
	end(): void;
	/** To be told as soon as it is known. */
	expect(form: BufferForm): void;
	/** The first block is no buffer, or nothing can be found after damage: the rest cannot be read. */
	readonly isLost: boolean;
	/** The bytes so far end between two buffers. */
	readonly isWhole: boolean;
	readonly stats: Readonly<BufferStats>;
}

/**
 * Layout of the header as in evntrace.h (WNODE_HEADER, WMI_BUFFER_HEADER): size at 0, end of the data at 0x30, flags at
 * 0x34, type at 0x36. How many buffers a file has is not asked of its header, which holds 0 where a session was not closed.
 */
export function createBufferReader(sink: BufferSink): BufferReader {
	const stats: BufferStats = {buffers: 0, compressed: 0, lossMarks: 0, damaged: 0, isCut: false};
	let carry = new Uint8Array(4096);
	let carryLength = 0;
	let unpacked = new Uint8Array(0);
	let firstSize = 0;
	let largest = MAX_BUFFER;
	let isPlain = false;
	let isLost = false;
	let packedBytes = 0;
	let unpackedBytes = 0;

	function isBuffer(bytes: Uint8Array, at: number): boolean {
		const size = u32(bytes, at);
		if (size < BUFFER_HEADER || size > largest || u16(bytes, at + 0x36) > LAST_BUFFER_TYPE) return false;
		return !isPlain || size === firstSize;
	}

	/** Bytes to the next buffer: a block of the usual size where there is none. 0: nobody knows. */
	function blockSize(bytes: Uint8Array, at: number): number {
		if (isBuffer(bytes, at)) return u32(bytes, at);
		return isPlain ? firstSize : 0;
	}

	function take(bytes: Uint8Array, at: number, available: number): void {
		if (!isBuffer(bytes, at)) {
			stats.damaged++;
			return;
		}
		const size = u32(bytes, at);
		if (firstSize === 0) firstSize = size;
		const flags = u16(bytes, at + 0x34);
		const sequence = u64AsNumber(bytes, at + 0x18);
		const type = u16(bytes, at + 0x36);
		stats.buffers++;
		if ((flags & (EVENTS_LOST | BUFFER_LOST)) !== 0) stats.lossMarks++;
		if ((flags & COMPRESSED) === 0) {
			const end = Math.min(dataEnd(bytes, at, size), available);
			if (end > BUFFER_HEADER) sink.buffer(bytes, at + BUFFER_HEADER, at + end, sequence, type);
			return;
		}
		stats.compressed++;
		const length = u32(bytes, at + 0x30) - BUFFER_HEADER;
		packedBytes += available;
		if (length < 0 || length + BUFFER_HEADER > largest || unpackedBytes + length > FREE_BYTES + MAX_RATIO * packedBytes) {
			stats.damaged++;
			return;
		}
		unpackedBytes += length;
		if (unpacked.length < length) unpacked = new Uint8Array(length);
		const made = expandXpress(bytes, at + BUFFER_HEADER, at + available, unpacked, length);
		if (made < length && available === size) stats.damaged++;
		if (made > 0) sink.buffer(unpacked, 0, made, sequence, type);
	}

	/** Takes whole buffers out of the bytes. @returns where the first one begins that is not whole */
	function takeWhole(bytes: Uint8Array, length: number): number {
		let at = 0;
		while (!isLost && length - at >= BUFFER_HEADER) {
			const size = blockSize(bytes, at);
			if (size === 0) {
				isLost = true;
				stats.damaged++;
			} else if (length - at < size) {
				break;
			} else {
				take(bytes, at, size);
				at += size;
			}
		}
		return at;
	}

	function carryOver(bytes: Uint8Array): void {
		if (carry.length < carryLength + bytes.length) {
			const grown = new Uint8Array(Math.max(carryLength + bytes.length, carry.length * 2));
			grown.set(carry.subarray(0, carryLength));
			carry = grown;
		}
		carry.set(bytes, carryLength);
		carryLength += bytes.length;
	}

	return {
		stats,
		get isLost() {
			return isLost;
		},
		get isWhole() {
			return carryLength === 0;
		},
		expect({bufferSize, isCompressed}) {
			largest = Math.min(Math.max(bufferSize, firstSize), MAX_BUFFER);
			isPlain = !isCompressed;
		},
		push(chunk) {
			let at = 0;
			while (carryLength > 0 && at < chunk.length && !isLost) {
				const needed = carryLength < BUFFER_HEADER ? BUFFER_HEADER : blockSize(carry, 0);
				const taken = Math.min(Math.max(0, needed - carryLength), chunk.length - at);
				carryOver(chunk.subarray(at, at + taken));
				at += taken;
				if (carryLength >= needed && takeWhole(carry, carryLength) > 0) carryLength = 0;
			}
			if (isLost) return;
			at += takeWhole(chunk.subarray(at), chunk.length - at);
			if (!isLost && at < chunk.length) carryOver(chunk.subarray(at));
		},
		end() {
			if (isLost || carryLength === 0) return;
			stats.isCut = true;
			if (carryLength >= BUFFER_HEADER && isBuffer(carry, 0)) take(carry, 0, carryLength);
			carryLength = 0;
		},
	};
}

/** "Offset", which counts what the buffer really holds; "SavedOffset" where that is no place in the buffer. */
function dataEnd(bytes: Uint8Array, at: number, size: number): number {
	for (const place of [0x30, 4]) {
		const end = u32(bytes, at + place);
		if (end >= BUFFER_HEADER && end <= size) return end;
	}
	return size;
}
