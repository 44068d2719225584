/** Standard input for the terminal library, with a filter between: it sees text, raw mode goes through. */
import {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import type {ReadStream} from 'node:tty';

export interface KeyStream extends Readable {
	readonly isTTY: true;
	setRawMode(isRaw: boolean): KeyStream;
	ref(): KeyStream;
	unref(): KeyStream;
}

export function createKeyStream(source: ReadStream, filter: (text: string) => string): KeyStream {
	const decoder = new StringDecoder('utf8');
	const stream = new Readable({read() {}, encoding: 'utf8'});
	source.on('data', (chunk: Buffer) => {
		const text = filter(decoder.write(chunk));
		if (text !== '') stream.push(text);
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
