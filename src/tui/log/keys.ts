/**
 * Keys of the log screen. Where worlds differ: Ctrl+U is half a page up, as in less and vim, not the pause of CMTrace,
 * for which F is there; Ctrl+L redraws and Ctrl+C leaves, both at the root; `?` and F1 are the help, not a search
 * backwards; `f` filters, `F` follows; `w` writes the report at the root, so that `W` wraps;
 * `:` is the command line of the root.
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
	{keys: ['/', 'ctrl+f'], command: 'search', help: 'search; write a regular expression /like this/', hint: 'search'},
	{keys: ['n', 'f3'], command: 'next-hit', help: 'go to the next hit'},
	{keys: ['N', 'shift+f3'], command: 'previous-hit', help: 'go to the previous hit'},
	{keys: ['&', 'f'], command: 'filter', help: 'filter lines by text, thread, component, or report', hint: 'filter'},
	{keys: ['i'], command: 'thread-only', help: 'show only lines of this thread, or all', hint: 'this thread'},
	{keys: ['I'], command: 'component-only', help: 'show only lines of this component, or all'},
	{keys: ['x'], command: 'clear-filter', help: 'clear all filters'},
	{keys: ['X'], command: 'restore-filter', help: 'restore the cleared filters'},
	{keys: ['+'], command: 'more-context', help: 'show one more line around each match of the filter'},
	{keys: ['-'], command: 'less-context', help: 'show one line fewer around each match of the filter'},
	{keys: ['e'], command: 'next-failure', help: 'go to the next failure or warning of the report', hint: 'next failure'},
	{keys: ['E'], command: 'previous-failure', help: 'go to the previous failure or warning of the report'},
	{keys: ['o'], command: 'next-of-thread', help: 'go to the next line of the same thread'},
	{keys: ['O'], command: 'previous-of-thread', help: 'go to the previous line of the same thread'},
	{keys: ['}'], command: 'next-scan', help: 'go to the next scan'},
	{keys: ['{'], command: 'previous-scan', help: 'go to the previous scan'},
	{keys: ['backspace', 'ctrl+o'], command: 'jump-back', help: 'go back to where the last jump started'},
	{keys: ['m'], command: 'mark', help: 'mark the line, or remove the mark', hint: 'mark'},
	{keys: [']', 'u'], command: 'next-mark', help: 'go to the next mark'},
	{keys: ['[', 'U'], command: 'previous-mark', help: 'go to the previous mark'},
	{keys: ['t'], command: 'raw', help: 'show the raw text, or columns'},
	{keys: ['W'], command: 'wrap', help: 'wrap long lines, or cut them'},
	{keys: ['left', 'h'], command: 'left', help: 'scroll to the left'},
	{keys: ['right', 'l'], command: 'right', help: 'scroll to the right'},
	{keys: ['H'], command: 'half-left', help: 'scroll half a screen to the left'},
	{keys: ['L'], command: 'half-right', help: 'scroll half a screen to the right'},
	{keys: ['0'], command: 'line-start', help: 'scroll to the start of the lines'},
	{keys: ['s'], command: 'split', help: 'split the screen: the whole log below the filtered lines'},
	{keys: ['tab', 'shift+tab'], command: 'other-pane', help: 'switch between the filtered lines and the whole log'},
	{keys: ['F'], command: 'follow', help: 'follow the log as it grows, or stop', hint: 'follow'},
	{keys: ['c'], command: 'copy-line', help: 'copy the line as it is in the file', hint: 'copy'},
	{keys: ['C'], command: 'copy-marked', help: 'copy all marked lines'},
	{keys: ['Y'], command: 'copy-place', help: 'copy the file name and line number'},
	{keys: ['y'], command: 'copy-scan', help: 'copy the current scan as Markdown'},
	{keys: ['escape'], command: 'leave', help: 'stop looking for a line of the thread, or leave the log', hint: 'back'},
	...LIST_BINDINGS,
];
