/** Many scans in little memory: plain data, and the list of scans that is read from it. */
import type {Deviation, ExpectedBehavior, Scan} from '../../types.js';
import {type ByteReader, createByteReader} from './byte-reader.js';
import {readBody, readHead, readLabels, type ScanBody, type ScanHead, type ScanLabels} from './scan-codec.js';
import {offsetOf, pageAt} from './scan-pages.js';

/** The scans of one log. It can be handed to another thread as it is. */
export interface PackedScans {
	readonly pages: readonly Uint8Array<ArrayBuffer>[];
	/** Place of each scan, in the order of their numbers. */
	readonly places: Float64Array<ArrayBuffer>;
	/** Texts that scans name by number. */
	readonly texts: readonly string[];
	/** What was expected of scans; there are few different expectations. */
	readonly expected: readonly ExpectedBehavior[];
	/** For each scan, which of them. */
	readonly expectedOf: Uint16Array<ArrayBuffer>;
	/** Of the few scans that have some, by index. */
	readonly deviations: ReadonlyMap<number, readonly Deviation[]>;
}

const NO_DEVIATIONS: readonly Deviation[] = [];

/** So many heads that were read last are kept, a power of two: lists, sorts and filters ask for the same ones again and again. */
const HEADS = 1024;

/** What is read of one scan. */
interface Read {
	readonly index: number;
	readonly head: ScanHead;
	/** Where the labels begin. */
	readonly at: number;
	labels: ScanLabels | null;
}

interface Source {
	head(index: number): ScanHead;
	labels(index: number): ScanLabels;
	body(index: number): ScanBody;
	expected(index: number): ExpectedBehavior;
	deviations(index: number): readonly Deviation[];
}

/** Reads a scan each time it is asked for; nothing but its place is kept. Fields, JSON and order are those of a plain scan. */
class PackedScan implements Scan {
	private readonly source: Source;
	private readonly index: number;

	constructor(source: Source, index: number) {
		this.source = source;
		this.index = index;
	}

	get id(): number {
		return this.index + 1;
	}
	get pid(): number {
		return this.source.head(this.index).pid;
	}
	get tid(): number {
		return this.source.head(this.index).tid;
	}
	get callId(): Scan['callId'] {
		return this.source.head(this.index).callId;
	}
	get cv(): Scan['cv'] {
		return this.source.labels(this.index).cv;
	}
	get caller(): string {
		return this.source.head(this.index).caller;
	}
	get online(): Scan['online'] {
		return this.source.head(this.index).online;
	}
	get interactive(): Scan['interactive'] {
		return this.source.head(this.index).interactive;
	}
	get service(): Scan['service'] {
		return this.source.head(this.index).service;
	}
	get server(): Scan['server'] {
		return this.source.head(this.index).server;
	}
	get start(): Scan['start'] {
		return this.source.labels(this.index).start;
	}
	get end(): Scan['end'] {
		return this.source.labels(this.index).end;
	}
	get durationMs(): Scan['durationMs'] {
		return this.source.head(this.index).durationMs;
	}
	get outcome(): Scan['outcome'] {
		return this.source.head(this.index).outcome;
	}
	get exitCode(): Scan['exitCode'] {
		return this.source.head(this.index).exitCode;
	}
	get exitName(): Scan['exitName'] {
		return this.source.head(this.index).exitName;
	}
	get rootCause(): Scan['rootCause'] {
		return this.source.head(this.index).rootCause;
	}
	get updatesFound(): Scan['updatesFound'] {
		return this.source.head(this.index).updatesFound;
	}
	get retries(): number {
		return this.source.head(this.index).retries;
	}
	get proxy(): Scan['proxy'] {
		const {source, index} = this;
		const {proxyOutcome} = source.head(index);
		return {
			get behaviors() {
				return source.body(index).behaviors;
			},
			get attempts() {
				return source.body(index).attempts;
			},
			outcome: proxyOutcome,
		};
	}
	get certificate(): Scan['certificate'] {
		const {source, index} = this;
		return {
			...source.head(index).isPinned,
			get lines() {
				return source.body(index).certificateLines;
			},
		};
	}
	get failures(): Scan['failures'] {
		return this.source.body(this.index).failures;
	}
	get timeline(): Scan['timeline'] {
		return this.source.body(this.index).timeline;
	}
	get expected(): ExpectedBehavior {
		return this.source.expected(this.index);
	}
	get deviations(): readonly Deviation[] {
		return this.source.deviations(this.index);
	}

