/** Numbers for the components of lines, found by their bytes, so that a line makes no string. */
import {decodeText} from '../lines/decode-text.js';

/** What a 16-bit column can tell apart. Files that have more are none of the client. */
const MAX_NAMES = 0x1_0000;

/** Longer names are cut; the client's have 16 at most. */
const MAX_NAME_BYTES = 256;

const FIRST_SLOTS = 1024;

export interface ComponentNames {
	/** By number; 0 is '', for lines without. */
	readonly names: readonly string[];
	/** 0 where there are too many. */
	numberOf(bytes: Uint8Array, start: number, end: number): number;
	/** Forgets those from the number on. */
	cut(length: number): void;
}

interface Entry {
	readonly bytes: Uint8Array;
	readonly hash: number;
	readonly number: number;
}

export function createComponentNames(): ComponentNames {
	const names: string[] = [''];
	const numbers = new Map<string, number>();
	let entries: Entry[] = [];
	/** Open addressing: the place in `entries` and one, or 0. */
	let slots = new Int32Array(FIRST_SLOTS);

	function place(index: number, hash: number): void {
		let slot = hash & (slots.length - 1);
		while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
		slots[slot] = index + 1;
	}

	function rebuild(size: number): void {
		slots = new Int32Array(size);
		for (const [index, {hash}] of entries.entries()) place(index, hash);
	}

	function add(bytes: Uint8Array, hash: number): number {
		if (entries.length >= MAX_NAMES * 2) return 0;
		const name = decodeText(bytes, 0, bytes.length, true);
		// The same name in two encodings is one.
		let number = numbers.get(name);
		if (number === undefined) {
			if (names.length >= MAX_NAMES) return 0;
			number = names.length;
			names.push(name);
			numbers.set(name, number);
		}
		entries.push({bytes, hash, number});
		if (entries.length * 2 > slots.length) rebuild(slots.length * 2);
		else place(entries.length - 1, hash);
		return number;
	}

	return {
		names,
		numberOf(bytes, start, lineEnd) {
			const end = Math.min(lineEnd, start + MAX_NAME_BYTES);
			if (start >= end) return 0;
			const hash = hashOf(bytes, start, end);
			for (let slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
				const index = slots[slot] as number;
				if (index === 0) break;
				const entry = entries[index - 1] as Entry;
				if (entry.hash === hash && isSame(entry.bytes, bytes, start, end)) return entry.number;
			}
			return add(bytes.slice(start, end), hash);
		},
		cut(length) {
			if (names.length <= length) return;
			for (const name of names.splice(length)) numbers.delete(name);
			entries = entries.filter(({number}) => number < length);
			rebuild(slots.length);
		},
	};
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
	let hash = 0x811c9dc5;
	for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
	return hash ^ (hash >>> 15);
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
	if (name.length !== end - start) return false;
	for (let at = 0; at < name.length; at++) if (name[at] !== bytes[start + at]) return false;
	return true;
}
