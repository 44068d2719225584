/** Files by their descriptors, which every thread of the process can use. */
import {close, fstat, open, read, type Stats} from 'node:fs';
import {promisify} from 'node:util';

export const openDescriptor: (path: string, flags: string, mode?: number) => Promise<number> = promisify(open);
export const closeDescriptor: (descriptor: number) => Promise<void> = promisify(close);
export const statDescriptor: (descriptor: number) => Promise<Stats> = promisify(fstat);

/** @returns how many bytes were read: fewer than there is room for only where the file ends */
export function readInto(descriptor: number, buffer: Uint8Array, length: number, position: number): Promise<number> {
	return new Promise((resolve, reject) => {
		let done = 0;
		const next = (): void => {
			read(descriptor, buffer, done, length - done, position + done, (error, bytesRead) => {
				if (error !== null) return reject(error);
				done += bytesRead;
				if (bytesRead === 0 || done === length) resolve(done);
				else next();
			});
		};
		if (length === 0) resolve(0);
		else next();
	});
}
