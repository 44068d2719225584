/** `wulens help environment` */
import {page} from './page.js';

export function environment(): string {
	return page('Variables of the environment', [
		{text: 'None is needed. Options of the command line go before them.'},
		{item: 'NO_COLOR', text: 'with any text in it: no colour, as no-color.org says. --color goes before it.'},
		{
			item: 'FORCE_COLOR',
			text: 'colour, also where the output is no terminal; 0 or false: none. --color, --no-color and NO_COLOR go before it.',
		},
		{item: 'TERM', text: 'dumb: no colour. linux: no characters that the text console does not have.'},
		{item: 'LC_ALL, LC_CTYPE, LANG', text: 'C or POSIX: ASCII only. The first of them that is set counts.'},
		{item: 'WT_SESSION, TERM_PROGRAM', text: 'on Windows they tell consoles that have signs beyond ASCII.'},
		{item: 'INK_SCREEN_READER', text: 'true: wulens view prints plain text that a screen reader can follow, as --screen-reader does.'},
		{
			item: 'WULENS_STATE',
			text: 'folder for the list of files opened before and for clipboard.txt. Without it: %LOCALAPPDATA%\\wulens on Windows, ~/Library/Application Support/wulens on macOS, else wulens in $XDG_STATE_HOME or ~/.local/state.',
		},
		{item: 'TMUX', text: 'tells that texts are copied through tmux.'},
		{item: 'WSL_DISTRO_NAME', text: 'tells that paths of Windows may be meant.'},
	]);
}
