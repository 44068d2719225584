/** Makes elements, and draws cells. Texts of logs are always text, never markup. */
import {minuteText} from '../../core/triage/labels.js';
import {VERDICT_WORDS} from '../../core/wording/labels.js';
import type {Cell, Link} from './cells.js';

/** Adds an element to another one. */
export function add<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	parent: Element,
	className = '',
	text = '',
): HTMLElementTagNameMap[Name] {
	const element = document.createElement(name);
	if (className !== '') element.className = className;
	if (text !== '') element.textContent = text;
	parent.append(element);
	return element;
}

export function addButton(parent: Element, text: string, onClick: () => void, className = ''): HTMLButtonElement {
	const button = add('button', parent, className, text);
	button.addEventListener('click', onClick);
	return button;
}

export function drawCell(cell: Cell, into: HTMLElement): void {
	switch (cell.kind) {
		case 'text':
			into.textContent = cell.text;
			break;
		case 'day':
			if (cell.time === null) break;
			into.textContent = cell.time.slice(0, 10);
			into.title = minuteText(cell.time);
			break;
		case 'level':
			add('span', into, `level ${cell.level}`, VERDICT_WORDS[cell.level]);
			break;
		case 'links':
			for (const [index, link] of cell.links.entries()) {
				if (index > 0 && !cell.isStacked) into.append(', ');
				drawLink(link, into, cell.isStacked ? 'line' : '');
			}
			break;
		default:
			cell satisfies never;
	}
}

function drawLink({text, href}: Link, into: HTMLElement, className: string): void {
	const anchor = add('a', into, className);
	anchor.href = href;
	// Addresses that are too long break at their dots, not within a name.
	for (const [index, part] of (text.includes('://') ? text.split(/(?<=[.])/) : [text]).entries()) {
		if (index > 0) add('wbr', anchor);
		anchor.append(part);
	}
}
