/** Makes text safe for HTML, both between tags and in quoted attributes. */
import {plainText} from '../../wording/plain-text.js';
import {documentLink} from '../../wording/reference-links.js';

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

export function escapeHtml(text: string): string {
	return plainText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** An address that a page may link to: https, a plain host name, nothing that HTML or a reader could misinterpret. */
const SAFE_LINK = /^https:\/\/[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,24}(?:\/[\w\-.~%/?#=&+,:;@!()]*)?$/i;

export function isSafeLink(text: string): boolean {
	return SAFE_LINK.test(text);
}

/** The address of a reference that a page may link to: itself, or that of the document it names. */
export function referenceLink(reference: string): string | null {
	return isSafeLink(reference) ? reference : documentLink(reference);
}

const DATE = /\b\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?/g;
const URL_TEXT = /https?:\/\/[^\s<]+/g;
const BEFORE_PART = /(?<=[\w-])(?:\.(?=[\w-])|:(?=\d))/g;

/** Text for people: a date and its time stay on one line, long names and addresses break at their joints. */
export function proseHtml(text: string): string {
	return breakable(escapeHtml(text))
		.replace(URL_TEXT, (url) => url.replace(BEFORE_PART, '<wbr>$&'))
		.replace(DATE, '<span class="date">$&</span>');
}

/** Allows line breaks within long constant names and callers. */
export function breakable(html: string): string {
	return html.replace(/(?<=[A-Z_]{6})_(?=[A-Z])|;(?=[A-Z][a-z])/g, '$&<wbr>');
}

/** A link if the reference is an address, or the name of a document whose address is known; plain text otherwise. */
export function referenceHtml(reference: string): string {
	const link = referenceLink(reference);
	const text = escapeHtml(reference);
	return link === null ? text : `<a href="${escapeHtml(link)}" rel="noreferrer noopener">${text}</a>`;
}
