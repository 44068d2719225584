/** Reads the arguments of a command; mistakes become one line for the user. */
import {parseArgs, type ParseArgsConfig} from 'node:util';
import {UsageError} from './usage-error.js';

const MIN_WIDTH = 20;
const MAX_WIDTH = 1000;

/**
 * Node's own argument parser: strict, and nothing to install.
 *
 * @throws UsageError for what it refuses, without its hints about programming
 */
export function parseArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
	try {
		return parseArgs(config);
	} catch (error) {
		if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
			throw new UsageError(error.message.split(/\. (?:To specify|This command)/)[0] ?? error.message);
		}
		throw error;
	}
}

/** Columns of text, from `--width`. */
export function parseWidth(text: string): number {
	const width = Number(text);
	if (!Number.isInteger(width) || width < MIN_WIDTH || width > MAX_WIDTH)
		throw new UsageError(`--width takes a whole number from ${MIN_WIDTH} to ${MAX_WIDTH}, not "${text}"`);
	return width;
}
