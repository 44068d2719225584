/** Keys of the scans screen. */
import type {Binding} from '../keys.js';

export type ScansCommand =
	| 'open'
	| 'other-pane'
	| 'failed'
	| 'online'
	| 'wsus'
	| 'caller'
	| 'finding'
	| 'file'
	| 'search'
	| 'clear'
	| 'sort'
	| 'next-failure'
	| 'previous-failure'
	| 'overview'
	| 'failures'
	| 'log'
	| 'copy';

export const SCANS_BINDINGS: readonly Binding<ScansCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'open the selected scan or finding', hint: 'open'},
	{keys: ['tab', 'shift+tab'], command: 'other-pane', help: 'switch between findings and scans', hint: 'findings/scans'},
	{keys: ['i'], command: 'overview', help: 'show all scans on a timeline', hint: 'overview'},
	{keys: ['o'], command: 'failures', help: 'show the failures outside scans'},
	{keys: ['l'], command: 'log', help: 'show the log at the selected scan', hint: 'log'},
	{keys: ['f', '1'], command: 'failed', help: 'show only failed scans, or all', hint: 'failed only'},
	{keys: ['2'], command: 'online', help: 'show only online scans, or all'},
	{keys: ['3'], command: 'wsus', help: 'show only scans against WSUS, or all'},
	{keys: ['a'], command: 'caller', help: 'show only the scans of one caller'},
	{keys: ['r'], command: 'finding', help: 'show only the scans of one finding'},
	{keys: ['v'], command: 'file', help: 'show only one file, or all files'},
	{keys: ['/', 'ctrl+f', '&'], command: 'search', help: 'filter by text: caller, service, server, code, time', hint: 'filter'},
	{keys: ['x'], command: 'clear', help: 'clear all filters'},
	{keys: ['s'], command: 'sort', help: 'change the sort order'},
	{keys: ['e', 'n', 'f3'], command: 'next-failure', help: 'go to the next failed scan'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-failure', help: 'go to the previous failed scan'},
	{keys: ['y'], command: 'copy', help: 'copy the scan or the finding as Markdown', hint: 'copy'},
];
