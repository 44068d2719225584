/** TraceLogging: each event brings its own schema, by which its payload is read into named fields. */
import {utf8Text, nulAt, u16} from './bytes.js';
import {type Cursor, type Field, type FieldValue, INT, readArray, readValue, type StructValue} from './values.js';

export interface Schema {
	readonly name: string;
	readonly fields: readonly SchemaField[];
}

interface SchemaField {
	readonly name: string;
	/** Base type, without the bits for arrays. */
	readonly inType: number;
	readonly outType: number;
	/** null: one value; custom: bytes of a form of its own. */
	readonly array: {readonly type: 'constant'; readonly count: number} | {readonly type: 'counted'} | {readonly type: 'custom'} | null;
	/** How many of the fields that follow are its own; 0 for what is no struct. */
	readonly members: number;
}

const ARRAY_BITS = 0x60;
const CONSTANT_COUNT = 0x20;
const VARIABLE_COUNT = 0x40;
const BASE_BITS = 0x1f;
const MORE = 0x80;

/** Structs in structs; TraceLoggingProvider.h allows eight levels. */
const MAX_DEPTH = 8;

/** Values of one event; its payload has at most 64 KiB, but an array of what has no bytes could have any number. */
const MAX_VALUES = 65_536;

/**
 * Metadata as TraceLoggingProvider.h lays it out: tags, the name of the event, then for each field its name, in-type,
 * out-type and tags where bit 7 of what is before says so, and the count of an array.
 *
 * @returns `null` where it is damaged
 */
export function readSchema(bytes: Uint8Array, start: number, end: number): Schema | null {
	let at = skipTags(bytes, start, end);
	let nul = nulAt(bytes, at, end);
	if (nul >= end) return null;
	const name = utf8Text(bytes, at, nul);
	at = nul + 1;
	const fields: SchemaField[] = [];
	while (at < end) {
		nul = nulAt(bytes, at, end);
		if (nul + 1 >= end) return null;
		const fieldName = utf8Text(bytes, at, nul);
		const inByte = bytes[nul + 1] as number;
		at = nul + 2;
		let outByte = 0;
		if ((inByte & MORE) !== 0) {
			outByte = bytes[at++] as number;
			if ((outByte & MORE) !== 0) at = skipTags(bytes, at, end);
		}
		const arrayBits = inByte & ARRAY_BITS;
		let array: SchemaField['array'] = null;
		if (arrayBits === CONSTANT_COUNT) {
			array = {type: 'constant', count: u16(bytes, at)};
			at += 2;
		} else if (arrayBits === VARIABLE_COUNT) {
			array = {type: 'counted'};
		} else if (arrayBits === ARRAY_BITS) {
			array = {type: 'custom'};
			at += 2 + u16(bytes, at);
		}
		if (at > end) return null;
		const inType = inByte & BASE_BITS;
		const outType = outByte & ~MORE;
		fields.push({name: fieldName, inType, outType, array, members: inType === INT.struct ? outType : 0});
	}
	return {name, fields};
}

function skipTags(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && ((bytes[at] as number) & MORE) !== 0) at++;
	return at + 1;
}

/** @returns `null` where the payload does not fit its schema, or a type is not known */
export function readFields(schema: Schema, bytes: Uint8Array, start: number, end: number): readonly Field[] | null {
	const cursor: Cursor = {bytes, at: start, end, values: MAX_VALUES};
	const fields: Field[] = [];
	for (let index = 0; index < schema.fields.length; index += widthOf(schema.fields, index)) {
		const field = readField(schema.fields, index, cursor, 0);
		if (field === null) return null;
		fields.push(field);
	}
	return fields;
}

/** How many entries of the schema a field takes, with its members and theirs. */
function widthOf(fields: readonly SchemaField[], index: number): number {
	let width = 1;
	for (let left = fields[index]?.members ?? 0; left > 0 && index + width < fields.length; left--) width += widthOf(fields, index + width);
	return width;
}

function readField(fields: readonly SchemaField[], index: number, cursor: Cursor, depth: number): Field | null {
	const field = fields[index];
	if (field === undefined || depth > MAX_DEPTH) return null;
	const {name, inType, outType, array} = field;
	const one = (): FieldValue | undefined => {
		if (cursor.values-- <= 0) return undefined;
		return inType === INT.struct ? readStruct(fields, index, cursor, depth) : readValue(inType, outType, cursor);
	};
	let value: FieldValue | undefined;
	if (array === null) value = one();
	else if (array.type === 'custom') value = readValue(INT.countedBinary, 0, cursor);
	else value = readArray(array.type === 'constant' ? array.count : null, cursor, one);
	return value === undefined ? null : {name, inType, outType, value};
}

function readStruct(fields: readonly SchemaField[], index: number, cursor: Cursor, depth: number): StructValue | undefined {
	const members: Field[] = [];
	let at = index + 1;
	for (let left = fields[index]?.members ?? 0; left > 0; left--) {
		const member = readField(fields, at, cursor, depth + 1);
		if (member === null) return undefined;
		members.push(member);
		at += widthOf(fields, at);
	}
	return {fields: members};
}
