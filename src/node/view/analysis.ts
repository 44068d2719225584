/** Has inputs analyzed by a thread of its own, and goes on with the next where one of them ends that thread. */
import type {AnalysisEvent, Cancel, LogName} from '../../core/line-index/viewer-port.js';
import {keepTitleParts} from '../../core/findings/title-parts.js';
import {unpackScans} from '../../core/scans/packed/packed-scan-list.js';
import {keepColumns} from '../../core/scans/packed/scan-columns.js';
import {unreadReport} from '../../core/report/unread-report.js';
import type {FileReport} from '../../core/types.js';
import {inputErrorReason} from '../input-error.js';
import type {NamedInput} from '../inputs/expand-inputs.js';
import {STDIN} from '../inputs/standard-input.js';
import type {AnalysisOptions, AnalysisReply, AnalysisRequest, StdinStore} from './protocol.js';
import {STDIN_NAME} from './stdin-name.js';
import {startWorker, type WorkerThread} from './worker-thread.js';

/** A thread that read a log of so many bytes is ended, with all that it has in memory. */
const LARGE = 64 * 1024 * 1024;

export interface Analysis {
	begin(paths: readonly string[], listener: (event: AnalysisEvent) => void): Cancel;
	close(): Promise<void>;
}

interface Job {
	readonly listener: (event: AnalysisEvent) => void;
	stdin: StdinStore | null;
	/** As they were named. */
	readonly paths: readonly string[];
	/** What that was found to be, those that are done left out; `null`: not known yet. */
	inputs: readonly NamedInput[] | null;
	index: number;
	isOver: boolean;
	worker: Thread | null;
	/** Its thread holds much that is not needed any more. */
	isLarge: boolean;
}

interface Thread {
	readonly thread: WorkerThread<AnalysisRequest>;
	job: Job | null;
}

/**
 * @param openStdin is asked where standard input is among the inputs
 * @param onInputs is told what the paths of each analysis name
 */
export function createAnalysis(
	options: AnalysisOptions,
	openStdin: () => Promise<StdinStore>,
	onInputs: (inputs: readonly NamedInput[]) => void,
): Analysis {
	const threads = new Set<Thread>();
	/** Done with what it did; starting another takes longer than many an analysis. */
	let idle: Thread | null = null;

	function start(): Thread {
		const thread = startWorker<AnalysisRequest, AnalysisReply>(
			new URL('./analysis-worker.js', import.meta.url),
			(reply) => {
				if (started.job !== null) take(started, started.job, reply);
			},
			(reason) => died(started, reason),
		);
		const started: Thread = {thread, job: null};
		threads.add(started);
		return started;
	}

	function run(job: Job): void {
		if (job.isOver) return;
		const worker = idle ?? start();
		idle = null;
		worker.job = job;
		job.worker = worker;
		worker.thread.setBusy(true);
		const {paths, inputs, stdin} = job;
		worker.thread.post({
			type: 'analyze',
			inputs: inputs === null ? {kind: 'named', paths} : {kind: 'expanded', inputs},
			options,
			stdin,
		});
	}

	function take(worker: Thread, job: Job, reply: AnalysisReply): void {
		switch (reply.type) {
			case 'inputs':
				job.inputs = reply.inputs;
				job.index = -1;
				onInputs(reply.inputs);
				return;
			case 'begin':
				job.index = reply.index;
				return;
			case 'progress':
				job.listener({...reply, name: nameOf(job)});
				return;
			case 'so-far':
				job.listener({type: 'so-far', report: wholeReport(reply)});
				return;
			case 'report':
				if (reply.report.bytes > LARGE) job.isLarge = true;
				job.listener({type: 'report', report: wholeReport(reply)});
				return;
			case 'end':
				worker.job = null;
				job.worker = null;
				if (job.isLarge) remove(worker);
				else release(worker);
				end(job);
				return;
			default:
				reply satisfies never;
		}
	}

	function release(worker: Thread): void {
		worker.thread.setBusy(false);
		if (idle === null) idle = worker;
		else remove(worker);
	}

	function remove(worker: Thread): void {
		threads.delete(worker);
		worker.thread.terminate().catch(() => {});
	}

	function end(job: Job): void {
		if (job.isOver) return;
		job.isOver = true;
		job.listener({type: 'end'});
	}

	function died(worker: Thread, reason: string): void {
		threads.delete(worker);
		if (idle === worker) idle = null;
		const {job} = worker;
		worker.job = null;
		if (job === null || job.isOver) return;
		job.worker = null;
		if (job.inputs === null || job.index < 0) {
			// Not one input was begun, and would not be the next time.
			for (const path of namesOf(job)) job.listener({type: 'report', report: failedReport(path, reason)});
			end(job);
			return;
		}
		job.listener({type: 'report', report: failedReport(nameOf(job).path, reason)});
		job.inputs = job.inputs.slice(job.index + 1);
		job.index = -1;
		if (job.inputs.length === 0) end(job);
		else run(job);
	}

	async function begin(job: Job): Promise<void> {
		if (job.paths.includes(STDIN)) job.stdin = await openStdin();
		run(job);
	}

	return {
		begin(paths, listener) {
			const job: Job = {listener, stdin: null, paths, inputs: null, index: -1, isOver: false, worker: null, isLarge: false};
			begin(job).catch((error: unknown) => {
				if (job.isOver) return;
				const reason = inputErrorReason(error) ?? (error instanceof Error ? error.message : String(error));
				for (const path of namesOf(job)) listener({type: 'report', report: failedReport(path, reason)});
				end(job);
			});
			return () => {
				job.isOver = true;
				if (job.worker !== null) remove(job.worker);
				job.worker = null;
			};
		},
		async close() {
			for (const {job} of threads) if (job !== null) job.isOver = true;
			const ending = [...threads].map(({thread}) => thread.terminate());
			threads.clear();
			idle = null;
			await Promise.all(ending);
		},
	};
}

/** Its scans are those that came beside it. */
function wholeReport({report, titles, scans: handed}: Extract<AnalysisReply, {readonly report: FileReport}>): FileReport {
	titles.forEach((parts, index) => {
		const finding = report.findings[index];
		if (finding !== undefined) keepTitleParts(finding, parts);
	});
	if (handed === null) return report;
	const scans = unpackScans(handed.packed);
	keepColumns(scans, handed.columns);
	return {...report, scans};
}

function nameOf({inputs, index}: Job): LogName {
	const input = inputs?.[index];
	return {path: input === undefined ? '' : displayed(input), member: null};
}

/** Of all inputs that are not done. */
function namesOf({paths, inputs}: Job): readonly string[] {
	return inputs?.map(displayed) ?? paths.map((path) => (path === STDIN ? STDIN_NAME : path));
}

function displayed(input: NamedInput): string {
	return input.kind === 'stdin' ? STDIN_NAME : input.path;
}

function failedReport(path: string, reason: string): FileReport {
	return unreadReport({path, member: null}, `Could not be read to the end: ${reason}.`);
}
