/** Analyses the traces of a set as one log, and takes the hash of each on the way. */
import {createHash} from 'node:crypto';
import {basename} from 'node:path';
import type {FileReport, Issue} from '../../core/index.js';
import {analyzeSet} from '../analyze-file.js';
import {ARCHIVE_LIMITS} from '../archives/limits.js';
import {createByteSource, unpackGzip} from '../byte-source.js';
import type {TraceSetFile} from '../traces/trace-set-file.js';
import type {Place} from './list-folder.js';
import {chunksOf, type ContentHash, hashOfFile, openFile, type ReadOptions, shortenedIssue} from './read-input.js';

/** @returns the report as `analyzePath` gives it for the path of a set */
export async function* readSet(path: string, places: readonly Place[], options: ReadOptions): AsyncGenerator<FileReport, ContentHash> {
	const {onBytes, room, ...others} = options;
	const hashes: (string | null)[] = places.map(() => null);
	const issues: Issue[] = [];
	let bytes = 0;

	function partOf(place: Place, index: number): TraceSetFile {
		const name = basename(place.path);
		return {
			name,
			async open() {
				const file = await openFile(place);
				const hash = createHash('sha256');
				let length = 0;
				async function* chunks(): AsyncGenerator<Uint8Array> {
					for await (const chunk of chunksOf(file, room)) {
						hash.update(chunk);
						length += chunk.length;
						bytes += chunk.length;
						onBytes?.(bytes);
						yield chunk;
					}
					hashes[index] = hash.digest('hex');
					if (length < file.size) issues.push(shortenedIssue(name, length, file.size));
				}
				const source = await unpackGzip(await createByteSource(chunks(), options.signal), ARCHIVE_LIMITS, null, options.signal);
				return {source, close: () => file.handle.close()};
			},
		};
	}

	const report = await analyzeSet(places.map(partOf), path, others);
	yield issues.length === 0 ? report : {...report, issues: [...report.issues, ...issues]};
	return hashOfParts(places, hashes);
}

/** The hash of the content of each, and one of all. */
export async function hashOfSet(
	places: readonly Place[],
	{onBytes, ...options}: Pick<ReadOptions, 'signal' | 'onBytes' | 'room'>,
): Promise<ContentHash> {
	const hashes: (string | null)[] = [];
	let before = 0;
	for (const place of places) {
		let bytes = 0;
		hashes.push(
			await hashOfFile(place, {
				...options,
				onBytes: (count) => {
					bytes = count;
					onBytes?.(before + count);
				},
			}),
		);
		before += bytes;
	}
	return hashOfParts(places, hashes);
}

function hashOfParts(places: readonly Place[], parts: readonly (string | null)[]): ContentHash {
	if (parts.includes(null)) return {whole: null, parts};
	const whole = createHash('sha256');
	for (const [index, {path}] of places.entries()) whole.update(`${parts[index]}  ${basename(path)}\n`);
	return {whole: whole.digest('hex'), parts};
}
