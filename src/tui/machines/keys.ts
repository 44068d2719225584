/** Keys of the machines screen. */
import type {Binding} from '../keys.js';

export type MachinesCommand = 'open' | 'troubled' | 'rule' | 'search' | 'clear' | 'sort' | 'next-trouble' | 'previous-trouble';

export const MACHINES_BINDINGS: readonly Binding<MachinesCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'findings and scans of the machine', hint: 'open'},
	{keys: ['f', '1'], command: 'troubled', help: 'machines with errors or warnings only, or all again', hint: 'trouble only'},
	{keys: ['r'], command: 'rule', help: 'machines with one problem only', hint: 'by problem'},
	{keys: ['/', 'ctrl+f', '&'], command: 'search', help: 'machines with a text: name, server, code, version, problem', hint: 'filter'},
	{keys: ['x'], command: 'clear', help: 'drop all filters'},
	{keys: ['s'], command: 'sort', help: 'sort in another way', hint: 'sort'},
	{keys: ['e', 'n', 'f3'], command: 'next-trouble', help: 'next machine with an error'},
	{keys: ['E', 'N', 'shift+f3'], command: 'previous-trouble', help: 'previous machine with an error'},
];
