/** CRC-32 as event logs use it (ISO 3309, reflected 0xEDB88320). */

const TABLE: Int32Array = new Int32Array(256).map((_, index) => {
	let rest = index;
	for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 0 ? rest >>> 1 : (rest >>> 1) ^ 0xedb88320;
	return rest;
});

/** Of all parts, one after the other. @returns unsigned */
export function crc32(...parts: readonly Uint8Array[]): number {
	let sum = -1;
	for (const part of parts) for (const byte of part) sum = (TABLE[(sum ^ byte) & 0xff] as number) ^ (sum >>> 8);
	return (sum ^ -1) >>> 0;
}
