/** The completion script for fish. */
import {type CommandRow, isWords, type OptionRow, type WordKind} from './command-table.js';

function quoted(text: string): string {
	return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

/** `-x`: a value and no files, `-r -F`: a value that is a file. */
function afterOption(kind: WordKind | undefined): string {
	if (kind === undefined) return '';
	if (kind === 'path') return ' -r -F';
	return isWords(kind) ? ` -x -a ${quoted(kind.join(' '))}` : ' -x';
}

function optionLine(command: string, {name, short, value, help}: OptionRow): string {
	return `complete -c wulens -n '__fish_seen_subcommand_from ${command}'${short === undefined ? '' : ` -s ${short}`} -l ${name}${afterOption(value)} -d ${quoted(help)}`;
}

export function fishScript(commands: readonly CommandRow[]): string {
	return `# Completes wulens in fish. For now: wulens completion fish | source
# For good: wulens completion fish > ~/.config/fish/completions/wulens.fish

complete -c wulens -n __fish_use_subcommand -s V -l version -d 'print the version'
complete -c wulens -n __fish_use_subcommand -s h -l help -d 'say how wulens is used'
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
