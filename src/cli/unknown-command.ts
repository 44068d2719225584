/** What to do about a first word that is neither a command nor a file. */
import {parseCode} from '../core/codes/index.js';
import {nearest} from './options/nearest.js';
import {UsageError} from './usage-error.js';

/** Whether the word as a whole is an error code in any form. */
export function isWholeCode(word: string): boolean {
	const parsed = parseCode(word);
	return parsed !== null && parsed.start === 0 && parsed.end === word.length;
}

/** The message for the user, with the command that was likely meant. */
export function unknownCommand(word: string, commands: readonly string[]): UsageError {
	if (word.startsWith('-'))
		return new UsageError(`Unknown option "${word}". Options follow the command: wulens COMMAND ${word}. Run "wulens --help" for help.`);
	const near = nearest(word, commands);
	if (near !== null) return new UsageError(`Unknown command "${word}". Did you mean "${near}"?`);
	if (/[./\\]/.test(word)) return new UsageError(`There is no file or command "${word}".`);
	return new UsageError(`Unknown command "${word}". Run "wulens --help" for a list of commands.`);
}
