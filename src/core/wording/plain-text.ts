/** Makes text from a log safe to print: no control sequence may reach a terminal, no mark may turn the line around. */

/** Escape sequences with what belongs to them: CSI, OSC and the other string types, two-character ones; 8-bit forms too. */
const ESCAPE_SEQUENCE = new RegExp(
	[
		String.raw`(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]?`,
		String.raw`(?:\u001b[\]P^_X]|[\u009d\u0090\u009e\u009f\u0098])[^\u0007\u001b\u009c]{0,4096}(?:\u0007|\u001b\\|\u009c)?`,
		String.raw`\u001b[ -/]{0,16}[0-~]?`,
	].join('|'),
	'g',
);

/** C0 and C1 controls, line and paragraph separators, bidirectional marks, zero-width characters, the byte order mark. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** One printable line: control sequences removed, tabs and line breaks made blanks, invisible characters removed. */
export function plainText(text: string): string {
	return text
		.replace(ESCAPE_SEQUENCE, '')
		.replace(/[\t\r\n\u2028\u2029]/g, ' ')
		.replace(INVISIBLE, '');
}

/** JSON whose every character is safe to print; the values are unchanged. */
export function plainJson(json: string): string {
	return json.replace(
		/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
