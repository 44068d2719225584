/** Makes text safe for HTML, both between tags and in quoted attributes. */
import {plainText} from '../../wording/plain-text.js';

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

export function escapeHtml(text: string): string {
	return plainText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** An address that a page may link to: https, a plain host name, nothing that HTML or a reader could misinterpret. */
const SAFE_LINK = /^https:\/\/[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,24}(?:\/[\w\-.~%/?#=&+,:;@!()]*)?$/i;

export function isSafeLink(text: string): boolean {
	return SAFE_LINK.test(text);
}

const DATE = /\b\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?/g;

/** Text for people: a date and its time stay on one line. */
export function proseHtml(text: string): string {
	return escapeHtml(text).replace(DATE, '<span class="date">$&</span>');
}

/** An address in a reference, with what surrounds it. */
const ADDRESS = /(https:\/\/[^\s"'<>]+[^\s"'<>.,;:)])/;

/** Text in which addresses are links. Each shows its address, so that it can be read on paper. */
export function referenceHtml(reference: string): string {
	return reference
		.split(ADDRESS)
		.map((part) =>
			isSafeLink(part) ? `<a href="${escapeHtml(part)}" rel="noreferrer noopener">${escapeHtml(part)}</a>` : escapeHtml(part),
		)
		.join('');
}
