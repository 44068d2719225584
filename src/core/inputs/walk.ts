/** The one walk over inputs: from a file to the logs in it, through compression, archives and sets of traces. */
import {type ByteSource, chunksOf, createByteSource, type Interruption, readWhole} from './byte-source.js';
import {type Archive, type ArchiveFormat, type ArchiveMember, formatOf, headLengthOf, type InputPlatform} from './formats.js';
import {InterruptedError} from './input-error.js';
import {type ByteStream, type InputFile, type InputSource, type RandomAccess, randomAccessTo} from './input-source.js';
import {type ArchiveLimits, createBudget, type UnpackBudget} from './limits.js';
import {groupTraces, type TraceGroup} from './trace-sets.js';

/** An archive in an archive is opened; the third one in a row is given as the file that it is. */
const MAX_DEPTH = 2;
const MEGABYTE = 1024 * 1024;

export interface WalkOptions {
	readonly platform: InputPlatform;
	readonly limits: ArchiveLimits;
	/** Ends each wait, and the walk. */
	readonly signal?: Interruption | undefined;
	/**
	 * Goes straight to this member and gives it as it is, also where it is an archive; `null`: the input itself. What is
	 * no archive is given in any case. @default everything is given
	 */
	readonly only?: {readonly member: string | null};
	/** Of the archive that the input is, members from one to before another, as `listArchive` counts them. @default all */
	readonly range?: MemberRange | undefined;
}

export interface MemberRange {
	readonly from: number;
	readonly to: number;
}

export interface ArchiveList {
	/** In order; a set of traces has one name. */
	readonly names: readonly string[];
	/** Each can be read without those before it. */
	readonly isSeekable: boolean;
}

/** Where an item was found. */
interface ItemPlace {
	/** Of the input. */
	readonly path: string;
	/** Its name in the archive, after the name of the archive it lies in, if that is in another; `null`: not in an archive. */
	readonly member: string | null;
	/** The archive around it. */
	readonly archive: ArchivePlace | null;
}

/** A log in an archive, with what lies beside it there. */
export interface ArchivePlace {
	readonly kind: 'archive';
	readonly archive: Pick<Archive, 'members' | 'read'>;
	/** Name of the archive for people. */
	readonly path: string;
	/** Name of the log within this archive. */
	readonly member: string;
	/** It is a set of traces: the name stands for several members. */
	readonly isSet: boolean;
}

/** Valid until the next item is asked for. */
export type InputItem = FileItem | TraceSetItem | ProblemItem;

/** A file that is no archive, unpacked. */
export interface FileItem extends ItemPlace {
	readonly kind: 'file';
	/** Bytes; `null`: known only when they are read. */
	readonly size: number | null;
	readonly escapesArchive: boolean;
	/** Can be done once. */
	open(): Promise<OpenedFile>;
}

/** Traces that are one log, in the order they were written. */
export interface TraceSetItem extends ItemPlace {
	readonly kind: 'trace-set';
	/** One of the names leads out of the archive. */
	readonly escapesArchive: boolean;
	readonly traces: readonly NamedFile[];
}

export interface NamedFile {
	/** Without its folder. */
	readonly name: string;
	/** @throws InputError, and errors of the platform */
	open(): Promise<OpenedFile>;
}

export interface OpenedFile {
	readonly source: ByteSource;
	close(): Promise<void>;
}

/** Something that could not be opened, or not as a whole. */
export interface ProblemItem extends ItemPlace {
	readonly kind: 'problem';
	readonly problem: InputProblem;
}

export type InputProblem =
	/** `reason`: a clause, for people. */
	| {readonly type: 'unreadable'; readonly reason: string}
	/** The signal was aborted while an archive was fetched. */
	| {readonly type: 'interrupted'}
	/** The list of an archive's files is not whole; those that it has were given. `text`: a sentence. */
	| {readonly type: 'incomplete'; readonly text: string}
	/** An archive without files. */
	| {readonly type: 'empty'};

/** For people: the input, and what it is in it. */
export function itemName({path, member}: Pick<ItemPlace, 'path' | 'member'>): string {
	return member === null ? path : `${path} › ${member}`;
}

/**
 * Gives what is in an input, in the order of its archives, which is by name; a set of traces stands where its first trace
 * did. What gzip or the like has packed is unpacked on the way. Items must be read, or not, before the next is asked for:
 * nothing is held in memory but an archive that can be read in order only.
 *
 * What cannot be read is given as a problem; the walk goes on with the rest. @throws only what `reasonOf` has no reason for
 */
