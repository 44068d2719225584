/** The page that the build has made, which comes with the program: beside it, or inside the executable. */
import {readFile} from 'node:fs/promises';
import {getAsset, isSea} from 'node:sea';
import {fileURLToPath} from 'node:url';

export const PAGE_FILE: string = fileURLToPath(new URL('../wulens.html', import.meta.url));

/** @throws where there is none, as after an incomplete build */
export async function readPageFile(): Promise<string> {
	return isSea() ? getAsset('wulens.html', 'utf8') : readFile(PAGE_FILE, 'utf8');
}
