/** Turns the bytes of one line into a string, whatever code page they are in. */

const utf8: TextDecoder = new TextDecoder('utf-8', {ignoreBOM: true});

/** What Windows-1252 has at 0x80 to 0x9F; elsewhere a byte is its own code point. Decoders of some Node versions give controls. */
const ANSI_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeAnsi(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += byte >= 0x80 && byte <= 0x9f ? ANSI_80_TO_9F.charAt(byte - 0x80) : String.fromCharCode(byte);
	return text;
}

/** Lines up to this are built from character codes, which is faster for them than calling a decoder. */
const SHORT_LINE = 48;

/**
 * Decodes as UTF-8 where the bytes are valid UTF-8, else as Windows-1252, which gives every byte a character.
 * Mojibake is left as it is.
 */
export function decodeText(bytes: Uint8Array, start: number, end: number, hasHighBytes: boolean): string {
	if (!hasHighBytes && end - start <= SHORT_LINE) {
		let text = '';
		for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number);
		return text;
	}
	const slice = bytes.subarray(start, end);
	return hasHighBytes && !isUtf8(bytes, start, end) ? decodeAnsi(slice) : utf8.decode(slice);
}

/** Whether the bytes are valid UTF-8: no overlong form, no surrogate, nothing cut short (RFC 3629, section 4). */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; ) {
		const first = bytes[at] as number;
		if (first < 0x80) {
			at++;
			continue;
		}
		const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
		if (length === 0 || at + length > end) return false;
		const second = bytes[at + 1] as number;
		const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
		const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
		if (second < lowest || second > highest) return false;
		for (let next = at + 2; next < at + length; next++) {
			if (((bytes[next] as number) & 0xc0) !== 0x80) return false;
		}
		at += length;
	}
	return true;
}
