/** Keys of the drop screen. Letters are typed, so that commands have other keys. */
import type {Binding} from '../keys.js';

export type DropCommand = 'open' | 'complete' | 'next' | 'previous' | 'next-page' | 'previous-page' | 'leave' | 'erase';

export const DROP_BINDINGS: readonly Binding<DropCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'open the typed path, or the file under the cursor', hint: 'open'},
	{keys: ['tab'], command: 'complete', help: 'complete the path, or list what begins so', hint: 'complete'},
	{keys: ['down'], command: 'next', help: 'into the list below the input, and down in it', hint: 'choose'},
	{keys: ['up'], command: 'previous', help: 'up in the list, and back into the input'},
	{keys: ['pagedown'], command: 'next-page', help: 'one page down in the list'},
	{keys: ['pageup'], command: 'previous-page', help: 'one page up in the list'},
	{keys: ['ctrl+u'], command: 'erase', help: 'erase what is before the cursor'},
	{keys: ['escape'], command: 'leave', help: 'back into the input, then erase it, then leave; q is a letter of a path here', hint: 'leave'},
];
