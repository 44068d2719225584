/** The beginning of a file as text, to tell what it is and to quote it. */
import {decodeText} from '../lines/decode-text.js';
import type {Encoding} from '../lines/encoding.js';
import {createUtf16Transcoder} from '../lines/utf16-transcoder.js';

/** What stands behind the byte order mark. A character that the end of the head cuts may read as others. */
export function headText(head: Uint8Array, encoding: Encoding): string {
	const body = head.subarray(encoding.markLength);
	if (encoding.form === 'bytes') return decodeText(body, 0, body.length, true);
	let decoded = '';
	const transcoder = createUtf16Transcoder(encoding.form === 'utf-16le', (chunk) => {
		decoded += decodeText(chunk, 0, chunk.length, true);
	});
	transcoder.push(body);
	transcoder.end();
	return decoded;
}

/** The beginning of the first line that is not blank, 200 characters at most; '' where there is none. */
export function firstNonBlankText(text: string): string {
	return /\S.{0,199}/.exec(text)?.[0] ?? '';
}
