/** Lists a folder, also where names in it are no text: file systems of Unix keep any bytes. */
import type {Dirent} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {TextDecoder} from 'node:util';

/** A file or folder, by its name for people, and by the bytes of its path where these are not UTF-8. */
export interface Place {
	readonly path: string;
	readonly raw: Uint8Array | null;
}

export interface ListedEntry {
	readonly place: Place;
	readonly kind: 'file' | 'folder' | 'link' | 'other';
}

const REPLACEMENT = '\ufffd';
const BACKSLASH = 0x5c;
const ESCAPED_BACKSLASH = '\\x5C';

/** What to open. */
export function targetOf({path, raw}: Place): string | Buffer {
	return raw === null ? path : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
}

/** @throws errors of the file system */
export async function listFolder(folder: Place): Promise<readonly ListedEntry[]> {
	if (folder.raw === null) {
		const entries = await readdir(folder.path, {withFileTypes: true});
		if (process.platform === 'win32' || !entries.some(({name}) => name.includes(REPLACEMENT)))
			return entries.map((entry) => ({place: {path: join(folder.path, entry.name), raw: null}, kind: kindOf(entry)}));
	}
	const target = targetOf(folder);
	const entries = await readdir(target, {withFileTypes: true, encoding: 'buffer'});
	return entries.map((entry) => {
		const name = textOf(entry.name);
		const isText = name !== null && folder.raw === null;
		const place = {
			path: join(folder.path, isText ? name : (name?.replaceAll('\\', ESCAPED_BACKSLASH) ?? escaped(entry.name))),
			raw: isText ? null : Buffer.concat([Buffer.from(target), Buffer.from('/'), entry.name]),
		};
		return {place, kind: kindOf(entry)};
	});
}

function kindOf(entry: Dirent<string> | Dirent<Buffer>): ListedEntry['kind'] {
	return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
}

/** `null`: it is not UTF-8. */
function textOf(name: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(name);
	} catch {
		return null;
	}
}

/** A backslash, too, so that no other name looks the same. */
function escaped(name: Uint8Array): string {
	let text = '';
	for (const byte of name)
		text +=
			byte >= 0x20 && byte < 0x7f && byte !== BACKSLASH
				? String.fromCharCode(byte)
				: `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`;
	return text;
}
