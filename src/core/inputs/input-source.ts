/** What a walk over inputs begins with, and how it gets at bytes; each platform and each place of storage implements it. */

/** Each chunk is the caller's until the next. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	/** Ends it at once, where a wait for the next chunk can be broken off. */
	destroy?(): unknown;
}

/** Bytes that can be read anywhere, as archives with their list of files at the end need it. */
export interface RandomAccess {
	/** Bytes in all. */
	readonly size: number;
	/**
	 * @param position counted from the first byte
	 * @returns bytes that nobody writes to, fewer than `length` only where they end; @throws errors of reading
	 */
	read(position: number, length: number): Promise<Uint8Array>;
}

/** An open file, stream, or whatever holds bytes. */
export interface InputBytes {
	/** Bytes in all; `null`: known only when they are read, as those of a pipe are. */
	readonly size: number | null;
	/** From the first byte to the last; asked for once. */
	stream(): ByteStream;
	/** `null`: they can be read only once and in order. */
	readonly slices: RandomAccess | null;
	close(): Promise<void>;
}

/** Something with a name that can be opened: a file on disk or of a web page, standard input, a file of a share. */
export interface InputFile {
	/** As people know it, and as reports name it. */
	readonly path: string;
	/** The path without its folder. */
	readonly name: string;
	/** @throws InputError, and errors of the platform that it has reasons for */
	open(): Promise<InputBytes>;
}

/** One log, or one archive of logs. */
export type InputSource =
	| ({readonly kind: 'file'} & InputFile)
	/** Traces that are one log together, in the order they were written. `path` names the set in reports. */
	| {readonly kind: 'trace-set'; readonly path: string; readonly files: readonly InputFile[]};

/** A stream that can be read once, such as standard input or a response. */
export function streamSource(path: string, stream: ByteStream): InputSource {
	return {kind: 'file', path, name: path, open: async () => ({size: null, stream: () => stream, slices: null, close: async () => {}})};
}

/** Bytes in memory. */
export function randomAccessTo(bytes: Uint8Array): RandomAccess {
	return {size: bytes.length, read: async (position, length) => bytes.subarray(position, position + length)};
}

/** All parts in one piece, which is the caller's. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
