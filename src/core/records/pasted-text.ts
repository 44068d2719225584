/** Undoes what mail programs, forums and web pages did to the text of a line: markup, escapes and blanks of other kinds. */

/** Blanks that are no U+0020, and marks that nobody sees. */
const OTHER_BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Tags that pages put around lines. Whatever else stands in angle brackets is of the log: `<NULL>`, `<https://…>`. */
const TAG = new RegExp(
	'</?(?:p|br|hr|div|span|ul|ol|li|table|thead|tbody|tr|td|th|pre|code|b|strong|i|em|font|blockquote|h[1-6]|o:p)' +
		String.raw`(?:\s[^<>]{0,200})?\s{0,4}/?>`,
	'gi',
);

const ENTITIES: Readonly<Record<string, string>> = {nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"};
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(nbsp|lt|gt|amp|quot|apos));/gi;

/** Characters that no path has behind a backslash. */
const ESCAPE = /\\(?=[*[\]<>|])/g;
/** `*FAILED*` made bold, or taken for emphasis twice. */
const BOLD = /(^|\s)(?:\*{2,4}|__)(FAILED|RESUMED)(?:\*{2,4}|__)(?=\s)/;

/** Rich text: braces that are escaped on both sides, and the end of a paragraph. A path may hold one escaped brace. */
const RICH_BRACES = /\\\{([^{}\\]{0,200})\\\}/g;
const RICH_END = /\\(?:par|line)\s{0,4}$/;

/** What editors make of the quotes around an address, of asterisks, and of the letter in 0x80240438. */
const SINGLE_QUOTES = /[\u2018\u2019\u2032]/g;
const DOUBLE_QUOTES = /[\u201c-\u201e\u2033]/g;
const ASTERISKS = /[\u2217\uff0a]/g;
const TIMES_SIGN = /(?<=\b0)\u00d7(?=[\dA-Fa-f]{4})/g;

const SUSPECT = new RegExp(
	String.raw`[&<\\\u00a0\u2000-\u200f\u202a-\u202f\u205f-\u2069\u3000\ufeff\u00d7\u2018-\u201e\u2032\u2033\u2217\uff0a]` +
		String.raw`|(?:\*\*|__)(?:FAILED|RESUMED)`,
);

/** The text as the log had it; the same where nothing was done to it. */
export function cleanText(text: string): string {
	if (!SUSPECT.test(text)) return text;
	return straightQuotes(decodeEntities(text.replace(TAG, ' ')))
		.replace(OTHER_BLANKS, ' ')
		.replace(INVISIBLE, '')
		.replace(ASTERISKS, '*')
		.replace(TIMES_SIGN, 'x')
		.replace(ESCAPE, '')
		.replace(RICH_BRACES, '{$1}')
		.replace(RICH_END, '')
		.replace(BOLD, '$1*$2*');
}

/** Only beside an address, which they would be taken for a part of: titles of updates may have quotes of their own. */
function straightQuotes(text: string): string {
	return text.includes('://') ? text.replace(SINGLE_QUOTES, "'").replace(DOUBLE_QUOTES, '"') : text;
}

/** Whether the text is that of a page: then other lines may be, too, without a sign at their ends. */
export function isMarkup(text: string): boolean {
	return text.search(TAG) >= 0 || text.search(ENTITY) >= 0;
}

