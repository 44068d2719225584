/** A mistake in the command line: told in one line, without a stack, exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** Whether Node's argument parser refused the arguments. */
export function isArgumentError(error: unknown): error is TypeError {
	return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
