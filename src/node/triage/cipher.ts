/**
 * Encrypts the results of a run that must not leave names behind: the key is only in memory, so what is left on the disk when
 * the program is killed can be read by nobody.
 */
import {createCipheriv, createHash, randomBytes} from 'node:crypto';

/** Encrypts bytes at a position of a file, or decrypts them: both are the same. */
export type Cipher = (bytes: Uint8Array, position: number) => Uint8Array;

export const NO_CIPHER: Cipher = (bytes) => bytes;

const KEY_BYTES = 32;
/** Of AES, and of the counter that its counter mode encrypts. */
const BLOCK = 16;

export function createKey(): Uint8Array {
	return new Uint8Array(randomBytes(KEY_BYTES));
}

/**
 * @param key `null`: nothing is encrypted
 * @param name of the file; each needs its own, because two files encrypted alike tell what they differ in
 */
export function createCipher(key: Uint8Array | null, name: string): Cipher {
	if (key === null) return NO_CIPHER;
	const first = BigInt(
		`0x${createHash('sha256')
			.update(name)
			.digest('hex')
			.slice(0, 2 * BLOCK)}`,
	);
	return (bytes, position) => {
		const skipped = position % BLOCK;
		const counter = BigInt.asUintN(8 * BLOCK, first + BigInt((position - skipped) / BLOCK));
		const stream = createCipheriv('aes-256-ctr', key, Buffer.from(counter.toString(16).padStart(2 * BLOCK, '0'), 'hex'));
		stream.update(new Uint8Array(skipped));
		return stream.update(bytes);
	};
}
