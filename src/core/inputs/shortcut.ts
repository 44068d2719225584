/** Where a Windows shortcut (.lnk) leads, from its bytes: Microsoft, [MS-SHLLINK], sections 2.1 to 2.3. */

const HEADER_SIZE = 76;
/** 00021401-0000-0000-C000-000000000046, after the size of the header. */
const BEGINNING: readonly number[] = [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];
const FLAGS_AT = 20;
const HAS_ID_LIST = 1;
const HAS_LINK_INFO = 2;

/** Flags and places in LinkInfo, from its beginning. */
const IS_LOCAL = 1;
const IS_ON_NETWORK = 2;
const UNICODE_HEADER_SIZE = 0x24;
const LOCAL_PATH = {ansi: 16, unicode: 28};
const PATH_SUFFIX = {ansi: 24, unicode: 32};
const NETWORK_AT = 20;
/** The same in CommonNetworkRelativeLink: a shorter one has no Unicode. */
const SHARE = {ansi: 8, unicode: 20};
const ANSI_SHARE_AT = 20;

/** @returns the path of its target; `null` where the bytes are no shortcut, or one to something that is no file or folder */
export function shortcutTarget(bytes: Uint8Array): string | null {
	if (bytes.length < HEADER_SIZE || BEGINNING.some((byte, at) => bytes[at] !== byte)) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const flags = view.getUint32(FLAGS_AT, true);
		if ((flags & HAS_LINK_INFO) === 0) return null;
		return targetIn(view, (flags & HAS_ID_LIST) === 0 ? HEADER_SIZE : HEADER_SIZE + 2 + view.getUint16(HEADER_SIZE, true));
	} catch (error) {
		// It ends before what it promises.
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function targetIn(view: DataView, info: number): string | null {
	const flags = view.getUint32(info + 8, true);
	const hasUnicode = view.getUint32(info + 4, true) >= UNICODE_HEADER_SIZE;
	const suffix = textIn(view, info, PATH_SUFFIX, hasUnicode);
	if ((flags & IS_LOCAL) !== 0) return `${textIn(view, info, LOCAL_PATH, hasUnicode)}${suffix}` || null;
	if ((flags & IS_ON_NETWORK) === 0) return null;
	const network = info + view.getUint32(info + NETWORK_AT, true);
	const share = textIn(view, network, SHARE, view.getUint32(network + SHARE.ansi, true) > ANSI_SHARE_AT);
	return suffix === '' ? share : `${share}\\${suffix}`;
}

/** The text whose place stands at a place of a structure; in Unicode, where it has that. */
function textIn(view: DataView, structure: number, at: {readonly ansi: number; readonly unicode: number}, hasUnicode: boolean): string {
	const unicode = hasUnicode ? view.getUint32(structure + at.unicode, true) : 0;
	const start = structure + (unicode === 0 ? view.getUint32(structure + at.ansi, true) : unicode);
	const width = unicode === 0 ? 1 : 2;
	let end = start;
	while ((width === 1 ? view.getUint8(end) : view.getUint16(end, true)) !== 0) end += width;
	const bytes = new Uint8Array(view.buffer, view.byteOffset + start, end - start);
	return new TextDecoder(width === 1 ? 'windows-1252' : 'utf-16le').decode(bytes);
}
