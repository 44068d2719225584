/** Says on standard error how far a triage is: one line that changes on a terminal, plain lines elsewhere. */
import type {Writable} from 'node:stream';
import {shortDuration} from '../core/wording/duration.js';
import {plainText} from '../core/wording/plain-text.js';
import type {TriageEvent, TriageMeter} from '../node/triage/triage.js';

const TERMINAL_EVERY_MS = 200;
/** Plain lines come after so long, or after a tenth of the work if that takes as long as the other. */
const PLAIN_EVERY_MS = 10_000;
const TENTH_EVERY_MS = 2000;
const MEGABYTE = 1024 * 1024;
const SECONDS_A_MINUTE = 60;
/** More of them would hide the answer; all are in the ledger. */
const MAX_FAILURES = 20;

export interface TriageProgressOptions {
	readonly stream: Writable & {readonly columns?: number};
	readonly isTerminal: boolean;
	/** Failures are told all the same. */
	readonly isQuiet: boolean;
	readonly now?: () => number;
}

export interface TriageProgress {
	addEvent(event: TriageEvent): void;
	measure(meter: TriageMeter): void;
	/** Others that read; shown from then on. */
	setWorkers(workers: number): void;
	/** A line of its own. */
	say(text: string): void;
	/** Takes the line away; nothing is written from then on. */
	end(): void;
}

export function createTriageProgress({stream, isTerminal, isQuiet, now = Date.now}: TriageProgressOptions): TriageProgress {
	const done = {inputs: 0, bytes: 0, failed: 0};
	let all = {inputs: 0, bytes: 0};
	let failures = 0;
	let meter: TriageMeter = {bytesInWork: 0};
	let begin = 0;
	let isShown = false;
	let last = 0;
	let lastTenth = 0;
	let stage: 'finding' | 'reading' | 'ordering' = 'finding';
	let found = 0;
	let workers: number | null = null;
	const timer = isQuiet ? null : setInterval(show, TERMINAL_EVERY_MS);
	timer?.unref();

	function clear(): void {
		if (!isShown) return;
		isShown = false;
		stream.write('\r\u001b[2K');
	}

	function say(text: string): void {
		clear();
		stream.write(`wulens: ${plainText(text)}\n`);
	}

	function text(): string {
		if (stage === 'finding') return `${counted(found)} found`;
		const bytes = Math.min(all.bytes, done.bytes + meter.bytesInWork);
		const seconds = (now() - begin) / 1000;
		const rate = seconds > 0 ? bytes / seconds : 0;
		const left = rate > 0 && all.bytes > bytes ? `, ${shortDuration(roundedUp((all.bytes - bytes) / rate))} left` : '';
		const failed = done.failed === 0 ? '' : `, ${done.failed.toLocaleString('en-US')} failed`;
		const end = stage === 'ordering' ? ', writing the results' : left;
		const parts = [
			`${done.inputs.toLocaleString('en-US')} of ${counted(all.inputs)}`,
			`${megabytes(bytes)} of ${megabytes(all.bytes)} MB`,
			`${megabytes(rate)} MB/s`,
		];
		return `${parts.join(', ')}${failed}${workersText(workers)}${end}`;
	}

	function show(): void {
		const time = now();
		if (isTerminal) {
			isShown = true;
			stream.write(`\r\u001b[2K${text().slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
			return;
		}
		if (stage === 'finding') return;
		const tenth = Math.floor((done.inputs / Math.max(1, all.inputs)) * 10);
		if (time - last < TENTH_EVERY_MS || (time - last < PLAIN_EVERY_MS && tenth === lastTenth)) return;
		last = time;
		lastTenth = tenth;
		say(text());
	}

	return {
		addEvent(event) {
			switch (event.type) {
				case 'found':
					found = event.inputs;
					return;
				case 'planned': {
					stage = 'reading';
					all = {inputs: event.toRead, bytes: event.bytes};
					begin = now();
					last = begin;
					if (!isQuiet) for (const line of planLines(event)) say(line);
					return;
				}
				case 'started':
					return;
				case 'finished':
					done.inputs++;
					done.bytes += event.bytes;
					done.failed += event.failed;
					return;
				case 'failed':
					failures++;
					if (failures <= MAX_FAILURES) say(`${event.path}: ${event.reason}`);
					return;
				case 'ordering':
					stage = 'ordering';
			}
		},
		measure(given) {
			meter = given;
		},
		setWorkers(count) {
			workers = count;
		},
		say(line) {
			if (!isQuiet) say(line);
		},
		end() {
			if (timer !== null) clearInterval(timer);
			clear();
			if (failures > MAX_FAILURES)
				say(`${(failures - MAX_FAILURES).toLocaleString('en-US')} more inputs could not be read. The ledger names them.`);
		},
	};
}

/** What a run does with what an earlier one left; nothing where there was none. */
function planLines({inputs, kept, counts, vanished, note, alone}: Extract<TriageEvent, {type: 'planned'}>): readonly string[] {
	const lines: string[] = [];
	if (note !== null) lines.push(`Everything is read again: ${note}`);
	if (kept + counts.changed + counts.again + vanished.length > 0) {
		const parts = [
			[kept, 'unchanged'],
			[counts.fresh, 'new'],
			[counts.changed, 'changed'],
			[counts.again, 'to retry'],
			[vanished.length, 'removed'],
		] as const;
		lines.push(
			`${counted(inputs)}: ${parts
				.filter(([count]) => count > 0)
				.map(([count, what]) => `${count.toLocaleString('en-US')} ${what}`)
				.join(', ')}`,
		);
	}
	if (alone > 0)
		lines.push(
			`${counted(alone)} ${alone === 1 ? 'was' : 'were'} being read when an earlier run ended unexpectedly. ` +
				`${alone === 1 ? 'It is' : 'They are'} read last, one at a time.`,
		);
	return lines;
}

function workersText(workers: number | null): string {
	if (workers === null) return '';
	return workers === 0 ? ', waiting for workers' : workers === 1 ? ', 1 worker' : `, ${workers.toLocaleString('en-US')} workers`;
}

function counted(inputs: number): string {
	return inputs === 1 ? '1 input' : `${inputs.toLocaleString('en-US')} inputs`;
}

function megabytes(bytes: number): string {
	const count = bytes / MEGABYTE;
	return count < 10 ? count.toFixed(1) : Math.round(count).toLocaleString('en-US');
}

/** Milliseconds, in whole seconds below a minute and in whole minutes above, so that the text does not flicker. */
function roundedUp(seconds: number): number {
	const unit = seconds < SECONDS_A_MINUTE ? 1 : SECONDS_A_MINUTE;
	return Math.ceil(seconds / unit) * unit * 1000;
}
