/** Packs bytes by plain XPRESS as Windows may do it: every form of an item that the format has, small and slow. */

const MAX_DISTANCE = 8192;

/** Never ends before all bytes are out: a decompressor stops by the length it is told. */
export function packXpress(source: Uint8Array): Uint8Array {
	const out: number[] = [];
	const last = new Map<number, number>();
	let flagsAt = 0;
	let flags = 0;
	let used = 32;
	let nibbleAt = -1;

	function flag(bit: 0 | 1): void {
		if (used === 32) {
			writeFlags();
			flagsAt = out.length;
			out.push(0, 0, 0, 0);
			flags = 0;
			used = 0;
		}
		flags |= bit << (31 - used);
		used++;
	}

	function writeFlags(): void {
		if (out.length > 0) for (let byte = 0; byte < 4; byte++) out[flagsAt + byte] = (flags >>> (8 * byte)) & 0xff;
	}

	function copy(distance: number, length: number): void {
		flag(1);
		let left = length - 3;
		const item = ((distance - 1) << 3) | Math.min(left, 7);
		out.push(item & 0xff, item >> 8);
		if (left < 7) return;
		left -= 7;
		const nibble = Math.min(left, 15);
		if (nibbleAt < 0) {
			nibbleAt = out.length;
			out.push(nibble);
		} else {
			out[nibbleAt] = (out[nibbleAt] ?? 0) | (nibble << 4);
			nibbleAt = -1;
		}
		if (left < 15) return;
		left -= 15;
		out.push(Math.min(left, 255));
		if (left < 255) return;
		const whole = left + 15 + 7;
		if (whole < 0x10000) out.push(whole & 0xff, whole >> 8);
		else out.push(0, 0, whole & 0xff, (whole >> 8) & 0xff, (whole >> 16) & 0xff, whole >>> 24);
	}

	for (let at = 0; at < source.length; ) {
		const key = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8) | ((source[at + 2] ?? 0) << 16);
		const before = last.get(key);
		last.set(key, at);
		let length = 0;
		if (before !== undefined && at - before <= MAX_DISTANCE)
			while (at + length < source.length && source[before + length] === source[at + length]) length++;
		if (before !== undefined && length >= 3) {
			copy(at - before, length);
			at += length;
		} else {
			flag(0);
			out.push(source[at++] ?? 0);
		}
	}
	writeFlags();
	return Uint8Array.from(out);
}
