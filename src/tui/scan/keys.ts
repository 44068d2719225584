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
	{keys: ['enter'], command: 'open', help: 'show the line under the cursor in the log', hint: 'line in log'},
	{
		keys: ['tab', 'shift+tab'],
		command: 'other-pane',
		help: 'switch between the lines of the scan and its findings',
		hint: 'findings/lines',
	},
	{keys: ['e', 'n', 'f3'], command: 'next-failure', help: 'go to the next failure', hint: 'next failure'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-failure', help: 'go to the previous failure'},
	{keys: ['+', '=', 'z'], command: 'zoom-in', help: 'zoom in at the cursor', hint: 'zoom'},
	{keys: ['-', '_', 'Z'], command: 'zoom-out', help: 'zoom out'},
	{keys: ['0'], command: 'whole', help: 'show the whole scan'},
	{keys: ['left', 'h'], command: 'left', help: 'scroll earlier, when zoomed in'},
	{keys: ['right', 'l'], command: 'right', help: 'scroll later, when zoomed in'},
	{keys: ['H'], command: 'half-left', help: 'half a screen earlier'},
	{keys: ['L'], command: 'half-right', help: 'half a screen later'},
	{keys: ['}'], command: 'next-scan', help: 'go to the next scan'},
	{keys: ['{'], command: 'previous-scan', help: 'go to the previous scan'},
	{keys: ['y'], command: 'copy-scan', help: 'copy the scan as Markdown', hint: 'copy'},
	{keys: ['c'], command: 'copy-line', help: 'copy the log line; in the findings also the command under the cursor'},
	{keys: ['Y'], command: 'copy-place', help: 'copy the file name and line number'},
];
