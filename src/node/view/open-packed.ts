/** The bytes of a log that gzip has packed or that is a member of an archive, named as reports name it; of a trace, its text. */
import {holdArchive} from '../archives/hold.js';
import {ARCHIVE_LIMITS} from '../archives/limits.js';
import {isZip, openZip, type ZipArchive, type ZipMember} from '../archives/zip.js';
import {type ByteSource, createByteSource, openInput, unpackGzip} from '../byte-source.js';
import {InputError} from '../input-error.js';
import {withSets} from '../traces/archive-sets.js';
import {type NamedTrace, type OnLevels, textOfTrace, textOfTraces} from '../traces/trace-text.js';
import {readInto} from './descriptors.js';
import type {TextOrigin} from './protocol.js';

const CHUNK_BYTES = 256 * 1024;

/** Each chunk is the caller's until the next. @throws InputError and errors of the system */
export async function* openPacked(
	{path, member, descriptor}: Extract<TextOrigin, {type: 'packed'}>,
	onLevels: OnLevels,
): AsyncGenerator<Uint8Array> {
	const input =
		descriptor === null ? await openInput(path, undefined) : {chunks: chunksOfDescriptor(descriptor), size: null, close: async () => {}};
	if ('reason' in input) throw new InputError(input.reason);
	try {
		const packed = await createByteSource(input.chunks, undefined);
		const source = await unpackGzip(packed, ARCHIVE_LIMITS, null, undefined);
		if (member === null) {
			yield* textOfTrace(chunksOf(source), onLevels);
			return;
		}
		if (!isZip(source.head)) throw new InputError('it is no archive any more');
		const isFile = input.size !== null && source === packed;
		if (isFile) source.cancel();
		const bytes = isFile ? null : await holdArchive(source, ARCHIVE_LIMITS);
		const zip = await openZip(bytes ?? path, bytes?.length ?? input.size ?? 0, ARCHIVE_LIMITS);
		try {
			yield* memberOf(zip, member, onLevels);
		} finally {
			zip.close();
		}
	} finally {
		await input.close();
	}
}

/** An archive in an archive has its name before the names of its members, with a slash between. */
async function* memberOf(zip: ZipArchive, name: string, onLevels: OnLevels): AsyncGenerator<Uint8Array> {
	const set = withSets(zip.members).find((group) => group.members.length > 1 && group.name === name);
	if (set !== undefined) {
		yield* textOfTraces(tracesOfArchive(zip, set.members), {}, onLevels);
		return;
	}
	for (const member of zip.members) {
		if (member.name !== name && !name.startsWith(`${member.name}/`)) continue;
		const packed = await createByteSource(zip.read(member), undefined);
		const source = await unpackGzip(packed, ARCHIVE_LIMITS, zip.budget, undefined);
		if (member.name === name) {
			yield* textOfTrace(chunksOf(source), onLevels);
			return;
		}
		if (!isZip(source.head)) {
			source.cancel();
			continue;
		}
		const bytes = await holdArchive(source, ARCHIVE_LIMITS);
		const inner = await openZip(bytes, bytes.length, ARCHIVE_LIMITS, zip.budget);
		try {
			const rest = name.slice(member.name.length + 1);
			const innerSet = withSets(inner.members).find((group) => group.members.length > 1 && group.name === rest);
			if (innerSet !== undefined) {
				yield* textOfTraces(tracesOfArchive(inner, innerSet.members), {}, onLevels);
				return;
			}
			const found = inner.members.find((candidate) => candidate.name === rest);
			if (found === undefined) continue;
			const packedMember = await createByteSource(inner.read(found), undefined);
			yield* textOfTrace(chunksOf(await unpackGzip(packedMember, ARCHIVE_LIMITS, inner.budget, undefined)), onLevels);
			return;
		} finally {
			inner.close();
		}
	}
	throw new InputError('there is no such file in the archive any more');
}

async function* tracesOfArchive(zip: ZipArchive, members: readonly ZipMember[]): AsyncGenerator<NamedTrace> {
	for (const member of members) {
		const source = await unpackGzip(await createByteSource(zip.read(member), undefined), ARCHIVE_LIMITS, zip.budget, undefined);
		yield {name: member.name, chunks: chunksOf(source)};
	}
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
	for (;;) {
		const next = await source.next();
		if (next === null || next.done === true) return;
		yield next.value;
	}
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
