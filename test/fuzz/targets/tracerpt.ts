/** XML and CSV of tracerpt: events or damage, the same in any pieces, output in bounds. */
import {expect} from 'vitest';
import {createTracerptLog, type TracerptKind} from '../../../src/core/etl/tracerpt/tracerpt-log.js';
import type {TraceOutputOptions, TraceLogEnd} from '../../../src/core/etl/trace-log.js';
import {analyzeBytes, analyzeChunks, bytesOf, end, etwLog, ONLINE, start} from '../../helpers/log-lines.js';
import {entriesOf} from '../../helpers/trace-writer.js';
import {csvOf, xmlOf} from '../../helpers/tracerpt-writer.js';
import {checkFileReport} from '../check-report.js';
import {chunkingsOf} from '../chunkings.js';
import type {FuzzTarget} from '../target.js';

const ENTRIES = entriesOf(
	etwLog(start('a "quoted" <name>', 2), ONLINE, 'WebServices *FAILED* [80240438] Web service call', end('CcmExec', 2, '0x80240438')),
);
const COLUMN_BYTES = 300;

interface Decoded {
	readonly text: string;
	readonly levels: number;
	readonly end: TraceLogEnd;
}

function decoded(kind: TracerptKind, chunks: readonly Uint8Array[], form: TraceOutputOptions): Decoded {
	let text = '';
	let levels = 0;
	const log = createTracerptLog(
		kind,
		(lines, levelsOf) => {
			text += Buffer.from(lines).toString();
			levels += levelsOf().length;
		},
		form,
	);
	for (const chunk of chunks) log.push(chunk);
	const ended = log.end();
	return {text, levels, end: ended};
}

export const TRACERPT: FuzzTarget = {
	name: 'tracerpt',
	seeds: () => [
		bytesOf(xmlOf(ENTRIES, {eventsLost: 4})),
		bytesOf(csvOf(ENTRIES, {eventsLost: 4})),
		bytesOf(csvOf([{...(ENTRIES[0] ?? {time: 0n, pid: 0, tid: 0, component: '', message: ''}), message: 'two\r\nlines'}])),
	],
	words: [
		'<Events>',
		'</Event>',
		'<Event ',
		'<Data Name="Info">',
		'</Data>',
		'&#x10ffff;',
		'&#xd800;',
		'&amp;lt;',
		'EventTrace, Header,',
		'Event Name, Type,',
		'0x0000000000000001',
		'""',
		'",',
		'99999999999999999999',
	],
	maxBytes: 6000,
	shortRuns: 60,
	check(input) {
		const whole = analyzeBytes(input);
		checkFileReport(whole);
		for (const chunks of chunkingsOf(input)) expect(analyzeChunks(chunks)).toStrictEqual(whole);
		for (const kind of ['xml', 'csv'] as const) {
			for (const form of [{}, {form: 'ndjson'}, {zone: {minutes: 330}, takesOrchestrator: true}] as const) {
				const all = decoded(kind, [input], form);
				expect(all.levels).toBe(all.text.split('\n').length - 1);
				if ('form' in form) for (const line of all.text.split('\n').slice(0, -1)) JSON.parse(line);
				else expect(all.text.length).toBeLessThanOrEqual(input.length * 4 + all.levels * COLUMN_BYTES);
				for (const chunks of chunkingsOf(input)) expect(decoded(kind, chunks, form)).toEqual(all);
			}
		}
	},
};
