/** Looks now and then whether a file has grown, or is another one by now. */
import {stat} from 'node:fs/promises';
import {inputErrorReason} from '../input-error.js';
import {readInto, statDescriptor} from './descriptors.js';

const INTERVAL_MS = 500;

/** Between the old log and the new one there is none for a moment. */
const MISSES_ALLOWED = 4;

/** So many bytes at the beginning tell a log from the one that took its place; the first line has its time there. */
const HEAD_BYTES = 256;

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
}

export interface Follower {
	stop(): void;
}

/** @param onChange `replaced` is the last that it hears */
export function followFile({path, descriptor, size: firstSize, isPacked}: FollowedFile, onChange: (change: FileChange) => void): Follower {
	let size = firstSize;
	let head: Uint8Array | null = null;
	let misses = 0;
	let isStopped = false;
	let timer: ReturnType<typeof setTimeout> | null = null;

	function replaced(reason: string): void {
		isStopped = true;
		onChange({type: 'replaced', reason});
	}

	async function look(): Promise<void> {
		const [now, own] = await Promise.all([stat(path), statDescriptor(descriptor)]);
		if (isStopped) return;
		if (misses >= MISSES_ALLOWED) return replaced('The log can be read again.');
		misses = 0;
		// As long as it is open, no other file gets its number.
		if (now.ino !== own.ino || now.dev !== own.dev) return replaced('Another file is in its place now: the log begins anew.');
		if (now.size < size) return replaced('The log was cut off: it begins anew.');
		const beginning = await readHead(Math.min(now.size, HEAD_BYTES));
		if (isStopped) return;
		if (head !== null && !isBeginningOf(head, beginning)) return replaced('The log was written anew.');
		if (isPacked && now.size !== size) return replaced('The file has changed: it is read anew.');
		head = beginning;
		if (now.size === size) return;
		({size} = now);
		onChange({type: 'grown', size});
	}

	async function readHead(length: number): Promise<Uint8Array> {
		const bytes = new Uint8Array(length);
		return bytes.subarray(0, await readInto(descriptor, bytes, length, 0));
	}

	function next(): void {
		if (isStopped) return;
		timer = setTimeout(poll, INTERVAL_MS);
		timer.unref();
	}

	function poll(): void {
		look()
			.catch((error: unknown) => {
				misses++;
				if (misses === MISSES_ALLOWED && !isStopped) onChange({type: 'lost', reason: inputErrorReason(error) ?? (error instanceof Error ? error.message : String(error))});
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

function isBeginningOf(head: Uint8Array, bytes: Uint8Array): boolean {
	return bytes.length >= head.length && head.every((byte, index) => byte === bytes[index]);
}
