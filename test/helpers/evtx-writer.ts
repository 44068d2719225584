/** Writes event logs (.evtx) as Windows does: binary XML in chunks, with templates or without. Source: libevtx, [MS-EVEN6]. */
import {crc32} from 'node:zlib';

const UPDATE_PROVIDER = 'Microsoft-Windows-WindowsUpdateClient';

/** A value with its type in binary XML. */
type EvtxValue =
	| {readonly type: 'string' | 'guid'; readonly value: string}
	| {readonly type: 'strings'; readonly value: readonly string[]}
	| {readonly type: 'uint32' | 'int32' | 'hex32'; readonly value: number};

export interface EvtxEvent {
	/** @default UPDATE_PROVIDER */
	readonly provider?: string;
	readonly id: number;
	/** UTC. */
	readonly time: string;
	/** @default 'PC-0142.corp.example' */
	readonly computer?: string;
	/** By name. */
	readonly data?: Readonly<Record<string, EvtxValue>>;
}

export interface EvtxOptions {
	/** `plain`: elements and values without templates. @default 'templates' */
	readonly form?: 'templates' | 'plain';
	/** Events in a chunk. @default 20 */
	readonly perChunk?: number;
	/** The log is open: its header, and what the last chunk says about itself, are old. @default false */
	readonly isDirty?: boolean;
}

const CHUNK = 64 * 1024;

export function evtxOf(events: readonly EvtxEvent[], {form = 'templates', perChunk = 20, isDirty = false}: EvtxOptions = {}): Buffer {
	const chunks: Buffer[] = [];
	for (let first = 0; first < events.length; first += perChunk) {
		const chunk = new ChunkWriter();
		for (const [index, event] of events.slice(first, first + perChunk).entries()) chunk.addEvent(event, first + index + 1, form);
		chunks.push(chunk.end());
	}
	if (isDirty) chunks.at(-1)?.fill(0, 48, 56);
	return Buffer.concat([fileHead(chunks.length, events.length, isDirty), ...chunks]);
}

function fileHead(chunks: number, events: number, isDirty: boolean): Buffer {
	const head = Buffer.alloc(4096);
	head.write('ElfFile\0', 0);
	head.writeBigUInt64LE(BigInt(Math.max(0, chunks - 1)), 16);
	head.writeBigUInt64LE(BigInt(events + 1), 24);
	head.writeUInt32LE(128, 32);
	head.writeUInt16LE(1, 36);
	head.writeUInt16LE(3, 38);
	head.writeUInt16LE(4096, 40);
	head.writeUInt16LE(chunks, 42);
	head.writeUInt32LE(isDirty ? 1 : 0, 120);
	head.writeUInt32LE(crc32(head.subarray(0, 120)), 124);
	return head;
}

/** `{slot}`: the value of a template with this number. */
type Content = string | Element | {readonly slot: number};

interface Element {
	readonly name: string;
	readonly attributes?: readonly (readonly [string, string | {readonly slot: number}])[];
	readonly content?: readonly Content[];
}

/** As it stands in a chunk. */
interface Stored {
	readonly type: number;
	readonly bytes: Buffer;
	/** In binary XML without templates. */
	readonly text: string;
}

/** Binary XML that is written where it stands. */
interface Nested {
	readonly root: Element;
	readonly values: readonly Stored[];
}

class ChunkWriter {
	private readonly bytes = Buffer.alloc(CHUNK);
	private at = 512;
	private last = 512;
	private records = 0;
	private first = 0;
	private readonly names = new Map<string, number>();
	private readonly templates = new Map<string, number>();

	addEvent(event: EvtxEvent, number: number, form: 'templates' | 'plain'): void {
		const start = this.at;
		if (this.records++ === 0) this.first = number;
		this.last = start;
		this.bytes.writeUInt32LE(0x2a2a, start);
		this.bytes.writeBigUInt64LE(BigInt(number), start + 8);
		fileTime(event.time).copy(this.bytes, start + 16);
		this.at += 24;
		const {root, values} = systemOf(event, number);
		const data = dataOf(event);
		if (form === 'templates') this.fragment(root, values, data);
		else this.plainFragment({...root, content: (root.content ?? []).slice(0, -1)}, values, data);
		const size = this.at - start + 4;
		this.u32(size);
		this.bytes.writeUInt32LE(size, start + 4);
	}

