/** Converts a settings file into text and lines, whatever its encoding. */
import {decodeText} from '../lines/decode-text.js';
import {detectEncoding} from '../lines/encoding.js';
import {createUtf16Transcoder} from '../lines/utf16-transcoder.js';

export interface ContextText {
	readonly text: string;
	/** Without line breaks, each truncated to `MAX_LINE`. */
	readonly lines: readonly string[];
}

/** No setting needs a line this long; longer lines are data of other values. */
const MAX_LINE = 4096;

/**
 * NUL bytes and byte order marks come from a shell that appended UTF-16 to another file, and invisible characters from
 * the certificate dialog, which puts one before a copied thumbprint. PowerShell 7 colors lists.
 */
const INVISIBLE = /\u001b\[[0-9;]{0,16}m|[\0\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;

/**
 * Reads bytes as UTF-16 (by its mark or NUL bytes), as UTF-8 or, if they are not valid UTF-8, as Windows-1252.
 *
 * @param bytes the whole file, or its beginning
 */
export function readContextText(bytes: Uint8Array): ContextText {
	const encoding = detectEncoding(bytes);
	const body = bytes.subarray(encoding.markLength);
	let decoded = '';
	if (encoding.form === 'bytes') {
		decoded = decodeText(body, 0, body.length, true);
	} else {
		const transcoder = createUtf16Transcoder(encoding.form === 'utf-16le', (chunk) => {
			decoded += decodeText(chunk, 0, chunk.length, true);
		});
		transcoder.push(body);
		transcoder.end();
	}
	return contextTextOf(decoded);
}

/** The same for text that is already decoded. */
function contextTextOf(decoded: string): ContextText {
	const text = decoded.replace(INVISIBLE, '');
	return {text, lines: text.split(/\r\n|\n|\r/).map((line) => (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line))};
}
