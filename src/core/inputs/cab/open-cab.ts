/** Reads cabinets where they lie: lists the files in them and gives their bytes, without unpacking to disk. */
import type {Archive, ArchiveMember} from '../formats.js';
import {InputError} from '../input-error.js';
import type {RandomAccess} from '../input-source.js';
import {type ArchiveLimits, overBudget, type UnpackBudget} from '../limits.js';
import {escapesArchive} from '../member-names.js';
import {type Cabinet, type CabinetFile, readCabinet} from './cabinet-layout.js';
import {createFolderFrames, unknownMethod} from './folder-frames.js';
import {createFolderReader, type FolderReader} from './folder-reader.js';

/** Folders are unpacked anew for files that are read out of order: all of it may be so many times what is allowed once. */
const MAX_TIMES = 8;
/** Folders that are kept open, and share what memory an archive may take. */
const OPEN_FOLDERS = 2;

const TOO_MUCH_WORK =
	'to get at it, the archive would have to be unpacked again and again, as only archives made to do harm need; extract it and ' +
	'use the files from it';

/** As `ArchiveFormat.open` says. */
export async function openCab(bytes: RandomAccess, limits: ArchiveLimits, budget: UnpackBudget): Promise<Archive> {
	const cabinet = await readCabinet(bytes);
	const readerOf = folderReaders(bytes, cabinet, limits);
	const files = new Map<ArchiveMember, CabinetFile>();
	for (const file of cabinet.files.slice(0, limits.entries)) {
		const name = file.name.replaceAll('\\', '/');
		files.set({name, size: file.size, escapesArchive: escapesArchive(name)}, file);
	}
	return {
		members: [...files].sort(([, one], [, other]) => one.folder - other.folder || one.offset - other.offset).map(([member]) => member),
		problem: problemOf(cabinet, limits),
		async *read(member) {
			const file = files.get(member);
			if (file === undefined) throw new Error('the member is of another archive');
			const reason = reasonAgainst(file, cabinet) ?? (budget.allows(file.size) ? null : overBudget(limits));
			if (reason !== null) throw new InputError(reason);
			for await (const chunk of readerOf(file.folder).read(file.offset, file.size)) {
				budget.countBytes(chunk.length);
				yield chunk;
			}
		},
		close() {},
	};
}

/** Readers by the number of the folder; those that were used last are kept. */
function folderReaders(
	bytes: RandomAccess,
	{folders, files, blockReserve}: Cabinet,
	limits: ArchiveLimits,
): (number: number) => FolderReader {
	const mostWork = Math.max(limits.freeBytes, bytes.size * limits.ratio) * MAX_TIMES;
	let work = 0;
	function countWork(count: number): void {
		work += count;
		if (work > mostWork) throw new InputError(TOO_MUCH_WORK);
	}
	const sizes = folders.map(() => 0);
	for (const {folder, offset, size} of files) sizes[folder] = Math.max(sizes[folder] ?? 0, offset + size);
	/** The one that was used last stands last. */
	const open = new Map<number, FolderReader>();
	return (number) => {
		const folder = folders[number];
		if (folder === undefined) throw new Error('the list of files names only folders that there are');
		const reader =
			open.get(number) ??
			createFolderReader({
				begin: () => createFolderFrames(bytes, folder, blockReserve),
				size: sizes[number] ?? 0,
				keptBytes: limits.nestedBytes / OPEN_FOLDERS,
				countWork,
			});
		open.delete(number);
		open.set(number, reader);
		const [first] = open.keys();
		if (open.size > OPEN_FOLDERS && first !== undefined) open.delete(first);
		return reader;
	};
}

/** Why the list is not whole. */
function problemOf({files, isListCut}: Cabinet, limits: ArchiveLimits): string | null {
	if (files.length > limits.entries) return `It holds more than ${limits.entries} files; the others were not read.`;
	return isListCut ? 'Its list of files is damaged; those that could be read from it were read.' : null;
}

/** Why a file cannot be unpacked from this cabinet alone. */
function reasonAgainst({folder, isContinued}: CabinetFile, {folders, part, files}: Cabinet): string | null {
	const {fromPrevious, toNext} = isContinued;
	const where = fromPrevious && toNext ? 'begins in the cabinet before this one and ends in the next' : null;
	const side = fromPrevious ? 'begins in the cabinet before this one' : 'ends in the next cabinet';
	if (fromPrevious || toNext) return spanned(`it ${where ?? side}`, part);
	const method = folders[folder];
	const unknown = method === undefined ? null : unknownMethod(method);
	if (unknown !== null) return unknown;
	// What refers back to the cabinet before cannot be unpacked without it.
	const isBehindOthers = folder === 0 && files.some((file) => file.folder === 0 && file.isContinued.fromPrevious);
	return isBehindOthers ? spanned('it is packed together with a file that begins in the cabinet before this one', part) : null;
}

function spanned(where: string, part: number): string {
	const advice = 'extract the set, with all of its parts in one folder, and use the files from it';
	return `${where}: this is part ${part} of a set of cabinets; ${advice}`;
}
