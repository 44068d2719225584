/** A shortcut (.lnk) that somebody names, such as one dropped on the program, stands for the file or folder that it leads to. */
import {open} from 'node:fs/promises';
import {shortcutTarget} from '../../core/inputs/shortcut.js';

/** Shortcuts have some hundred bytes; a log would not be called so. */
const MOST_BYTES = 65_536;

/** @returns the path of the target; the path itself where it is no shortcut or cannot be read, which the reader tells */
export async function followShortcut(path: string): Promise<string> {
	if (!/\.lnk$/i.test(path)) return path;
	try {
		const file = await open(path);
		try {
			const {buffer, bytesRead} = await file.read(new Uint8Array(MOST_BYTES));
			return shortcutTarget(buffer.subarray(0, bytesRead)) ?? path;
		} finally {
			await file.close();
		}
	} catch {
		return path;
	}
}
