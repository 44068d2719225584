/** Building blocks for packing: how each kind of value is written as bytes and read back. Tables of fields combine them. */
import type {ByteReader} from './byte-reader.js';
import type {ByteWriter} from './byte-writer.js';
import type {ValueKind} from './value-table.js';

/** `read` consumes exactly what `write` wrote. */
export interface Codec<T> {
	readonly write: (writer: ByteWriter, value: T) => void;
	readonly read: (reader: ByteReader) => T;
}

/** A codec for each property, in the order in which the properties are written and read. */
export type Codecs<T> = {readonly [Name in keyof T]: Codec<T[Name]>};

/** An integer, 0 or greater. */
export const NUMBER: Codec<number> = {write: (writer, value) => writer.number(value), read: (reader) => reader.number()};

export const NUMBER_OR_NULL: Codec<number | null> = {write: (writer, value) => writer.maybe(value), read: (reader) => reader.maybe()};

/** A line number. Takes about one byte if it is close to the previous one. */
export const LINE: Codec<number> = {write: (writer, value) => writer.line(value), read: (reader) => reader.line()};

/** A text that rarely occurs twice. */
export const TEXT: Codec<string> = {write: (writer, value) => writer.text(value), read: (reader) => reader.sureText()};

export const TEXT_OR_NULL: Codec<string | null> = {write: (writer, value) => writer.text(value), read: (reader) => reader.text()};

/** A text that many scans have in common. */
export const SHARED: Codec<string> = {write: (writer, value) => writer.shared(value), read: (reader) => reader.sureText()};

export const SHARED_OR_NULL: Codec<string | null> = {write: (writer, value) => writer.shared(value), read: (reader) => reader.text()};

/** One of a fixed list of values, stored as its position in the list. */
export function choice<T>(values: readonly T[]): Codec<T> {
	const places = placesOf(values);
	return {
		write: (writer, value) => writer.number(places(value)),
		read(reader) {
			const place = reader.number();
			if (place >= values.length) throw new Error(`a packed scan has no value ${place}`);
			return values[place] as T;
		},
	};
}

/** @returns a function that gives the position of a value in the list, and throws if the list does not contain it */
export function placesOf<T>(values: readonly T[]): (value: T) => number {
	const places = new Map(values.map((value, index) => [value, index]));
	return (value) => {
		const place = places.get(value);
		if (place === undefined) throw new Error(`${String(value)} is not one of the values that a scan can have`);
		return place;
	};
}

export const YES_NO_OR_NULL: Codec<boolean | null> = choice([null, false, true]);

export function nullable<T>(codec: Codec<T>): Codec<T | null> {
	return {
		write(writer, value) {
			writer.number(value === null ? 0 : 1);
			if (value !== null) codec.write(writer, value);
		},
		read: (reader) => (reader.number() === 0 ? null : codec.read(reader)),
	};
}

const NOTHING: readonly never[] = [];

export function list<T>(codec: Codec<T>): Codec<readonly T[]> {
	return {
		write(writer, values) {
			writer.number(values.length);
			for (const value of values) codec.write(writer, value);
		},
		read(reader) {
			const count = reader.number();
			if (count === 0) return NOTHING;
			const values: T[] = [];
			for (let index = 0; index < count; index++) values.push(codec.read(reader));
			return values;
		},
	};
}

/** An object with exactly these properties. The compiler reports a property without a codec. */
export function record<T extends object>(codecs: Codecs<T>): Codec<T> {
	const names = keysOf(codecs);
	const count = names.length;
	return {
		write(writer, value) {
			for (const name of names) codecs[name].write(writer, value[name]);
		},
		read(reader) {
			const value: Partial<T> = {};
			for (let index = 0; index < count; index++) {
				const name = names[index] as keyof T;
				value[name] = codecs[name].read(reader);
			}
			return value as T;
		},
	};
}

/** A property that always has the same value, so nothing is stored. */
function constant<const T>(value: T): Codec<T> {
	return {write() {}, read: () => value};
}

/** The keys of a table, typed. The table must have no keys beyond its type. */
export function keysOf<T extends object>(table: T): readonly (keyof T & string)[] {
	return Object.keys(table) as (keyof T & string)[];
}

