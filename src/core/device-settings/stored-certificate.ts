/** One certificate in the store, from any listing. */
import type {StoredCertificate} from '../types.js';

/** Name of the store that pins WSUS server certificates. */
export const STORE_NAME = 'WindowsServerUpdateServices';

const MAX_TEXT = 1024;
const THUMBPRINT = /^[0-9a-f]{40}$/;

/** Lowercase hexadecimal digits without spaces; `null` if it is not a SHA-1 hash. */
function thumbprintOf(text: string): string | null {
	const digits = text.replace(/[\s:]/g, '').toLowerCase();
	return THUMBPRINT.test(digits) ? digits : null;
}

/** `null` if there is no thumbprint, because then it is not a certificate listing. */
export function storedCertificate(texts: {readonly [name in keyof StoredCertificate]: string | null}): StoredCertificate | null {
	const thumbprint = texts.thumbprint === null ? null : thumbprintOf(texts.thumbprint);
	return thumbprint === null ? null : {subject: cut(texts.subject), issuer: cut(texts.issuer), thumbprint, notAfter: cut(texts.notAfter)};
}

function cut(text: string | null): string | null {
	const trimmed = text?.trim() ?? '';
	return trimmed === '' ? null : trimmed.slice(0, MAX_TEXT);
}
