/** The formats that are unpacked on Node; a new one is a row here. */
import {CAB} from '../../core/inputs/cab/cab.js';
import {type ArchiveFormat, type CompressionFormat, formatOf, headLengthOf, type InputPlatform} from '../../core/inputs/formats.js';
import {ARCHIVE_LIMITS, type ArchiveLimits} from '../../core/inputs/limits.js';
import {TAR} from '../../core/inputs/tar/tar.js';
import type {WalkOptions} from '../../core/inputs/walk.js';
import {inputErrorReason} from '../input-error.js';
import {GZIP} from './gzip.js';
import {ZIP} from './zip.js';

const COMPRESSIONS: readonly CompressionFormat[] = [GZIP];
const ARCHIVES: readonly ArchiveFormat[] = [ZIP, CAB, TAR];

const NODE: InputPlatform = {compressions: COMPRESSIONS, archives: ARCHIVES, reasonOf: inputErrorReason};

/** So many first bytes tell whether a file is packed. */
export const SIGNATURE_BYTES: number = headLengthOf(NODE);

/** One file that is packed by itself. */
export function isCompressed(head: Uint8Array): boolean {
	return formatOf(head, COMPRESSIONS) !== null;
}

export function isArchive(head: Uint8Array): boolean {
	return formatOf(head, ARCHIVES) !== null;
}

/** @param limits for tests @default ARCHIVE_LIMITS */
export function walkOptions(signal?: AbortSignal, limits: ArchiveLimits = ARCHIVE_LIMITS): WalkOptions {
	return {platform: NODE, limits, signal};
}
