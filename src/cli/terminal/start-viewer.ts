/** Starts the terminal UI on the real terminal, and leaves the terminal as it was. */
import {STDIN} from '../../node/expand-inputs.js';
import type {ViewArguments} from '../commands/view.js';
import type {ExitCode} from '../exit-codes.js';

export async function startViewer(args: ViewArguments): Promise<ExitCode> {
	throw new Error(String(args.paths.includes(STDIN)));
}
