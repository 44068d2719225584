/** Packs the scans of a log as they end, along with the lines that may be quoted as evidence. */
import type {Deviation, ExpectedBehavior, Scan, ScanFacts} from '../../types.js';
import {createByteReader} from './byte-reader.js';
import {createByteWriter} from './byte-writer.js';
import {unpackScans} from './packed-scan-list.js';
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
	const texts = createTextTable();
	const tables = forEachKind(() => createValueTable());
	const writer = createByteWriter(texts, tables);
	const scanPages = createScanPages();
	const quotePages = createScanPages();
	const places: number[] = [];
	const states: number[] = [];
	const quotePlaces: number[] = [];
	const firstLines: number[] = [];
	/** 0 where a scan has no end. */
	const endLines: number[] = [];
	const countOfService = new Map<string, number>();
	const quotedOfKind = new Map<string, number>();
	let quoteBytes = 0;
	let isInOrder = true;

	/** For scans of one kind, rules nearly always give the same result, so the first few are enough to quote from. */
	function isQuoted({outcome, exitCode, rootCause, caller, service, server, online, interactive, proxy, certificate}: ScanFacts): boolean {
		if (quoteBytes < MAX_QUOTE_BYTES) return true;
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
		const count = quotedOfKind.get(kind) ?? 0;
		if (count >= QUOTED_OF_KIND || (count === 0 && quotedOfKind.size >= MAX_KINDS)) return false;
		quotedOfKind.set(kind, count + 1);
		return true;
	}

	function addQuotes(quotes: readonly EvidenceLine[]): number {
		writer.clear();
		writer.number(quotes.length);
		for (const {line, kind, text} of quotes) {
			writer.number(line);
			writer.number(QUOTE_KINDS.indexOf(kind));
			writer.shared(text);
		}
		const bytes = writer.written();
		quoteBytes += bytes.length;
		return quotePages.add(bytes);
	}

	return {
		get length() {
			return places.length;
		},
		add(scan, quotes, firstLine) {
			if (firstLine < (firstLines.at(-1) ?? 0)) isInOrder = false;
			firstLines.push(firstLine);
			endLines.push(scan.end?.line ?? 0);
			const {name} = scan.service;
			if (name !== null) countOfService.set(name, (countOfService.get(name) ?? 0) + 1);
			writer.clear();
			LAYOUT.write(writer, scan);
			places.push(scanPages.add(writer.written()));
			states.push(LAYOUT.stateOf(scan));
			quotePlaces.push(isQuoted(scan) ? addQuotes(quotes) : NO_QUOTES);
		},
		finish() {
			const order = isInOrder
				? null
				: Uint32Array.from(places.keys()).sort((one, other) => (firstLines[one] ?? 0) - (firstLines[other] ?? 0) || one - other);
			/** Moves the numbers into an array of the right kind, in the order of scans. */
			function ordered<T extends Float64Array | Uint8Array>(from: number[], into: T): T {
				for (let index = 0; index < into.length; index++) into[index] = from[order === null ? index : (order[index] ?? 0)] ?? 0;
				from.length = 0;
				return into;
			}
			const count = places.length;
			firstLines.length = 0;
			const quotesAt = ordered(quotePlaces, new Float64Array(count));
			const endsAt = ordered(endLines, new Float64Array(count));
			const values = forEachKind((kind) => tables[kind].values);
			const reader = createByteReader(texts.texts, values);
			const expected: ExpectedBehavior[] = [];
			const numbers = new Map<ExpectedBehavior, number>();
			const expectedOf = new Uint16Array(count);
			const deviationsOf = new Map<number, readonly Deviation[]>();
			return {
				scans: unpackScans({
					pages: scanPages.pages,
					places: ordered(places, new Float64Array(count)),
					states: ordered(states, new Uint8Array(count)),
					texts: texts.texts,
					values,
					expected,
					expectedOf,
					deviations: deviationsOf,
				}),
				endLineOf({id}) {
					const line = endsAt[id - 1] ?? 0;
					return line === 0 ? null : line;
				},
				countOfService: (name) => countOfService.get(name) ?? 0,
				quotesOf({id}) {
					const place = quotesAt[id - 1] ?? NO_QUOTES;
					if (place === NO_QUOTES) return [];
					reader.moveTo(pageAt(quotePages.pages, place), {at: offsetOf(place), line: 0, time: null});
					return Array.from({length: reader.number()}, () => ({
						line: reader.number(),
						kind: QUOTE_KINDS[reader.number()] ?? 'start',
						text: reader.sureText(),
					}));
				},
				expect({id}, expectation, deviations) {
					let number = numbers.get(expectation);
					if (number === undefined) {
						number = expected.push(expectation) - 1;
						numbers.set(expectation, number);
					}
					expectedOf[id - 1] = number;
					if (deviations.length > 0) deviationsOf.set(id - 1, deviations);
				},
			};
		},
	};
}

function forEachKind<T>(make: (kind: ValueKind) => T): Readonly<Record<ValueKind, T>> {
	return Object.fromEntries(VALUE_KINDS.map((kind) => [kind, make(kind)])) as Record<ValueKind, T>;
}
