/** Real traces cut and changed, alone, in a set, and as tracerpt would tell them. Needs a folder that is not part of the project. */
import {describe, expect, it} from 'vitest';
import {areTracesMissing, textBeside, traceBytes, traceNames} from '../helpers/etl-data.js';
import {checkInvariants} from '../helpers/invariants.js';
import {analyzeBytes, bytesOf} from '../helpers/log-lines.js';
import {traceLines} from '../helpers/read-trace.js';
import {entriesOf} from '../helpers/trace-writer.js';
import {csvOf, xmlOf} from '../helpers/tracerpt-writer.js';

/** Traces up to this are cut at every byte. */
const SMALL = 30_000;
/** Past the header and the first events each cut is like the ones before. */
const EVERY_BYTE = 8192;
const STEP = 11;

const UPDATE_TRACE = 'WindowsUpdate.20251008.140245.443.8.etl';

it.skipIf(areTracesMissing)('real traces are there to be damaged (needs a folder of them; WULENS_ETL can name one)', () => {
	expect(traceNames()).toContain(UPDATE_TRACE);
});

if (!areTracesMissing) {
	describe.each(traceNames().filter((name) => traceBytes(name).length <= SMALL))('%s', checkCuts);
	describe('the text of Windows Update as tracerpt tells it', checkTracerpt);
}

function cutsOf(length: number): readonly number[] {
	return Array.from({length: length + 1}, (_, at) => at).filter((at) => at <= EVERY_BYTE || at % STEP === 0);
}

/** A sequence that is always the same. */
function createRandom(): (limit: number) => number {
	let state = 20_251_123;
	return (limit) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return Math.floor((state / 2 ** 32) * limit);
	};
}

function changed(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
	const damaged = bytes.slice();
	for (let change = random(8); change >= 0; change--) damaged[random(bytes.length)] = random(256);
	return damaged;
}

function checkCuts(name: string): void {
	const bytes = traceBytes(name);
	const whole = traceLines([bytes], {form: 'ndjson'}).text;

	it('cut anywhere gives events of the whole', () => {
		const events = new Set(whole.split('\n'));
		let most = 0;
		for (const length of cutsOf(bytes.length)) {
			const {text} = traceLines([bytes.subarray(0, length)], {form: 'ndjson'});
			const count = text.split('\n').length - 1;
			expect(count).toBeGreaterThanOrEqual(most);
			most = count;
			// The last event of a cut file may have lost the end of its text.
			if (length % 16 === 0) for (const line of text.split('\n').slice(0, -2)) expect(events.has(line)).toBe(true);
		}
		expect(most).toBe(whole.split('\n').length - 1);
	});

	it('cut anywhere, with the whole behind it in a set, loses nothing of the whole', () => {
		const lines = traceLines([bytes]).text.split('\n');
		for (const length of cutsOf(bytes.length).filter((at) => at % 5 === 0)) {
			const given = traceLines([bytes.subarray(0, length), bytes]).text.split('\n');
			expect(given.length).toBeGreaterThanOrEqual(lines.length);
			if (length % 160 === 0) for (const line of lines) expect(given).toContain(line);
		}
	});

	it('with bytes changed in one file of a set is read without a throw', () => {
		const random = createRandom();
		for (let run = 0; run < 200; run++) {
			const files = [changed(bytes, random), bytes, changed(bytes, random)];
			for (const form of ['log', 'ndjson'] as const) expect(traceLines(files, {form}).text).toMatch(/^$|\n$/);
		}
	});
}

function checkTracerpt(): void {
	const entries = entriesOf(textBeside(UPDATE_TRACE.replace('.etl', '.expected.log')), 420);
	const fromTrace = analyzeBytes(traceBytes(UPDATE_TRACE));

	it.each([
		['XML', xmlOf(entries, {eventsLost: 41})],
		['CSV', csvOf(entries, {eventsLost: 41})],
	])('as %s is the same log', (form, text) => {
		const report = analyzeBytes(bytesOf(text));
		const {utcOffset: _offset, encoding: _encoding, firstTime, lastTime, ...log} = fromTrace.log ?? {};
		expect(report.log).toMatchObject(form === 'XML' ? {...log, firstTime, lastTime} : log);
		expect(report.issues).toEqual(fromTrace.issues);
		expect(report.scans.map(({caller, outcome, timeline}) => [caller, outcome, timeline.length])).toEqual(
			fromTrace.scans.map(({caller, outcome, timeline}) => [caller, outcome, timeline.length]),
		);
	});

	it.each([
		['XML', bytesOf(xmlOf(entries.slice(0, 12)))],
		['CSV', bytesOf(csvOf(entries.slice(0, 12)))],
	])('as %s, cut or changed anywhere, is read without a throw', (_form, bytes) => {
		for (let length = 0; length <= bytes.length; length += length < 2048 ? 1 : STEP)
			checkInvariants(analyzeBytes(bytes.subarray(0, length)));
		const random = createRandom();
		for (let run = 0; run < 300; run++) checkInvariants(analyzeBytes(changed(bytes, random)));
	});
}
