/** The completion script for zsh. */
import {type CommandRow, isWords, type OptionRow, spellings, type WordKind} from './command-table.js';

/** Within single quotes, and within the brackets and colons of `_arguments`. */
function quoted(text: string): string {
	return text.replaceAll("'", "'\\''").replace(/[[\]:]/g, '\\$&');
}

function action(kind: WordKind): string {
	if (kind === 'path') return '_files';
	if (kind === 'text') return ' ';
	return `(${kind.map((word) => word.replaceAll('=', '\\=')).join(' ')})`;
}

function optionSpec(option: OptionRow): string {
	const {name, value, help} = option;
	const all = spellings(option);
	const then = `[${quoted(help)}]${value === undefined ? '' : `:${name}:${action(value)}`}`;
	// What may be given several times is not known here; all of it may.
	const dashed = all.map((spelling) => (value !== undefined && spelling.startsWith('--') ? `${spelling}=` : spelling));
	return all.length === 1 ? `'*${dashed[0] ?? ''}${then}'` : `'*'{${dashed.join(',')}}'${then}'`;
}

function commandCase({name, options, operands}: CommandRow): string {
	const specs = [
		...options.map(optionSpec),
		...(operands === null ? [] : [`'*:${isWords(operands) ? 'word' : operands}:${action(operands)}'`]),
	];
	return `\t\t\t\t${name})\n\t\t\t\t\t_arguments -S ${specs.map((spec) => `\\\n\t\t\t\t\t\t${spec}`).join(' ')}\n\t\t\t\t\t;;`;
}

export function zshScript(commands: readonly CommandRow[]): string {
	return `#compdef wulens
# Completes wulens in zsh. For now: source <(wulens completion zsh)
# For good: write it to a file named _wulens in a folder of $fpath.

_wulens() {
	local curcontext="$curcontext" state line
	local -a commands
	commands=(
${commands.map(({name, help}) => `\t\t'${name}:${quoted(help)}'`).join('\n')}
	)
	_arguments -C '(- *)'{-h,--help}'[say how wulens is used]' '(- *)'{-V,--version}'[print the version]' '1: :->command' '*:: :->arguments'
	case $state in
		command)
			_describe -t commands 'command' commands
			_files
			;;
		arguments)
			case $words[1] in
${commands.map(commandCase).join('\n')}
				*) _files ;;
			esac
			;;
	esac
}

if [ "$funcstack[1]" = "_wulens" ]; then
	_wulens "$@"
else
	compdef _wulens wulens
fi
`;
}
