/** Writes zip archives, also such as no honest program writes. */
import {crc32, deflateRawSync} from 'node:zlib';

export interface ZipEntry {
	readonly name: string;
	readonly data: Uint8Array | string;
	/** Stored, not compressed. @default false */
	readonly stored?: boolean;
	/** What the archive claims. @default the truth */
	readonly size?: number;
	readonly method?: number;
	readonly encrypted?: boolean;
	/** Bytes of the name as they are; `name` is then for people. */
	readonly rawName?: Uint8Array;
}

const UTF8 = 0x800;

export function zipOf(...entries: readonly ZipEntry[]): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const data = Buffer.from(entry.data);
		const packed = entry.stored === true ? data : deflateRawSync(data);
		const name = Buffer.from(entry.rawName ?? entry.name);
		const flags = (entry.rawName === undefined ? UTF8 : 0) | (entry.encrypted === true ? 1 : 0);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(flags, 2);
		common.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 4);
		common.writeUInt32LE(crc32(data), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(entry.size ?? data.length, 18);
		common.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, name]));
		parts.push(local);
		offset += local.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length & 0xffff, 8);
	end.writeUInt16LE(entries.length & 0xffff, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...parts, list, end]);
}
