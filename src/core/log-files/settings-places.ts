/** Where files with settings may lie: the folder of a log, or the archive that holds it. */
import {concatBytes} from '../inputs/input-source.js';
import type {ArchivePlace} from '../inputs/walk.js';

/** A regular file beside a log. */
export interface PlaceFile {
	/** Without its folder. */
	readonly name: string;
	/** For people, and to tell files apart. */
	readonly path: string;
	/** Bytes; asked for only where it matters. */
	size(): Promise<number>;
	/** Its first bytes, at most `length`. @throws errors of reading */
	read(length: number): Promise<Uint8Array>;
}

/** Where a log lies. */
export type LogPlace = FolderPlace | ArchivePlace;

export interface FolderPlace {
	readonly kind: 'folder';
	/** Tells folders apart. */
	readonly folder: string;
	/** Of the log, without its folder. */
	readonly name: string;
	/** It is a set of traces: the name stands for several files of the folder. */
	readonly isSet: boolean;
	/** The regular files of the folder. */
	files(): Promise<readonly PlaceFile[]>;
	/** The path of a file of the folder as people know it. */
	pathOf(name: string): string;
	/** The path of the log as people know it. */
	readonly path: string;
	/**
	 * Regular files at any depth below a folder, by path.
	 *
	 * @param root ends with a slash; empty: where the program was started
	 * @param isWanted asked with the path from the root on, with `/`
	 */
	filesBelow(root: string, isWanted: (path: string) => boolean, most: number): Promise<readonly PlaceFile[]>;
	/** A file that may be there. */
	fileAt(path: string): PlaceFile;
}

/** Files of an archive. */
export function filesOfArchive({archive, path}: ArchivePlace): readonly PlaceFile[] {
	return archive.members.map((member) => ({
		name: member.name.slice(member.name.lastIndexOf('/') + 1),
		path: `${path} › ${member.name}`,
		size: () => Promise.resolve(member.size),
		async read(length) {
			const chunks: Uint8Array[] = [];
			let total = 0;
			for await (const chunk of archive.read(member)) {
				chunks.push(chunk.slice(0, length - total));
				total += chunk.length;
				if (total >= length) break;
			}
			return concatBytes(chunks);
		},
	}));
}
