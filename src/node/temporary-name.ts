/** Names for files that take another's place once they are whole. */
import {basename} from 'node:path';

/** Such a name. */
const TEMPORARY = /^\..*\.[0-9a-f]{12}\.tmp$/;

/** As long as names may be on common file systems, with what is put around it. */
const MAX_NAME = 64;

/** @param path of the file that it is for; the name begins with a dot, and is no other's */
export function temporaryName(path: string): string {
	// The module of the same name takes as long to load as a small log takes to be read.
	return `.${basename(path).slice(0, MAX_NAME)}.${globalThis.crypto.randomUUID().slice(-12)}.tmp`;
}

/** Whether a file has such a name: who wrote it has ended, if nobody else writes there. */
export function isTemporaryName(name: string): boolean {
	return TEMPORARY.test(name);
}
