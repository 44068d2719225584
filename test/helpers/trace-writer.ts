/** Writes traces of Windows Update as Windows would: of any size, plain or compressed, in order or not, whole or with losses. */
import {packXpress} from './xpress-writer.js';

export interface TraceEntry {
	/** FILETIME, UTC. */
	readonly time: bigint;
	readonly pid: number;
	readonly tid: number;
	readonly component: string;
	readonly message: string;
	readonly level?: number;
}

export interface TraceOptions {
	readonly start?: bigint;
	/** Minutes: UTC = local time + bias. */
	readonly bias?: number;
	/** The 172 bytes of TIME_ZONE_INFORMATION, instead of `bias`. */
	readonly zone?: Uint8Array;
	readonly clock?: 'qpc' | 'system' | 'cycles';
	readonly frequency?: bigint;
	readonly mhz?: number;
	readonly bufferSize?: number;
	readonly isCompressed?: boolean;
	/** Order in which the buffers stand in the file. */
	readonly order?: (buffers: readonly number[]) => readonly number[];
	readonly isClosed?: boolean;
	readonly eventsLost?: number;
	readonly buffersLost?: number;
	readonly pointerSize?: 4 | 8;
	readonly firstSequence?: number;
	readonly build?: number;
	readonly provider?: {readonly name: string; readonly id: string};
	/** Records that stand among the events of each buffer, such as those of other kinds. */
	readonly extra?: readonly Uint8Array[];
}

export const UPDATE_PROVIDER = {name: 'WUTraceLogging', id: '0b7a6f19-47c4-454e-8c5c-e868d637e4d8'} as const;

/** 2024-03-12 17:47:21 UTC. */
export const START = 133_547_392_410_000_000n;

const BUFFER_HEADER = 72;
const BASE_TICKS = 5_813_516_523_785n;

export function writeTrace(entries: readonly TraceEntry[], options: TraceOptions = {}): Uint8Array {
	const {bufferSize = 4096, order = (buffers) => buffers, isCompressed = false, firstSequence = 1, extra = []} = options;
	const records = entries.map((entry) => eventRecord(entry, options));
	const areas: Uint8Array[] = [];
	let area: Uint8Array[] = [...extra];
	let length = sizeOf(area);
	for (const record of records) {
		if (length + record.length > bufferSize - BUFFER_HEADER) {
			areas.push(join(area));
			area = [...extra];
			length = sizeOf(area);
		}
		area.push(record);
		length += record.length;
	}
	if (area.length > 0) areas.push(join(area));
	const buffers = areas.map((bytes, index) => writeBuffer(bytes, {bufferSize, sequence: firstSequence + index, type: 0, isCompressed}));
	const headerSize = isCompressed ? 1024 : bufferSize;
	const header = writeBuffer(headerRecord(options, areas.length + 1), {bufferSize: headerSize, sequence: 0, type: 4, isCompressed: false});
	return join([header, ...order(buffers.map((_, index) => index)).map((index) => buffers[index] ?? new Uint8Array(0))]);
}

function sizeOf(parts: readonly Uint8Array[]): number {
	return parts.reduce((sum, part) => sum + part.length, 0);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(parts));
}

/** @param records whole records */
export function writeBuffer(
	records: Uint8Array,
	{
		bufferSize,
		sequence,
		type,
		isCompressed,
	}: {readonly bufferSize: number; readonly sequence: number; readonly type: number; readonly isCompressed: boolean},
): Uint8Array {
	const body = isCompressed ? packXpress(records) : records;
	const bytes = Buffer.alloc(isCompressed ? BUFFER_HEADER + body.length : bufferSize, 0xff);
	bytes.fill(0, 0, BUFFER_HEADER);
	bytes.writeUInt32LE(bytes.length, 0);
	bytes.writeUInt32LE(BUFFER_HEADER + records.length, 4);
	bytes.writeUInt32LE(BUFFER_HEADER + records.length, 8);
	bytes.writeBigUInt64LE(BigInt(sequence), 0x18);
	bytes.writeUInt32LE(3, 0x2c);
	bytes.writeUInt32LE(BUFFER_HEADER + records.length, 0x30);
	bytes.writeUInt16LE(isCompressed ? 0x60 : 0x20, 0x34);
	bytes.writeUInt16LE(type, 0x36);
	bytes.set(body, BUFFER_HEADER);
	return new Uint8Array(bytes);
}

