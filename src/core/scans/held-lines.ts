/** Lines of a thread that may be inside a scan which began before the file: copied, and read only if that scan ends. */
import type {RecordHeader} from '../records/record-header.js';

/** Of more lines, the later half stays: what comes before its end says most about a scan. */
const MAX_LINES = 1024;
const MAX_BYTES = 256 * 1024;
/** Messages past this are cut; nothing that is read of a line stands so far behind. */
const MAX_MESSAGE = 32 * 1024;
/** About what the columns of a line take. */
const COLUMNS_BYTES = 256;

const MIN_BLOCK = 512;
const MAX_BLOCK = 16 * 1024;

export interface HeldLines {
	/** In the order in which they came. */
	readonly lines: readonly RecordHeader[];
	/** Bytes that they take. */
	readonly bytes: number;
	/** Lines that were let go, because there were too many. */
	readonly dropped: number;
	/** Copies a line. */
	add(header: RecordHeader): void;
}

export function createHeldLines(): HeldLines {
	let lines: RecordHeader[] = [];
	let bytes = 0;
	let dropped = 0;
	/** Texts of lines stand one after the other: an array of bytes of its own would take more than most lines. */
	let block = new Uint8Array(0);
	let used = 0;

	function copyOf(header: RecordHeader): RecordHeader {
		const {componentStart, componentEnd, messageStart} = header;
		const messageEnd = Math.min(header.messageEnd, messageStart + MAX_MESSAGE);
		const length = messageEnd - componentStart;
		if (used + length > block.length) {
			block = new Uint8Array(Math.max(length, Math.min(MAX_BLOCK, block.length * 2), MIN_BLOCK));
			used = 0;
		}
		block.set(header.bytes.subarray(componentStart, messageEnd), used);
		const moved = used - componentStart;
		used += length;
		return {...header, bytes: block, componentStart: componentStart + moved, componentEnd: componentEnd + moved, messageStart: messageStart + moved, messageEnd: messageEnd + moved};
	}

	return {
		get lines() {
			return lines;
		},
		get bytes() {
			return bytes;
		},
		get dropped() {
			return dropped;
		},
		add(header) {
			if (lines.length >= MAX_LINES || (bytes >= MAX_BYTES && lines.length > 1)) {
				const half = lines.length >> 1;
				dropped += half;
				lines = lines.slice(half);
				bytes = lines.reduce((sum, line) => sum + bytesOf(line), 0);
			}
			const copy = copyOf(header);
			lines.push(copy);
			bytes += bytesOf(copy);
		},
	};
}

function bytesOf({componentStart, messageEnd}: RecordHeader): number {
	return messageEnd - componentStart + COLUMNS_BYTES;
}
