/** Indexes the lines of a log and those that come later; what the thread of the index does. */
import {createLineIndex, type LineIndex} from '../../core/line-index/line-index.js';
import {inputErrorReason} from '../input-error.js';
import type {IndexReply, IndexRequest} from './protocol.js';
import {createTextFeed, startOf, type TextFeed} from './text-feed.js';
import {createThrottle} from './throttle.js';
import {TextReplaced} from './trace-feed.js';

/** @returns takes requests, the first of which opens the log */
export function createIndexRunner(post: (reply: IndexReply) => void): (request: IndexRequest) => void {
	const throttle = createThrottle();
	let isGrowing = false;
	let isWorking = false;
	let isMoreWanted = false;
	let isOver = false;
	/** Lines that were told of; no line that shows may go away while it grows. */
	let told = 0;
	let work: {readonly feed: TextFeed; readonly index: LineIndex} | null = null;

	function tell({feed, index}: {readonly feed: TextFeed; readonly index: LineIndex}, isComplete: boolean): void {
		told = index.count;
		post({type: 'table', delta: index.delta(), bytes: feed.bytes, isComplete});
	}

	async function readAll({feed, index}: {readonly feed: TextFeed; readonly index: LineIndex}): Promise<void> {
		for (;;) {
			const chunk = await feed.next();
			if (chunk === null) break;
			index.push(chunk);
			if (index.count >= told && throttle.isDue()) tell({feed, index}, false);
		}
		feed.rewind(index.settle());
	}

	async function run(): Promise<void> {
		if (isWorking || isOver || work === null) return;
		isWorking = true;
		try {
			do {
				isMoreWanted = false;
				await readAll(work);
			} while (isMoreWanted);
			tell(work, !isGrowing);
		} finally {
			isWorking = false;
		}
	}

	return (request) => {
		isGrowing = request.isGrowing;
		if (request.type === 'open') {
			const {origin} = request;
			const feed = createTextFeed(origin);
			work = {
				feed,
				index: createLineIndex({start: startOf(origin), levels: feed.levels, allocate: (bytes) => new SharedArrayBuffer(bytes)}),
			};
		} else {
			isMoreWanted = true;
		}
		run().catch((error: unknown) => {
			isOver = true;
			if (error instanceof TextReplaced) {
				post({type: 'replaced', reason: error.message});
				return;
			}
			const reason = inputErrorReason(error);
			if (reason === null) throw error;
			if (work !== null) tell(work, false);
			post({type: 'failed', reason});
		});
	};
}
