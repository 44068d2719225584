/** The files of a drop, a paste or a choice, folders with all that is in them. */
import type {PageFile} from './blob-file.js';
import type {MissedFile} from './page-inputs.js';

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

/** What came, and what came and could not be opened. */
export interface Arrival {
	readonly files: readonly PageFile[];
	readonly missed: readonly MissedFile[];
}

class Collection implements Arrival {
	readonly files: PageFile[] = [];
	readonly missed: MissedFile[] = [];

	/** @returns whether there was room for it */
	add(file: PageFile): boolean {
		const hasRoom = this.files.length < MAX_FILES;
		if (hasRoom) this.files.push(file);
		else this.missed.push({path: file.path, reason: TOO_MANY});
		return hasRoom;
	}

	/** Others are read all the same. */
	miss(path: string): void {
		this.missed.push({path, reason: NOT_OPENED});
	}
}

const NOT_OPENED = 'It cannot be read: the browser could not open it. Use "Choose files" or "Choose a folder" for it.';
const TOO_MANY = `More than ${MAX_FILES.toLocaleString('en-US')} files came at once. This one and those after it were not read.`;

/**
 * Everything is asked for before anything is waited for: the list is empty afterwards. Opened from a disk, entries cannot be
 * read but handles can; on a host without encryption, asking for handles ends some browsers, and entries can be read.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Arrival> {
	const arrival = new Collection();
	const walks: Promise<void>[] = [];
	for (const item of Array.from(transfer.items) as DropItem[]) {
		if (item.kind !== 'file') continue;
		const entry = item.webkitGetAsEntry();
		const file = item.getAsFile();
		if (entry?.isDirectory !== true) {
			if (file !== null) arrival.add({path: file.name, blob: file});
			continue;
		}
		const handle = window.isSecureContext ? item.getAsFileSystemHandle?.() : undefined;
		walks.push(walkFolder(handle, entry, arrival));
	}
	await Promise.all(walks);
	return arrival;
}

/** Some folders, such as those of Windows itself, are not given as handles. */
async function walkFolder(
	asked: Promise<FileHandle | FolderHandle | null> | undefined,
	entry: FileSystemEntry,
	arrival: Collection,
): Promise<void> {
	const handle = await asked?.catch(() => null);
	await (handle == null ? walkEntry(entry, '', arrival) : walkHandle(handle, '', arrival));
}

/** Of a file input, also one that chooses a folder. */
export function chosenFiles(list: FileList): Arrival {
	const arrival = new Collection();
	for (const file of list) {
		const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
		if (!arrival.add({path, blob: file})) break;
	}
	return arrival;
}

/** @returns whether there is room for more */
async function walkHandle(handle: FileHandle | FolderHandle, folder: string, arrival: Collection): Promise<boolean> {
	const path = `${folder}${handle.name}`;
	try {
		if (handle.kind === 'file') return arrival.add({path, blob: await handle.getFile()});
		for await (const child of handle.values()) if (!(await walkHandle(child, `${path}/`, arrival))) return false;
	} catch {
		arrival.miss(path);
	}
	return true;
}

/** @returns whether there is room for more */
async function walkEntry(entry: FileSystemEntry, folder: string, arrival: Collection): Promise<boolean> {
	const path = `${folder}${entry.name}`;
	try {
		if (entry.isFile) {
			const blob = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
			return arrival.add({path, blob});
		}
		const reader = (entry as FileSystemDirectoryEntry).createReader();
		for (;;) {
			// A hundred at a time.
			const children = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
			if (children.length === 0) return true;
			for (const child of children) if (!(await walkEntry(child, `${path}/`, arrival))) return false;
		}
	} catch {
		arrival.miss(path);
		return true;
	}
}
