/** Writes tar archives (ustar), with long names as pax or as GNU tar writes them. */

interface TarEntry {
	readonly name: string;
	readonly data: Uint8Array | string;
	/** @default a file */
	readonly type?: string;
	/** The name stands in a block before it. */
	readonly long?: 'pax' | 'gnu';
}

const BLOCK = 512;

export function tarOf(...entries: readonly TarEntry[]): Buffer {
	return Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(2 * BLOCK)]);
}

function blocksOf({name, data, type = '0', long}: TarEntry): readonly Buffer[] {
	const before =
		long === undefined ? [] : long === 'pax' ? block('pax', paxRecord(`path=${name}`), 'x') : block('././@LongLink', `${name}\0`, 'L');
	return [...before, ...block(name, data, type)];
}

function block(name: string, data: Uint8Array | string, type: string): readonly Buffer[] {
	const bytes = Buffer.from(data);
	const head = Buffer.alloc(BLOCK);
	head.write(name.slice(0, 100), 0);
	head.write('0000644\0', 100);
	head.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
	head.write('00000000000\0', 136);
	head.write('        ', 148);
	head.write(type, 156);
	head.write('ustar\0', 257);
	head.write('00', 263);
	head.write(
		`${head
			.reduce((sum, byte) => sum + byte, 0)
			.toString(8)
			.padStart(6, '0')}\0 `,
		148,
	);
	return [head, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}

/** Its length, which counts its own digits, stands first. */
function paxRecord(text: string): string {
	let length = text.length + 3;
	while (`${length} ${text}\n`.length !== length) length++;
	return `${length} ${text}\n`;
}
