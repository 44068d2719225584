/**
 * Keys of the log screen. Where worlds differ: Ctrl+U is half a page up, as in less and vim, not the pause of CMTrace,
 * for which F is there; Ctrl+L redraws and Ctrl+C leaves, both at the root; `?` and F1 are the help, not a search
 * backwards; `f` filters, `F` follows; `w` writes the report at the root, so that `W` wraps.
 */
import type {Binding} from '../keys.js';
import {LIST_BINDINGS, type ListMove} from '../widgets/list.js';

export type LogCommand =
	| ListMove
	| 'left'
	| 'right'
	| 'half-left'
	| 'half-right'
	| 'line-start'
	| 'wrap'
	| 'raw'
	| 'split'
	| 'other-pane'
	| 'jump'
	| 'jump-back'
	| 'search'
	| 'next-hit'
	| 'previous-hit'
	| 'filter'
	| 'thread-only'
	| 'component-only'
	| 'more-context'
	| 'less-context'
	| 'clear-filter'
	| 'restore-filter'
	| 'next-failure'
	| 'previous-failure'
	| 'next-of-thread'
	| 'previous-of-thread'
	| 'next-scan'
	| 'previous-scan'
	| 'mark'
	| 'next-mark'
	| 'previous-mark'
	| 'copy-line'
	| 'copy-marked'
	| 'copy-place'
	| 'copy-scan'
	| 'follow'
	| 'leave';

export const LOG_BINDINGS: readonly Binding<LogCommand>[] = [
	{keys: ['/', 'ctrl+f'], command: 'search', help: 'search; a regular expression is written /like this/', hint: 'search'},
	{keys: ['n', 'f3'], command: 'next-hit', help: 'next hit'},
	{keys: ['N', 'shift+f3'], command: 'previous-hit', help: 'previous hit'},
	{keys: ['&', 'f'], command: 'filter', help: 'show only some lines: text, thread, component, lines of the report', hint: 'filter'},
	{keys: ['i'], command: 'thread-only', help: 'only lines of this thread, or of all again', hint: 'this thread'},
	{keys: ['I'], command: 'component-only', help: 'only lines of this component, or of all again'},
	{keys: ['x'], command: 'clear-filter', help: 'drop all filters'},
	{keys: ['X'], command: 'restore-filter', help: 'set the filters again that were dropped'},
	{keys: ['+'], command: 'more-context', help: 'one more line around each that the filter shows'},
	{keys: ['-'], command: 'less-context', help: 'one line less around each that the filter shows'},
	{keys: ['e'], command: 'next-failure', help: 'next failure or warning of the report', hint: 'next failure'},
	{keys: ['E'], command: 'previous-failure', help: 'previous failure or warning of the report'},
	{keys: ['o'], command: 'next-of-thread', help: 'next line of the same thread'},
	{keys: ['O'], command: 'previous-of-thread', help: 'previous line of the same thread'},
	{keys: ['}'], command: 'next-scan', help: 'next scan'},
	{keys: ['{'], command: 'previous-scan', help: 'previous scan'},
	{keys: [':'], command: 'jump', help: 'go to a line, a time or a part: 1234, 14:03, 2024-03-12 14:03, 50%', hint: 'go to'},
	{keys: ['backspace', 'ctrl+o'], command: 'jump-back', help: 'back to where the last jump began'},
	{keys: ['m'], command: 'mark', help: 'mark the line, or take the mark away', hint: 'mark'},
	{keys: [']', 'u'], command: 'next-mark', help: 'next mark'},
	{keys: ['[', 'U'], command: 'previous-mark', help: 'previous mark'},
	{keys: ['t'], command: 'raw', help: 'the text as it is in the file, or in columns'},
	{keys: ['W'], command: 'wrap', help: 'wrap long lines, or cut them'},
	{keys: ['left', 'h'], command: 'left', help: 'scroll to the left'},
	{keys: ['right', 'l'], command: 'right', help: 'scroll to the right'},
	{keys: ['H'], command: 'half-left', help: 'scroll half a screen to the left'},
	{keys: ['L'], command: 'half-right', help: 'scroll half a screen to the right'},
	{keys: ['0'], command: 'line-start', help: 'scroll to the beginning of the lines'},
	{keys: ['s'], command: 'split', help: 'the whole log below the filtered lines, or only one of them'},
	{keys: ['tab', 'shift+tab'], command: 'other-pane', help: 'between the filtered lines and the whole log'},
	{keys: ['F'], command: 'follow', help: 'read on as the log grows, or stop that', hint: 'follow'},
	{keys: ['c'], command: 'copy-line', help: 'copy the line as it is in the file', hint: 'copy'},
	{keys: ['C'], command: 'copy-marked', help: 'copy all marked lines'},
	{keys: ['Y'], command: 'copy-place', help: 'copy file name and line number'},
	{keys: ['y'], command: 'copy-scan', help: 'copy the scan or the finding as Markdown'},
	{keys: ['escape'], command: 'leave', help: 'leave the log; ends a search for a line of the thread first', hint: 'back'},
	...LIST_BINDINGS,
];
