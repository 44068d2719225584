/** What is said where no input could be used: a script must not take an empty answer for a good one. */
import {plainText} from '../core/wording/plain-text.js';

/** A file that was not used, and why. */
export interface UnusedFile {
	readonly name: string;
	/** Full sentences, with what to do. */
	readonly reason: string;
}

/** Tells it on standard error. @param example one of the files, of the most frequent reason where that is known */
export function tellNothingRead(files: number, example: UnusedFile | null): void {
	const which = files === 1 ? 'the file is not' : `none of the ${files.toLocaleString('en-US')} files is`;
	const such = example === null ? '' : ` ${files === 1 ? '' : 'For example, '}${plainText(example.name)}: ${plainText(example.reason)}`;
	process.stderr.write(`wulens: Nothing was read: ${which} a log that wulens can read.${such} See "wulens help formats".\n`);
}
