/** Analyzes a log with and without the lines that mean nothing. */
import type {FileReport} from '../../src/core/types.js';
import {analyzeChunks, bytesOf, etwLine} from './log-lines.js';

/** So many lines that mean nothing make a log in which others may be left out, and a chunk that is worth it. */
const LINES = 120;

/** Lines that mean nothing, from 08:00 on. */
export const MEANINGLESS: string = Array.from({length: LINES}, (_, index) =>
	etwLine({
		time: `2024/03/12 08:${String(index >> 1).padStart(2, '0')}:${index % 2 === 0 ? '07' : '41'}.6369835`,
		component: index % 5 === 0 ? 'Handler' : 'DownloadManager',
		text: `Nothing of any importance happened, which is said here for the time number ${index}.`,
	}),
)
	.join('\n')
	.concat('\n');

const BEFORE: Uint8Array = bytesOf(MEANINGLESS);

/** The bytes behind lines that mean nothing, as one log. */
export function behindMeaningless(bytes: Uint8Array): Uint8Array {
	const log = new Uint8Array(BEFORE.length + bytes.length);
	log.set(BEFORE);
	log.set(bytes, BEFORE.length);
	return log;
}

/** @param chunks each is scanned by itself, if it is long enough */
export function bothWays(chunks: readonly Uint8Array[]): {readonly skipping: FileReport; readonly reading: FileReport} {
	return {skipping: analyzeChunks(chunks), reading: analyzeChunks(chunks, {readsAllLines: true})};
}
