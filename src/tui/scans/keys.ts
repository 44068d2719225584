/** Keys of the scans screen. */
import type {Binding} from '../keys.js';

export type ScansCommand =
	| 'open'
	| 'other-pane'
	| 'failed'
	| 'online'
	| 'wsus'
	| 'caller'
	| 'rule'
	| 'file'
	| 'search'
	| 'clear'
	| 'sort'
	| 'next-failure'
	| 'previous-failure'
	| 'overview'
	| 'log'
	| 'copy';

export const SCANS_BINDINGS: readonly Binding<ScansCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'open the scan or the finding under the cursor', hint: 'open'},
	{keys: ['tab', 'shift+tab'], command: 'other-pane', help: 'between findings and scans', hint: 'findings/scans'},
	{keys: ['i'], command: 'overview', help: 'all scans on a line of time', hint: 'overview'},
	{keys: ['l'], command: 'log', help: 'the log itself, at the scan under the cursor', hint: 'log'},
	{keys: ['f', '1'], command: 'failed', help: 'failed scans only, or all again', hint: 'failed only'},
	{keys: ['2'], command: 'online', help: 'online scans only, or all again'},
	{keys: ['3'], command: 'wsus', help: 'scans of WSUS only, or all again'},
	{keys: ['a'], command: 'caller', help: 'scans of one caller only'},
	{keys: ['r'], command: 'rule', help: 'scans of one finding only'},
	{keys: ['v'], command: 'file', help: 'one file only, or all files again'},
	{keys: ['/', 'ctrl+f', '&'], command: 'search', help: 'scans with a text: caller, service, server, code, time', hint: 'filter'},
	{keys: ['x'], command: 'clear', help: 'drop all filters'},
	{keys: ['s'], command: 'sort', help: 'sort in another way'},
	{keys: ['e', 'n', 'f3'], command: 'next-failure', help: 'next failed scan'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-failure', help: 'previous failed scan'},
	{keys: ['y'], command: 'copy', help: 'copy the scan or the finding as Markdown', hint: 'copy'},
];
