/** Has inputs read by as many workers as the PC has room for, and tells their reports as they come. */
import {unreadReport} from '../../core/report/unread-report.js';
import {foldersOf, type PageInput} from '../inputs/page-inputs.js';
import type {PageFile} from '../inputs/blob-file.js';
import {packReport} from './pack-report.js';
import type {PackedReport, ReadReply, ReadRequest} from './protocol.js';
import {type PageWorker, startWorker} from './start-worker.js';

/** More gain nothing: memory and the disk are shared. */
const MAX_WORKERS = 4;

/** A worker that has not heard of the stop until then is ended; others may take longer to write their reports. */
const STOPPED_AFTER_MS = 3000;

export interface ReadProgress {
	readonly inputs: number;
	readonly done: number;
	/** Of files that were read or are being read; of packed ones, unpacked. */
	readonly bytes: number;
	readonly size: number;
}

export interface ReadListener {
	/** What the end of the only log says, before its report. */
	onSoFar(packed: PackedReport): void;
	onReport(input: number, packed: PackedReport): void;
	onProgress(progress: ReadProgress): void;
	onEnd(): void;
}

export interface Reading {
	/** Ends it soon: what was read of logs until now becomes their reports. */
	stop(): void;
	/** Ends it at once, and tells nothing more. */
	cancel(): void;
}

export function readAll(inputs: readonly PageInput[], files: readonly PageFile[], listener: ReadListener): Reading {
	const folders = foldersOf(files);
	const size = inputs.reduce((sum, input) => sum + sizeOf(input), 0);
	let doneBytes = 0;
	let done = 0;
	let next = 0;
	const readers = new Set<Reader>();

	interface Reader {
		worker: PageWorker<ReadRequest>;
		input: number;
		bytes: number;
		/** It has heard of the stop. */
		isStopping: boolean;
	}

	function tell(): void {
		let bytes = doneBytes;
		for (const reader of readers) bytes += reader.bytes;
		listener.onProgress({inputs: inputs.length, done, bytes, size});
	}

	function start(): Reader {
		const reader: Reader = {
			worker: startWorker<ReadRequest, ReadReply>(
				'read',
				(reply) => take(reader, reply),
				(reason) => crashed(reader, `wulens failed while reading it: ${reason.replace(/\.$/, '')}.`),
			),
			input: -1,
			bytes: 0,
			isStopping: false,
		};
		reader.worker.post({type: 'begin', folders});
		readers.add(reader);
		return reader;
	}

	function give(reader: Reader): void {
		reader.input = next++;
		reader.bytes = 0;
		const input = inputs[reader.input];
		if (input !== undefined) {
			reader.worker.post({type: 'read', input, isAlone: inputs.length === 1});
			return;
		}
		end(reader);
		if (readers.size === 0) listener.onEnd();
	}

	function finish(reader: Reader): void {
		const input = inputs[reader.input];
		doneBytes += input === undefined ? 0 : sizeOf(input);
		done++;
		reader.bytes = 0;
		tell();
	}

	function take(reader: Reader, reply: ReadReply): void {
		switch (reply.type) {
			case 'ready':
				give(reader);
				return;
			case 'progress':
				reader.bytes = reply.bytes;
				tell();
				return;
			case 'so-far':
				listener.onSoFar(reply.packed);
				return;
			case 'report':
				listener.onReport(reader.input, reply.packed);
				return;
			case 'done':
				finish(reader);
				give(reader);
				return;
			case 'stopping':
				reader.isStopping = true;
				return;
			case 'crashed':
				crashed(reader, reply.reason);
				return;
			default:
				reply satisfies never;
		}
	}

	/** The others go on, and so does another worker in its place. */
	function crashed(reader: Reader, reason: string): void {
		const input = inputs[reader.input];
		end(reader);
		if (input !== undefined) {
			listener.onReport(reader.input, packReport(unreadReport({path: input.path, member: null}, reason)));
			finish(reader);
		}
		if (next < inputs.length) start();
		else if (readers.size === 0) listener.onEnd();
	}

	const workers = Math.max(1, Math.min(MAX_WORKERS, navigator.hardwareConcurrency, inputs.length));
	for (let count = 0; count < workers; count++) start();

	function end(reader: Reader): void {
		reader.worker.terminate();
		readers.delete(reader);
	}

	return {
		stop() {
			next = inputs.length;
			for (const {worker} of readers) worker.post({type: 'stop'});
			setTimeout(() => {
				if (readers.size === 0) return;
				for (const reader of readers) if (!reader.isStopping) end(reader);
				if (readers.size === 0) listener.onEnd();
			}, STOPPED_AFTER_MS);
		},
		cancel: () => readers.forEach(end),
	};
}

function sizeOf({files}: PageInput): number {
	return files.reduce((sum, {blob}) => sum + blob.size, 0);
}