	end(): Buffer {
		const {bytes} = this;
		bytes.write('ElfChnk\0', 0);
		const last = BigInt(this.first + this.records - 1);
		const first = BigInt(this.first);
		for (const [index, value] of [first, last, first, last].entries()) bytes.writeBigUInt64LE(value, 8 + 8 * index);
		bytes.writeUInt32LE(128, 40);
		bytes.writeUInt32LE(this.last, 44);
		bytes.writeUInt32LE(this.at, 48);
		bytes.writeUInt32LE(crc32(bytes.subarray(512, this.at)), 52);
		bytes.writeUInt32LE(crc32(Buffer.concat([bytes.subarray(0, 120), bytes.subarray(128, 512)])), 124);
		return bytes;
	}

	private fragment(root: Element, values: readonly Stored[], nested: Nested | null): void {
		this.raw(0x0f, 1, 1, 0);
		this.template(root, values, nested);
		this.u8(0);
	}

	private template(root: Element, values: readonly Stored[], nested: Nested | null): void {
		const key = JSON.stringify(root);
		const id = crc32(key);
		const known = this.templates.get(key);
		this.raw(0x0c, 1);
		this.u32(id);
		this.u32(known ?? this.at + 4);
		if (known === undefined) this.definition(key, id, root);
		this.u32(values.length + (nested === null ? 0 : 1));
		for (const {bytes, type} of values) this.descriptor(bytes.length, type);
		const descriptor = this.at;
		if (nested !== null) this.descriptor(0, 0x21);
		for (const {bytes} of values) this.copy(bytes);
		if (nested === null) return;
		const start = this.at;
		this.fragment(nested.root, nested.values, null);
		this.bytes.writeUInt16LE(this.at - start, descriptor);
	}

	private definition(key: string, id: number, root: Element): void {
		const start = this.at;
		this.templates.set(key, start);
		this.link(384 + 4 * (id % 32));
		this.u32(id);
		this.copy(Buffer.alloc(12, 0x5a));
		this.u32(0);
		this.raw(0x0f, 1, 1, 0);
		this.element(root);
		this.u8(0);
		this.bytes.writeUInt32LE(this.at - start - 24, start + 20);
	}

	private plainFragment(root: Element, values: readonly Stored[], data: Nested): void {
		this.raw(0x0f, 1, 1, 0);
		this.element({...root, content: [...(root.content ?? []).map((part) => filled(part, values)), filled(data.root, data.values)]});
		this.u8(0);
	}

	private element({name, attributes = [], content = []}: Element): void {
		this.u8(attributes.length === 0 ? 0x01 : 0x41);
		this.raw(0xff, 0xff);
		const size = this.at;
		this.u32(0);
		this.name(name);
		if (attributes.length > 0) this.attributes(attributes);
		if (content.length === 0) this.u8(0x03);
		else {
			this.u8(0x02);
			for (const part of content) {
				if (typeof part === 'object' && 'name' in part) this.element(part);
				else this.value(part);
			}
			this.u8(0x04);
		}
		this.bytes.writeUInt32LE(this.at - size - 4, size);
	}

	private attributes(attributes: NonNullable<Element['attributes']>): void {
		const size = this.at;
		this.u32(0);
		for (const [index, [name, value]] of attributes.entries()) {
			this.u8(index < attributes.length - 1 ? 0x46 : 0x06);
			this.name(name);
			this.value(value);
		}
		this.bytes.writeUInt32LE(this.at - size - 4, size);
	}

	private value(value: string | {readonly slot: number}): void {
		if (typeof value === 'object') {
			this.u8(0x0e);
			this.u16(value.slot);
			this.u8(SLOT_TYPES[value.slot] ?? 1);
			return;
		}
		this.raw(0x05, 1);
		this.u16(value.length);
		this.copy(Buffer.from(value, 'utf16le'));
	}

	private name(name: string): void {
		const known = this.names.get(name);
		this.u32(known ?? this.at + 4);
		if (known !== undefined) return;
		this.names.set(name, this.at);
		let hash = 0;
		for (const character of name) hash = (Math.imul(hash, 65599) + (character.codePointAt(0) ?? 0)) >>> 0;
		this.link(128 + 4 * ((hash & 0xffff) % 64));
		this.u16(hash & 0xffff);
		this.u16(name.length);
		this.copy(Buffer.from(`${name}\0`, 'utf16le'));
	}

