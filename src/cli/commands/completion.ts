/** `wulens completion`: prints a script that completes commands and options in a shell. */
import {completionScript} from '../completion/index.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {orList} from '../options/choices.js';
import {SHELLS} from '../options/command-table.js';
import {suggestion} from '../options/nearest.js';
import type {Parsed} from '../options/values.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

export async function completionCommand({positionals}: Parsed<'completion'>): Promise<ExitCode> {
	const [name = ''] = positionals;
	const shell = SHELLS.find((candidate) => candidate === name);
	if (shell === undefined) throw new UsageError(`Unknown shell "${name}".${suggestion(name, SHELLS, '')} Choose ${orList(SHELLS)}.`);
	await outputTo(process.stdout).write(await completionScript(shell));
	return EXIT.done;
}
