/** Why an input could not be read, in words for people. */

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

function codeOf(error: unknown): string | null {
	return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** `null` for errors that do not come from reading files, which are bugs. */
export function inputErrorReason(error: unknown): string | null {
	const code = codeOf(error);
	if (code === null || !(error instanceof Error) || !('syscall' in error)) return null;
	return REASONS[code] ?? `${error.message} (${code})`;
}
