/** What people see of a triage while it runs. */
import {PassThrough} from 'node:stream';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {createTriageProgress, type TriageProgress} from '../../src/cli/triage-progress.js';

const MEGABYTE = 1024 * 1024;
const PLANNED = {
	type: 'planned',
	inputs: 1000,
	toRead: 1000,
	alone: 0,
	bytes: 100 * MEGABYTE,
	kept: 0,
	counts: {fresh: 1000, changed: 0, again: 0},
	vanished: [],
	note: null,
} as const;

/** Everything that is written, with a clock that the test sets. */
function progressOn(
	isTerminal: boolean,
	isQuiet = false,
): {readonly progress: TriageProgress; readonly written: () => string; readonly pass: (ms: number) => void} {
	vi.useFakeTimers();
	const stream = Object.assign(new PassThrough(), {columns: 70});
	let text = '';
	stream.on('data', (chunk: Buffer) => {
		text += chunk.toString();
	});
	const progress = createTriageProgress({stream, isTerminal, isQuiet});
	return {progress, written: () => text, pass: (ms) => vi.advanceTimersByTime(ms)};
}

function finish(progress: TriageProgress, count: number, bytes: number): void {
	for (let at = 0; at < count; at++) progress.addEvent({type: 'finished', path: 'x', bytes, isSame: false, failed: 0});
}

afterEach(() => {
	vi.useRealTimers();
});

describe('progress', () => {
	it('is one line on a terminal, which goes away', () => {
		const {progress, written, pass} = progressOn(true);
		progress.addEvent({type: 'found', inputs: 12_000});
		pass(200);
		progress.addEvent(PLANNED);
		finish(progress, 100, MEGABYTE / 10);
		progress.measure({bytesInWork: 5 * MEGABYTE});
		pass(5000);
		const frames = written().split('\r\u001b[2K');
		expect(frames).toContain('12,000 inputs found');
		expect(frames.at(-1)).toBe('100 of 1,000 inputs, 15 of 100 MB, 3.0 MB/s, 29 s left');
		expect(frames.every((frame) => frame.length < 70 && !frame.includes('\n'))).toBe(true);
		progress.end();
		expect(written().endsWith('\r\u001b[2K')).toBe(true);
	});

	it('is plain lines elsewhere, every ten seconds or tenth', () => {
		const {progress, written, pass} = progressOn(false);
		progress.addEvent(PLANNED);
		pass(1000);
		expect(written()).toBe('');
		finish(progress, 10, MEGABYTE);
		pass(9200);
		expect(written()).toBe('wulens: 10 of 1,000 inputs, 10 of 100 MB, 1.0 MB/s, 2 min left\n');
		finish(progress, 200, 0);
		pass(2200);
		expect(written().split('\n')).toHaveLength(3);
		expect(written()).not.toContain('\u001b');
		progress.end();
	});

	it('says what a second run does, and which inputs fail', () => {
		const {progress, written} = progressOn(false);
		progress.addEvent({...PLANNED, toRead: 3, kept: 997, counts: {fresh: 1, changed: 1, again: 1}, vanished: ['a', 'b'], note: null});
		for (let at = 0; at < 25; at++)
			progress.addEvent({type: 'failed', path: `bad\u001b[31m-${at}`, reason: 'It cannot be read: there is no such file.'});
		progress.end();
		const lines = written().trimEnd().split('\n');
		expect(lines[0]).toBe('wulens: 1,000 inputs: 997 unchanged, 1 new, 1 changed, 1 to retry, 2 removed');
		expect(lines).toHaveLength(22);
		expect(lines.at(-1)).toBe('wulens: 5 more inputs could not be read. The ledger names them.');
		expect(written()).not.toContain('\u001b');
	});

	it('is quiet where it is asked to be, but for failures', () => {
		const {progress, written, pass} = progressOn(true, true);
		progress.addEvent({...PLANNED, kept: 5});
		pass(60_000);
		progress.addEvent({type: 'failed', path: 'bad', reason: 'It failed.'});
		progress.end();
		expect(written()).toBe('wulens: bad: It failed.\n');
	});
});
