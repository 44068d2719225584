/** The formats that are unpacked in a browser, and why a file of a page could not be read; a new format is a row here. */
import type {Interruption} from '../../core/inputs/byte-source.js';
import {CAB} from '../../core/inputs/cab/cab.js';
import type {InputPlatform} from '../../core/inputs/formats.js';
import {InputError} from '../../core/inputs/input-error.js';
import {ARCHIVE_LIMITS, type ArchiveLimits} from '../../core/inputs/limits.js';
import {TAR} from '../../core/inputs/tar/tar.js';
import type {WalkOptions} from '../../core/inputs/walk.js';
import {GZIP} from './gzip.js';
import {ZIP} from './zip.js';

/** By the names of errors of files (File API, 7.1). */
const REASONS: Readonly<Record<string, string>> = {
	NotReadableError: 'it has changed since it was chosen, or another program has locked it',
	NotFoundError: 'there is no such file any more',
	SecurityError: 'the browser does not allow it',
	NotAllowedError: 'the browser does not allow it',
	AbortError: 'reading was broken off',
};

/** `null` for errors that do not come from reading files, which are bugs. */
export function readErrorReason(error: unknown): string | null {
	if (error instanceof InputError) return error.message;
	return error instanceof DOMException ? (REASONS[error.name] ?? null) : null;
}

const BROWSER: InputPlatform = {compressions: [GZIP], archives: [ZIP, CAB, TAR], reasonOf: readErrorReason};

/** @param limits for tests @default ARCHIVE_LIMITS; @param signal ends reading */
export function walkOptions(limits: ArchiveLimits = ARCHIVE_LIMITS, signal?: Interruption): WalkOptions {
	return {platform: BROWSER, limits, signal};
}