function headerRecord(options: TraceOptions, buffers: number): Uint8Array {
	const {start = START, clock = 'qpc', frequency = 10_000_000n, mhz = 3000, bufferSize = 4096, isClosed = true, pointerSize = 8} = options;
	const shift = pointerSize - 8;
	const names = Buffer.from('WindowsUpdate_trace_log\0C:\\Windows\\Logs\\WindowsUpdate\\WindowsUpdate.etl\0', 'utf16le');
	const payload = 280 + shift * 2;
	const bytes = Buffer.alloc((32 + payload + names.length + 7) & ~7);
	bytes.writeUInt16LE(2, 0);
	bytes[2] = pointerSize === 8 ? 2 : 1;
	bytes[3] = 0xc0;
	bytes.writeUInt16LE(32 + payload + names.length, 4);
	bytes.writeBigUInt64LE(clock === 'system' ? start : BASE_TICKS, 16);
	const at = 32;
	bytes.writeUInt32LE(bufferSize, at);
	bytes.set([10, 0, 1, 5], at + 4);
	bytes.writeUInt32LE(options.build ?? 22631, at + 8);
	bytes.writeUInt32LE(1, at + 12);
	bytes.writeBigUInt64LE(isClosed ? start + 36_000_000_000n : 0n, at + 16);
	bytes.writeUInt32LE(options.isCompressed === true ? 0x0400_0001 : 0x1100_2009, at + 32);
	bytes.writeUInt32LE(isClosed ? buffers : 0, at + 36);
	bytes.writeUInt32LE(pointerSize, at + 44);
	bytes.writeUInt32LE(options.eventsLost ?? 0, at + 48);
	bytes.writeUInt32LE(mhz, at + 52);
	if (options.zone !== undefined) bytes.set(options.zone, at + 72 + shift * 2);
	else bytes.writeInt32LE(options.bias ?? 0, at + 72 + shift * 2);
	bytes.writeBigUInt64LE(start - 5_000_000_000n, at + 248 + shift * 2);
	bytes.writeBigUInt64LE(frequency, at + 256 + shift * 2);
	bytes.writeBigUInt64LE(start, at + 264 + shift * 2);
	bytes.writeUInt32LE({qpc: 1, system: 2, cycles: 3}[clock], at + 272 + shift * 2);
	bytes.writeUInt32LE(options.buffersLost ?? 0, at + 276 + shift * 2);
	bytes.set(names, at + payload);
	return new Uint8Array(bytes);
}

function ticksOf(time: bigint, {start = START, clock = 'qpc', frequency = 10_000_000n, mhz = 3000}: TraceOptions): bigint {
	if (clock === 'system') return time;
	return BASE_TICKS + (clock === 'cycles' ? ((time - start) * BigInt(mhz)) / 10n : ((time - start) * frequency) / 10_000_000n);
}

function eventRecord({time, pid, tid, component, message, level = 4}: TraceEntry, options: TraceOptions): Uint8Array {
	const {name, id} = options.provider ?? UPDATE_PROVIDER;
	const schema = Buffer.concat([Buffer.of(0), Buffer.from(`${component}\0Info\0`), Buffer.of(1)]);
	return rawEvent({
		time: ticksOf(time, options),
		pid,
		tid,
		level,
		id,
		providerName: name,
		schema,
		payload: Buffer.from(`${message}\0`, 'utf16le'),
	});
}

export interface RawEvent {
	/** Ticks of the clock. */
	readonly time: bigint;
	readonly pid?: number;
	readonly tid?: number;
	readonly level?: number;
	readonly id: string;
	readonly providerName?: string;
	/** Tags, name of the event, fields; without its length. */
	readonly schema?: Uint8Array;
	readonly payload: Uint8Array;
	readonly kind?: 0x12 | 0x13;
}

