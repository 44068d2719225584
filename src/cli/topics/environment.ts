/** `wulens help environment` */
import {page} from './page.js';

export function environment(): string {
	return page('Environment variables', [
		{text: 'None of them is required. Command-line options take precedence over them.'},
		{item: 'NO_COLOR', text: 'Set to any text: no color (see no-color.org). --color takes precedence.'},
		{
			item: 'FORCE_COLOR',
			text: 'Color even if the output is not a terminal; 0 or false: no color. --color, --no-color, and NO_COLOR take precedence.',
		},
		{item: 'TERM', text: 'dumb: no color. linux: only characters that the Linux text console can display.'},
		{item: 'LC_ALL, LC_CTYPE, LANG', text: 'C or POSIX: ASCII only. The first one that is set counts.'},
		{item: 'WT_SESSION, TERM_PROGRAM', text: 'On Windows, either of them indicates a console that can display characters beyond ASCII.'},
		{item: 'INK_SCREEN_READER', text: 'true: wulens view prints plain text that a screen reader can follow, as with --screen-reader.'},
		{
			item: 'WULENS_STATE',
			text:
				'Folder for the list of recent files and for clipboard.txt. The default is %LOCALAPPDATA%\\wulens on Windows, ' +
				'~/Library/Application Support/wulens on macOS, and wulens in $XDG_STATE_HOME or ~/.local/state elsewhere.',
		},
		{
			item: 'WULENS_QUEUE_USER, WULENS_QUEUE_PASSWORD, WULENS_QUEUE_TOKEN',
			text: 'How wulens triage --queue and wulens work log in to the queue. --queue-user and --queue-secret take precedence.',
		},
		{item: 'TMUX', text: 'If set, text is copied through tmux.'},
		{item: 'WSL_DISTRO_NAME', text: 'If set, Windows paths are also recognized.'},
	]);
}
