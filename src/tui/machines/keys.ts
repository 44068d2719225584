/** Keys of the machines screen. */
import type {Binding} from '../keys.js';

export type MachinesCommand = 'open' | 'troubled' | 'rule' | 'search' | 'clear' | 'sort' | 'next-trouble' | 'previous-trouble';

export const MACHINES_BINDINGS: readonly Binding<MachinesCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'show the findings and scans of the machine', hint: 'open'},
	{keys: ['f', '1'], command: 'troubled', help: 'show only machines with errors or warnings, or all', hint: 'problems only'},
	{keys: ['r'], command: 'rule', help: 'show only machines with one problem', hint: 'by problem'},
	{keys: ['/', 'ctrl+f', '&'], command: 'search', help: 'filter by text: name, server, code, version, problem', hint: 'filter'},
	{keys: ['x'], command: 'clear', help: 'clear all filters'},
	{keys: ['s'], command: 'sort', help: 'change the sort order', hint: 'sort'},
	{keys: ['e', 'n', 'f3'], command: 'next-trouble', help: 'go to the next machine with an error'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-trouble', help: 'go to the previous machine with an error'},
];
