/** Many scans in little memory: plain data, and the list of scans that is read from it. */
import type {Deviation, ExpectedBehavior, Scan} from '../../types.js';
import {type ByteReader, createByteReader} from './byte-reader.js';
import {
	hasRetries,
	onlineOf,
	outcomeOf,
	proxyOutcomeOf,
	readFailures,
	readHead,
	readLabels,
	readTimeline,
	type ScanHead,
	type ScanLabels,
} from './scan-codec.js';
import {offsetOf, pageAt} from './scan-pages.js';

/** The scans of one log. It can be handed to another thread as it is. */
export interface PackedScans {
	readonly pages: readonly Uint8Array<ArrayBuffer>[];
	/** Place of each scan, in the order of their numbers. */
	readonly places: Float64Array<ArrayBuffer>;
	/** How each scan ended, whether it was online, and what became of proxies. */
	readonly states: Uint8Array<ArrayBuffer>;
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

/**
 * So many heads that were read last are kept, a power of two: whoever looks at a scan asks for one thing after another. Few,
 * since what outlives two collections of young objects is cleared away late, and rules look at every scan.
 */
const HEADS = 4;

/** What is read of one scan. */
interface Read {
	readonly index: number;
	readonly head: ScanHead;
	/** Where the failures begin. */
	readonly failuresAt: number;
	failures: Scan['failures'] | null;
	/** Where the labels begin; known with the failures. */
	labelsAt: number;
	labels: ScanLabels | null;
}

interface Source {
	head(index: number): ScanHead;
	labels(index: number): ScanLabels;
	failures(index: number): Scan['failures'];
	timeline(index: number): Scan['timeline'];
	state(index: number): number;
	expected(index: number): ExpectedBehavior;
	deviations(index: number): readonly Deviation[];
}

class PackedProxy {
	private readonly source: Source;
	private readonly index: number;

	constructor(source: Source, index: number) {
		this.source = source;
		this.index = index;
	}

	get behaviors(): Scan['proxy']['behaviors'] {
		return this.source.head(this.index).behaviors;
	}
	get attempts(): Scan['proxy']['attempts'] {
		return this.source.head(this.index).attempts;
	}
	get outcome(): Scan['proxy']['outcome'] {
		return proxyOutcomeOf(this.source.state(this.index));
	}

	toJSON(): Scan['proxy'] {
		const {behaviors, attempts, outcome} = this;
		return {behaviors, attempts, outcome};
	}
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
		return onlineOf(this.source.state(this.index));
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
		return outcomeOf(this.source.state(this.index));
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
		return hasRetries(this.source.state(this.index)) ? this.source.head(this.index).retries : 0;
	}
	get proxy(): Scan['proxy'] {
		return new PackedProxy(this.source, this.index);
	}
	get certificate(): Scan['certificate'] {
		return this.source.head(this.index).certificate;
	}
	get failures(): Scan['failures'] {
		return this.source.failures(this.index);
	}
	get timeline(): Scan['timeline'] {
		return this.source.timeline(this.index);
	}
	get expected(): ExpectedBehavior {
		return this.source.expected(this.index);
	}
	get deviations(): readonly Deviation[] {
		return this.source.deviations(this.index);
	}

	/** The scan as a plain object, for JSON and for programs that change some of it. */
	toJSON(): Scan {
		const {
			pid,
			tid,
			callId,
			caller,
			interactive,
			service,
			server,
			durationMs,
			exitCode,
			exitName,
			rootCause,
			updatesFound,
			retries,
			behaviors,
			attempts,
			certificate,
		} = this.source.head(this.index);
		const {cv, start, end} = this.source.labels(this.index);
		const {id, online, outcome, failures, timeline, expected, deviations} = this;
		const proxy = {behaviors, attempts, outcome: this.proxy.outcome};
		return {
			id,
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
			proxy,
			certificate,
			failures,
			timeline,
			expected,
			deviations,
		};
	}
}

const packedOfList = new WeakMap<readonly Scan[], PackedScans>();

/** The list of packed scans, by number. It may be asked before all expectations are known. */
export function unpackScans(packed: PackedScans): readonly Scan[] {
	const source = createSource(packed);
	const scans: Scan[] = [];
	for (let index = 0; index < packed.places.length; index++) scans.push(new PackedScan(source, index));
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

function createSource({pages, places, states, texts, expected, expectedOf, deviations}: PackedScans): Source {
	const reader: ByteReader = createByteReader(texts);
	const reads: (Read | undefined)[] = new Array(HEADS).fill(undefined);
	let timelineIndex = -1;
	let timeline: Scan['timeline'] = [];

	function moveTo(index: number, at: number | null): void {
		const place = places[index];
		if (place === undefined) throw new Error(`there is no packed scan ${index}`);
		reader.moveTo(pageAt(pages, place), at ?? offsetOf(place));
	}

	function readOf(index: number): Read {
		const known = reads[index & (HEADS - 1)];
		if (known !== undefined && known.index === index) return known;
		moveTo(index, null);
		const read = {index, head: readHead(reader), failuresAt: reader.at, failures: null, labelsAt: 0, labels: null};
		reads[index & (HEADS - 1)] = read;
		return read;
	}

	function failuresOf(read: Read): Scan['failures'] {
		if (read.failures !== null) return read.failures;
		moveTo(read.index, read.failuresAt);
		read.failures = readFailures(reader, read.head);
		read.labelsAt = reader.at;
		return read.failures;
	}

	/** Leaves the reader behind them. */
	function readLabelsOf(read: Read): ScanLabels {
		failuresOf(read);
		moveTo(read.index, read.labelsAt);
		return readLabels(reader, read.head);
	}

	return {
		head: (index) => readOf(index).head,
		failures: (index) => failuresOf(readOf(index)),
		labels(index) {
			const read = readOf(index);
			read.labels ??= readLabelsOf(read);
			return read.labels;
		},
		timeline(index) {
			if (index === timelineIndex) return timeline;
			const read = readOf(index);
			read.labels = readLabelsOf(read);
			timeline = readTimeline(reader, read.head);
			timelineIndex = index;
			return timeline;
		},
		state: (index) => states[index] ?? 0,
		expected(index) {
			const one = expected[expectedOf[index] ?? 0];
			if (one === undefined) throw new Error(`nothing says yet what was expected of scan ${index + 1}`);
			return one;
		},
		deviations: (index) => deviations.get(index) ?? NO_DEVIATIONS,
	};
}
