/** Keys of the overview. */
import type {Binding} from '../keys.js';

export type OverviewCommand =
	| 'left'
	| 'right'
	| 'up'
	| 'down'
	| 'first'
	| 'last'
	| 'zoom-in'
	| 'zoom-out'
	| 'whole'
	| 'half-left'
	| 'half-right'
	| 'open'
	| 'next-failed'
	| 'previous-failed'
	| 'lanes';

export const OVERVIEW_BINDINGS: readonly Binding<OverviewCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'the scan under the cursor, or a list where there are several', hint: 'open'},
	{keys: ['left', 'h'], command: 'left', help: 'to the scans before'},
	{keys: ['right', 'l'], command: 'right', help: 'to the scans after'},
	{keys: ['up', 'k'], command: 'up', help: 'to the lane above'},
	{keys: ['down', 'j'], command: 'down', help: 'to the lane below'},
	{keys: ['home', 'g'], command: 'first', help: 'to the first scan of the lane'},
	{keys: ['end', 'G'], command: 'last', help: 'to the last scan of the lane'},
	{keys: ['e', 'n', 'f3'], command: 'next-failed', help: 'next failed scan', hint: 'next failed'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-failed', help: 'the failed scan before'},
	{keys: ['+', '=', 'z'], command: 'zoom-in', help: 'zoom in at the cursor', hint: 'zoom'},
	{keys: ['-', '_', 'Z'], command: 'zoom-out', help: 'zoom out'},
	{keys: ['0'], command: 'whole', help: 'all of the time again'},
	{keys: ['H', 'pageup'], command: 'half-left', help: 'half a width earlier, where zoomed in'},
	{keys: ['L', 'pagedown'], command: 'half-right', help: 'half a width later, where zoomed in'},
	{keys: ['s', 'tab'], command: 'lanes', help: 'lanes by caller or by service', hint: 'callers/services'},
];
