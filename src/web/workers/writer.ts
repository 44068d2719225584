/** The page's side of the worker that writes. */
import type {Summary} from '../../core/triage/summary.js';
import type {Excerpt, PackedReport, Replacement, WriteForm, WriteReply, WriteRequest} from './protocol.js';
import {type PageWorker, startWorker} from './start-worker.js';

export interface Written {
	readonly blob: Blob;
	/** Names and what stands for them; empty where nothing is redacted. */
	readonly replaced: readonly Replacement[];
}

export interface Writer {
	add(key: number, packed: PackedReport): void;
	order(keys: readonly number[]): void;
	/** @throws Error with a reason for people */
	write(form: WriteForm, excerpt: Excerpt, isRedacted: boolean): Promise<Written>;
	summary(): Promise<Summary>;
	reset(): void;
}

interface Waiting {
	resolve(reply: WriteReply): void;
	reject(error: Error): void;
}

export function createWriterClient(): Writer {
	let worker: PageWorker<WriteRequest> | null = null;
	const waiting = new Map<number, Waiting>();
	let lastId = 0;

	function post(request: WriteRequest): void {
		worker ??= startWorker<WriteRequest, WriteReply>('write', take, crashed);
		worker.post(request);
	}

	function take(reply: WriteReply): void {
		const one = waiting.get(reply.id);
		waiting.delete(reply.id);
		if (reply.type === 'crashed') one?.reject(new Error(reply.reason));
		else one?.resolve(reply);
	}

	function crashed(reason: string): void {
		const all = [...waiting.values()];
		waiting.clear();
		for (const {reject} of all) reject(new Error(reason));
	}

	function ask(request: (id: number) => WriteRequest): Promise<WriteReply> {
		return new Promise((resolve, reject) => {
			waiting.set(++lastId, {resolve, reject});
			post(request(lastId));
		});
	}

	return {
		add: (key, packed) => post({type: 'add', key, packed}),
		order: (keys) => post({type: 'order', keys}),
		async write(form, excerpt, isRedacted) {
			const reply = await ask((id) => ({type: 'write', id, form, excerpt, isRedacted}));
			if (reply.type !== 'written') throw new Error('the answer is to another question');
			return reply;
		},
		async summary() {
			const reply = await ask((id) => ({type: 'summary', id}));
			if (reply.type !== 'summary') throw new Error('the answer is to another question');
			return reply.summary;
		},
		reset() {
			worker?.terminate();
			worker = null;
			waiting.clear();
		},
	};
}