	/** The scan as a plain object, for JSON and for programs that change some of it. */
	toJSON(): Scan {
		const {pid, tid, callId, caller, online, interactive, service, server, durationMs, outcome, exitCode, exitName, rootCause, updatesFound, retries, proxyOutcome, isPinned} = this.source.head(this.index);
		const {cv, start, end} = this.source.labels(this.index);
		const {behaviors, attempts, certificateLines, failures, timeline} = this.source.body(this.index);
		return {
			id: this.id,
			pid,
			tid,
			callId,
			cv,
			caller,
			online,
			interactive,
			service,
			server,
			start,
			end,
			durationMs,
			outcome,
			exitCode,
			exitName,
			rootCause,
			updatesFound,
			retries,
			proxy: {behaviors, attempts, outcome: proxyOutcome},
			certificate: {...isPinned, lines: certificateLines},
			failures,
			timeline,
			expected: this.expected,
			deviations: this.deviations,
		};
	}
}

const packedOfList = new WeakMap<readonly Scan[], PackedScans>();

/** The list of packed scans, by number. It may be asked before all expectations are known. */
export function unpackScans(packed: PackedScans): readonly Scan[] {
	const source = createSource(packed);
	const scans = Array.from(packed.places, (_, index) => new PackedScan(source, index));
	packedOfList.set(scans, packed);
	return scans;
}

/** What a list was made of; `null` where it is not just as `unpackScans` made it. */
export function packedScansOf(scans: readonly Scan[]): PackedScans | null {
	return packedOfList.get(scans) ?? null;
}

/** A scan as a plain object of its own. */
export function plainScan(scan: Scan): Scan {
	const {toJSON}: Scan & {readonly toJSON?: () => Scan} = scan;
	return toJSON === undefined ? scan : toJSON.call(scan);
}

function createSource({pages, places, texts, expected, expectedOf, deviations}: PackedScans): Source {
	const reader: ByteReader = createByteReader(texts);
	const reads: (Read | undefined)[] = new Array(HEADS).fill(undefined);
	let bodyIndex = -1;
	let body: ScanBody | null = null;

	function placeOf(index: number): number {
		const place = places[index];
		if (place === undefined) throw new Error(`there is no packed scan ${index}`);
		return place;
	}

	function readOf(index: number): Read {
		const known = reads[index & (HEADS - 1)];
		if (known !== undefined && known.index === index) return known;
		const place = placeOf(index);
		reader.moveTo(pageAt(pages, place), offsetOf(place));
		const read = {index, head: readHead(reader), at: reader.at, labels: null};
		reads[index & (HEADS - 1)] = read;
		return read;
	}

	function labelsOf(read: Read): ScanLabels {
		reader.moveTo(pageAt(pages, placeOf(read.index)), read.at);
		return readLabels(reader, read.head);
	}

	return {
		head: (index) => readOf(index).head,
		labels(index) {
			const read = readOf(index);
			read.labels ??= labelsOf(read);
			return read.labels;
		},
		body(index) {
			if (body !== null && index === bodyIndex) return body;
			// The labels are read in any case: the body stands behind them.
			body = readBody(reader, labelsOf(readOf(index)));
			bodyIndex = index;
			return body;
		},
		expected(index) {
			const one = expected[expectedOf[index] ?? 0];
			if (one === undefined) throw new Error(`nothing says yet what was expected of scan ${index + 1}`);
			return one;
		},
		deviations: (index) => deviations.get(index) ?? NO_DEVIATIONS,
	};
}
