/** The completion script for Windows PowerShell 5.1 and PowerShell 7. */
import {type CompletedCommand, isWords} from './completed-command.js';

function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

function list(words: readonly string[]): string {
	return `@(${words.map(quoted).join(', ')})`;
}

/** `path`: where nothing is offered, PowerShell offers files. */
function commandEntry({name, help, options, operands}: CompletedCommand): string {
	const values = options.flatMap(({spellings, value}) =>
		value === null ? [] : spellings.map((spelling) => `\t\t\t${quoted(spelling)} = ${list(isWords(value) ? value : [])}`),
	);
	const words = [...(isWords(operands) ? operands : []), ...options.flatMap(({spellings}) => spellings)];
	return [
		`\t\t${quoted(name)} = @{`,
		`\t\t\thelp = ${quoted(help)}`,
		`\t\t\twords = ${list(words)}`,
		'\t\t\tvalues = @{',
		...values.map((line) => `\t${line}`),
		'\t\t\t}',
		'\t\t}',
	].join('\n');
}

export function powershellScript(commands: readonly CompletedCommand[]): string {
	return `# Completes wulens in PowerShell. This session: wulens completion powershell | Out-String | Invoke-Expression
# Permanently: add that line to the file that $PROFILE names.

Register-ArgumentCompleter -Native -CommandName 'wulens' -ScriptBlock {
	param($wordToComplete, $commandAst, $cursorPosition)
	$commands = [ordered]@{
${commands.map(commandEntry).join('\n')}
	}
	$before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
		ForEach-Object { $_.ToString() } | Select-Object -Skip 1)
	$command = $before | Where-Object { $commands.Contains($_) } | Select-Object -First 1
	$previous = $before | Select-Object -Last 1
	$words = if ($null -eq $command) {
		@($commands.Keys) + '--help' + '--version'
	} elseif ($null -ne $previous -and $commands[$command].values.ContainsKey($previous)) {
		$commands[$command].values[$previous]
	} else {
		$commands[$command].words
	}
	$words | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
		$about = if ($commands.Contains($_)) { $commands[$_].help } else { $_ }
		[System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)
	}
}
`;
}
