/** Keys of the drop screen. Letters are typed, so that commands have other keys. */
import type {Binding} from '../keys.js';

export type DropCommand = 'open' | 'complete' | 'next' | 'previous' | 'next-page' | 'previous-page' | 'leave' | 'erase';

export const DROP_BINDINGS: readonly Binding<DropCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'open the typed path or the selected file', hint: 'open'},
	{keys: ['tab'], command: 'complete', help: 'complete the path, or list the matches', hint: 'complete'},
	{keys: ['down'], command: 'next', help: 'move into the list below, and down in it', hint: 'choose'},
	{keys: ['up'], command: 'previous', help: 'move up in the list, and back to the input'},
	{keys: ['pagedown'], command: 'next-page', help: 'down one page in the list'},
	{keys: ['pageup'], command: 'previous-page', help: 'up one page in the list'},
	{keys: ['ctrl+u'], command: 'erase', help: 'erase the text before the cursor'},
	{keys: ['escape'], command: 'leave', help: 'back to the input, then erase it, then quit (q is typed as part of a path)', hint: 'quit'},
];
