/** One line on standard error that says how far a long read is. */
import type {WriteStream} from 'node:tty';
import {plainText} from '../core/wording/plain-text.js';

/** Files up to this are read before anybody looks. */
const WORTH_SHOWING = 4 * 1024 * 1024;
const EVERY_MS = 100;
const MEGABYTE = 1024 * 1024;

export interface Progress {
	update(name: string, bytes: number, size: number | null): void;
	/** Takes the line away, before other output. */
	clear(): void;
}

export function createProgress(stream: WriteStream, isWanted: boolean, now: () => number = Date.now): Progress {
	let shown = false;
	let last = 0;
	return {
		update(name, bytes, size) {
			if (!isWanted || (size ?? bytes) <= WORTH_SHOWING) return;
			const time = now();
			if (time - last < EVERY_MS) return;
			last = time;
			shown = true;
			const part = size === null ? '' : ` ${Math.floor((bytes / size) * 100)} %`;
			const text = `${plainText(name)}: ${(bytes / MEGABYTE).toFixed(0)} MB${part}`;
			stream.write(`\r\u001b[2K${text.slice(-Math.max(20, (stream.columns ?? 80) - 1))}`);
		},
		clear() {
			if (!shown) return;
			shown = false;
			stream.write('\r\u001b[2K');
		},
	};
}
