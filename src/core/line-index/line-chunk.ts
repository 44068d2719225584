/** Columns of a run of lines in one buffer, so that threads that share it see the lines without copies. */

/** Lines of a chunk, unless its bytes are too many for 32 bits. */
export const LINES_PER_CHUNK: number = 65_536;

/** Offset and time and thread in 32 bits each, the component in 16, kind and level in 8. */
export const BYTES_PER_LINE: number = 4 + 4 + 4 + 2 + 1;

/** Before the columns stands the latest time in the chunk. */
const HEAD_BYTES = 4;

export const KIND = {unparsed: 0, record: 1, continuation: 2} as const;

/** The kind takes two bits of its column; the level stands above it. */
const KIND_BITS = 2;
const KIND_MASK = 3;
const MOST_LEVEL = 5;

/** What the column of kinds holds. Levels beyond those that Windows has are verbose, whatever they mean. */
export function storedKind(kind: number, level: number): number {
	return kind | (Math.min(level, MOST_LEVEL) << KIND_BITS);
}

export function kindOfStored(stored: number): number {
	return stored & KIND_MASK;
}

export function levelOfStored(stored: number): number {
	return stored >> KIND_BITS;
}

/** As it is sent to another thread. */
export interface ChunkData {
	/** 1-based. */
	readonly firstLine: number;
	/** Bytes of the text before the first line; offsets within count from it. */
	readonly base: number;
	readonly capacity: number;
	readonly buffer: ArrayBufferLike;
}

export interface LineChunk extends ChunkData {
	/** One number: the highest of `seconds`. */
	readonly latest: Uint32Array;
	readonly offsets: Uint32Array;
	/** As `storedSeconds` has them. */
	readonly seconds: Uint32Array;
	readonly threads: Uint32Array;
	readonly components: Uint16Array;
	/** As `storedKind` has them. */
	readonly kinds: Uint8Array;
}

export function chunkBytes(capacity: number): number {
	return HEAD_BYTES + capacity * BYTES_PER_LINE;
}

export function openChunk(data: ChunkData): LineChunk {
	const {buffer, capacity} = data;
	const offsets = HEAD_BYTES;
	const seconds = offsets + capacity * 4;
	const threads = seconds + capacity * 4;
	const components = threads + capacity * 4;
	const kinds = components + capacity * 2;
	return {
		...data,
		latest: new Uint32Array(buffer, 0, 1),
		offsets: new Uint32Array(buffer, offsets, capacity),
		seconds: new Uint32Array(buffer, seconds, capacity),
		threads: new Uint32Array(buffer, threads, capacity),
		components: new Uint16Array(buffer, components, capacity),
		kinds: new Uint8Array(buffer, kinds, capacity),
	};
}

/** What is needed to send the chunk. */
export function chunkData({firstLine, base, capacity, buffer}: LineChunk): ChunkData {
	return {firstLine, base, capacity, buffer};
}

/** 1995-01-01, before the first client; 32 bits last until 2131 from there. */
const FIRST_SECOND = 788_918_400;
const NO_TIME = 0;
const LAST_STORED = 0xffff_ffff;

/** Seconds as a column holds them; what it cannot hold is no time. */
export function storedSeconds(seconds: number | null): number {
	if (seconds === null) return NO_TIME;
	const stored = seconds - FIRST_SECOND + 1;
	return stored < 1 || stored > LAST_STORED ? NO_TIME : stored;
}

export function secondsOfStored(stored: number): number | null {
	return stored === NO_TIME ? null : stored - 1 + FIRST_SECOND;
}

/** What a column must hold at least for lines at or after the time; `null`: no line can. */
export function lowestStored(seconds: number): number | null {
	const stored = Math.max(1, Math.ceil(seconds) - FIRST_SECOND + 1);
	return stored <= LAST_STORED ? stored : null;
}
