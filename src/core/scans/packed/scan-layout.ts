/** Where the fields of a scan are kept, worked out from a table of them, and objects that read them when they are asked for. */
import type {Deviation, ExpectedBehavior, ScanFacts} from '../../types.js';
import type {ByteReader} from './byte-reader.js';
import type {ByteWriter} from './byte-writer.js';
import {type Codec, keysOf, placesOf} from './codec.js';

/** The parts of a packed scan, in their order. A part is read with those before it, and only where something of it is asked for. */
const PARTS = [
	/** What rules and rows of a list look at. */
	'head',
	'failures',
	/** Texts that each scan has its own of. */
	'labels',
	'timeline',
] as const;
export type Part = (typeof PARTS)[number];

/** What fields are read from. `index` is that of a scan. */
export interface ScanSource {
	/** Values of a part, by their slots. */
	part(index: number, part: number): readonly unknown[];
	/** What is asked of all scans again and again, as one byte. */
	state(index: number): number;
	expected(index: number): ExpectedBehavior;
	deviations(index: number): readonly Deviation[];
}

type ReadField<T> = (source: ScanSource, index: number) => T;
export type ReadFields<T> = {readonly [Name in keyof T]: ReadField<T[Name]>};

/** Gives a field its place in a layout. @param of its value in a scan to be packed */
export type Field<T> = (layout: Layout, of: (scan: ScanFacts) => T) => ReadField<T>;
export type Fields<T> = {readonly [Name in keyof T]: Field<T[Name]>};

interface Slot {
	readonly write: (writer: ByteWriter, scan: ScanFacts) => void;
	readonly read: (reader: ByteReader) => unknown;
}

/** One byte for each scan. */
const STATES = 256;

export interface Layout {
	/** @returns the slot */
	addSlot(part: number, slot: Slot): number;
	/** @returns what the place of the value is multiplied by in the state */
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

/** A field in a part of the packed scan. */
export function packedIn<T>(part: Part, codec: Codec<T>): Field<T> {
	const number = PARTS.indexOf(part);
	return (layout, of) => {
		const slot = layout.addSlot(number, {write: (writer, scan) => codec.write(writer, of(scan)), read: codec.read});
		// What a slot holds was read by its own codec.
		return (source, index) => source.part(index, number)[slot] as T;
	};
}

/** A field of few values, in the state: known of each scan without reading it. */
export function inState<T>(values: readonly T[]): Field<T> {
	const places = placesOf(values);
	return (layout, of) => {
		const scale = layout.addState(values.length, (scan) => places(of(scan)));
		return (source, index) => values[Math.floor(source.state(index) / scale) % values.length] as T;
	};
}

/** A field that mostly has one value, which the state tells. */
export function mostly<T>(usual: T, field: Field<T>): Field<T> {
	return (layout, of) => {
		const isUsual = inState([true, false])(layout, (scan) => of(scan) === usual);
		const read = field(layout, of);
		return (source, index) => (isUsual(source, index) ? usual : read(source, index));
	};
}

/** An object whose fields are kept apart. Like a packed scan itself, it cannot be spread. */
export function inParts<T extends object>(fields: Fields<T>): Field<T> {
	return (layout, of) => createView(placeFields(fields, layout, of));
}

/** Gives each field of a table its place, in the order of the table. */
export function placeFields<T extends object>(fields: Fields<T>, layout: Layout, of: (scan: ScanFacts) => T): ReadFields<T> {
	const placed: {-readonly [Name in keyof T]?: ReadField<T[Name]>} = {};
	for (const name of keysOf(fields)) placed[name] = fields[name](layout, (scan) => of(scan)[name]);
	return placed as ReadFields<T>;
}

/**
 * Objects that read a field each time it is asked for. They look like plain ones to whoever asks for fields by name or for
 * JSON; `toJSON` makes a plain object.
 */
export function createView<T extends object>(fields: ReadFields<T>): ReadField<T> {
	const names = keysOf(fields);
	/** A copy of an object with the same properties is made faster than one that gets them one after another. */
	const blank = Object.fromEntries(names.map((name) => [name, null]));
	/** Keeps nothing but its place. */
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

/** Views as the plain objects that they stand for; anything else as it is. They may come from another copy of this module. */
export function plainOf<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	const {toJSON}: T & {readonly toJSON?: () => T} = value;
	return toJSON === undefined ? value : toJSON.call(value);
}
