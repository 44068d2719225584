/** The unpacked bytes of a log that gzip has packed or that is a member of an archive, named as reports name it. */
import {ARCHIVE_LIMITS} from '../archives/limits.js';
import {isZip, openZip, type ZipArchive} from '../archives/zip.js';
import {type ByteSource, createByteSource, openInput, unpackGzip} from '../byte-source.js';
import {InputError} from '../input-error.js';
import {readInto} from './descriptors.js';
import type {TextOrigin} from './protocol.js';

const MEGABYTE = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Each chunk is the caller's until the next. @throws InputError and errors of the system */
export async function* openPacked({path, member, descriptor}: Extract<TextOrigin, {type: 'packed'}>): AsyncGenerator<Uint8Array> {
	const input = descriptor === null ? await openInput(path, undefined) : {chunks: chunksOfDescriptor(descriptor), size: null, close: async () => {}};
	if ('reason' in input) throw new InputError(input.reason);
	try {
		const packed = await createByteSource(input.chunks, undefined);
		const source = await unpackGzip(packed, ARCHIVE_LIMITS, null, undefined);
		if (member === null) {
			yield* chunksOf(source);
			return;
		}
		if (!isZip(source.head)) throw new InputError('it is no archive any more');
		const isFile = input.size !== null && source === packed;
		if (isFile) source.giveUp();
		const bytes = isFile ? null : await hold(source);
		const zip = await openZip(bytes ?? path, bytes?.length ?? input.size ?? 0, ARCHIVE_LIMITS);
		try {
			yield* memberOf(zip, member);
		} finally {
			zip.close();
		}
	} finally {
		await input.close();
	}
}

/** An archive in an archive has its name before the names of its members, with a slash between. */
async function* memberOf(zip: ZipArchive, name: string): AsyncGenerator<Uint8Array> {
	for (const member of zip.members) {
		if (member.name !== name && !name.startsWith(`${member.name}/`)) continue;
		const packed = await createByteSource(zip.read(member), undefined);
		const source = await unpackGzip(packed, ARCHIVE_LIMITS, zip.budget, undefined);
		if (member.name === name) {
			yield* chunksOf(source);
			return;
		}
		if (!isZip(source.head)) {
			source.giveUp();
			continue;
		}
		const bytes = await hold(source);
		const inner = await openZip(bytes, bytes.length, ARCHIVE_LIMITS, zip.budget);
		try {
			const rest = name.slice(member.name.length + 1);
			const found = inner.members.find((candidate) => candidate.name === rest);
			if (found === undefined) continue;
			const packedMember = await createByteSource(inner.read(found), undefined);
			yield* chunksOf(await unpackGzip(packedMember, ARCHIVE_LIMITS, inner.budget, undefined));
			return;
		} finally {
			inner.close();
		}
	}
	throw new InputError('there is no such file in the archive any more');
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
	for (;;) {
		const next = await source.next();
		if (next === null || next.done === true) return;
		yield next.value;
	}
}

async function hold(source: ByteSource): Promise<Buffer> {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const chunk of chunksOf(source)) {
		length += chunk.length;
		if (length > ARCHIVE_LIMITS.nestedBytes) {
			source.giveUp();
			throw new InputError(`a zip archive that is not a file of its own may have ${Math.floor(ARCHIVE_LIMITS.nestedBytes / MEGABYTE)} MiB at most; give it as a file`);
		}
		parts.push(Buffer.from(chunk));
	}
	return Buffer.concat(parts);
}

async function* chunksOfDescriptor(descriptor: number): AsyncGenerator<Uint8Array> {
	const buffer = new Uint8Array(CHUNK_BYTES);
	for (let position = 0; ; ) {
		const length = await readInto(descriptor, buffer, CHUNK_BYTES, position);
		if (length === 0) return;
		position += length;
		yield buffer.subarray(0, length);
	}
}
