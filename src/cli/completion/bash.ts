/** The completion script for bash 4 and later. */
import {type CompletedCommand, type CompletedOption, isWords} from './completed-command.js';

/** @param words hold neither blanks nor quotes */
function offer(words: readonly string[]): string {
	return `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`;
}

/** Where the script offers nothing, `-o default` lets bash offer files. */
function valueCase(command: string, {spellings, value}: CompletedOption): readonly string[] {
	if (value === null) return [];
	const pattern = spellings.map((spelling) => `${command}:${spelling}`).join('|');
	// A field of --where is followed by its value without a blank.
	const space = isWords(value) && value.some((word) => word.endsWith('=')) ? ' compopt -o nospace;' : '';
	const then = value === 'path' ? 'return' : value === 'text' ? 'compopt +o default; return' : `${offer(value)};${space} return`;
	return [`\t\t${pattern}) ${then} ;;`];
}

function wordsCase({name, options, operands}: CompletedCommand): string {
	const all = options.flatMap(({spellings}) => spellings);
	const plain =
		operands === 'path'
			? ''
			: `\n\t\t\tif [[ $current != -* ]]; then ${isWords(operands) ? offer(operands) : 'compopt +o default'}; return; fi`;
	return `\t\t${name})${plain}\n\t\t\t[[ $current == -* ]] && ${offer(all)} ;;`;
}

export function bashScript(commands: readonly CompletedCommand[]): string {
	const names = commands.map(({name}) => name);
	return `# Completes wulens in bash. This session: source <(wulens completion bash)
# Permanently: wulens completion bash > ~/.local/share/bash-completion/completions/wulens

_wulens() {
	local current="\${COMP_WORDS[COMP_CWORD]}" previous="" command="" index
	((COMP_CWORD > 0)) && previous="\${COMP_WORDS[COMP_CWORD-1]}"
	# bash takes --option=value apart.
	if [[ $current == "=" ]]; then
		current=""
	elif [[ $previous == "=" ]] && ((COMP_CWORD > 1)); then
		previous="\${COMP_WORDS[COMP_CWORD-2]}"
	fi
	for ((index = 1; index < COMP_CWORD; index++)); do
		case "\${COMP_WORDS[index]}" in
			${names.join('|')}) command="\${COMP_WORDS[index]}"; break ;;
		esac
	done
	COMPREPLY=()
	case "$command:$previous" in
${commands.flatMap(({name, options}) => options.flatMap((option) => valueCase(name, option))).join('\n')}
	esac
	case "$command" in
${commands.map(wordsCase).join('\n')}
		*) ${offer([...names, '--help', '--version'])} ;;
	esac
}

complete -o default -F _wulens wulens
`;
}
