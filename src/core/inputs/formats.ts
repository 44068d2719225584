/** How files are packed: what a compression and an archive format must offer, and the tables that a platform lists them in. */
import type {ArchiveLimits, UnpackBudget} from './limits.js';
import type {RandomAccess} from './input-source.js';

interface Format {
	/** As people call it: `zip`. */
	readonly name: string;
	/** Bytes from the beginning that tell it from others. */
	readonly signatureLength: number;
	/** @param head the first bytes of a file, at least `signatureLength` where it has so many */
	isRecognized(head: Uint8Array): boolean;
}

/** One file packed by itself, such as gzip. */
export interface CompressionFormat extends Format {
	/**
	 * The unpacked bytes, as they come. Each chunk is the caller's until the next.
	 *
	 * @param budget is told of all of them
	 * @throws InputError where the data is damaged or unpacks to too much; errors of the source as they are
	 */
	unpack(packed: AsyncIterable<Uint8Array>, budget: UnpackBudget): AsyncIterable<Uint8Array>;
}

/** Many files in one, such as zip. */
export interface ArchiveFormat extends Format {
	/** Each member can be read without unpacking those before it. @default false */
	readonly isSeekable?: boolean;
	/**
	 * Opens an archive and lists it; nothing is unpacked yet, and nothing ever to disk.
	 *
	 * @param budget what all of its members together may unpack to; shared with the archive that this one stands in
	 * @throws InputError where it is no whole archive; errors of reading as they are
	 */
	open(bytes: RandomAccess, limits: ArchiveLimits, budget: UnpackBudget): Promise<Archive>;
}

export interface ArchiveMember {
	/** As stored, with `/` between folders; nothing is ever written under it. */
	readonly name: string;
	/** Unpacked bytes, as the archive says; reading ends with an error where that is wrong. */
	readonly size: number;
	/** The name leads out of the archive: `..`, or from the root. */
	readonly escapesArchive: boolean;
}

export interface Archive {
	/** Files, by name, or in the order in which they can be unpacked at one go; folders are left out. */
	readonly members: readonly ArchiveMember[];
	/** Why the list is not whole, in a sentence; `null`: it is. */
	readonly problem: string | null;
	/** @throws InputError while iterating, where the member cannot be unpacked */
	read(member: ArchiveMember): AsyncIterable<Uint8Array>;
	close(): void;
}

/** What a platform brings to a walk. The first format that recognizes a file is the one. */
export interface InputPlatform {
	readonly compressions: readonly CompressionFormat[];
	readonly archives: readonly ArchiveFormat[];
	/** Why an error came about, for people; `null`: it does not come from reading, and is a bug. */
	reasonOf(error: unknown): string | null;
}

/** So many bytes are looked at before a file is read. */
export function headLengthOf({compressions, archives}: InputPlatform): number {
	return Math.max(0, ...[...compressions, ...archives].map(({signatureLength}) => signatureLength));
}

/** The format that the first bytes show, if any. */
export function formatOf<T extends Format>(head: Uint8Array, formats: readonly T[]): T | null {
	return formats.find((format) => format.isRecognized(head)) ?? null;
}
