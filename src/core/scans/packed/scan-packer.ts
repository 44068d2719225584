/** Packs the scans of a log as they end, along with the lines that may be quoted as evidence. */
import type {Deviation, ExpectedBehavior, Scan, ScanFacts} from '../../types.js';
import {type ByteReader, createByteReader} from './byte-reader.js';
import {createByteWriter} from './byte-writer.js';
import {type PackedScanData, unpackScans} from './packed-scan-list.js';
import {LAYOUT} from './scan-fields.js';
import {createScanPages, offsetOf, pageAt} from './scan-pages.js';
import {createTextTable} from './text-table.js';
import {createValueTable, VALUE_KINDS, type ValueKind} from './value-table.js';

/** A line of the log that may prove a finding. */
export interface EvidenceLine {
	readonly line: number;
	readonly kind: QuoteKind;
	readonly text: string;
}

/** proxy-failed: a kind of proxy failed, whether or not another one is tried next. */
export type QuoteKind = 'start' | 'end' | 'proxy' | 'proxy-failed' | 'certificate' | 'endpoint';

const QUOTE_KINDS: readonly QuoteKind[] = ['start', 'end', 'proxy', 'proxy-failed', 'certificate', 'endpoint'];

/** Beyond this many bytes of quotes, only the first scans of each kind keep theirs, as a finding quotes only a dozen lines. */
const MAX_QUOTE_BYTES = 1024 * 1024;
const QUOTED_OF_KIND = 64;
const MAX_KINDS = 4096;

const NO_QUOTES = -1;

/** Scans in the order of their first lines, for evaluation. */
export interface PackedScanList {
	/** A scan has no expectation until `expect` sets it. */
	readonly scans: readonly Scan[];
	/** The line of the end of a scan, without decoding the scan; `null` where the log has none. */
	endLineOf(scan: Scan): number | null;
	/** How many scans are of a service, without decoding them. */
	countOfService(name: string): number;
	/** The lines of a scan that may be quoted. */
	quotesOf(scan: Scan): readonly EvidenceLine[];
	/** Sets the behavior expected of a scan, and how the scan deviates from it. An expectation that scans share is stored once. */
	expect(scan: Scan, expected: ExpectedBehavior, deviations: readonly Deviation[]): void;
}

export interface ScanPacker {
	readonly length: number;
	/** @param firstLine the first line of the scan; scans are numbered in the order of their first lines */
	add(scan: ScanFacts, quotes: readonly EvidenceLine[], firstLine: number): void;
	/** Call once, at the end. */
	finish(): PackedScanList;
}

export function createScanPacker(): ScanPacker {
	return new Packer();
}

class Packer implements ScanPacker {
	private readonly texts = createTextTable();
	private readonly tables = forEachKind(() => createValueTable());
	private readonly writer = createByteWriter(this.texts, this.tables);
	private readonly scanPages = createScanPages();
	private readonly quotePages = createScanPages();
	private readonly places: number[] = [];
	private readonly states: number[] = [];
	private readonly quotePlaces: number[] = [];
	private readonly firstLines: number[] = [];
	/** 0 where a scan has no end. */
	private readonly endLines: number[] = [];
	private readonly countOfService = new Map<string, number>();
	private readonly quotedOfKind = new Map<string, number>();
	private quoteBytes = 0;
	private isInOrder = true;

	get length(): number {
		return this.places.length;
	}

	add(scan: ScanFacts, quotes: readonly EvidenceLine[], firstLine: number): void {
		if (firstLine < (this.firstLines.at(-1) ?? 0)) this.isInOrder = false;
		this.firstLines.push(firstLine);
		this.endLines.push(scan.end?.line ?? 0);
		const {name} = scan.service;
		if (name !== null) this.countOfService.set(name, (this.countOfService.get(name) ?? 0) + 1);
		this.writer.clear();
		LAYOUT.write(this.writer, scan);
		this.places.push(this.scanPages.add(this.writer.written()));
		this.states.push(LAYOUT.stateOf(scan));
		this.quotePlaces.push(this.isQuoted(scan) ? this.addQuotes(quotes) : NO_QUOTES);
	}

	finish(): PackedScanList {
		const {firstLines} = this;
		const count = this.places.length;
		const order = this.isInOrder
			? null
			: Uint32Array.from({length: count}, (_, index) => index).sort(
					(one, other) => (firstLines[one] ?? 0) - (firstLines[other] ?? 0) || one - other,
				);
		firstLines.length = 0;
		return new PackedScans({
			pages: this.scanPages.pages,
			places: inOrder(this.places, order, new Float64Array(count)),
			states: inOrder(this.states, order, new Uint8Array(count)),
			texts: this.texts.texts,
			values: forEachKind((kind) => this.tables[kind].values),
			endLines: inOrder(this.endLines, order, new Float64Array(count)),
			quotePlaces: inOrder(this.quotePlaces, order, new Float64Array(count)),
			quotePages: this.quotePages.pages,
			countOfService: this.countOfService,
		});
	}

