/** Where files with settings may lie: the log's folder on disk, or the archive that holds the log. */
import type {Dirent} from 'node:fs';
import {open, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {concatBytes} from '../core/inputs/input-source.js';
import type {ArchivePlace} from '../core/inputs/walk.js';

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
export type LogPlace = DiskPlace | ArchivePlace;

interface DiskPlace {
	readonly kind: 'disk';
	readonly path: string;
	/** It is a set of traces: the path stands for several files of its folder. */
	readonly isSet: boolean;
}

/** Regular files of a folder, none where it cannot be listed: reading the log itself says why. Links are left out. */
export async function filesOfFolder(folder: string): Promise<readonly PlaceFile[]> {
	let found: readonly Dirent[] = [];
	try {
		found = await readdir(folder, {withFileTypes: true});
	} catch {
		// As said above.
	}
	return found.filter((entry) => entry.isFile()).map(({name}) => fileOnDisk(name, join(folder, name)));
}

export function fileOnDisk(name: string, path: string): PlaceFile {
	return {
		name,
		path,
		async size() {
			const file = await open(path, 'r');
			try {
				const stats = await file.stat();
				return stats.isFile() ? stats.size : Number.POSITIVE_INFINITY;
			} finally {
				await file.close();
			}
		},
		async read(length) {
			const file = await open(path, 'r');
			try {
				return await readUpTo(length, async (chunk) => (await file.read(chunk, 0, chunk.length, null)).bytesRead);
			} finally {
				await file.close();
			}
		},
	};
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
				chunks.push(chunk.subarray(0, length - total));
				total += chunk.length;
				if (total >= length) break;
			}
			return concatBytes(chunks);
		},
	}));
}

const STEP_BYTES = 64 * 1024;

async function readUpTo(length: number, read: (chunk: Uint8Array) => Promise<number>): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let total = 0;
	while (total < length) {
		const chunk = new Uint8Array(Math.min(STEP_BYTES, length - total));
		const bytesRead = await read(chunk);
		if (bytesRead === 0) break;
		chunks.push(chunk.subarray(0, bytesRead));
		total += bytesRead;
	}
	return concatBytes(chunks);
}
