/** Standard input for the terminal library, with a filter between: it sees text, raw mode goes through. */
import {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import type {ReadStream} from 'node:tty';
import type {TerminalFilter} from '../../tui/mouse.js';

export interface KeyStream extends Readable {
	readonly isTTY: true;
	setRawMode(isRaw: boolean): KeyStream;
	ref(): KeyStream;
	unref(): KeyStream;
}

/** The rest of a sequence that was cut comes within this; Esc alone takes effect after it. */
const REST_MS = 40;

/** @param filter sees all text first; what it keeps back is asked of it when nothing more comes */
export function createKeyStream(source: ReadStream, filter: TerminalFilter): KeyStream {
	const decoder = new StringDecoder('utf8');
	const stream = new Readable({read() {}, encoding: 'utf8'});
	let timer: ReturnType<typeof setTimeout> | null = null;
	const push = (text: string): void => {
		if (text !== '') stream.push(text);
	};
	source.on('data', (chunk: Buffer) => {
		if (timer !== null) clearTimeout(timer);
		push(filter.take(decoder.write(chunk)));
		timer = filter.isHolding ? setTimeout(() => push(filter.flush()), REST_MS) : null;
	});
	source.on('end', () => stream.push(null));
	// A terminal that has gone away ends the input; who reads it ends then.
	source.on('error', () => stream.push(null));
	const keys: KeyStream = Object.assign(stream, {
		isTTY: true as const,
		setRawMode(isRaw: boolean): KeyStream {
			source.setRawMode(isRaw);
			return keys;
		},
		ref(): KeyStream {
			source.ref();
			return keys;
		},
		unref(): KeyStream {
			source.unref();
			return keys;
		},
	});
	return keys;
}
