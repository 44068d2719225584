/** An event as JSON, and as USO.log has it: every number, time and identifier of its header, and values of every kind. */
import {describe, expect, it} from 'vitest';
import {fieldsText} from '../../../src/core/etl/field-text.js';
import {type Field, INT} from '../../../src/core/etl/values.js';
import {traceLines} from '../../helpers/read-trace.js';
import {guidBytes, rawEvent, type RawEvent, UPDATE_PROVIDER, writeTrace} from '../../helpers/trace-writer.js';

const TICKS = 5_813_516_600_000n;

function schemaOf(name: string, ...fields: readonly (readonly [name: string, ...type: number[]])[]): Uint8Array {
	return new Uint8Array(
		Buffer.concat([
			Buffer.from(`\0${name}\0`),
			...fields.map(([field, ...type]) => Buffer.concat([Buffer.from(`${field}\0`), Buffer.from(type)])),
		]),
	);
}

function documentsOf(events: readonly Uint8Array[]): readonly Readonly<Record<string, unknown>>[] {
	const {text} = traceLines([writeTrace([], {extra: events})], {form: 'ndjson'});
	return text
		.split('\n')
		.slice(0, -1)
		.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

function fieldsOf(payload: string, ...fields: readonly (readonly [name: string, ...type: number[]])[]): unknown {
	return documentsOf([
		event({schema: schemaOf('E', ...fields), payload: new Uint8Array(Buffer.from(payload.replaceAll(' ', ''), 'hex'))}),
	])[0]?.fields;
}

function event(more: Partial<RawEvent> = {}): Uint8Array {
	return rawEvent({
		time: TICKS,
		id: UPDATE_PROVIDER.id,
		providerName: 'P',
		schema: schemaOf('E', ['a', 4]),
		payload: Uint8Array.of(1),
		...more,
	});
}

describe('the header of an event', () => {
	it('is there whole', () => {
		const bytes = Buffer.from(event());
		bytes.writeUInt16LE(0x1234, 40);
		bytes[42] = 7;
		bytes[45] = 2;
		bytes.writeUInt16LE(0x0506, 46);
		bytes.writeBigUInt64LE(0x8000_0000_0000_0001n, 48);
		bytes.set(guidBytes('30336ed4-e327-447c-9de0-51b652c86108'), 64);
		expect(documentsOf([new Uint8Array(bytes)])).toMatchObject([
			{
				id: 0x1234,
				version: 7,
				channel: 11,
				level: 4,
				opcode: 2,
				task: 0x0506,
				keywords: '0x8000000000000001',
				activity: '30336ed4-e327-447c-9de0-51b652c86108',
				pid: 1,
				tid: 2,
			},
		]);
	});

	it('has an activity where a single byte of it says so', () => {
		const bytes = event().slice();
		bytes[79] = 1;
		expect(documentsOf([bytes, event()]).map(({activity}) => activity)).toEqual(['00000000-0000-0000-0000-000000000001', null]);
	});

	it('has a time to 100 ns, each its own', () => {
		expect(
			documentsOf([event(), event({time: TICKS + 1n}), event({time: TICKS + 20_000_000n})]).map(({time, rawTime}) => [time, rawTime]),
		).toEqual([
			['2024-03-12T17:47:21.0076215Z', '5813516600000'],
			['2024-03-12T17:47:21.0076216Z', '5813516600001'],
			['2024-03-12T17:47:23.0076215Z', '5813516600000'.replace('166', '366')],
		]);
	});

	it('tells providers apart that differ in one byte, first or last', () => {
		const ids = ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '01000000-0000-0000-0000-000000000002'];
		expect(documentsOf(ids.map((id) => event({id}))).map(({providerId}) => providerId)).toEqual(ids);
	});
});

describe('values', () => {
	it.each<[string, string, number[], unknown]>([
		['a number of 64 bits', 'fcffffffffffffff', [9], '-4'],
		['hexadecimal of 32 bits', '05400280', [20], '0x80024005'],
		['hexadecimal of 64 bits', '0540028001000000', [21], '0x180024005'],
		['a truth value', '01000000', [13], true],
		['no truth value', '00000000', [13], false],
		['a truth value of one byte', '02', [0x84, 3], true],
		['a time', '8037fa4d8ba5d701', [17], '2021-09-09T14:59:35.8000000Z'],
		['the last time there is', 'ffffffffffffff7f', [17], '+030828-09-14T02:48:05.4775807Z'],
		['a list', '0200 0100 0200', [0x46], [1, 2]],
		['nothing', '', [0], null],
		['a SID of a large authority', '01 01 000100000005 20000000', [19], 'S-1-4294967301-32'],
	])('%s', (_, payload, type, value) => {
		expect(fieldsOf(payload, ['a', ...type])).toEqual({a: value});
	});

	it('in a struct', () => {
		expect(fieldsOf('01 02 03', ['s', 0x98, 2], ['a', 4], ['b', 4], ['c', 4])).toEqual({s: {a: 1, b: 2}, c: 3});
	});

	it('are none where the payload does not fit', () => {
		expect(fieldsOf('01', ['a', 8])).toBeNull();
	});
});

describe('as in USO.log', () => {
	const field = (inType: number, value: Field['value'], outType = 0): Field => ({name: 'a', inType, outType, value});

	it.each<[string, Field, string]>([
		['nothing', field(INT.null, null), '[a] : ; '],
		['a text', field(INT.utf16, 'x'), '[a] : x; '],
		['a GUID', field(INT.guid, '0b7a6f19-47c4-454e-8c5c-e868d637e4d8'), '[a] : {0b7a6f19-47c4-454e-8c5c-e868d637e4d8}; '],
		['hexadecimal of 32 bits', field(INT.hex32, 0x8002_4005), '[a] : 0x80024005; '],
		['hexadecimal of 64 bits', field(INT.hex64, 255n), '[a] : 0xff; '],
		['a number', field(INT.int32, -3), '[a] : -3; '],
		['a truth value', field(INT.bool32, 0), '[a] : false; '],
		['a struct', field(INT.struct, {fields: [field(INT.int32, 1), field(INT.int32, 2)]}), '[a] : {[a] : 1; [a] : 2;}; '],
		['a list', field(INT.int32, [1, 2]), '[a] : 1, 2; '],
	])('%s', (_, one, text) => {
		expect(fieldsText([one])).toBe(text);
	});
});