/**
 * An object that many scans have in common. From its second occurrence on, only a number is stored. Scans that are read back
 * may share one object.
 *
 * @param keyOf a text by which most of these objects differ
 */
export function recurring<T extends object>(kind: ValueKind, codecs: Codecs<T>, keyOf: (value: T) => string): Codec<T> {
	return recurringIn(kind, keysOf(codecs), record(codecs), keyOf);
}

/** @param names the properties to compare; two objects that agree in these are the same */
function recurringIn<T extends object>(
	kind: ValueKind,
	names: readonly (keyof T)[],
	inFull: Codec<T>,
	keyOf: (value: T) => string,
): Codec<T> {
	return {
		write(writer, value) {
			const id = writer.values[kind].idOf(keyOf(value), value, names);
			writer.number(id + 1);
			if (id < 0) inFull.write(writer, value);
		},
		read(reader) {
			const number = reader.number();
			if (number === 0) return inFull.read(reader);
			const value = reader.values[kind][number - 1];
			if (value === undefined) throw new Error(`a packed scan has no ${kind} ${number - 1}`);
			// The table of a kind has what this codec put there.
			return value as T;
		},
	};
}

interface Placed {
	readonly line: number;
}

interface Timed extends Placed {
	readonly time: string | null;
}

/** Line and time are stored outside the object, so that objects that differ only in these are still shared. */
const NO_LINE: Codec<number> = {write() {}, read: () => 0};
const NO_TIME: Codec<string | null> = {write() {}, read: () => null};

/** A recurring object whose first property is a line number, which is stored separately. */
export function placed<T extends Placed>(
	kind: ValueKind,
	codecs: Codecs<Omit<T, 'line'>>,
	keyOf: (value: Omit<T, 'line'>) => string,
): Codec<T> {
	// With its line, an Omit<T, 'line'> is a T.
	const inFull = record<T>({line: NO_LINE, ...codecs} as unknown as Codecs<T>);
	const content = recurringIn<T>(kind, keysOf(codecs) as readonly (keyof T)[], inFull, keyOf);
	return {
		write(writer, value) {
			writer.line(value.line);
			content.write(writer, value);
		},
		read(reader) {
			const line = reader.line();
			// Copying an object keeps the order of its properties, and is faster than adding them one by one.
			return {...content.read(reader), line};
		},
	};
}

/** A recurring object whose first properties are a line number and a time, which are stored separately. */
export function timed<T extends Timed>(
	kind: ValueKind,
	codecs: Codecs<Omit<T, 'line' | 'time'>>,
	keyOf: (value: Omit<T, 'line' | 'time'>) => string,
): Codec<T> {
	const inFull = record<T>({line: NO_LINE, time: NO_TIME, ...codecs} as unknown as Codecs<T>);
	const content = recurringIn<T>(kind, keysOf(codecs) as readonly (keyof T)[], inFull, keyOf);
	return {
		write(writer, value) {
			writer.line(value.line);
			writer.time(value.time);
			content.write(writer, value);
		},
		read(reader) {
			const line = reader.line();
			const time = reader.time();
			return {...content.read(reader), line, time};
		},
	};
}

/** For each member of a union with a `type` property, the codecs of its other properties. */
export type Variants<T extends {readonly type: string}> = {
	readonly [Type in T['type']]: Codecs<Omit<Extract<T, {readonly type: Type}>, 'type'>>;
};

/** An object of a union with a `type` property. The compiler reports a type without codecs. */
export function variants<T extends {readonly type: string}>(rows: Variants<T>): Codec<T> {
	const types = keysOf(rows);
	const placeOf = placesOf<string>(types);
	// The type of the table ensures that each row belongs to its member of the union; from here on, they all have one type.
	const codecs = types.map((type) => record({type: constant(type), ...rows[type]} as unknown as Codecs<T>));
	const codecAt = (place: number): Codec<T> => {
		const codec = codecs[place];
		if (codec === undefined) throw new Error(`a packed scan has no value ${place}`);
		return codec;
	};
	return {
		write(writer, value) {
			const place = placeOf(value.type);
			writer.number(place);
			codecAt(place).write(writer, value);
		},
		read: (reader) => codecAt(reader.number()).read(reader),
	};
}
