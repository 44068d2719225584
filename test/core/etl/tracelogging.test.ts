/** Events that bring their own schema: every in-type, structs, arrays, and schemas that lie. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readFields, readSchema} from '../../../src/core/etl/tracelogging.js';
import type {FieldValue} from '../../../src/core/etl/values.js';

const SEED = 20251008;

function schemaBytes(...parts: readonly (string | number)[]): Uint8Array {
	return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(`${part}\0`)])));
}

function plain(value: FieldValue): unknown {
	if (value === null || typeof value !== 'object') return value;
	return 'fields' in value ? Object.fromEntries(value.fields.map((field) => [field.name, plain(field.value)])) : value.map(plain);
}

function decode(schema: Uint8Array, payload: Uint8Array): Readonly<Record<string, unknown>> | null {
	const read = readSchema(schema, 0, schema.length);
	const fields = read === null ? null : readFields(read, payload, 0, payload.length);
	return fields === null ? null : Object.fromEntries(fields.map(({name, value}) => [name, plain(value)]));
}

function bytes(hexText: string): Uint8Array {
	return new Uint8Array(Buffer.from(hexText.replaceAll(' ', ''), 'hex'));
}

function utf16(text: string): string {
	return Buffer.from(text, 'utf16le').toString('hex');
}

/** In-type with bits and out-type as bytes, payload in hex, what it is. */
const TYPES: readonly (readonly [string, readonly number[], string, unknown])[] = [
	['null', [0], '', null],
	['UTF-16 text', [1], `${utf16('Ä€𝄞')} 0000`, 'Ä€𝄞'],
	['text of 8 bits', [2], '4d 65 72 00', 'Mer'],
	['text of 8 bits in a code page', [2], '4d fc 00', 'Mü'],
	['text of 8 bits that is UTF-8', [0x82, 35], 'c3bc 00', 'ü'],
	['int8', [3], 'ff', -1],
	['uint8', [4], 'ff', 255],
	['int16', [5], 'feff', -2],
	['uint16', [6], 'feff', 65_534],
	['int32', [7], 'fdffffff', -3],
	['uint32', [8], 'fdffffff', 4_294_967_293],
	['int64', [9], 'fcffffffffffffff', -4n],
	['uint64', [10], 'fcffffffffffffff', 18_446_744_073_709_551_612n],
	['float', [11], '0000c03f', 1.5],
	['double', [12], '000000000000f83f', 1.5],
	['bool32', [13], '01000000', 1],
	['binary', [14], '0300 aabbcc', 'aabbcc'],
	['GUID', [15], '196f7a0bc4474e458c5ce868d637e4d8', '0b7a6f19-47c4-454e-8c5c-e868d637e4d8'],
	['FILETIME', [17], '8037fa4d8ba5d701', 132_756_731_758_000_000n],
	['SYSTEMTIME', [18], 'e507 0900 0400 0900 0e00 3b00 2300 1f03', '2021-09-09T14:59:35.799'],
	['SID', [19], '01 02 000000000005 20000000 20020000', 'S-1-5-32-544'],
	['hex 32', [20], 'ef be ad de', 0xdead_beef],
	['hex 64', [21], 'efbeadde00000000', 0xdead_beefn],
	['counted UTF-16 text', [22], `0400 ${utf16('ab')}`, 'ab'],
	['counted text', [23], '0200 6162', 'ab'],
	['counted binary', [25], '0200 6162', '6162'],
	['tags after the out-type', [0x88, 0x80, 0x81, 0x02], '05000000', 5],
	['array with a constant count', [0x26, 3, 0], '0100 0200 0300', [1, 2, 3]],
	['array with a count in the payload', [0x46], '0200 0100 0200', [1, 2]],
	['array of texts', [0x41], `0200 ${utf16('a')}0000 ${utf16('b')}0000`, ['a', 'b']],
	['array of nothing', [0x40], '0300', [null, null, null]],
	['custom', [0x60, 2, 0, 0xaa, 0xbb], '0200 0102', '0102'],
];

