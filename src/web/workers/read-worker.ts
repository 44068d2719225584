/** Reads inputs one after the other; several such workers share the inputs of a drop. */
import {analyzeSource} from '../../core/log-files/analyze-source.js';
import {type ContextLoader, createLoader} from '../../core/log-files/find-settings.js';
import {createThrottle} from '../../core/line-index/throttle.js';
import {type PageFolders, type PageInput, placeOf, sourceOf} from '../inputs/page-inputs.js';
import {readErrorReason, walkOptions} from '../inputs/platform.js';
import {buffersOf, packReport} from './pack-report.js';
import type {ReadReply, ReadRequest} from './protocol.js';

/** @returns takes requests, the first of which tells what came */
export function createReader(post: (reply: ReadReply, handed?: ArrayBuffer[]) => void): (request: ReadRequest) => void {
	let folders: PageFolders = new Map();
	let context: ContextLoader = createLoader({reasonOf: readErrorReason});
	const throttle = createThrottle(() => performance.now());

	async function read(input: PageInput): Promise<void> {
		const onProgress = (bytes: number): void => {
			if (throttle.isDue()) post({type: 'progress', bytes});
		};
		const options = {context, scans: 'packed', onProgress} as const;
		for await (const report of analyzeSource(sourceOf(input), placeOf(input, folders), walkOptions(), options)) {
			const packed = packReport(report);
			post({type: 'report', packed}, buffersOf(packed));
		}
		post({type: 'done'});
	}

	return (request) => {
		switch (request.type) {
			case 'begin':
				({folders} = request);
				context = createLoader({reasonOf: readErrorReason});
				post({type: 'ready'});
				return;
			case 'read':
				read(request.input).catch((error: unknown) => post({type: 'crashed', reason: crashReason(error)}));
				return;
			default:
				request satisfies never;
		}
	};
}

/** A bug, or a limit of the browser, must not end the others. @returns a full sentence */
function crashReason(error: unknown): string {
	if (error instanceof RangeError) return 'It contains more than this browser can hold.';
	return `wulens failed while reading it: ${error instanceof Error ? error.message.replace(/\.$/, '') : String(error)}.`;
}
