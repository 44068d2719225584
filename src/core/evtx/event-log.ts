/**
 * Event logs (.evtx): their events of Windows Update as XML, one on a line, as an export of Event Viewer has them. A file is
 * read in chunks of 64 KB, each of which stands for itself. Source: libevtx, "Windows XML Event Log (EVTX) format".
 */
import {EVENT_LOG_ADVICE, EVENT_LOG_WHAT} from '../foreign-files/event-logs.js';
import {issues, LOG_ISSUES} from '../issues.js';
import type {Issue} from '../types.js';
import {xmlOf} from './binary-xml.js';
import {crc32} from './crc32.js';

const FILE_HEAD = 4096;
const CHUNK = 64 * 1024;
const CHUNK_HEAD = 512;
const RECORD_HEAD = 24;
const RECORD_MARK = 0x2a2a;
/** "ElfChnk", and a NUL. */
const CHUNK_MARK = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0] as const;
/** The file was not closed: what its chunks say about themselves may be older than their events. */
const DIRTY = 1;

/** Part of the names of the provider and of the reports that are about updates. */
const OF_UPDATES = 'WindowsUpdate';

interface EventLogEnd {
	readonly issues: readonly Issue[];
	/** Why there is no event, for people. */
	readonly reason: string;
}

export interface EventLog {
	/** Takes the next bytes, cut anywhere. They may be changed after the call. */
	push(bytes: Uint8Array): void;
	/** Call once. */
	end(): EventLogEnd;
}

const encoder: TextEncoder = new TextEncoder();
const decoder = new TextDecoder('utf-16le');

/** @param push takes lines as UTF-8 */
export function createEventLog(push: (lines: Uint8Array) => void): EventLog {
	return new EventLogReader(push);
}

class EventLogReader implements EventLog {
	private readonly sink: (lines: Uint8Array) => void;
	/** The header of the file, then one chunk after the other. */
	private readonly buffer = new Uint8Array(CHUNK);
	private readonly chunk = new DataView(this.buffer.buffer);
	private length = 0;
	private wanted = FILE_HEAD;
	private isDirty = false;
	private damagedChunks = 0;
	private damagedEvents = 0;
	private isCut = false;

	constructor(sink: (lines: Uint8Array) => void) {
		this.sink = sink;
	}

	push(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length; ) {
			const part = bytes.subarray(at, at + this.wanted - this.length);
			this.buffer.set(part, this.length);
			this.length += part.length;
			at += part.length;
			if (this.length === this.wanted) this.take();
		}
	}

	end(): EventLogEnd {
		if (this.length > 0) {
			this.isCut = true;
			this.buffer.fill(0, this.length);
			this.take();
		}
		const found = [
			...issues(LOG_ISSUES.damagedChunks, this.damagedChunks, null),
			...issues(LOG_ISSUES.damagedEvents, this.damagedEvents, null),
			...issues(LOG_ISSUES.cutEventLog, this.isCut ? 1 : 0, null),
		];
		const none = `This is ${EVENT_LOG_WHAT}. ${EVENT_LOG_ADVICE}`;
		return {issues: found, reason: [none, ...found.map(({message}) => message)].join(' ')};
	}

	/** What the buffer holds is whole. */
	private take(): void {
		if (this.wanted === FILE_HEAD) {
			this.isDirty = ((this.buffer[120] as number) & DIRTY) !== 0;
			this.wanted = CHUNK;
		} else {
			this.readChunk();
		}
		this.length = 0;
	}

	private readChunk(): void {
		// Windows makes files longer than they need to be.
		if (this.buffer.every((byte) => byte === 0)) return;
		const isChunk = CHUNK_MARK.every((byte, index) => this.buffer[index] === byte);
		const isSound = isChunk && this.isSound();
		if (!isSound && !(isChunk && (this.isDirty || this.isCut))) {
			this.damagedChunks++;
			return;
		}
		if (!this.mentionsUpdates()) return;
		const text = isSound ? this.readEvents(this.chunk.getUint32(48, true)) : this.readEvents(CHUNK);
		if (text !== '') this.sink(encoder.encode(text));
	}

	/** By its two checksums: of its header and tables, and of its events. */
	private isSound(): boolean {
		const end = this.chunk.getUint32(48, true);
		return (
			end >= CHUNK_HEAD &&
			end <= CHUNK &&
			crc32(this.buffer.subarray(0, 120), this.buffer.subarray(128, CHUNK_HEAD)) === this.chunk.getUint32(124, true) &&
			crc32(this.buffer.subarray(CHUNK_HEAD, end)) === this.chunk.getUint32(52, true)
		);
	}

	/** Most chunks of the System log do not, and need no further look. A text may begin at any byte. */
	private mentionsUpdates(): boolean {
		return decoder.decode(this.buffer).includes(OF_UPDATES) || decoder.decode(this.buffer.subarray(1)).includes(OF_UPDATES);
	}

	/** @param limit where they end; those of a chunk that is not sound also end where their numbers do not go on */
	private readEvents(limit: number): string {
		let text = '';
		let next = this.chunk.getUint32(CHUNK_HEAD + 8, true);
		for (let at = CHUNK_HEAD; at + RECORD_HEAD <= limit && this.chunk.getUint32(at, true) === RECORD_MARK; next++) {
			if (this.chunk.getUint32(at + 8, true) !== next >>> 0) break;
			const size = this.chunk.getUint32(at + 4, true);
			const end = at + size;
			if (size < RECORD_HEAD + 4 || end > CHUNK || this.chunk.getUint32(end - 4, true) !== size) {
				this.damagedEvents++;
				break;
			}
			const xml = xmlOf(this.chunk, at + RECORD_HEAD, end - 4);
			if (xml === null) this.damagedEvents++;
			else if (xml.includes(OF_UPDATES)) text += `${xml}${xml.endsWith('</Event>') ? '' : '</Event>'}\n`;
			at = end;
		}
		return text;
	}
}
