/** Traces, alone and as two of a set: a sound report on anything, the same in any pieces, nothing lost by following, output in bounds. */
import {expect} from 'vitest';
import {createBufferReader} from '../../../src/core/etl/buffers.js';
import {createTraceLog, type TraceOutputOptions} from '../../../src/core/etl/trace-log.js';
import {analyzeBytes, analyzeChunks, end, etwLog, ONLINE, start} from '../../helpers/log-lines.js';
import {entriesOf, rawEvent, START, UPDATE_PROVIDER, wppMessage, writeTrace} from '../../helpers/trace-writer.js';
import {checkFileReport} from '../check-report.js';
import {chunkingsOf} from '../chunkings.js';
import type {FuzzTarget} from '../target.js';

const LF = 10;

/** Time, ids, component and blanks before a message; names of events are as long as they are. */
const COLUMN_BYTES = 100;

const ENTRIES = entriesOf(
	etwLog(start('CcmExec', 2), ONLINE, 'WebServices *FAILED* [80240438] Web service call', end('CcmExec', 2, '0x80240438')),
).map((entry, index) => ({...entry, level: 1 + (index % 5)}));
const STRUCT = rawEvent({
	time: 5_813_516_600_000n,
	id: UPDATE_PROVIDER.id,
	providerName: UPDATE_PROVIDER.name,
	schema: new Uint8Array(Buffer.from('\0Misc\0a\0\x98\x02b\0\x01c\0\x46d\0\x17e\0\x22\x03\x00', 'latin1')),
	payload: new Uint8Array(Buffer.from('x\0\0\0\x02\0\x01\0\x02\0\x03\0abcdef\0', 'latin1')),
});
const OTHER = rawEvent({time: 5_813_516_600_001n, id: '30336ed4-e327-447c-9de0-51b652c86108', payload: new Uint8Array(12)});
const options = {start: (ENTRIES[0]?.time ?? START) - 10n, bufferSize: 1024} as const;

interface Decoded {
	readonly text: Uint8Array;
	readonly levels: number;
}

/** @param isFollowed what waits for older lines is asked for after each piece */
function decoded(files: readonly (readonly Uint8Array[])[], form: TraceOutputOptions, isFollowed = false): Decoded {
	const parts: Uint8Array[] = [];
	let levels = 0;
	const log = createTraceLog((lines, levelsOf) => {
		parts.push(lines.slice());
		levels += levelsOf().length;
	}, form);
	files.forEach((chunks, index) => {
		if (index > 0) log.next(`file ${index}`);
		for (const chunk of chunks) {
			log.push(chunk);
			if (isFollowed) log.settle();
		}
	});
	log.end();
	return {text: Buffer.concat(parts), levels};
}

function lineCount(text: Uint8Array): number {
	return text.reduce((count, byte) => (byte === LF ? count + 1 : count), 0);
}

function unpackedBytes(input: Uint8Array): number {
	let bytes = 0;
	const reader = createBufferReader({
		buffer(_bytes, from, to) {
			bytes += to - from;
		},
	});
	reader.push(input);
	reader.end();
	return bytes;
}

export const TRACES: FuzzTarget = {
	name: 'traces',
	seeds: () => [
		writeTrace(ENTRIES, options),
		writeTrace(ENTRIES, {...options, isCompressed: true, extra: [STRUCT]}),
		writeTrace(ENTRIES, {
			...options,
			pointerSize: 4,
			frequency: 3_579_545n,
			isClosed: false,
			eventsLost: 7,
			extra: [OTHER, STRUCT],
			order: (buffers) => [...buffers].reverse(),
		}),
		writeTrace(ENTRIES, {
			...options,
			clock: 'cycles',
			provider: {name: 'Microsoft.Windows.Update.Orchestrator', id: '30336ed4-e327-447c-9de0-51b652c86108'},
		}),
		writeTrace([], {...options, clock: 'system', build: 14393, extra: [wppMessage(131_643_648_170_000_000n)]}),
	],
	words: ['WUTraceLogging\0', 'Info\0', '\u0013À', '*\0c\0o\0n\0t\0d\0', '\0\0\0\0\0\0\0\0'],
	maxBytes: 4096,
	shortRuns: 60,
	check(input) {
		const whole = analyzeBytes(input);
		checkFileReport(whole);
		const log = decoded([[input]], {includeOrchestrator: true});
		expect(log.levels).toBe(lineCount(log.text));
		expect(log.text.length).toBeLessThanOrEqual((unpackedBytes(input) + input.length) * 3 + log.levels * COLUMN_BYTES);
		const json = decoded([[input]], {form: 'ndjson'});
		expect(json.levels).toBe(lineCount(json.text));
		for (const line of Buffer.from(json.text).toString().split('\n').slice(0, -1)) JSON.parse(line);

		const [, , pieces = []] = chunkingsOf(input);
		const middle = pieces.length >> 1;
		const set = decoded([pieces.slice(0, middle), pieces.slice(middle)], {});
		expect(set.levels).toBe(lineCount(set.text));
		for (const chunks of chunkingsOf(input)) {
			expect(analyzeChunks(chunks)).toStrictEqual(whole);
			expect(decoded([chunks], {includeOrchestrator: true})).toEqual(log);
			expect(decoded([chunks], {includeOrchestrator: true}, true).levels).toBe(log.levels);
		}
	},
};
