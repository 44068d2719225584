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

/** As `createLoader` of the core says. @param explicit paths that somebody named */
export function createContextLoader(explicit: readonly string[]): ContextLoader {
	return createLoader({named: explicit.map((path) => fileOnDisk(basename(path), path)), identityOf: resolve, reasonOf: inputErrorReason});
}
