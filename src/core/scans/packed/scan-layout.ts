/** Assigns each field of a table its place in a packed scan, and creates objects that decode fields when they are read. */
import type {Deviation, ExpectedBehavior, ScanFacts} from '../../types.js';
import type {ByteReader} from './byte-reader.js';
import type {ByteWriter} from './byte-writer.js';
import {type Codec, keysOf, placesOf} from './codec.js';

/** The parts of a packed scan, in order. A part is decoded, along with those before it, only if one of its fields is read. */
const PARTS = [
	/** The fields that rules and lists of scans read. */
	'head',
	'failures',
	/** Texts that differ from scan to scan. */
	'labels',
	'timeline',
] as const;
export type Part = (typeof PARTS)[number];

/** Where fields are read from. `index` is the index of a scan. */
export interface ScanSource {
	/** The values of a part, by slot. */
	part(index: number, part: number): readonly unknown[];
	/** The fields that are read most often, combined into one byte. */
	state(index: number): number;
	expected(index: number): ExpectedBehavior;
	deviations(index: number): readonly Deviation[];
}

type ReadField<T> = (source: ScanSource, index: number) => T;
export type ReadFields<T> = {readonly [Name in keyof T]: ReadField<T[Name]>};

/**
 * Assigns a field its place in a layout.
 *
 * @param of reads the field from a scan that is being packed
 */
export type Field<T> = (layout: Layout, of: (scan: ScanFacts) => T) => ReadField<T>;
export type Fields<T> = {readonly [Name in keyof T]: Field<T[Name]>};

interface Slot {
	readonly write: (writer: ByteWriter, scan: ScanFacts) => void;
	readonly read: (reader: ByteReader) => unknown;
}

/** Number of states that fit into the one byte that each scan has for its state. */
const STATES = 256;

export interface Layout {
	/** @returns the slot */
	addSlot(part: number, slot: Slot): number;
	/** @returns the factor by which the position of the value is multiplied in the state */
	addState(count: number, placeOf: (scan: ScanFacts) => number): number;
	write(writer: ByteWriter, scan: ScanFacts): void;
	stateOf(scan: ScanFacts): number;
	readPart(reader: ByteReader, part: number): readonly unknown[];
}

export function createLayout(): Layout {
	const parts: readonly Slot[][] = PARTS.map(() => []);
	const states: {readonly scale: number; readonly placeOf: (scan: ScanFacts) => number}[] = [];
	let stateCount = 1;
	return {
		addSlot: (part, slot) => (parts[part] ?? []).push(slot) - 1,
		addState(count, placeOf) {
			const scale = stateCount;
			stateCount *= count;
			if (stateCount > STATES) throw new Error('the state of a scan does not fit into a byte');
			states.push({scale, placeOf});
			return scale;
		},
		write(writer, scan) {
			for (const slots of parts) for (const {write} of slots) write(writer, scan);
		},
		stateOf: (scan) => states.reduce((state, {scale, placeOf}) => state + placeOf(scan) * scale, 0),
		readPart(reader, part) {
			const values: unknown[] = [];
			for (const {read} of parts[part] ?? []) values.push(read(reader));
			return values;
		},
	};
}

/** A field that is stored in one of the parts. */
export function packedIn<T>(part: Part, codec: Codec<T>): Field<T> {
	const number = PARTS.indexOf(part);
	return (layout, of) => {
		const slot = layout.addSlot(number, {write: (writer, scan) => codec.write(writer, of(scan)), read: codec.read});
		// The codec that filled the slot is the one of this field.
		return (source, index) => source.part(index, number)[slot] as T;
	};
}

/** A field with few possible values. It is stored in the state, so it can be read without decoding the scan. */
export function inState<T>(values: readonly T[]): Field<T> {
	const places = placesOf(values);
	return (layout, of) => {
		const scale = layout.addState(values.length, (scan) => places(of(scan)));
		return (source, index) => values[Math.floor(source.state(index) / scale) % values.length] as T;
	};
}

/** A field that usually has one value. The state says whether it does. */
export function mostly<T>(usual: T, field: Field<T>): Field<T> {
	return (layout, of) => {
		const isUsual = inState([true, false])(layout, (scan) => of(scan) === usual);
		const read = field(layout, of);
		return (source, index) => (isUsual(source, index) ? usual : read(source, index));
	};
}

/** An object whose fields are stored separately. Like a packed scan itself, it cannot be spread. */
export function inParts<T extends object>(fields: Fields<T>): Field<T> {
	return (layout, of) => createView(placeFields(fields, layout, of));
}

/** Assigns each field of a table its place, in the order of the table. */
export function placeFields<T extends object>(fields: Fields<T>, layout: Layout, of: (scan: ScanFacts) => T): ReadFields<T> {
	const placed: {-readonly [Name in keyof T]?: ReadField<T[Name]>} = {};
	for (const name of keysOf(fields)) placed[name] = fields[name](layout, (scan) => of(scan)[name]);
	return placed as ReadFields<T>;
}

/**
 * Creates objects that decode a field each time it is read. To code that reads fields by name or writes JSON, they look like
 * plain objects; `toJSON` returns a plain object.
 */
export function createView<T extends object>(fields: ReadFields<T>): ReadField<T> {
	const names = keysOf(fields);
	/** Copying an object with the same properties is faster than adding them one by one. */
	const blank = Object.fromEntries(names.map((name) => [name, null]));
	/** Stores only where the scan is. */
	class FieldsView {
		readonly source: ScanSource;
		readonly index: number;

		constructor(source: ScanSource, index: number) {
			this.source = source;
			this.index = index;
		}

		toJSON(): T {
			const plain = {...blank} as Partial<T>;
			for (const name of names) plain[name] = plainOf(fields[name](this.source, this.index));
			return plain as T;
		}
	}
	for (const name of names) {
		const read = fields[name];
		Object.defineProperty(FieldsView.prototype, name, {
			get(this: FieldsView) {
				return read(this.source, this.index);
			},
		});
	}
	// The loop above has given it every field of T.
	return (source, index) => new FieldsView(source, index) as unknown as T;
}

/** Turns a view into a plain object and returns anything else unchanged. The view may come from another copy of this module. */
export function plainOf<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	const {toJSON}: T & {readonly toJSON?: () => T} = value;
	return toJSON === undefined ? value : toJSON.call(value);
}
