/** A compression and an archive format as simple as can be, in memory: what a walk over inputs is tested with. */
import type {Archive, ArchiveFormat, CompressionFormat, InputPlatform} from '../../src/core/inputs/formats.js';
import {InputError} from '../../src/core/inputs/input-error.js';
import {type InputFile, randomAccessTo} from '../../src/core/inputs/input-source.js';

interface PackedMember {
	readonly name: string;
	readonly text: string;
	/** Reading ends with this reason. */
	readonly damage?: string;
}

const PACK = '#pack ';
const TWICE = '#twice ';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const beginsWith = (head: Uint8Array, mark: string): boolean => textOf(head.subarray(0, mark.length)) === mark;

/** An archive: the mark, and its members as JSON. @param problem of its list */
export function packed(members: readonly PackedMember[], problem: string | null = null): string {
	return `${PACK}${JSON.stringify({members, problem})}`;
}

/** Compressed: each character stands for two. */
export function halved(text: string): string {
	return `${TWICE}${text}`;
}

/** Archives that were opened and not closed. */
export const openArchives = new Set<Archive>();

const PACK_FORMAT: ArchiveFormat = {
	name: 'pack',
	signatureLength: PACK.length,
	isRecognized: (head) => beginsWith(head, PACK),
	async open(bytes, limits, budget) {
		const text = textOf(await bytes.read(PACK.length, bytes.size));
		if (!text.endsWith('}')) throw new InputError('the archive is cut off');
		const {members, problem} = JSON.parse(text) as {members: readonly PackedMember[]; problem: string | null};
		const files = members
			.slice(0, limits.entries)
			.map(({name, text: content}) => ({name, size: bytesOf(content).length, escapesArchive: name.startsWith('../')}));
		const archive: Archive = {
			members: files,
			problem,
			async *read(member) {
				const {text: content, damage} = members[files.indexOf(member)] ?? {text: ''};
				budget.countBytes(content.length);
				yield bytesOf(content);
				if (damage !== undefined) throw new InputError(damage);
			},
			close: () => void openArchives.delete(archive),
		};
		openArchives.add(archive);
		return archive;
	},
};

const TWICE_FORMAT: CompressionFormat = {
	name: 'twice',
	signatureLength: TWICE.length,
	isRecognized: (head) => beginsWith(head, TWICE),
	async *unpack(chunks, budget) {
		let text = '';
		for await (const chunk of chunks) text += textOf(chunk);
		const plain = text.slice(TWICE.length).replace(/[\s\S]/g, '$&$&');
		budget.countBytes(plain.length);
		yield bytesOf(plain);
	},
};

export const MADE_PLATFORM: InputPlatform = {
	compressions: [TWICE_FORMAT],
	archives: [PACK_FORMAT],
	reasonOf: (error) => (error instanceof InputError ? error.message : null),
};

export interface MemoryFile extends InputFile {
	/** How often it was opened, and closed. */
	readonly opened: number;
	readonly closed: number;
}

/**
 * A file in memory.
 *
 * @param chunkLength bytes of one chunk of its stream
 * @param isSeekable it can be read anywhere, as a file can; else it is like a pipe
 */
export function memoryFile(path: string, text: string, {chunkLength = 7, isSeekable = true} = {}): MemoryFile {
	const bytes = bytesOf(text);
	const counts = {opened: 0, closed: 0};
	async function* chunks(): AsyncGenerator<Uint8Array> {
		// One buffer for all chunks, as readers of files have.
		const buffer = new Uint8Array(chunkLength);
		for (let at = 0; at < bytes.length; at += chunkLength) {
			const chunk = bytes.subarray(at, at + chunkLength);
			buffer.set(chunk);
			yield buffer.subarray(0, chunk.length);
		}
	}
	return {
		path,
		name: path.slice(path.lastIndexOf('/') + 1),
		get opened() {
			return counts.opened;
		},
		get closed() {
			return counts.closed;
		},
		async open() {
			counts.opened++;
			return {
				size: isSeekable ? bytes.length : null,
				stream: chunks,
				slices: isSeekable ? randomAccessTo(bytes) : null,
				close: async () => void counts.closed++,
			};
		},
	};
}
