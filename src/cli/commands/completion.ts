/** `wulens completion`: prints a script that completes commands and options in a shell. */
import {parseArguments} from '../arguments.js';
import {completionScript} from '../completion/index.js';
import {SHELLS} from '../completion/command-table.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {outputTo} from '../output.js';
import {UsageError} from '../usage-error.js';

export const COMPLETION_HELP = `wulens completion prints a script that completes commands, options and their values.

Usage:
  wulens completion bash | zsh | fish | powershell

  bash        source <(wulens completion bash)
  zsh         source <(wulens completion zsh)
  fish        wulens completion fish | source
  PowerShell  wulens completion powershell | Out-String | Invoke-Expression

  That is for the shell you are in. The first lines of each script say how to have it
  in every one.

Options:
  -h, --help          this text

Exit codes: 0 done, 2 bad usage.
`;

export async function completionCommand(argv: readonly string[]): Promise<ExitCode> {
	const {values, positionals} = parseArguments({args: [...argv], allowPositionals: true, options: {help: {type: 'boolean', short: 'h'}}});
	const output = outputTo(process.stdout);
	if (values.help === true) {
		await output.write(COMPLETION_HELP);
		return EXIT.done;
	}
	const [name, ...others] = positionals;
	const shell = SHELLS.find((candidate) => candidate === name);
	if (name === undefined || others.length > 0) throw new UsageError(`completion takes the name of one shell: ${SHELLS.join(', ')}`);
	if (shell === undefined) throw new UsageError(`there is no completion for "${name}"; choose ${SHELLS.join(', ')}`);
	await output.write(completionScript(shell));
	return EXIT.done;
}
