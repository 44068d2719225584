/** Scripts that complete commands, options and their values, one for each shell. */
import {bashScript} from './bash.js';
import {COMMAND_TABLE, type CommandRow, type Shell} from './command-table.js';
import {fishScript} from './fish.js';
import {powershellScript} from './powershell.js';
import {zshScript} from './zsh.js';

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandRow[]) => string>> = {
	bash: bashScript,
	zsh: zshScript,
	fish: fishScript,
	powershell: powershellScript,
};

export function completionScript(shell: Shell): string {
	return SCRIPTS[shell](COMMAND_TABLE);
}
