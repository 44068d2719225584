/** The names of files in zip archives: UTF-8, code page 437, or a field of its own (APPNOTE 4.4.4, 4.6.9, appendix D). */

const FLAG_UTF_8 = 0x800;
const UNICODE_PATH = 0x7075;

/** Code page 437 from 0x80 on. Source: Unicode, VENDORS/MICSFT/PC/CP437.TXT */
const CP437 =
	'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** With `/` between folders. @param fields extra fields of the file, by number */
export function nameOfMember(bytes: Uint8Array, flags: number, fields: ReadonlyMap<number, Uint8Array>): string {
	return (unicodePath(bytes, fields.get(UNICODE_PATH)) ?? ((flags & FLAG_UTF_8) === 0 ? cp437(bytes) : utf8(bytes))).replaceAll('\\', '/');
}

/** Counts only where it was made of this name. */
function unicodePath(bytes: Uint8Array, field: Uint8Array | undefined): string | null {
	if (field === undefined || field.length < 6 || field[0] !== 1) return null;
	const checksum = new DataView(field.buffer, field.byteOffset + 1, 4).getUint32(0, true);
	return checksum === crc32(bytes) ? utf8(field.subarray(5)) : null;
}

function utf8(bytes: Uint8Array): string {
	return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
}

function cp437(bytes: Uint8Array): string {
	let name = '';
	for (const byte of bytes) name += byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? '');
	return name;
}

function crc32(bytes: Uint8Array): number {
	let crc = 0xffff_ffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb8_8320 & -(crc & 1));
	}
	return (crc ^ 0xffff_ffff) >>> 0;
}
