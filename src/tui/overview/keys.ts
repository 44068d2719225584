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
	{keys: ['enter'], command: 'open', help: 'open the scan under the cursor, or list them if there are several', hint: 'open'},
	{keys: ['left', 'h'], command: 'left', help: 'go to the previous scans'},
	{keys: ['right', 'l'], command: 'right', help: 'go to the next scans'},
	{keys: ['up', 'k'], command: 'up', help: 'go to the lane above'},
	{keys: ['down', 'j'], command: 'down', help: 'go to the lane below'},
	{keys: ['home', 'g'], command: 'first', help: 'go to the first scan of the lane'},
	{keys: ['end', 'G'], command: 'last', help: 'go to the last scan of the lane'},
	{keys: ['e', 'n', 'f3'], command: 'next-failed', help: 'go to the next failed scan', hint: 'next failed'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-failed', help: 'go to the previous failed scan'},
	{keys: ['+', '=', 'z'], command: 'zoom-in', help: 'zoom in at the cursor', hint: 'zoom'},
	{keys: ['-', '_', 'Z'], command: 'zoom-out', help: 'zoom out'},
	{keys: ['0'], command: 'whole', help: 'show the whole period'},
	{keys: ['H', 'pageup'], command: 'half-left', help: 'half a screen earlier, when zoomed in'},
	{keys: ['L', 'pagedown'], command: 'half-right', help: 'half a screen later, when zoomed in'},
	{keys: ['s', 'tab'], command: 'lanes', help: 'group the lanes by caller or by service', hint: 'callers/services'},
];