function decodeEntities(text: string): string {
	return text.replace(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
		if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
		const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
		return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

const ENCODED = /(?:=[0-9A-F]{2})+/g;
const EQUALS = 0x3d;
const DIGIT_0 = 0x30;
const DIGIT_2 = 0x32;
/** Lines of quoted-printable text are no longer than this, and nearly so long where they go on in the next one. */
const QUOTED_WIDTH = 76;
const utf8: TextDecoder = new TextDecoder();

/** Whether a message ends as lines of such text do: told without a look at the rest. */
export function mayBeQuotedPrintable(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start < 3) return false;
	const last = bytes[end - 1];
	return last === EQUALS || (last === DIGIT_0 && bytes[end - 2] === DIGIT_2 && bytes[end - 3] === EQUALS);
}

/** Whether a line of a mail's source shows that it is quoted-printable: `=3D` in it, and `=20` or `=` for a break at its end. */
export function isQuotedPrintable(text: string, lineLength: number): boolean {
	return (
		text.endsWith('=20') || (text.endsWith('=') && lineLength <= QUOTED_WIDTH && lineLength > QUOTED_WIDTH - 3) || text.includes(' =3D ')
	);
}

/** Without the sign of a break at its end, which `endsInBreak` tells. */
export function decodeQuotedPrintable(text: string): string {
	return text
		.replace(/=$/, '')
		.replace(ENCODED, (hex) => utf8.decode(Uint8Array.from(hex.slice(1).split('='), (byte) => Number.parseInt(byte, 16))));
}

/** Whether a line of quoted-printable text goes on in the next one. */
export function endsInBreak(bytes: Uint8Array, start: number, end: number): boolean {
	return end > start && bytes[end - 1] === EQUALS;
}

const LONGEST_TAG = 16;
const LONGEST_ENTITY = 10;
const AMPERSAND = 0x26;
const LESS = 0x3c;
const SLASH = 0x2f;
const GREATER = 0x3e;
const SEMICOLON = 0x3b;
const ASTERISK = 0x2a;
const UNDERSCORE = 0x5f;
const BRACKET = 0x5b;
const LETTER_A = 0x41;
const LETTER_A_SMALL = 0x61;
const LETTER_R = 0x72;
const BACKSLASH = 0x5c;

/** Whether the first or last letters of a message, which are looked at first, say that more than the client may have been at it. */
export function hasOddEnd(bytes: Uint8Array, start: number, end: number): boolean {
	const last = bytes[end - 1];
	if (last === GREATER || last === SEMICOLON || last === EQUALS) return true;
	if (last === DIGIT_0) return mayBeQuotedPrintable(bytes, start, end);
	if (last === LETTER_R) return bytes[end - 4] === BACKSLASH;
	const first = bytes[start];
	return first === BRACKET || ((first === ASTERISK || first === UNDERSCORE) && bytes[start + 1] === first);
}

/** Whether a message that a clean line holds may have been changed all the same: told by its ends, without a look at the rest. */
export function mayBeChanged(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start < 3) return false;
	const last = bytes[end - 1];
	if (last === GREATER) return endsInTag(bytes, start, end);
	if (last === LETTER_R) return bytes[end - 2] === LETTER_A_SMALL && bytes[end - 4] === BACKSLASH;
	if (last === SEMICOLON) return bytes.subarray(Math.max(start, end - LONGEST_ENTITY), end).includes(AMPERSAND);
	const first = bytes[start];
	return (first === ASTERISK || first === UNDERSCORE) && bytes[start + 1] === first && (bytes[start + 2] as number) >= LETTER_A;
}

/** `</p>`, `<br />`; the client writes `<NULL>`. */
function endsInTag(bytes: Uint8Array, start: number, end: number): boolean {
	const open = bytes.subarray(Math.max(start, end - LONGEST_TAG), end).lastIndexOf(LESS);
	if (open < 0) return false;
	const first = bytes[Math.max(start, end - LONGEST_TAG) + open + 1] as number;
	return first === SLASH || (first | 0x20) === 0x62 || (first | 0x20) === 0x68;
}

/** First bytes of such characters, and the second ones. */
const MARKS_BY_BYTE: ReadonlyMap<number, readonly number[]> = new Map([
	[0xc2, [0xa0]],
	[0xc3, [0x97]],
	[0xe2, [0x80, 0x81, 0x88]],
	[0xe3, [0x80]],
]);

/** Whether UTF-8 may hold blanks that are no U+0020, marks that nobody sees, or what editors put for quotes and asterisks. */
export function mayHoldOtherBlanks(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at + 1 < end; at++) {
		const byte = bytes[at] as number;
		if (byte < 0xc2) continue;
		const next = bytes[at + 1];
		if (MARKS_BY_BYTE.get(byte)?.includes(next as number) ?? byte === 0xef) return true;
	}
	return false;
}
