/** A row that is searched in the text is the row of the decoded table. */
import {describe, expect, it} from 'vitest';
import {PACKED_EXPLANATIONS} from '../../../src/core/codes/explanation-table.js';
import {PACKED_TABLE} from '../../../src/core/codes/hresult-table.js';
import {createPackedTable, type PackedRows, type PackedTable} from '../../../src/core/codes/packed-rows.js';

function tableOf<Group>(rows: PackedRows<Group>): PackedTable<unknown> {
	return createPackedTable(rows, (rest, group, code) => ({rest, group, code}));
}

const ROWS: PackedRows<string> = [
	['a', '\n80240001 ONE\n80240002 TWO,OTHER\n'],
	['b', '\n00000003 THREE\n\tAND\n\tMORE\n80240004 FOUR\n'],
];

describe('a packed table', () => {
	it('has its rows in the order of the text', () => {
		expect([...tableOf(ROWS).all()]).toEqual([
			[0x8024_0001, {rest: 'ONE', group: 'a', code: 0x8024_0001}],
			[0x8024_0002, {rest: 'TWO,OTHER', group: 'a', code: 0x8024_0002}],
			[3, {rest: 'THREE AND MORE', group: 'b', code: 3}],
			[0x8024_0004, {rest: 'FOUR', group: 'b', code: 0x8024_0004}],
		]);
	});

	it.each([
		0x8024_0001, 0x8024_0002, 3, 0x8024_0004, 0, 4, 0x8024_0003, 0xffff_ffff,
	])('finds %i without the others as with them', (code) => {
		const table = tableOf(ROWS);
		const found = table.rowOf(code);
		expect(found).toEqual(table.all().get(code));
		expect(table.rowOf(code)).toEqual(found);
	});

	it('searches for few codes, and decodes itself for many', () => {
		let decoded = 0;
		const table = createPackedTable(ROWS, () => ++decoded);
		for (let code = 0x8024_0001; code < 0x8024_0001 + 64; code++) table.rowOf(code);
		expect(decoded).toBe(3);
		expect([table.rowOf(0x8024_0001), table.rowOf(0x9000_0000), decoded]).toEqual([1, undefined, 7]);
	});
});

it.each<[string, PackedRows<string>]>([
	['codes', PACKED_TABLE],
	['explanations', PACKED_EXPLANATIONS],
])('each of the %s is found', (_, rows) => {
	const all = tableOf(rows).all();
	let table = tableOf(rows);
	let count = 0;
	for (const [code, row] of all) {
		if (count++ % 64 === 0) table = tableOf(rows);
		expect(table.rowOf(code)).toEqual(row);
	}
	expect(count).toBeGreaterThan(100);
});
