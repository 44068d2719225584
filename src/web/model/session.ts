/** What is open in the page: the files that came, their reports, and the lines of the log that is looked at. */
import {unreadReport} from '../../core/report/unread-report.js';
import type {Machine} from '../../core/triage/result.js';
import type {Summary} from '../../core/triage/summary.js';
import type {FileReport} from '../../core/types.js';
import type {PageFile} from '../inputs/blob-file.js';
import {inputsOf, type MissedFile, type PageInput} from '../inputs/page-inputs.js';
import {type Lines, openLines} from '../workers/lines.js';
import {packReport, unpackReport} from '../workers/pack-report.js';
import type {PackedReport} from '../workers/protocol.js';
import {readAll, type Reading, type ReadProgress} from '../workers/read-all.js';
import {createWriterClient, type Writer} from '../workers/writer.js';

export interface OpenLog {
	/** From 1, in the order of the inputs. */
	readonly id: number;
	readonly input: PageInput;
	readonly report: FileReport;
	readonly machine: Machine;
}

interface SessionState {
	readonly phase: 'empty' | 'reading' | 'open';
	readonly progress: ReadProgress;
	/** Reports so far that tell of an error. */
	readonly errors: number;
	readonly logs: readonly OpenLog[];
	/** What the end of a long log says while the whole is read; `null`: nothing, or all is read. */
	readonly soFar: FileReport | null;
	/** Reading was ended before all was read. */
	readonly isPartial: boolean;
	/** Of many logs; `null`: there is one, or it is being made. */
	readonly summary: Summary | null;
	/** How long reading took, in milliseconds. */
	readonly took: number;
}

export interface Session {
	readonly state: SessionState;
	readonly writer: Writer;
	listen(listener: () => void): () => void;
	/** Takes the place of what is open. */
	open(arrival: {readonly files: readonly PageFile[]; readonly missed?: readonly MissedFile[]}): void;
	/** Keeps what was read. */
	stop(): void;
	close(): void;
	/** The lines of a log, one at a time. */
	linesOf(log: OpenLog): Lines;
}

const NO_PROGRESS: ReadProgress = {inputs: 0, done: 0, bytes: 0, size: 0};
const EMPTY: SessionState = {
	phase: 'empty',
	progress: NO_PROGRESS,
	errors: 0,
	soFar: null,
	logs: [],
	isPartial: false,
	summary: null,
	took: 0,
};

export function createSession(): Session {
	const writer = createWriterClient();
	const listeners = new Set<() => void>();
	let state = EMPTY;
	let reading: Reading | null = null;
	let isStopped = false;
	let arrived: {readonly key: number; readonly input: number; readonly report: FileReport; readonly machine: Machine}[] = [];
	let inputs: readonly PageInput[] = [];
	let begin = 0;
	let current: {readonly log: OpenLog; readonly lines: Lines} | null = null;

	function change(part: Partial<SessionState>): void {
		state = {...state, ...part};
		for (const listener of listeners) listener();
	}

	function onReport(input: number, packed: PackedReport): void {
		const key = arrived.length;
		writer.add(key, packed);
		arrived.push({key, input, report: unpackReport(packed), machine: packed.machine});
		if (packed.report.verdict.level === 'error') change({errors: state.errors + 1});
	}

	function finish(isPartial: boolean): void {
		const sorted = arrived.toSorted((one, other) => one.input - other.input || one.key - other.key);
		writer.order(sorted.map(({key}) => key));
		const logs = sorted.flatMap(({input: index, report, machine}, at): readonly OpenLog[] => {
			const input = inputs[index];
			return input === undefined ? [] : [{id: at + 1, input, report, machine}];
		});
		arrived = [];
		change({phase: 'open', soFar: null, logs, isPartial, took: performance.now() - begin});
		if (logs.length > 1) writer.summary().then((summary) => state.logs === logs && change({summary}));
	}

	function closeLines(): void {
		current?.lines.close();
		current = null;
	}

	function close(): void {
		reading?.cancel();
		reading = null;
		isStopped = false;
		closeLines();
		writer.reset();
		arrived = [];
		inputs = [];
		change(EMPTY);
	}

	return {
		get state() {
			return state;
		},
		writer,
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		open({files, missed = []}) {
			close();
			const readable = inputsOf(files);
			inputs = [...readable, ...missed.map(({path}): PageInput => ({kind: 'file', path, files: []}))];
			if (inputs.length === 0) return;
			begin = performance.now();
			change({phase: 'reading', progress: {...NO_PROGRESS, inputs: readable.length}});
			for (const [index, {path, reason}] of missed.entries())
				onReport(readable.length + index, packReport(unreadReport({path, member: null}, reason)));
			if (readable.length === 0) return finish(false);
			reading = readAll(readable, files, {
				onSoFar: (packed) => change({soFar: unpackReport(packed)}),
				onReport,
				onProgress: (progress) => change({progress}),
				onEnd: () => (isStopped && arrived.length === 0 ? close() : finish(isStopped)),
			});
		},
		stop() {
			if (state.phase !== 'reading') return;
			isStopped = true;
			reading?.stop();
		},
		close,
		linesOf(log) {
			if (current?.log === log) return current.lines;
			closeLines();
			const lines = openLines({input: log.input, member: log.report.member});
			current = {log, lines};
			return lines;
		},
	};
}
