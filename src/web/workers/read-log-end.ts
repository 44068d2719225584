/** Reads the end of a long log before the whole, so that nobody waits for what happened last. */
import type {Interruption} from '../../core/inputs/byte-source.js';
import type {ContextLoader} from '../../core/log-files/find-settings.js';
import {createLogEnd, LONG_BYTES} from '../../core/log-files/log-end.js';
import type {LogPlace} from '../../core/log-files/settings-places.js';
import type {FileReport} from '../../core/types.js';
import {readBytes, streamOf} from '../inputs/blob-file.js';
import type {PageInput} from '../inputs/page-inputs.js';
import {readErrorReason} from '../inputs/platform.js';

const HEAD_BYTES = 64 * 1024;

/**
 * @param endBytes how much of the end is read
 * @param signal nobody waits for it any more
 * @returns `null` where the whole is to be read at once, which also says what cannot be read, and that reading was stopped
 */
export async function readLogEnd(
	{kind, path, files}: PageInput,
	place: LogPlace,
	loader: ContextLoader,
	endBytes: number,
	signal: Interruption,
): Promise<FileReport | null> {
	const [file] = files;
	if (kind !== 'file' || file === undefined || file.blob.size < LONG_BYTES) return null;
	const {blob} = file;
	try {
		const head = await readBytes(blob, 0, HEAD_BYTES);
		const {context} = await loader.load(place);
		const end = createLogEnd(head, blob.size, {path, context, scans: 'packed'}, endBytes);
		if (end === null) return null;
		for await (const chunk of streamOf(blob.slice(end.from))) {
			if (signal.aborted) return null;
			end.push(chunk);
		}
		return end.end();
	} catch (error) {
		if (readErrorReason(error) === null) throw error;
		return null;
	}
}