	/** Names and templates of one bucket form a list. */
	private link(bucket: number): void {
		const start = this.at;
		this.u32(this.bytes.readUInt32LE(bucket));
		this.bytes.writeUInt32LE(start, bucket);
	}

	private descriptor(size: number, type: number): void {
		this.u16(size);
		this.raw(type, 0);
	}

	private raw(...bytes: readonly number[]): void {
		this.copy(Buffer.from(bytes));
	}

	private u8(value: number): void {
		this.at = this.bytes.writeUInt8(value, this.at);
	}

	private u16(value: number): void {
		this.at = this.bytes.writeUInt16LE(value, this.at);
	}

	private u32(value: number): void {
		this.at = this.bytes.writeUInt32LE(value, this.at);
	}

	private copy(bytes: Buffer): void {
		if (this.at + bytes.length > CHUNK) throw new RangeError('The chunk is full.');
		this.at += bytes.copy(this.bytes, this.at);
	}
}

/** With texts instead of slots. */
function filled(part: Content, values: readonly Stored[]): Content {
	if (typeof part === 'string') return part;
	if ('slot' in part) return values[part.slot]?.text ?? '';
	const {name, attributes = [], content = []} = part;
	return {
		name,
		attributes: attributes.map(([key, value]) => [key, typeof value === 'string' ? value : (values[value.slot]?.text ?? '')] as const),
		content: content.map((inner) => filled(inner, values)),
	};
}

/** Of the System part; the last is binary XML. */
const SLOT_TYPES = [1, 6, 17, 10, 1, 1, 33];

function systemOf({provider = UPDATE_PROVIDER, id, time, computer = 'PC-0142.corp.example'}: EvtxEvent, number: number): Nested {
	const system: Element = {
		name: 'System',
		content: [
			{name: 'Provider', attributes: [['Name', {slot: 0}]]},
			{name: 'EventID', content: [{slot: 1}]},
			{name: 'TimeCreated', attributes: [['SystemTime', {slot: 2}]]},
			{name: 'EventRecordID', content: [{slot: 3}]},
			{name: 'Correlation'},
			{name: 'Channel', content: [{slot: 4}]},
			{name: 'Computer', content: [{slot: 5}]},
		],
	};
	const words = Buffer.alloc(10);
	words.writeUInt16LE(id, 0);
	words.writeBigUInt64LE(BigInt(number), 2);
	return {
		root: {name: 'Event', attributes: [['xmlns', 'http://schemas.microsoft.com/win/2004/08/events/event']], content: [system, {slot: 6}]},
		values: [
			stored({type: 'string', value: provider}),
			{type: 6, bytes: words.subarray(0, 2), text: String(id)},
			{type: 17, bytes: fileTime(time), text: time},
			{type: 10, bytes: words.subarray(2), text: String(number)},
			stored({type: 'string', value: `${provider}/Operational`}),
			stored({type: 'string', value: computer}),
		],
	};
}

function dataOf({data = {}}: EvtxEvent): Nested {
	const entries = Object.entries(data);
	const content = entries.map(([name], index): Element => ({name: 'Data', attributes: [['Name', name]], content: [{slot: index}]}));
	return {root: {name: 'EventData', content}, values: entries.map(([, value]) => stored(value))};
}

function stored({type, value}: EvtxValue): Stored {
	switch (type) {
		case 'string':
			return {type: 1, bytes: Buffer.from(value, 'utf16le'), text: value};
		case 'strings':
			return {type: 0x81, bytes: Buffer.from(value.map((one) => `${one}\0`).join(''), 'utf16le'), text: value.join(' ')};
		case 'guid': {
			const digits = Buffer.from(value.replaceAll(/[{}-]/g, ''), 'hex');
			digits.subarray(0, 4).swap32();
			digits.subarray(4, 8).swap16();
			return {type: 15, bytes: digits, text: value};
		}
		default: {
			const bytes = Buffer.alloc(4);
			bytes.writeInt32LE(value | 0);
			const text = type === 'hex32' ? `0x${(value >>> 0).toString(16)}` : String(type === 'int32' ? value | 0 : value >>> 0);
			return {type: {uint32: 8, int32: 7, hex32: 20}[type], bytes, text};
		}
	}
}

function fileTime(time: string): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(BigInt(Date.parse(time) + 11_644_473_600_000) * 10_000n);
	return bytes;
}
