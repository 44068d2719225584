/** Stores many scans compactly as plain data, and provides the list of scans that reads it. */
import type {Deviation, ExpectedBehavior, Scan} from '../../types.js';
import {type ByteReader, createByteReader, type ReaderPlace} from './byte-reader.js';
import {LAYOUT, readScan} from './scan-fields.js';
import {plainOf, type ScanSource} from './scan-layout.js';
import {offsetOf, pageAt} from './scan-pages.js';
import type {ValueKind} from './value-table.js';

/** The scans of one log. It can be posted to another thread unchanged. */
export interface PackedScanData {
	readonly pages: readonly Uint8Array<ArrayBuffer>[];
	/** Position of each scan, in the order of scan numbers. */
	readonly places: Float64Array<ArrayBuffer>;
	/** Outcome of each scan, whether it was online, and its proxy outcome. */
	readonly states: Uint8Array<ArrayBuffer>;
	/** Texts that scans refer to by number. */
	readonly texts: readonly string[];
	/** Values of each kind that scans refer to by number. */
	readonly values: Readonly<Record<ValueKind, readonly object[]>>;
	/** What was expected of scans; there are few different expectations. */
	readonly expected: readonly ExpectedBehavior[];
	/** For each scan, the index of its expectation. */
	readonly expectedOf: Uint16Array<ArrayBuffer>;
	/** Deviations by index of the scan; few scans have any. */
	readonly deviations: ReadonlyMap<number, readonly Deviation[]>;
}

const NO_DEVIATIONS: readonly Deviation[] = [];

/**
 * Number of scans whose decoded parts are cached, because several fields of a scan are usually read in a row. A power of two.
 * It is small because rules read every scan, and the garbage collector frees objects late that have lived for a while.
 */
const KEPT = 4;

/** The decoded parts of one scan. */
interface ReadParts {
	readonly index: number;
	/** Values of the decoded parts, by slot. */
	readonly parts: (readonly unknown[])[];
	/** Where the next part begins. */
	next: ReaderPlace;
}

const dataOfList = new WeakMap<readonly Scan[], PackedScanData>();

/** The list of packed scans, by number. It can be read before all expectations are known. */
export function unpackScans(data: PackedScanData): readonly Scan[] {
	const source = new PackedSource(data);
	const scans: Scan[] = [];
	for (let index = 0; index < data.places.length; index++) scans.push(readScan(source, index));
	dataOfList.set(scans, data);
	return scans;
}

/** The packed data behind a list; `null` unless it is unchanged from `unpackScans`. */
export function packedDataOf(scans: readonly Scan[]): PackedScanData | null {
	return dataOfList.get(scans) ?? null;
}

/** A scan as a plain object of its own. */
export function plainScan(scan: Scan): Scan {
	return plainOf(scan);
}

class PackedSource implements ScanSource {
	private readonly data: PackedScanData;
	private readonly reader: ByteReader;
	private readonly kept: (ReadParts | undefined)[] = new Array(KEPT).fill(undefined);

	constructor(data: PackedScanData) {
		this.data = data;
		this.reader = createByteReader(data.texts, data.values);
	}

	part(index: number, part: number): readonly unknown[] {
		let read = this.kept[index & (KEPT - 1)];
		if (read === undefined || read.index !== index) {
			read = {index, parts: [], next: {at: offsetOf(this.placeOf(index)), line: 0, time: null}};
			this.kept[index & (KEPT - 1)] = read;
		}
		if (read.parts.length <= part) this.readUpTo(read, part);
		return read.parts[part] ?? [];
	}

	state(index: number): number {
		return this.data.states[index] ?? 0;
	}

	expected(index: number): ExpectedBehavior {
		const {expected, expectedOf} = this.data;
		const one = expected[expectedOf[index] ?? 0];
		if (one === undefined) throw new Error(`nothing says yet what was expected of scan ${index + 1}`);
		return one;
	}

	deviations(index: number): readonly Deviation[] {
		return this.data.deviations.get(index) ?? NO_DEVIATIONS;
	}

	private placeOf(index: number): number {
		const place = this.data.places[index];
		if (place === undefined) throw new Error(`there is no packed scan ${index}`);
		return place;
	}

	private readUpTo(read: ReadParts, part: number): void {
		const reader = this.reader;
		reader.moveTo(pageAt(this.data.pages, this.placeOf(read.index)), read.next);
		while (read.parts.length <= part) read.parts.push(LAYOUT.readPart(reader, read.parts.length));
		read.next = reader.place();
	}
}
