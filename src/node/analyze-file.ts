/** Reads what a path names, or any stream of bytes, into the analyzer: a log, packed or not, or an archive of logs. */
import type {FileReport} from '../core/index.js';
import {type InputSource, streamSource} from '../core/inputs/input-source.js';
import type {ArchiveLimits} from '../core/inputs/limits.js';
import type {MemberRange} from '../core/inputs/walk.js';
import {analyzeSource as analyzeAny, type AnalyzeSourceOptions} from '../core/log-files/analyze-source.js';
import {unreadReport} from '../core/report/unread-report.js';
import type {UnreadableInput} from './inputs/expand-inputs.js';
import {sourceOf} from './inputs/file-source.js';
import {type Input, inputAt} from './inputs/input.js';
import {walkOptions} from './inputs/platform.js';
import {type DiskPlace, folderOnDisk} from './settings-places.js';

export interface AnalyzeFileOptions extends Omit<AnalyzeSourceOptions, 'signal'> {
	/** Ends the work early; the report then holds what was read, with status `failed`. */
	readonly signal?: AbortSignal;
	/** How much archives may unpack to. @default ARCHIVE_LIMITS */
	readonly limits?: ArchiveLimits;
}

/**
 * Analyzes one input: a log, or an archive, each of whose files gives a report. What gzip has packed is read as if it
 * were not; an archive within an archive is opened, too, but none within that. Nothing is unpacked to disk. Never rejects
 * because of a file: what goes wrong while reading is the report's `status` and `reason`, and facts found until then are
 * kept.
 *
 * @param input a path that somebody wrote, or what `expandInputs` made of it
 */
export async function* analyzePath(input: string | Input | UnreadableInput, options: AnalyzeFileOptions = {}): AsyncGenerator<FileReport> {
	const named = typeof input === 'string' ? await inputAt(input) : input;
	if (named.kind === 'unreadable') {
		yield unreadReport({path: named.path, member: null}, named.reason, named.status);
		return;
	}
	const place: DiskPlace = {kind: 'disk', path: named.path, isSet: named.kind === 'trace-set'};
	yield* analyzeSource(await sourceOf(named, options.signal), place, options);
}

/**
 * The same for a stream of bytes: standard input, a response. An archive is held in memory meanwhile.
 *
 * @param path name of the input in the report
 */
export function analyzeStream(
	stream: AsyncIterable<Uint8Array>,
	path: string,
	options: AnalyzeFileOptions = {},
): AsyncGenerator<FileReport> {
	return analyzeSource(streamSource(path, stream), null, options);
}

/**
 * The same for bytes from anywhere.
 *
 * @param place where to look for settings of the device; `null` where there is no such place
 * @param range of members, if it is an archive
 */
export function analyzeSource(
	source: InputSource,
	place: DiskPlace | null,
	options: AnalyzeFileOptions,
	range?: MemberRange,
): AsyncGenerator<FileReport> {
	const {limits, ...others} = options;
	return analyzeAny(source, place === null ? null : folderOnDisk(place), {...walkOptions(options.signal, limits), range}, others);
}
