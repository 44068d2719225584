/** The completion script for fish. */
import {type CompletedCommand, type CompletedOption, isWords, type WordKind} from './completed-command.js';

function quoted(text: string): string {
	return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

/** `-x`: a value and no files, `-r -F`: a value that is a file. */
function afterOption(kind: WordKind | null): string {
	if (kind === null) return '';
	if (kind === 'path') return ' -r -F';
	return isWords(kind) ? ` -x -a ${quoted(kind.join(' '))}` : ' -x';
}

function optionLine(command: string, {spellings, value, help}: CompletedOption): string {
	const names = spellings.map((spelling) => (spelling.startsWith('--') ? `-l ${spelling.slice(2)}` : `-s ${spelling.slice(1)}`));
	return `complete -c wulens -n '__fish_seen_subcommand_from ${command}' ${names.join(' ')}${afterOption(value)} -d ${quoted(help)}`;
}

export function fishScript(commands: readonly CompletedCommand[]): string {
	return `# Completes wulens in fish. This session: wulens completion fish | source
# Permanently: wulens completion fish > ~/.config/fish/completions/wulens.fish

complete -c wulens -n __fish_use_subcommand -s V -l version -d 'Print the version'
complete -c wulens -n __fish_use_subcommand -s h -l help -d 'Show help'
${commands
	.flatMap(({name, help, options, operands}) => [
		`complete -c wulens -n __fish_use_subcommand -a ${name} -d ${quoted(help)}`,
		...(operands === 'path'
			? []
			: [`complete -c wulens -n '__fish_seen_subcommand_from ${name}' -f${isWords(operands) ? ` -a ${quoted(operands.join(' '))}` : ''}`]),
		...options.map((option) => optionLine(name, option)),
	])
	.join('\n')}
`;
}