describe('every in-type', () => {
	it.each(TYPES)('%s', (_name, type, payload, expected) => {
		expect(decode(schemaBytes(0, 'E', 'f', ...type, 'last', 8), bytes(`${payload} 07000000`))).toEqual({f: expected, last: 7});
	});

	/** Text that ends with a zero goes to the end of the event where it has none. */
	const ofFixedLength = TYPES.filter(([, [base = 0], payload]) => payload !== '' && (base & 0x1f) !== 1 && (base & 0x1f) !== 2);

	it.each(ofFixedLength)('%s, without its last byte, is no value', (_name, type, payload) => {
		expect(decode(schemaBytes(0, 'E', 'f', ...type), bytes(payload).slice(0, -1))).toBeNull();
	});

	it('text without an end goes to the end of the event', () => {
		expect(decode(schemaBytes(0, 'E', 'f', 1), bytes(utf16('ab')))).toEqual({f: 'ab'});
		expect(decode(schemaBytes(0, 'E', 'f', 2), bytes('6162'))).toEqual({f: 'ab'});
	});

	it.each([16, 26, 27, 28, 29, 30, 31])('type %i is not known, and ends the event', (type) => {
		expect(decode(schemaBytes(0, 'E', 'a', 8, 'f', type), bytes('01000000 02000000'))).toBeNull();
	});
});

describe('structs', () => {
	it('hold the fields that follow', () => {
		expect(decode(schemaBytes(0, 'E', 'a', 0x98, 2, 'b', 1, 'c', 8, 'd', 4), bytes(`${utf16('x')}0000 05000000 09`))).toEqual({
			a: {b: 'x', c: 5},
			d: 9,
		});
	});

	it('stand in structs, and in arrays', () => {
		expect(decode(schemaBytes(0, 'E', 'a', 0x98, 2, 'b', 0x98, 1, 'c', 4, 'd', 4, 'e', 4), bytes('01 02 03'))).toEqual({
			a: {b: {c: 1}, d: 2},
			e: 3,
		});
		expect(decode(schemaBytes(0, 'E', 'a', 0xd8, 1, 'b', 4, 'c', 4), bytes('0200 01 02 03'))).toEqual({a: [{b: 1}, {b: 2}], c: 3});
	});

	it('that ask for more fields than there are end the event', () => {
		expect(decode(schemaBytes(0, 'E', 'a', 0x98, 5, 'b', 4), bytes('01 02'))).toBeNull();
	});
});

describe('schemas', () => {
	it('may have tags of several bytes before the name', () => {
		expect(readSchema(schemaBytes(0x80, 0x80, 0x01, 'Name', 'f', 8), 0, 11)).toMatchObject({
			name: 'Name',
			fields: [{name: 'f', inType: 8}],
		});
	});

	it('with a field that has no type are none', () => {
		expect(readSchema(schemaBytes(0, 'E', 'a'), 0, 5)).toBeNull();
	});

	it('may nest eight deep, not more', () => {
		const nested = (depth: number): Uint8Array => schemaBytes(0, 'E', ...Array.from({length: depth}, () => ['s', 0x98, 1]).flat(), 'a', 4);
		expect(decode(nested(8), Uint8Array.of(5))).not.toBeNull();
		expect(decode(nested(9), Uint8Array.of(5))).toBeNull();
	});

	it('that are cut anywhere are none, or have fewer fields', () => {
		const whole = schemaBytes(0, 'E', 'a', 0x98, 2, 'b', 1, 'c', 0x88, 0x84, 0x01);
		for (let length = 0; length < whole.length; length++) expect(readSchema(whole, 0, length)?.fields.length ?? 0).toBeLessThan(3);
	});

	it('of any bytes neither throw nor hang', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 80}), fc.uint8Array({maxLength: 200}), (schema, payload) => {
				// An object, or null.
				expect(decode(schema, payload)).toBeTypeOf('object');
			}),
			{seed: SEED, numRuns: 5000},
		);
	});
});
