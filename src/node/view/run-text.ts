/** Answers searches and filters over a log on disk; what the thread of the text does. */
import {createLineTable} from '../../core/line-index/line-table.js';
import {createTextRunner as createRunner, type PostText} from '../../core/line-index/run-text.js';
import {inputErrorReason} from '../input-error.js';
import {readInto} from './descriptors.js';
import type {TextRequest} from './protocol.js';

/** @returns takes requests, the first of which opens the log */
export function createTextRunner(post: PostText): (request: TextRequest) => void {
	const columns = createLineTable();
	let descriptor = -1;
	const platform = {
		readInto: (buffer: Uint8Array, length: number, position: number) => readInto(descriptor, buffer, length, position),
		toText: (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
		now: () => performance.now(),
		pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
		reasonOf: inputErrorReason,
	};
	const runner = createRunner(columns, platform, post);
	return (request) => {
		switch (request.type) {
			case 'open':
				descriptor = request.descriptor;
				return;
			case 'table':
				columns.apply(request.delta);
				runner.grown(request.isComplete);
				return;
			case 'cancel':
				runner.cancel(request.id);
				return;
			case 'ask':
				runner.ask(request.question);
				return;
			default:
				request satisfies never;
		}
	};
}
