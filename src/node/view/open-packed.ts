/** The bytes of a log that is packed or a member of an archive, named as reports name it; of a trace, its text. */
import {chunksOf} from '../../core/inputs/byte-source.js';
import {type InputSource, streamSource} from '../../core/inputs/input-source.js';
import {type NamedFile, walkInput} from '../../core/inputs/walk.js';
import {InputError} from '../input-error.js';
import {sourceOf} from '../inputs/file-source.js';
import {walkOptions} from '../inputs/platform.js';
import {type NamedTrace, type OnLevels, textOfTrace, textOfTraces} from '../../core/log-files/trace-text.js';
import {readInto} from './descriptors.js';
import type {TextOrigin} from './protocol.js';

const CHUNK_BYTES = 256 * 1024;

/** Each chunk is the caller's until the next. @throws InputError and errors of the system */
export async function* openPacked(
	{path, member, descriptor}: Extract<TextOrigin, {type: 'packed'}>,
	onLevels: OnLevels,
): AsyncGenerator<Uint8Array> {
	const source: InputSource =
		descriptor === null ? await sourceOf({kind: 'file', path}) : streamSource(path, chunksOfDescriptor(descriptor));
	for await (const item of walkInput(source, {...walkOptions(), only: {member}})) {
		if (item.kind === 'trace-set') {
			yield* textOfTraces(tracesOf(item.traces), {}, onLevels);
			return;
		}
		if (item.kind === 'file') {
			if (item.member !== member) throw new InputError('it is no archive any more');
			yield* textOfTrace(chunksOf((await item.open()).source), onLevels);
			return;
		}
		// What else is wrong with an archive does not keep its members from being read.
		if (item.problem.type === 'unreadable') throw new InputError(item.problem.reason);
	}
	throw new InputError('there is no such file in the archive any more');
}

async function* tracesOf(traces: readonly NamedFile[]): AsyncGenerator<NamedTrace> {
	for (const {name, open} of traces) {
		const {source, close} = await open();
		yield {name, chunks: chunksOf(source)};
		await close();
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
