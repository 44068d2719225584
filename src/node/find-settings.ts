/** Finds and reads the files on disk beside a log that say how the device is set up. */
import {basename, resolve} from 'node:path';
import type {ArchivePlace} from '../core/inputs/walk.js';
import {type ContextLoader, createLoader, findContextFiles as findFiles} from '../core/log-files/find-settings.js';
import {inputErrorReason} from './input-error.js';
import {type DiskPlace, fileOnDisk, folderOnDisk} from './settings-places.js';

/** As `findContextFiles` of the core says. @returns paths; none where the folder cannot be listed */
export function findContextFiles(log: DiskPlace | ArchivePlace): Promise<readonly string[]> {
	return findFiles(log.kind === 'disk' ? folderOnDisk(log) : log, inputErrorReason);
}

/** A file that somebody named, and where it lies, if that is not where the name says. */
export type NamedSettings = string | {readonly path: string; readonly at: string};

/** As `createLoader` of the core says. @param explicit files that somebody named */
export function createContextLoader(explicit: readonly NamedSettings[]): ContextLoader {
	const named = explicit.map((file) => (typeof file === 'string' ? {path: file, at: file} : file));
	return createLoader({
		named: named.map(({path, at}) => fileOnDisk(basename(path), path, at)),
		identityOf: resolve,
		reasonOf: inputErrorReason,
	});
}
