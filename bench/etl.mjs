/**
 * How fast traces are read and what memory that takes: node bench/etl.mjs [MiB] (default 64), after a build.
 * Writes a trace of the size from the lines of a sample, plain and compressed, and reads it in four ways. Rates are by the
 * clock, and in brackets by the time of the processor, which says more where others work on the machine.
 */
import {readFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {createAnalyzer} from '../dist/core/index.js';
import {createTraceLog} from '../dist/core/etl/trace-log.js';
import {walkRecords} from '../dist/core/etl/trace-records.js';
import {createTraceReader} from '../dist/core/etl/trace-reader.js';

// The helpers of the tests are TypeScript and name each other as they would be built.
registerHooks({resolve: (name, context, next) => next(context.parentURL?.endsWith('.ts') ? name.replace(/\.js$/, '.ts') : name, context)});
const {entriesOf, writeTrace} = await import('../test/helpers/trace-writer.ts');

const MEBIBYTE = 1024 * 1024;
const CHUNK = 256 * 1024;
const size = Number(process.argv[2] ?? 64) * MEBIBYTE;

const text = readFileSync(new URL('../samples/wsus-http.log', import.meta.url), 'utf8');
const entries = entriesOf(text);
const options = {start: (entries[0]?.time ?? 0n) - 10_000_000n, bufferSize: 65_536};

/** Events come in the order of time, as in all traces of Windows Update seen. */
const span = (entries.at(-1)?.time ?? 0n) - (entries[0]?.time ?? 0n) + 10_000_000n;

/** One piece of a trace is repeated, so that a gibibyte needs no gibibyte of memory. */
function parts(isCompressed) {
	const many = [];
	for (let round = 0; many.length < 20_000; round++)
		for (const entry of entries) many.push({...entry, time: entry.time + BigInt(round) * span});
	const trace = writeTrace(many, {...options, isCompressed});
	const headerBytes = new DataView(trace.buffer, trace.byteOffset).getUint32(0, true);
	return {
		header: trace.subarray(0, headerBytes),
		body: trace.subarray(headerBytes),
		bufferSize: options.bufferSize,
		events: many.length,
		ticks: (many.at(-1)?.time ?? 0n) - options.start + 10_000_000n,
	};
}

/** Moves the events of a plain trace on in time, so that the trace goes on as a long one does. */
function moveOn({body, bufferSize}, ticks) {
	const view = new DataView(body.buffer, body.byteOffset, body.length);
	for (let at = 0; at < body.length; at += bufferSize) {
		walkRecords(body, at + 72, at + view.getUint32(at + 0x30, true), (_kind, _bytes, start) =>
			view.setBigUint64(start + 16, view.getBigUint64(start + 16, true) + ticks, true),
		);
	}
}

/** @param create a sink for one trace; compressed ones cannot be moved on in time, so that each round is a trace of its own */
function measure(name, source, isCompressed, create) {
	globalThis.gc?.();
	let sink = create();
	let peak = 0;
	let seconds = 0;
	let busy = 0;
	let bytes = 0;
	let rounds = 0;
	const timed = (work) => {
		const begin = performance.now();
		const used = process.cpuUsage();
		work();
		const {user, system} = process.cpuUsage(used);
		busy += (user + system) / 1e6;
		seconds += (performance.now() - begin) / 1000;
	};
	timed(() => sink.push(source.header));
	for (; bytes < size; rounds++) {
		if (rounds > 0 && isCompressed) {
			timed(() => sink.end());
			sink = create();
			timed(() => sink.push(source.header));
		} else if (rounds > 0) {
			moveOn(source, source.ticks);
		}
		for (let at = 0; at < source.body.length; at += CHUNK) {
			timed(() => sink.push(source.body.subarray(at, at + CHUNK)));
			peak = Math.max(peak, process.memoryUsage().rss);
		}
		bytes += source.body.length;
	}
	timed(() => sink.end());
	if (!isCompressed) moveOn(source, -source.ticks * BigInt(rounds - 1));
	const rate = (time) =>
		`${(bytes / MEBIBYTE / time).toFixed(0).padStart(6)} MiB/s ${Math.round((rounds * source.events) / time)
			.toLocaleString('en')
			.padStart(10)} events/s`;
	console.log(
		`${name.padEnd(12)} ${rate(seconds)}   (${rate(busy).trim()})   peak ${(peak / MEBIBYTE).toFixed(0)} MiB   ${seconds.toFixed(2)} s`,
	);
}

for (const isCompressed of [false, true]) {
	const source = parts(isCompressed);
	console.log(`${isCompressed ? 'compressed' : 'plain'}: ${(size / MEBIBYTE).toFixed(0)} MiB`);
	measure('  events', source, isCompressed, () => createTraceReader({header() {}, event() {}}));
	measure('  text', source, isCompressed, () => createTraceLog(() => {}));
	measure('  ndjson', source, isCompressed, () => createTraceLog(() => {}, {form: 'ndjson'}));
	measure('  analysis', source, isCompressed, () => createAnalyzer());
}