/** One record, filled up to a multiple of eight bytes. */
export function rawEvent({time, pid = 1, tid = 2, level = 4, id, providerName = '', schema, payload, kind = 0x13}: RawEvent): Uint8Array {
	const traits = counted(Buffer.from(`${providerName}\0`));
	const items = schema === undefined ? [] : [extendedItem(12, traits, true), extendedItem(11, counted(schema), false)];
	const body = Buffer.concat([...items, payload]);
	const bytes = Buffer.alloc((80 + body.length + 7) & ~7, 0xa5);
	bytes.fill(0, 0, 80);
	bytes.writeUInt16LE(80 + body.length, 0);
	bytes[2] = kind;
	bytes[3] = 0xc0;
	bytes.writeUInt16LE(schema === undefined ? 0 : 1, 4);
	bytes.writeUInt32LE(tid, 8);
	bytes.writeUInt32LE(pid, 12);
	bytes.writeBigUInt64LE(time, 16);
	bytes.set(guidBytes(id), 24);
	bytes[43] = 11;
	bytes[44] = level;
	bytes.writeBigUInt64LE(1n, 48);
	bytes.set(body, 80);
	return new Uint8Array(bytes);
}

function counted(data: Uint8Array): Uint8Array {
	const bytes = Buffer.alloc(2 + data.length);
	bytes.writeUInt16LE(bytes.length, 0);
	bytes.set(data, 2);
	return bytes;
}

function extendedItem(type: number, data: Uint8Array, hasNext: boolean): Uint8Array {
	const bytes = Buffer.alloc((8 + data.length + 7) & ~7);
	bytes.writeUInt16LE(bytes.length, 0);
	bytes.writeUInt16LE(type, 2);
	bytes.writeUInt16LE(hasNext ? 1 : 0, 4);
	bytes.writeUInt16LE(data.length, 6);
	bytes.set(data, 8);
	return bytes;
}

export function guidBytes(text: string): Uint8Array {
	const hex = Buffer.from(text.replaceAll('-', ''), 'hex');
	return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => hex[index] ?? 0));
}

/** WPP: kind 0x0F, with GUID, time and ids, as client traces before Windows 10 1709. */
export function wppMessage(time: bigint, number = 43): Uint8Array {
	const bytes = Buffer.alloc(64);
	bytes.writeUInt16LE(60, 0);
	bytes.writeUInt16LE(0x9000, 2);
	bytes.writeUInt16LE(number, 4);
	bytes.writeUInt16LE(0xaa, 6);
	bytes.writeBigUInt64LE(time, 24);
	return new Uint8Array(bytes);
}

const LINE = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{7}) (\d+) +(\d+) +(\S+) *(.*)$/;

/** The entries of a log in the text of Get-WindowsUpdateLog; lines that continue another are part of its message. */
export function entriesOf(log: string, bias = 0): readonly TraceEntry[] {
	const entries: TraceEntry[] = [];
	for (const line of log.split(/\r?\n/)) {
		const match = LINE.exec(line);
		const last = entries.at(-1);
		if (match === null) {
			if (line !== '' && last !== undefined) entries[entries.length - 1] = {...last, message: `${last.message}\n${line}`};
			continue;
		}
		const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ticks = 0, pid = 0, tid = 0] = match.slice(1).map(Number);
		const ms = Date.UTC(year, month - 1, day, hour, minute, second) + bias * 60_000;
		const component = match[10] ?? '';
		const messageAt = line.indexOf(component, line.indexOf(` ${match[9]}`) + 1) + Math.max(component.length, 15) + 1;
		entries.push({
			time: BigInt(ms) * 10_000n + 116_444_736_000_000_000n + BigInt(ticks),
			pid,
			tid,
			component,
			message: line.slice(messageAt),
		});
	}
	return entries;
}