export async function* walkInput(source: InputSource, options: WalkOptions): AsyncGenerator<InputItem> {
	const at: ItemPlace = {path: source.path, member: null, archive: null};
	if (source.kind === 'trace-set') {
		const traces = source.files.map((file) => ({name: file.name, open: () => openFile(file, options)}));
		yield {kind: 'trace-set', ...at, escapesArchive: false, traces};
		return;
	}
	try {
		const bytes = await source.open();
		try {
			const {size, slices} = bytes;
			yield* walkBytes({stream: bytes.stream(), size, slices, budget: null, depth: 0, escapesArchive: false}, at, options);
		} finally {
			await bytes.close();
		}
	} catch (error) {
		yield problemOf(at, error, options);
	}
}

/** Lists an archive without reading what is in it. @returns `null` for what is none, or cannot be read */
export async function listArchive(source: InputSource, options: WalkOptions): Promise<ArchiveList | null> {
	if (source.kind === 'trace-set') return null;
	try {
		const bytes = await source.open();
		try {
			const {plain, isPacked} = await unpacked(bytes.stream(), null, options);
			const format = formatOf(plain.head, options.platform.archives);
			if (format === null) {
				plain.cancel();
				return null;
			}
			const slices = await slicesOf(plain, isPacked ? null : bytes.slices, format, options);
			const archive = await format.open(
				slices,
				options.limits,
				createBudget(() => slices.size, options.limits),
			);
			try {
				return {names: groupsOf(archive).map(groupName), isSeekable: !isPacked && format.isSeekable === true};
			} finally {
				archive.close();
			}
		} finally {
			await bytes.close();
		}
	} catch (error) {
		if (options.platform.reasonOf(error) === null) throw error;
		return null;
	}
}

/** Opens a file and unpacks it, but goes into no archive. @throws InputError, and errors of the platform */
export async function openFile(file: InputFile, options: WalkOptions): Promise<OpenedFile> {
	const bytes = await file.open();
	const {plain} = await unpacked(bytes.stream(), null, options);
	return {source: plain, close: () => bytes.close()};
}

/** Bytes that were found, and may be an archive. */
interface FoundBytes extends Pick<FileItem, 'size' | 'escapesArchive'> {
	readonly stream: ByteStream;
	readonly slices: RandomAccess | null;
	/** Of the archive they are in. */
	readonly budget: UnpackBudget | null;
	/** Archives around them. */
	readonly depth: number;
}

async function* walkBytes(found: FoundBytes, at: ItemPlace, options: WalkOptions): AsyncGenerator<InputItem> {
	const {plain, isPacked} = await unpacked(found.stream, found.budget, options);
	const isWanted = options.only !== undefined && options.only.member === at.member;
	const format = isWanted || found.depth === MAX_DEPTH ? null : formatOf(plain.head, options.platform.archives);
	if (format === null) {
		// A file whose name is the beginning of that of the member that is wanted.
		if (options.only !== undefined && !isWanted && at.member !== null) plain.cancel();
		else yield* fileItem(plain, {...at, size: isPacked ? null : found.size, escapesArchive: found.escapesArchive});
		return;
	}
	try {
		yield* walkArchive(format, await slicesOf(plain, isPacked ? null : found.slices, format, options), found, at, options);
	} catch (error) {
		yield problemOf(at, error, options);
	}
}

/** @param slices those of the file, where it is not packed */
async function slicesOf(
	plain: ByteSource,
	slices: RandomAccess | null,
	format: ArchiveFormat,
	{limits}: WalkOptions,
): Promise<RandomAccess> {
	if (slices === null) return randomAccessTo(await readWhole(plain, limits.nestedBytes, tooLarge(format, limits)));
	plain.cancel();
	return slices;
}

function groupsOf({members}: Archive): readonly TraceGroup<ArchiveMember>[] {
	return groupTraces(members, ({name}) => placeInArchive(name));
}

function groupName(group: TraceGroup<ArchiveMember>): string {
	return group.kind === 'single' ? group.item.name : `${group.folder}${group.name}`;
}

async function* fileItem(source: ByteSource, item: Omit<FileItem, 'kind' | 'open'>): AsyncGenerator<FileItem> {
	let isOpened = false;
	try {
		yield {
			kind: 'file',
			...item,
			async open() {
				isOpened = true;
				return {source, close: async () => {}};
			},
		};
	} finally {
		if (!isOpened) source.cancel();
	}
}

