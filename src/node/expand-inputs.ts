/** From what the user named to the files to read: folders stand for the files in them. */
import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import split2 from 'split2';

/** Standard input among the inputs. */
export const STDIN = '-';

/** A line of a list of paths; longer ones are no paths on any system. */
const MAX_PATH_LINE = 64 * 1024;

/**
 * Yields files in the order given. A folder gives its files by name, without those of its folders; what does not exist
 * or cannot be listed is given on, so that reading it says why.
 */
export async function* expandInputs(inputs: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
	for await (const input of inputs) {
		const names = input === STDIN ? null : await filesIn(input);
		if (names === null) yield input;
		else for (const name of names) yield join(input, name);
	}
}

async function filesIn(path: string): Promise<readonly string[] | null> {
	try {
		if (!(await stat(path)).isDirectory()) return null;
		const entries = await readdir(path, {withFileTypes: true});
		return entries
			.filter((entry) => !entry.isDirectory())
			.map((entry) => entry.name)
			.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	} catch {
		return null;
	}
}

/** The paths of a list, one a line, LF or CRLF; empty lines mean nothing. */
export async function* readPathList(stream: Readable): AsyncGenerator<string> {
	const lines = split2(/\r?\n/, {maxLength: MAX_PATH_LINE});
	// pipe() alone would swallow an error of the source and wait for ever.
	stream.on('error', (error) => lines.destroy(error));
	for await (const line of stream.pipe(lines)) {
		if (typeof line === 'string' && line !== '') yield line;
	}
}
