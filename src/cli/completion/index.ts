/** Scripts that complete commands, options and their values, one for each shell. */
import type {Shell} from '../options/command-table.js';
import {bashScript} from './bash.js';
import {type CompletedCommand, completedCommands} from './completed-command.js';
import {fishScript} from './fish.js';
import {powershellScript} from './powershell.js';
import {zshScript} from './zsh.js';

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = {
	bash: bashScript,
	zsh: zshScript,
	fish: fishScript,
	powershell: powershellScript,
};

export async function completionScript(shell: Shell): Promise<string> {
	return SCRIPTS[shell](await completedCommands());
}
