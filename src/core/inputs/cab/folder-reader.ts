/** Gives parts of what a folder of a cabinet unpacks to, in any order, though it can be unpacked only from its beginning. */
import {InputError} from '../input-error.js';
import {DamagedCabinet} from './frame-decoder.js';
import type {FolderFrames} from './folder-frames.js';

const FIRST_BYTES = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

export interface FolderReader {
	/** Each chunk is the caller's until the next. @throws InputError where it cannot be unpacked */
	read(offset: number, size: number): AsyncIterable<Uint8Array>;
}

export interface FolderReaderOptions {
	/** From the beginning of the folder. */
	readonly begin: () => FolderFrames;
	/** Bytes that its files reach to. */
	readonly size: number;
	/** What a folder up to this size unpacks to is kept, so that it is unpacked once: settings are searched among all files. */
	readonly keptBytes: number;
	/** Is told of all that is unpacked, also on the way to what is read. @throws InputError past the limit */
	readonly countWork: (bytes: number) => void;
}

export function createFolderReader(options: FolderReaderOptions): FolderReader {
	return options.size <= options.keptBytes ? keepingReader(options) : passingReader(options);
}

/** A stretch of the folder that could not be unpacked. */
interface Damage {
	readonly from: number;
	readonly to: number;
	readonly error: InputError;
}

/** Unpacks as far as is needed, and keeps it. */
function keepingReader({begin, size, countWork}: FolderReaderOptions): FolderReader {
	const frames = begin();
	const damages: Damage[] = [];
	let kept: Uint8Array = new Uint8Array(Math.min(size, FIRST_BYTES));
	let length = 0;
	let isAtEnd = false;
	/** Several files may be read at once; each waits for the steps of those before. */
	let last: Promise<void> = Promise.resolve();

	function keep(bytes: Uint8Array, at: number): void {
		if (at + bytes.length > kept.length) {
			const larger = new Uint8Array(Math.max(at + bytes.length, Math.min(size, kept.length * 2)));
			larger.set(kept);
			kept = larger;
		}
		kept.set(bytes, at);
	}

	async function step(): Promise<void> {
		const from = frames.position;
		try {
			const frame = await frames.next();
			if (frame === null) {
				isAtEnd = true;
				return;
			}
			countWork(frame.length);
			keep(frame, from);
			length = frames.position;
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			isAtEnd = frames.position === from || error instanceof DamagedCabinet;
			length = frames.position;
			damages.push({from, to: isAtEnd ? Number.POSITIVE_INFINITY : length, error});
		}
	}

	async function unpackTo(end: number): Promise<void> {
		const before = last;
		last = (async () => {
			await before.catch(() => {});
			while (length < end && !isAtEnd) await step();
		})();
		await last;
	}

	return {
		async *read(offset, fileSize) {
			const end = offset + fileSize;
			for (let at = offset; at < end; ) {
				const chunkEnd = Math.min(end, at + CHUNK_BYTES);
				await unpackTo(chunkEnd);
				const from = at;
				const damage = damages.find(({from: start, to}) => start < chunkEnd && to > from);
				const healthyEnd = damage === undefined ? Math.min(chunkEnd, length) : Math.max(from, damage.from);
				if (healthyEnd > from) yield kept.slice(from, healthyEnd);
				if (damage !== undefined) throw damage.error;
				if (healthyEnd < chunkEnd) throw new DamagedCabinet();
				at = chunkEnd;
			}
		},
	};
}

/** Unpacks files in the order in which they lie at one go, and begins anew for one that lies before. */
function passingReader({begin, countWork}: FolderReaderOptions): FolderReader {
	let idle: FolderPlace | null = null;

	return {
		async *read(offset, size) {
			const place = idle !== null && idle.start <= offset ? idle : newPlace(begin());
			idle = null;
			const end = offset + size;
			for (let at = offset; at < end; ) {
				while (place.frames.position <= at) await advance(place, at, countWork);
				const from = at - place.start;
				const chunk = place.frame.slice(from, from + end - at);
				yield chunk;
				at += chunk.length;
			}
			idle = place;
		},
	};
}

/** How far a folder was unpacked. */
interface FolderPlace {
	readonly frames: FolderFrames;
	/** The frame that was unpacked last, and where it begins. */
	frame: Uint8Array;
	start: number;
}

function newPlace(frames: FolderFrames): FolderPlace {
	return {frames, frame: new Uint8Array(0), start: 0};
}

/** @param wanted damage before it does not matter where the folder goes on behind it */
async function advance(place: FolderPlace, wanted: number, countWork: (bytes: number) => void): Promise<void> {
	const {frames} = place;
	place.start = frames.position;
	place.frame = new Uint8Array(0);
	try {
		const frame = await frames.next();
		if (frame === null) throw new DamagedCabinet();
		countWork(frame.length);
		place.frame = frame;
	} catch (error) {
		if (!(error instanceof InputError) || frames.position > wanted || frames.position === place.start) throw error;
	}
}