async function* walkArchive(
	format: ArchiveFormat,
	bytes: RandomAccess,
	{budget: outerBudget, depth}: FoundBytes,
	at: ItemPlace,
	options: WalkOptions,
): AsyncGenerator<InputItem> {
	const budget = outerBudget ?? createBudget(() => bytes.size, options.limits);
	const archive = await format.open(bytes, options.limits, budget);
	try {
		const groups = groupsOf(archive);
		const {from, to} = (depth === 0 ? options.range : undefined) ?? {from: 0, to: groups.length};
		for (const group of groups.slice(from, to)) {
			if (options.signal?.aborted === true) return;
			const name = groupName(group);
			const place: ItemPlace = {
				path: at.path,
				member: at.member === null ? name : `${at.member}/${name}`,
				archive: {kind: 'archive', archive, path: itemName(at), member: name, isSet: group.kind === 'trace-set'},
			};
			if (mayHold(place.member, options)) yield* walkGroup(group, archive, budget, depth + 1, place, options);
		}
		if (to < groups.length) return;
		if (archive.problem !== null) yield {kind: 'problem', ...at, problem: {type: 'incomplete', text: archive.problem}};
		else if (archive.members.length === 0) yield {kind: 'problem', ...at, problem: {type: 'empty'}};
	} finally {
		archive.close();
	}
}

async function* walkGroup(
	group: TraceGroup<ArchiveMember>,
	archive: Archive,
	budget: UnpackBudget,
	depth: number,
	place: ItemPlace,
	options: WalkOptions,
): AsyncGenerator<InputItem> {
	if (group.kind === 'single') {
		const {size, escapesArchive} = group.item;
		yield* walkBytes({stream: archive.read(group.item), size, slices: null, budget, depth, escapesArchive}, place, options);
		return;
	}
	const traces = group.items.map(
		(member): NamedFile => ({
			name: placeInArchive(member.name).name,
			async open() {
				const {plain} = await unpacked(archive.read(member), budget, options);
				return {source: plain, close: async () => {}};
			},
		}),
	);
	yield {kind: 'trace-set', ...place, escapesArchive: group.items.some(({escapesArchive}) => escapesArchive), traces};
}

/** The bytes without the compression around them, if there is one. */
async function unpacked(
	stream: ByteStream,
	budget: UnpackBudget | null,
	{platform, limits, signal}: WalkOptions,
): Promise<{readonly plain: ByteSource; readonly isPacked: boolean}> {
	const headLength = headLengthOf(platform);
	const packed = await createByteSource(stream, headLength, signal);
	const format = formatOf(packed.head, platform.compressions);
	if (format === null) return {plain: packed, isPacked: false};
	let packedBytes = 0;
	async function* counted(): AsyncGenerator<Uint8Array> {
		for await (const chunk of chunksOf(packed)) {
			packedBytes += chunk.length;
			yield chunk;
		}
	}
	const plain = await createByteSource(format.unpack(counted(), budget ?? createBudget(() => packedBytes, limits)), headLength, signal);
	return {
		isPacked: true,
		plain: {
			...plain,
			cancel() {
				plain.cancel();
				packed.cancel();
			},
		},
	};
}

function problemOf({path, member, archive}: ItemPlace, error: unknown, {platform}: WalkOptions): ProblemItem {
	const at = {kind: 'problem', path, member, archive} as const;
	if (error instanceof InterruptedError) return {...at, problem: {type: 'interrupted'}};
	const reason = platform.reasonOf(error);
	if (reason === null) throw error;
	return {...at, problem: {type: 'unreadable', reason}};
}

/** Whether the member is wanted, or may be an archive in which the wanted one lies. */
function mayHold(member: string | null, {only}: WalkOptions): boolean {
	return only === undefined || only.member === member || only.member?.startsWith(`${member}/`) === true;
}

function tooLarge({name}: ArchiveFormat, {nestedBytes}: ArchiveLimits): string {
	return `a ${name} archive that is not a file of its own may have ${Math.floor(nestedBytes / MEGABYTE)} MiB at most; give it as a file`;
}

/** The folder with the slash at its end. */
function placeInArchive(name: string): {readonly folder: string; readonly name: string} {
	const start = name.lastIndexOf('/') + 1;
	return {folder: name.slice(0, start), name: name.slice(start)};
}
