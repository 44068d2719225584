/** Looks now and then whether a file has grown, or is another one by now. */
import {stat} from 'node:fs/promises';
import {inputErrorReason} from '../input-error.js';
import {readInto, statDescriptor} from './descriptors.js';

const INTERVAL_MS = 500;

/** Between the old log and the new one there is none for a moment. */
const MISSES_ALLOWED = 4;

export type FileChange =
	| {readonly type: 'grown'; readonly size: number}
	| {readonly type: 'replaced'; readonly reason: string}
	/** It can be read no more. Said once. */
	| {readonly type: 'lost'; readonly reason: string};

export interface FollowedFile {
	readonly path: string;
	readonly descriptor: number;
	/** Its size when it was looked at last. */
	readonly size: number;
	/** More of it is of no use: a packed file is another one once it has changed. */
	readonly isPacked: boolean;
	/** Which bytes of its beginning stay what they are as long as it is the same file. */
	readonly constant: {readonly start: number; readonly end: number};
}

/** The first line, with its time, tells a log from the one that took its place. */
export const CONSTANT_OF_LOG: FollowedFile['constant'] = {start: 0, end: 256};

/** Time zone, boot time and start time of a trace; what stands before and after is written again when the session ends. */
export const CONSTANT_OF_TRACE: FollowedFile['constant'] = {start: 176, end: 372};

export interface Follower {
	stop(): void;
}

/**
 * @param look finds out what has changed since the last time; `null`: nothing
 * @param onChange `replaced` is the last that it hears
 */
export function startFollower(
	look: () => Promise<FileChange | null>,
	onChange: (change: FileChange) => void,
	reasonOf: (error: unknown) => string,
): Follower {
	let misses = 0;
	let isStopped = false;
	let timer: ReturnType<typeof setTimeout> | null = null;

	function tell(change: FileChange): void {
		if (change.type === 'replaced') isStopped = true;
		onChange(change);
	}

	function next(): void {
		if (isStopped) return;
		timer = setTimeout(poll, INTERVAL_MS);
		timer.unref();
	}

	function poll(): void {
		look()
			.then((change) => {
				if (isStopped) return;
				if (misses >= MISSES_ALLOWED) return tell({type: 'replaced', reason: 'The log can be read again.'});
				misses = 0;
				if (change !== null) tell(change);
			})
			.catch((error: unknown) => {
				misses++;
				if (misses === MISSES_ALLOWED && !isStopped) tell({type: 'lost', reason: reasonOf(error)});
			})
			.finally(next);
	}

	poll();
	return {
		stop() {
			isStopped = true;
			if (timer !== null) clearTimeout(timer);
		},
	};
}

export function followFile(
	{path, descriptor, size: firstSize, isPacked, constant}: FollowedFile,
	onChange: (change: FileChange) => void,
): Follower {
	let size = firstSize;
	let head: Uint8Array | null = null;

	async function look(): Promise<FileChange | null> {
		const [now, own] = await Promise.all([stat(path), statDescriptor(descriptor)]);
		// As long as it is open, no other file gets its number.
		if (now.ino !== own.ino || now.dev !== own.dev)
			return {type: 'replaced', reason: 'The log was replaced by another file. Reading it from the start.'};
		if (now.size < size) return {type: 'replaced', reason: 'The log was truncated. Reading it from the start.'};
		const beginning = await readHead(Math.min(now.size, constant.end));
		if (head !== null && !isBeginningOf(head, beginning))
			return {type: 'replaced', reason: 'The log was rewritten. Reading it from the start.'};
		if (isPacked && now.size !== size) return {type: 'replaced', reason: 'The file has changed. Reading it from the start.'};
		head = beginning;
		if (now.size === size) return null;
		({size} = now);
		return {type: 'grown', size};
	}

	async function readHead(length: number): Promise<Uint8Array> {
		const bytes = new Uint8Array(length);
		return bytes.subarray(Math.min(constant.start, length), await readInto(descriptor, bytes, length, 0));
	}

	return startFollower(look, onChange, (error) => inputErrorReason(error) ?? (error instanceof Error ? error.message : String(error)));
}

function isBeginningOf(head: Uint8Array, bytes: Uint8Array): boolean {
	return bytes.length >= head.length && head.every((byte, index) => byte === bytes[index]);
}
