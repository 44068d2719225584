/** The completion script for zsh. */
import {type CompletedCommand, type CompletedOption, isWords, type WordKind} from './completed-command.js';

/** Within single quotes, and within the brackets and colons of `_arguments`. */
function quoted(text: string): string {
	return text.replaceAll("'", "'\\''").replace(/[[\]:]/g, '\\$&');
}

function action(kind: WordKind): string {
	if (kind === 'path') return '_files';
	if (kind === 'text') return ' ';
	return `(${kind.map((word) => word.replaceAll('=', '\\=')).join(' ')})`;
}

function optionSpec({spellings: all, value, help}: CompletedOption): string {
	const name = all[0]?.replace(/^-+/, '') ?? '';
	const then = `[${quoted(help)}]${value === null ? '' : `:${name}:${action(value)}`}`;
	// What may be given several times is not known here; all of it may.
	const dashed = all.map((spelling) => (value !== null && spelling.startsWith('--') ? `${spelling}=` : spelling));
	return all.length === 1 ? `'*${dashed[0] ?? ''}${then}'` : `'*'{${dashed.join(',')}}'${then}'`;
}

function commandCase({name, options, operands}: CompletedCommand): string {
	const specs = [
		...options.map(optionSpec),
		...(operands === null ? [] : [`'*:${isWords(operands) ? 'word' : operands}:${action(operands)}'`]),
	];
	return `\t\t\t\t${name})\n\t\t\t\t\t_arguments -S ${specs.map((spec) => `\\\n\t\t\t\t\t\t${spec}`).join(' ')}\n\t\t\t\t\t;;`;
}

export function zshScript(commands: readonly CompletedCommand[]): string {
	return `#compdef wulens
# Completes wulens in zsh. This session: source <(wulens completion zsh)
# Permanently: save it as a file named _wulens in a folder of $fpath.

_wulens() {
	local curcontext="$curcontext" state line
	local -a commands
	commands=(
${commands.map(({name, help}) => `\t\t'${name}:${quoted(help)}'`).join('\n')}
	)
	_arguments -C '(- *)'{-h,--help}'[Show help]' '(- *)'{-V,--version}'[Print the version]' '1: :->command' '*:: :->arguments'
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
