/** What the user named to be read: arguments and lists of paths. */
import {createReadStream} from 'node:fs';
import type {NamedInput} from '../node/inputs/expand-inputs.js';
import {STDIN} from '../node/inputs/standard-input.js';
import {LineTooLongError, readTextLines} from '../node/inputs/text-lines.js';
import {inputErrorReason} from '../node/input-error.js';
import {UsageError} from './usage-error.js';

/** Standard input in reports and messages. */
export const STDIN_NAME = '(standard input)';

/** An input as messages name it. */
export function inputName(input: NamedInput): string {
	return input.kind === 'stdin' ? STDIN_NAME : input.path;
}

/**
 * The arguments, then the paths of the list.
 *
 * @param filesFrom a list of paths, one per line; `null`: none
 * @throws UsageError where the list cannot be read
 */
export async function* namedInputs(inputs: readonly string[], filesFrom: string | null, signal: AbortSignal): AsyncGenerator<string> {
	yield* inputs;
	if (filesFrom === null) return;
	try {
		yield* readTextLines(filesFrom === STDIN ? process.stdin : createReadStream(filesFrom), signal);
	} catch (error) {
		if (signal.aborted) return;
		throw cannotRead(`the list ${filesFrom === STDIN ? STDIN_NAME : filesFrom}`, error);
	}
}

/** A UsageError with the reason; the error itself where it is a bug. */
export function cannotRead(what: string, error: unknown): unknown {
	const reason = inputErrorReason(error) ?? (error instanceof LineTooLongError ? error.message : null);
	return reason === null ? error : new UsageError(`Cannot read ${what}: ${reason}.`);
}
