/** The bits of an LZX block: 16-bit numbers, low byte first, each from its highest bit down. */

export class LzxBits {
	private data: Uint8Array = new Uint8Array(0);
	/** Of the next 16-bit number. */
	private at = 0;
	/** Bits that were taken from the data and not read yet, at the high end. */
	private buffer = 0;
	private count = 0;

	/** Begins with the data of another block. */
	load(data: Uint8Array): void {
		this.data = data;
		this.at = 0;
		this.buffer = 0;
		this.count = 0;
	}

	/** More was read than there is; what is beyond the end counts as zeros. The last number may have one byte only. */
	get isPastEnd(): boolean {
		return this.at - (this.count >> 3) > this.data.length + 1;
	}

	/** The next 16 bits, which stay. */
	peek16(): number {
		if (this.count < 16) {
			const {data, at} = this;
			this.buffer |= ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)) << (16 - this.count);
			this.at = at + 2;
			this.count += 16;
		}
		return this.buffer >>> 16;
	}

	/** @param count of bits that were looked at */
	drop(count: number): void {
		this.buffer <<= count;
		this.count -= count;
	}

	/** @param count up to 17 bits, as offsets of matches need */
	read(count: number): number {
		if (count > 16) return this.read(count - 1) * 2 + this.read(1);
		if (count === 0) return 0;
		const value = this.peek16() >>> (16 - count);
		this.drop(count);
		return value;
	}

	read24(): number {
		return this.read(16) * 0x100 + this.read(8);
	}

	read32(): number {
		return this.read(16) * 0x1_0000 + this.read(16);
	}

	/** Goes on with whole bytes. Where no bits are left over, 16 of filling stand there. */
	alignToBytes(): void {
		if (this.count === 0) this.peek16();
		// Bits of two numbers may have been taken; the second is not part of the filling.
		if (this.count > 16) this.at -= 2;
		this.buffer = 0;
		this.count = 0;
	}

	/** Bytes that are left; only after `alignToBytes`. */
	get bytesLeft(): number {
		return Math.max(0, this.data.length - this.at);
	}

	/** The next bytes, where they lie; only after `alignToBytes`. @returns fewer where they end */
	bytes(length: number): Uint8Array {
		const found = this.data.subarray(this.at, this.at + length);
		this.at += found.length;
		return found;
	}
}
