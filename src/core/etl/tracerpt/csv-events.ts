/** The CSV that tracerpt makes of a trace (`tracerpt -of CSV`), row by row. */
import {decodeText} from '../../lines/decode-text.js';
import {createLineSplitter} from '../../lines/line-splitter.js';
import {TICKS_OF_SECOND} from '../trace-time.js';
import {
	numberOf,
	type TracerptEvent,
	type TracerptReader,
	type TracerptSink,
	type TracerptTime,
	usableTime,
	windowsOf,
} from './tracerpt-event.js';

/**
 * The columns, always these, each filled up with blanks: Event Name, Type, Event ID, Version, Channel, Level, Opcode, Task,
 * Keyword, PID, TID, Processor Number, Instance ID, Parent Instance ID, Activity ID, Related Activity ID, Clock-Time, Kernel(ms),
 * User(ms), User Data. Get-WindowsUpdateLog -ProcessingType CSV names them so (WindowsUpdateLog.psm1, $CSV_HEADER, since 2015)
 * whatever the first line says, and takes the name of the event for the component, Clock-Time for FILETIME in UTC, PID and TID
 * for hexadecimal, and the first of the user data for the message. Programs that read such files agree on the columns.
 */
const COLUMN = {
	name: 0,
	id: 2,
	version: 3,
	channel: 4,
	level: 5,
	opcode: 6,
	task: 7,
	keywords: 8,
	pid: 9,
	tid: 10,
	activity: 14,
	time: 16,
} as const;
const USER_DATA = 19;

/** In the user data of the header, the class EventTrace_Header: where what is of use stands. */
const HEADER = {version: 1, build: 2, eventsLost: 11} as const;

const TITLE = /^\s{0,64}Event Name,\s{0,64}Type,/;

/** An event has 64 KiB of text at most, which may be many lines. */
const MAX_ROW = 256 * 1024;

/** The longest name of an event, and the widest column. */
const MAX_COLUMN = 400;

const DECIMAL = /^\d{1,20}$/;
const HEXADECIMAL = /^0x[\da-f]{1,16}$/i;
const ACTIVITY = /^\{([\da-f-]{36})\}$/i;
const NO_ACTIVITY = '00000000-0000-0000-0000-000000000000';

/** Behind the last quote stand blanks at most, or columns that are empty. */
const QUOTED = /^ {0,64}"([\s\S]*)"[\s,]{0,64}$/;

/** @param text the beginning of the file; its first line is in the language of the PC, so that the next one tells as well */
export function isTracerptCsv(text: string): boolean {
	const lines = text
		.slice(0, 8192)
		.split(/\r?\n/, 8)
		.filter((line) => line.trim() !== '');
	return TITLE.test(lines[0] ?? '') || lines.slice(0, 3).some((line) => isRow(line) && /^\s{0,64}EventTrace\b/.test(line));
}

/** A message may go on in lines that begin no row. */
export function createCsvReader(sink: TracerptSink): TracerptReader {
	/** The row that may go on. */
	let row: string | null = null;
	let isLong = false;

	const splitter = createLineSplitter({
		line(bytes, start, end, _offset, hasHighBytes) {
			const text = decodeText(bytes, start, end, hasHighBytes);
			if (isRow(text)) {
				finish();
				row = text;
			} else if (TITLE.test(text)) {
				finish();
			} else if (row !== null && row.length + text.length < MAX_ROW) {
				row += `\n${text}`;
			} else {
				isLong ||= row !== null;
			}
		},
		chunkEnd() {},
	});

	function finish(): void {
		if (row !== null) read(withoutEnds(row));
		if (isLong) sink.damage();
		row = null;
		isLong = false;
	}

	function read(text: string): void {
		const {columns, end} = columnsOf(text);
		const column = (index: number): string => columns[index] ?? '';
		const data = text.slice(end);
		if (column(COLUMN.name) === 'EventTrace') {
			const header = data.split(',', 24);
			if (column(1) === 'Header')
				sink.header({
					eventsLost: numberOf(header[HEADER.eventsLost]),
					buffersLost: 0,
					windowsBuild: windowsOf(numberOf(header[HEADER.version]), numberOf(header[HEADER.build])),
					title: '',
				});
			return;
		}
		const value = textOf(data);
		const number = (index: number): number => numberOf(column(index));
		const activity = ACTIVITY.exec(column(COLUMN.activity))?.[1]?.toLowerCase() ?? NO_ACTIVITY;
		const event: TracerptEvent = {
			time: timeOf(column(COLUMN.time)),
			pid: number(COLUMN.pid),
			tid: number(COLUMN.tid),
			provider: null,
			providerId: null,
			name: column(COLUMN.name),
			id: number(COLUMN.id),
			version: number(COLUMN.version),
			channel: number(COLUMN.channel),
			level: number(COLUMN.level),
			opcode: number(COLUMN.opcode),
			task: number(COLUMN.task),
			keywords: `0x${column(COLUMN.keywords)
				.slice(2)
				.replace(/^0+(?=.)/, '')
				.toLowerCase()}`,
			activity: activity === NO_ACTIVITY ? null : activity,
			fields: value === null ? [] : [{name: null, value}],
		};
		sink.event(event);
	}

	return {
		push: (chunk) => splitter.push(chunk),
		end() {
			splitter.end();
			finish();
		},
	};
}

/** Empty lines between rows belong to none. */
function withoutEnds(text: string): string {
	let end = text.length;
	while (text.charCodeAt(end - 1) === 0x0a) end--;
	return text.slice(0, end);
}

/** The columns before the user data, trimmed, and where that begins. */
function columnsOf(text: string): {readonly columns: readonly string[]; readonly end: number} {
	const columns: string[] = [];
	let start = 0;
	while (columns.length < USER_DATA) {
		const comma = text.indexOf(',', start);
		if (comma < 0 || comma - start > MAX_COLUMN) break;
		columns.push(text.slice(start, comma).trim());
		start = comma + 1;
	}
	return {columns, end: start};
}

function isRow(text: string): boolean {
	const {columns} = columnsOf(text);
	if (columns.length < USER_DATA || columns[COLUMN.name] === '') return false;
	const areNumbers = [COLUMN.id, COLUMN.version, COLUMN.channel, COLUMN.level, COLUMN.opcode, COLUMN.task, COLUMN.time].every((index) =>
		DECIMAL.test(columns[index] ?? ''),
	);
	return areNumbers && [COLUMN.keywords, COLUMN.pid, COLUMN.tid].every((index) => HEXADECIMAL.test(columns[index] ?? ''));
}

/**
 * Texts stand in quotes. Whether quotes in them are doubled nobody has written down: they are taken for doubled where none
 * stands alone.
 */
function textOf(data: string): string | null {
	const inner = QUOTED.exec(data)?.[1];
	if (inner === undefined) return data.trim() === '' ? null : data.trim();
	return inner.replaceAll('""', '').includes('"') ? inner : inner.replaceAll('""', '"');
}

/** FILETIME, UTC; with -rts the raw time of the clock, which is no time anybody could use. */
function timeOf(text: string): TracerptTime | null {
	const ticks = BigInt(text);
	return usableTime(Number(ticks / BigInt(TICKS_OF_SECOND)), Number(ticks % BigInt(TICKS_OF_SECOND)), 0);
}
