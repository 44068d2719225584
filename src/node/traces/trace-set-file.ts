/** The files that are one log, each to be opened when its turn comes. */
import {basename} from 'node:path';
import type {ArchiveLimits} from '../archives/limits.js';
import type {ZipArchive, ZipMember} from '../archives/zip.js';
import {type ByteSource, createByteSource, openInput, unpackGzip} from '../byte-source.js';
import {InputError} from '../input-error.js';

/** A file of a set of traces, or a log alone. */
export interface TraceSetFile {
	/** `null`: alone. */
	readonly name: string | null;
	/** @throws InputError and errors of the system */
	open(): Promise<{readonly source: ByteSource; close(): Promise<void>}>;
}

/** One of the files of a set. */
export function fileOfSet(path: string, limits: ArchiveLimits, signal: AbortSignal | undefined): TraceSetFile {
	return {
		name: basename(path),
		async open() {
			const input = await openInput(path, signal);
			if ('reason' in input) throw new InputError(input.reason);
			const source = await unpackGzip(await createByteSource(input.chunks, signal), limits, null, signal);
			return {source, close: () => input.close()};
		},
	};
}

/** The same in an archive. */
export function memberOfSet(zip: ZipArchive, member: ZipMember, limits: ArchiveLimits, signal: AbortSignal | undefined): TraceSetFile {
	return {
		name: basename(member.name),
		async open() {
			const packed = await createByteSource(zip.read(member), signal);
			return {source: await unpackGzip(packed, limits, zip.budget, signal), close: async () => {}};
		},
	};
}
