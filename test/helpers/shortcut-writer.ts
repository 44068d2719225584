/** Writes Windows shortcuts as [MS-SHLLINK] has them. */

export type ShortcutTarget =
	| {readonly local: string; readonly suffix?: string; readonly isAnsi?: boolean}
	| {readonly share: string; readonly suffix?: string; readonly isAnsi?: boolean};

export interface ShortcutOptions {
	/** Bytes of a list of IDs, which Windows writes before the path. */
	readonly idList?: Uint8Array;
}

export function writeShortcut(target: ShortcutTarget, {idList}: ShortcutOptions = {}): Uint8Array {
	const header = Buffer.alloc(76);
	header.writeUInt32LE(76, 0);
	Buffer.from('0114020000000000c000000000000046', 'hex').copy(header, 4);
	header.writeUInt32LE((idList === undefined ? 0 : 1) | 2, 20);
	const ids = idList === undefined ? [] : [u16(idList.length), Buffer.from(idList)];
	return Buffer.concat([header, ...ids, linkInfo(target)]);
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);
const ansi = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');
const unicode = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

function linkInfo(target: ShortcutTarget): Buffer {
	const hasUnicode = target.isAnsi !== true;
	const headerSize = hasUnicode ? 0x24 : 0x1c;
	const header = Buffer.alloc(headerSize);
	const parts: Buffer[] = [];
	const place = (bytes: Buffer): number => {
		const at = headerSize + parts.reduce((sum, part) => sum + part.length, 0);
		parts.push(bytes);
		return at;
	};
	const suffix = target.suffix ?? '';
	header.writeUInt32LE(headerSize, 4);
	if ('local' in target) {
		header.writeUInt32LE(1, 8);
		header.writeUInt32LE(place(ansi(target.local)), 16);
		if (hasUnicode) header.writeUInt32LE(place(unicode(target.local)), 28);
	} else {
		header.writeUInt32LE(2, 8);
		header.writeUInt32LE(place(networkLink(target.share, hasUnicode)), 20);
	}
	header.writeUInt32LE(place(ansi(suffix)), 24);
	if (hasUnicode) header.writeUInt32LE(place(unicode(suffix)), 32);
	const whole = Buffer.concat([header, ...parts]);
	whole.writeUInt32LE(whole.length, 0);
	return whole;
}

function networkLink(share: string, hasUnicode: boolean): Buffer {
	const header = Buffer.alloc(hasUnicode ? 28 : 20);
	const name = ansi(share);
	header.writeUInt32LE(header.length, 8);
	if (hasUnicode) header.writeUInt32LE(header.length + name.length, 20);
	const whole = Buffer.concat([header, name, ...(hasUnicode ? [unicode(share)] : [])]);
	whole.writeUInt32LE(whole.length, 0);
	return whole;
}
