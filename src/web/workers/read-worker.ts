/** Reads inputs one after the other; several such workers share the inputs of a drop. */
import {analyzeSource} from '../../core/log-files/analyze-source.js';
import {type ContextLoader, createLoader} from '../../core/log-files/find-settings.js';
import {ARCHIVE_LIMITS} from '../../core/inputs/limits.js';
import {createThrottle} from '../../core/line-index/throttle.js';
import type {FileReport} from '../../core/types.js';
import {type PageFolders, type PageInput, placeOf, sourceOf} from '../inputs/page-inputs.js';
import {readErrorReason, walkOptions} from '../inputs/platform.js';
import {buffersOf, packReport} from './pack-report.js';
import {END_BYTES} from '../../core/log-files/log-end.js';
import {readLogEnd} from './read-log-end.js';
import type {ReadReply, ReadRequest} from './protocol.js';

/** @returns takes requests, the first of which tells what came */
export function createReader(post: (reply: ReadReply, handed?: ArrayBuffer[]) => void): (request: ReadRequest) => void {
	let folders: PageFolders = new Map();
	let context: ContextLoader = createLoader({reasonOf: readErrorReason});
	let interruption = new AbortController();
	const throttle = createThrottle(() => performance.now());

	function postReport(type: 'so-far' | 'report', report: FileReport): void {
		const packed = packReport(report);
		post({type, packed}, buffersOf(packed));
	}

	async function read(input: PageInput, isAlone: boolean): Promise<void> {
		interruption = new AbortController();
		const {signal} = interruption;
		const place = placeOf(input, folders);
		for (const bytes of isAlone ? END_BYTES : []) {
			const end = await readLogEnd(input, place, context, bytes, signal);
			if (end !== null) postReport('so-far', end);
		}
		const onProgress = (bytes: number): void => {
			if (throttle.isDue()) post({type: 'progress', bytes});
		};
		const options = {context, scans: 'packed', signal, onProgress} as const;
		for await (const report of analyzeSource(sourceOf(input), place, walkOptions(ARCHIVE_LIMITS, signal), options))
			postReport('report', report);
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
				read(request.input, request.isAlone).catch((error: unknown) => post({type: 'crashed', reason: crashReason(error)}));
				return;
			case 'stop':
				interruption.abort();
				post({type: 'stopping'});
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
