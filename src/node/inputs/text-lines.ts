/** Lines of text that a person wrote: lists of paths, queries. Logs have a reader of their own, which knows offsets. */
import type {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {TextDecoder} from 'node:util';
import split2 from 'split2';
import {detectEncoding} from '../../core/lines/encoding.js';

/** Longer lines are no paths on any system, and no questions. */
const MAX_LINE = 64 * 1024;

/** So many bytes tell the encoding; waiting for more would hold up a list that grows slowly. */
const ENCODING_BYTES = 4;

/**
 * The lines of a stream that are not empty, LF or CRLF, in UTF-8 or UTF-16.
 *
 * @param signal ends the wait for more; the iteration then rejects
 */
export async function* readTextLines(stream: Readable, signal?: AbortSignal): AsyncGenerator<string> {
	const lines = split2(/\r?\n/);
	// What goes wrong ends the lines, too, and is told there.
	pipeline(stream, decodeText, withShortLines, lines, signal === undefined ? {} : {signal}).catch(() => {});
	for await (const line of lines) {
		if (typeof line === 'string' && line !== '') yield line;
	}
}

/** A line is no line that a person wrote. */
export class LineTooLongError extends Error {}

/** @throws LineTooLongError before the line is gathered */
async function* withShortLines(texts: AsyncIterable<string>): AsyncGenerator<string> {
	let length = 0;
	for await (const text of texts) {
		let from = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
			if (length + end - from > MAX_LINE) throw new LineTooLongError('a line is too long');
			length = 0;
			from = end + 1;
		}
		length += text.length - from;
		if (length > MAX_LINE) throw new LineTooLongError('a line is too long');
		yield text;
	}
}

/** Text without its byte order mark. */
async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	let head: Uint8Array = new Uint8Array(0);
	let decoder: TextDecoder | null = null;
	for await (const chunk of chunks) {
		if (decoder !== null) {
			yield decoder.decode(chunk, {stream: true});
			continue;
		}
		head = Buffer.concat([head, chunk]);
		if (head.length < ENCODING_BYTES) continue;
		decoder = decoderFor(head);
		yield decoder.decode(head, {stream: true});
	}
	yield decoder === null ? decoderFor(head).decode(head) : decoder.decode();
}

function decoderFor(head: Uint8Array): TextDecoder {
	const {form} = detectEncoding(head);
	return new TextDecoder(form === 'bytes' ? 'utf-8' : form);
}
