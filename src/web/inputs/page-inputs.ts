/** From the files that came into the page to the inputs to read: traces of one folder are one log, as on the command line. */
import type {InputSource} from '../../core/inputs/input-source.js';
import {groupTraces} from '../../core/inputs/trace-sets.js';
import type {FolderPlace, PlaceFile} from '../../core/log-files/settings-places.js';
import {baseName, folderName, inputFile, type PageFile, readBytes} from './blob-file.js';

/** One input. Plain data, so that workers can be given it. */
export interface PageInput {
	readonly kind: 'file' | 'trace-set';
	readonly path: string;
	/** One, or the traces of a set in the order they were written. */
	readonly files: readonly PageFile[];
}

/** A file or a folder that came and could not be opened. */
export interface MissedFile {
	readonly path: string;
	/** Full sentences. */
	readonly reason: string;
}

/** Files by the folder they came in. */
export type PageFolders = ReadonlyMap<string, readonly PageFile[]>;

export function foldersOf(files: readonly PageFile[]): PageFolders {
	const folders = new Map<string, PageFile[]>();
	for (const file of files) {
		const name = folderName(file.path);
		const folder = folders.get(name);
		if (folder === undefined) folders.set(name, [file]);
		else folder.push(file);
	}
	return folders;
}

/** By path, each path once. */
export function inputsOf(files: readonly PageFile[]): readonly PageInput[] {
	const unique = [...new Map(files.map((file) => [file.path, file])).values()];
	const sorted = unique.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
	return groupTraces(sorted, ({path}) => ({folder: folderName(path), name: baseName(path)})).map((group) =>
		group.kind === 'single'
			? {kind: 'file', path: group.item.path, files: [group.item]}
			: {kind: 'trace-set', path: `${group.folder}${group.name}`, files: group.items},
	);
}

export function sourceOf({kind, path, files}: PageInput): InputSource {
	const [first] = files;
	if (first === undefined) throw new Error('an input has files');
	return kind === 'file' ? {kind, ...inputFile(first)} : {kind, path, files: files.map(inputFile)};
}

/** Where files with settings of the device may lie. */
export function placeOf({kind, path}: PageInput, folders: PageFolders): FolderPlace {
	const folder = folderName(path);
	return {
		kind: 'folder',
		folder,
		name: baseName(path),
		isSet: kind === 'trace-set',
		files: async () => (folders.get(folder) ?? []).map(placeFile),
		pathOf: (name) => `${folder}${name}`,
		path,
		filesBelow: async (root, isWanted, most) =>
			filesOfPage(folders)
				.filter((file) => file.path.startsWith(root) && isWanted(file.path.slice(root.length)))
				.slice(0, most)
				.map(placeFile),
		fileAt(wanted) {
			const file = (folders.get(folderName(wanted)) ?? []).find((one) => one.path === wanted);
			return file === undefined ? nothingAt(wanted) : placeFile(file);
		},
	};
}

function filesOfPage(folders: PageFolders): readonly PageFile[] {
	return [...folders.values()].flat().sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}

function nothingAt(path: string): PlaceFile {
	return {name: baseName(path), path, size: async () => 0, read: async () => new Uint8Array(0)};
}

function placeFile({path, blob}: PageFile): PlaceFile {
	return {
		name: baseName(path),
		path,
		size: async () => blob.size,
		read: (length) => readBytes(blob, 0, Math.min(blob.size, length)),
	};
}
