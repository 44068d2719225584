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

/** A link if the reference is an address, plain text otherwise. */
export function referenceHtml(reference: string): string {
	const text = escapeHtml(reference);
	return isSafeLink(reference) ? `<a href="${text}" rel="noreferrer noopener">${text}</a>` : text;
}
