/** The files of a drop, a paste or a choice, folders with all that is in them. What cannot be read as a folder is left out. */
import type {PageFile} from './blob-file.js';

/** A drop with more files than this is a mistake: a whole disk. */
const MAX_FILES = 20_000;

/** Handles of the file system, where the browser has them; the compiler's library does not. */
interface FolderHandle {
	readonly kind: 'directory';
	readonly name: string;
	values(): AsyncIterable<FileHandle | FolderHandle>;
}

interface FileHandle {
	readonly kind: 'file';
	readonly name: string;
	getFile(): Promise<File>;
}

interface DropItem extends DataTransferItem {
	getAsFileSystemHandle?(): Promise<FileHandle | FolderHandle | null>;
}

/**
 * Everything is asked for before anything is waited for: the list is empty afterwards. Opened from a disk, entries cannot be
 * read but handles can; on a host without encryption, asking for handles ends some browsers, and entries can be read.
 */
export function droppedFiles(transfer: DataTransfer): Promise<readonly PageFile[]> {
	const files: PageFile[] = [];
	const walks: Promise<void>[] = [];
	const isAllowed = window.isSecureContext;
	for (const item of Array.from(transfer.items) as DropItem[]) {
		if (item.kind !== 'file') continue;
		const entry = item.webkitGetAsEntry();
		const file = item.getAsFile();
		if (entry?.isDirectory !== true) {
			if (file !== null) files.push({path: file.name, blob: file});
		} else if (isAllowed && item.getAsFileSystemHandle !== undefined) {
			walks.push(item.getAsFileSystemHandle().then((handle) => (handle === null ? undefined : walkHandle(handle, '', files))));
		} else {
			walks.push(walkEntry(entry, '', files));
		}
	}
	return Promise.allSettled(walks).then(() => files);
}

/** Of a file input, also one that chooses a folder. */
export function chosenFiles(list: FileList): readonly PageFile[] {
	return Array.from(list)
		.slice(0, MAX_FILES)
		.map((file) => ({path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, blob: file}));
}

async function walkHandle(handle: FileHandle | FolderHandle, folder: string, files: PageFile[]): Promise<void> {
	if (files.length >= MAX_FILES) return;
	const path = `${folder}${handle.name}`;
	if (handle.kind === 'file') {
		files.push({path, blob: await handle.getFile()});
		return;
	}
	for await (const child of handle.values()) await walkHandle(child, `${path}/`, files);
}

async function walkEntry(entry: FileSystemEntry, folder: string, files: PageFile[]): Promise<void> {
	if (files.length >= MAX_FILES) return;
	const path = `${folder}${entry.name}`;
	if (entry.isFile) {
		const blob = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
		files.push({path, blob});
		return;
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	for (;;) {
		// A hundred at a time.
		const children = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
		if (children.length === 0) return;
		for (const child of children) await walkEntry(child, `${path}/`, files);
	}
}
