/** Why an input could not be read, or an output written, in words for people. */
import {InputError} from '../core/inputs/input-error.js';

export {InputError} from '../core/inputs/input-error.js';

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	EACCES: 'reading it is not permitted',
	EPERM: 'reading it is not permitted',
	EISDIR: 'it is a folder',
	ENOTDIR: 'a part of the path is not a folder',
	ELOOP: 'its symbolic links go in circles',
	ENAMETOOLONG: 'the path is too long',
	EMFILE: 'too many files are open',
	EIO: 'the disk or network reported an error',
	EBUSY: 'another program has locked it',
	ETIMEDOUT: 'the network did not answer in time',
};

/** Where writing has other words for it. */
const WRITE_REASONS: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such folder',
	EACCES: 'writing it is not permitted',
	EPERM: 'writing it is not permitted',
	ENOSPC: 'there is no space left',
	EDQUOT: 'there is no space left',
	EFBIG: 'it would be too large',
	EROFS: 'the disk is read-only',
};

/** Node refuses a path with a NUL before the system sees it. */
const INVALID_PATH = 'ERR_INVALID_ARG_VALUE';

export function errorCode(error: unknown): string | null {
	return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** `null` for errors that do not come from reading files, which are bugs. */
export function inputErrorReason(error: unknown): string | null {
	if (error instanceof InputError) return error.message;
	const code = errorCode(error);
	if (code === INVALID_PATH) return 'the path is not valid';
	if (code === null || !(error instanceof Error) || !('syscall' in error)) return null;
	return REASONS[code] ?? `${error.message} (${code})`;
}

/** The same, for what is to be told. @throws errors that are bugs */
export function reasonOrThrow(error: unknown): string {
	const reason = inputErrorReason(error);
	if (reason === null) throw error;
	return reason;
}

/** The same for writing. */
export function outputErrorReason(error: unknown): string | null {
	const code = errorCode(error);
	return (code === null ? undefined : WRITE_REASONS[code]) ?? inputErrorReason(error);
}
