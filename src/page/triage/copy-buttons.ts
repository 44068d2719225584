/** Puts buttons that copy into the page: the machines with a problem, and commands. */
import {countOf} from '../../core/triage/labels.js';
import {copyText} from './copy.js';
import {addButton} from './elements.js';
import {tableWith} from './query.js';
import type {PageTable} from './tables.js';

export function addCopyButtons(root: Element, machines: PageTable): void {
	for (const place of root.querySelectorAll<HTMLElement>('[data-machines-of]')) {
		const button = addButton(place, 'Copy list', () => {
			const names = machines.select(tableWith('machines', {problem: place.dataset.machinesOf ?? ''})).names();
			void copyText(names.join('\n'), button, `Copied ${countOf(names.length, 'name')}`);
		});
		button.title = 'Copy the names of all machines with this problem';
	}
	for (const place of root.querySelectorAll('[data-command]')) {
		const button = addButton(place, 'Copy', () => void copyText(place.previousElementSibling?.textContent ?? '', button, 'Copied'));
		button.setAttribute('aria-label', 'Copy command');
	}
}
