/** Keys of the timeline of a scan, besides those that move in lists. */
import type {Binding} from '../keys.js';

export type ScanCommand =
	| 'open'
	| 'other-pane'
	| 'zoom-in'
	| 'zoom-out'
	| 'whole'
	| 'left'
	| 'right'
	| 'half-left'
	| 'half-right'
	| 'next-failure'
	| 'previous-failure'
	| 'next-scan'
	| 'previous-scan'
	| 'copy-scan'
	| 'copy-line'
	| 'copy-place';

export const SCAN_BINDINGS: readonly Binding<ScanCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'the line under the cursor in the log', hint: 'line in log'},
	{keys: ['tab', 'shift+tab'], command: 'other-pane', help: 'between the lines of the scan and its findings', hint: 'findings/lines'},
	{keys: ['e', 'n', 'f3'], command: 'next-failure', help: 'next line that failed', hint: 'next failure'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-failure', help: 'the failed line before'},
	{keys: ['+', '=', 'z'], command: 'zoom-in', help: 'zoom in at the moment under the cursor', hint: 'zoom'},
	{keys: ['-', '_', 'Z'], command: 'zoom-out', help: 'zoom out'},
	{keys: ['0'], command: 'whole', help: 'the whole scan again'},
	{keys: ['left', 'h'], command: 'left', help: 'earlier, where zoomed in'},
	{keys: ['right', 'l'], command: 'right', help: 'later, where zoomed in'},
	{keys: ['H'], command: 'half-left', help: 'half a width earlier'},
	{keys: ['L'], command: 'half-right', help: 'half a width later'},
	{keys: ['}'], command: 'next-scan', help: 'next scan'},
	{keys: ['{'], command: 'previous-scan', help: 'the scan before'},
	{keys: ['y'], command: 'copy-scan', help: 'copy the scan as Markdown', hint: 'copy'},
	{keys: ['c'], command: 'copy-line', help: 'copy the line of the log; in the findings also the command under the cursor'},
	{keys: ['Y'], command: 'copy-place', help: 'copy file and line number'},
];
