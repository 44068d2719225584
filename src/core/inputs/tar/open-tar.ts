/**
 * Reads tar archives where they lie. Source: POSIX.1-2017, pax: ustar and pax Interchange Format; GNU tar manual, Basic Tar
 * Format, for long names and large sizes. Own code, for it lists by slices, which libraries that read streams do not.
 */
import type {Archive, ArchiveMember} from '../formats.js';
import {InputError} from '../input-error.js';
import type {RandomAccess} from '../input-source.js';
import {type ArchiveLimits, overBudget, type UnpackBudget} from '../limits.js';
import {escapesArchive} from '../member-names.js';

const BLOCK = 512;
const CHUNK_BYTES = 256 * 1024;
/** Names and other properties of a file may stand in a block before it, up to so many bytes. */
const MAX_PROPERTIES = 64 * 1024;

const FILE_TYPES: ReadonlySet<string> = new Set(['0', '\0', '7']);
const DAMAGED = 'Its list of files is damaged or cut off; those that could be read from it were read.';

/** As `ArchiveFormat.open` says. */
export async function openTar(bytes: RandomAccess, limits: ArchiveLimits, budget: UnpackBudget): Promise<Archive> {
	const places = new Map<ArchiveMember, number>();
	const problem = await list(bytes, places, limits);
	return {
		members: [...places.keys()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
		problem,
		async *read(member) {
			const start = places.get(member);
			if (start === undefined) throw new Error('the member is of another archive');
			if (!budget.allows(member.size)) throw new InputError(overBudget(limits));
			for (let at = 0; at < member.size; ) {
				const chunk = await bytes.read(start + at, Math.min(CHUNK_BYTES, member.size - at));
				if (chunk.length === 0) throw new InputError('it is cut off');
				budget.countBytes(chunk.length);
				at += chunk.length;
				yield chunk;
			}
		},
		close() {},
	};
}

interface Properties {
	readonly path?: string;
	readonly size?: number;
}

/** @returns why the list is not whole */
async function list(bytes: RandomAccess, places: Map<ArchiveMember, number>, limits: ArchiveLimits): Promise<string | null> {
	let properties: Properties = {};
	for (let at = 0; at < bytes.size; ) {
		const head = await bytes.read(at, BLOCK);
		if (head.length < BLOCK) return DAMAGED;
		if (head.every((byte) => byte === 0)) return null;
		const size = properties.size ?? numberIn(head.subarray(124, 136));
		if (!hasChecksum(head) || !Number.isSafeInteger(size) || size < 0) return DAMAGED;
		const type = String.fromCharCode(head[156] ?? 0);
		const start = at + BLOCK;
		at = start + Math.ceil(size / BLOCK) * BLOCK;
		if (type === 'x' || type === 'L') {
			const more = await bytes.read(start, Math.min(size, MAX_PROPERTIES));
			properties = {...properties, ...(type === 'L' ? {path: textIn(more)} : propertiesIn(more))};
			continue;
		}
		const name = (properties.path ?? ownName(head)).replaceAll('\\', '/');
		properties = {};
		if (!FILE_TYPES.has(type) || name === '' || name.endsWith('/')) continue;
		if (places.size >= limits.entries) return `It holds more than ${limits.entries} files; the others were not read.`;
		places.set({name: name.replace(/^(?:\.\/)+/, ''), size, escapesArchive: escapesArchive(name)}, start);
		if (start + size > bytes.size) return DAMAGED;
	}
	return null;
}

function ownName(head: Uint8Array): string {
	const isPosix = head[262] === 0;
	const prefix = isPosix ? textIn(head.subarray(345, 500)) : '';
	const name = textIn(head.subarray(0, 100));
	return prefix === '' ? name : `${prefix}/${name}`;
}

/** Up to the first NUL. */
function textIn(bytes: Uint8Array): string {
	const end = bytes.indexOf(0);
	return new TextDecoder('utf-8', {ignoreBOM: true}).decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or, with the highest bit set, a number in base 256, as GNU tar writes large ones. */
function numberIn(bytes: Uint8Array): number {
	const [first = 0, ...rest] = bytes;
	if ((first & 0x80) !== 0) return rest.reduce((value, byte) => value * 256 + byte, first & 0x7f);
	const digits = textIn(bytes).trim();
	return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : Number.NaN;
}

/** The sum of the head's bytes, with blanks in place of itself. */
function hasChecksum(head: Uint8Array): boolean {
	let sum = 8 * 0x20;
	for (const [at, byte] of head.entries()) if (at < 148 || at >= 156) sum += byte;
	return sum === numberIn(head.subarray(148, 156));
}

/** Records of pax: the length of the record, a blank, name=value, and a line end. */
function propertiesIn(bytes: Uint8Array): Properties {
	let found: Properties = {};
	for (let at = 0; at < bytes.length; ) {
		const blank = bytes.indexOf(0x20, at);
		const length = Number.parseInt(textIn(bytes.subarray(at, blank)), 10);
		if (blank < 0 || !(length > blank - at)) return found;
		const [, name, value = ''] = /^(path|size)=([\s\S]*)\n$/.exec(textIn(bytes.subarray(blank + 1, at + length))) ?? [];
		if (name === 'path') found = {...found, path: value};
		if (name === 'size' && /^\d{1,15}$/.test(value)) found = {...found, size: Number(value)};
		at += length;
	}
	return found;
}