	/** For scans of one kind, rules nearly always give the same result, so the first few are enough to quote from. */
	private isQuoted({outcome, exitCode, rootCause, caller, service, server, online, interactive, proxy, certificate}: ScanFacts): boolean {
		if (this.quoteBytes < MAX_QUOTE_BYTES) return true;
		const kind = [
			outcome,
			exitCode,
			rootCause?.code,
			caller,
			service.id,
			server?.url,
			online,
			interactive,
			proxy.outcome,
			certificate.inWsusStore,
			certificate.storeEmpty,
			certificate.pinningMandatory,
		].join('\n');
		const count = this.quotedOfKind.get(kind) ?? 0;
		if (count >= QUOTED_OF_KIND || (count === 0 && this.quotedOfKind.size >= MAX_KINDS)) return false;
		this.quotedOfKind.set(kind, count + 1);
		return true;
	}

	private addQuotes(quotes: readonly EvidenceLine[]): number {
		this.writer.clear();
		this.writer.number(quotes.length);
		for (const {line, kind, text} of quotes) {
			this.writer.number(line);
			this.writer.number(QUOTE_KINDS.indexOf(kind));
			this.writer.shared(text);
		}
		const bytes = this.writer.written();
		this.quoteBytes += bytes.length;
		return this.quotePages.add(bytes);
	}
}

interface Packed extends Pick<PackedScanData, 'pages' | 'places' | 'states' | 'texts' | 'values'> {
	/** 0 where a scan has no end. */
	readonly endLines: Float64Array;
	readonly quotePlaces: Float64Array;
	readonly quotePages: readonly Uint8Array[];
	readonly countOfService: ReadonlyMap<string, number>;
}

class PackedScans implements PackedScanList {
	readonly scans: readonly Scan[];
	private readonly packed: Packed;
	private readonly reader: ByteReader;
	private readonly expected: ExpectedBehavior[] = [];
	private readonly numbers = new Map<ExpectedBehavior, number>();
	private readonly expectedOf: Uint16Array<ArrayBuffer>;
	private readonly deviations = new Map<number, readonly Deviation[]>();

	constructor(packed: Packed) {
		this.packed = packed;
		const {pages, places, states, texts, values} = packed;
		this.reader = createByteReader(texts, values);
		this.expectedOf = new Uint16Array(places.length);
		const {expected, expectedOf, deviations} = this;
		this.scans = unpackScans({pages, places, states, texts, values, expected, expectedOf, deviations});
	}

	endLineOf({id}: Scan): number | null {
		const line = this.packed.endLines[id - 1] ?? 0;
		return line === 0 ? null : line;
	}

	countOfService(name: string): number {
		return this.packed.countOfService.get(name) ?? 0;
	}

	quotesOf({id}: Scan): readonly EvidenceLine[] {
		const place = this.packed.quotePlaces[id - 1] ?? NO_QUOTES;
		if (place === NO_QUOTES) return [];
		const reader = this.reader;
		reader.moveTo(pageAt(this.packed.quotePages, place), {at: offsetOf(place), line: 0, time: null});
		return Array.from({length: reader.number()}, () => ({
			line: reader.number(),
			kind: QUOTE_KINDS[reader.number()] ?? 'start',
			text: reader.sureText(),
		}));
	}

	expect({id}: Scan, expectation: ExpectedBehavior, deviations: readonly Deviation[]): void {
		let number = this.numbers.get(expectation);
		if (number === undefined) {
			number = this.expected.push(expectation) - 1;
			this.numbers.set(expectation, number);
		}
		this.expectedOf[id - 1] = number;
		if (deviations.length > 0) this.deviations.set(id - 1, deviations);
	}
}

/** Moves the numbers into an array of the right kind, in the order of scans. */
function inOrder<T extends Float64Array | Uint8Array>(from: number[], order: Uint32Array | null, into: T): T {
	for (let index = 0; index < into.length; index++) into[index] = from[order === null ? index : (order[index] ?? 0)] ?? 0;
	from.length = 0;
	return into;
}

function forEachKind<T>(make: (kind: ValueKind) => T): Readonly<Record<ValueKind, T>> {
	return Object.fromEntries(VALUE_KINDS.map((kind) => [kind, make(kind)])) as Record<ValueKind, T>;
}
