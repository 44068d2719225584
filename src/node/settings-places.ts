/** The folder of a log on disk, where files with settings may lie. */
import type {Dirent} from 'node:fs';
import {open, readdir} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {concatBytes} from '../core/inputs/input-source.js';
import {partsOfPath} from '../core/inputs/layouts.js';
import type {FolderPlace, PlaceFile} from '../core/log-files/settings-places.js';

export interface DiskPlace {
	readonly kind: 'disk';
	readonly path: string;
	/** It is a set of traces: the path stands for several files of its folder. */
	readonly isSet: boolean;
	/** The folder in which it lies, where that is not the one that the path says. */
	readonly at?: string;
}

/** The folder of a log on disk, which is listed when it is searched. */
export function folderOnDisk({path, isSet, at}: Omit<DiskPlace, 'kind'>): FolderPlace {
	const folder = at ?? dirname(resolve(path));
	// People know the file by the path that they gave.
	return {
		kind: 'folder',
		folder,
		name: basename(path),
		isSet,
		files: () => filesOfFolder(folder),
		// A path from another machine keeps its separators.
		pathOf: (name) => (at === undefined ? join(dirname(path), name) : path.slice(0, -basename(path).length) + name),
		path,
		filesBelow: (root, isWanted, most) => filesBelow(root, folderAt(root, path, at), isWanted, most),
		fileAt(file) {
			const name = partsOfPath(file).at(-1) ?? '';
			const root = file.slice(0, file.length - name.length);
			return fileOnDisk(name, file, join(folderAt(root, path, at), name));
		},
	};
}

/** Folders of a collection that are listed: more of them hold other things. */
const MAX_FOLDERS = 2000;

/** Where a folder around a log lies on this machine. @param at the folder of the log, where that is not the one that the path says */
function folderAt(root: string, path: string, at: string | undefined): string {
	if (at === undefined) return root === '' ? '.' : root;
	const between = partsOfPath(path).length - 1 - partsOfPath(root).length;
	return join(at, ...Array.from({length: Math.max(0, between)}, () => '..'));
}

/** As `FolderPlace` says; links are left out. @param place where the root is on this machine */
async function filesBelow(root: string, place: string, isWanted: (path: string) => boolean, most: number): Promise<readonly PlaceFile[]> {
	const found: string[] = [];
	const folders = [''];
	for (let at = 0; at < folders.length && at < MAX_FOLDERS; at++) {
		const folder = folders[at] ?? '';
		for (const entry of await readdir(join(place, folder), {withFileTypes: true}).catch(() => [])) {
			const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (entry.isDirectory()) folders.push(path);
			else if (entry.isFile() && isWanted(path)) found.push(path);
		}
	}
	return found
		.sort()
		.slice(0, most)
		.map((path) => fileOnDisk(basename(path), root + path, join(place, path)));
}

/** Regular files of a folder, none where it cannot be listed: reading the log itself says why. Links are left out. */
async function filesOfFolder(folder: string): Promise<readonly PlaceFile[]> {
	let found: readonly Dirent[] = [];
	try {
		found = await readdir(folder, {withFileTypes: true});
	} catch {
		// As said above.
	}
	return found.filter((entry) => entry.isFile()).map(({name}) => fileOnDisk(name, join(folder, name)));
}

/** @param at where it lies, if that is not where its path says */
export function fileOnDisk(name: string, path: string, at: string = path): PlaceFile {
	return {
		name,
		path,
		async size() {
			const file = await open(at, 'r');
			try {
				const stats = await file.stat();
				return stats.isFile() ? stats.size : Number.POSITIVE_INFINITY;
			} finally {
				await file.close();
			}
		},
		async read(length) {
			const file = await open(at, 'r');
			try {
				return await readUpTo(length, async (chunk) => (await file.read(chunk, 0, chunk.length, null)).bytesRead);
			} finally {
				await file.close();
			}
		},
	};
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
