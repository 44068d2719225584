/** Filtering and sorting of rows, without a page. */
import {describe, expect, it} from 'vitest';
import {parseQuery} from '../../../src/page/triage/query.js';
import {compareValues, type RowSource, selectRows} from '../../../src/page/triage/select-rows.js';

interface Pc {
	readonly name: string;
	readonly failed: number;
	readonly seen: string | null;
}

const pcs: RowSource<Pc> = {
	rows: [
		{name: 'pc-b', failed: 1, seen: '2024-01-02'},
		{name: 'pc-a', failed: 1, seen: null},
		{name: 'pc-c', failed: 3, seen: '2024-01-01'},
		{name: 'srv', failed: 0, seen: ''},
	],
	columns: [
		{name: 'name', sortValue: ({name}) => name},
		{name: 'failed', sortValue: ({failed}) => failed},
		{name: 'seen', sortValue: ({seen}) => seen},
	],
	order: [
		['failed', -1],
		['name', 1],
	],
	filters: {machine: ({name}, value) => name === value},
	searchText: ({name, failed}) => `${name}\nfailed ${failed}`,
};

function names(hash: string): readonly string[] {
	return selectRows(pcs, parseQuery(hash)).map(({name}) => name);
}

describe('rows', () => {
	it('come in the order of the table', () => {
		expect(names('')).toEqual(['pc-c', 'pc-a', 'pc-b', 'srv']);
	});

	it('are sorted by a column, ties in the order of the table, unknown values last either way', () => {
		expect(names('#sort=name')).toEqual(['pc-a', 'pc-b', 'pc-c', 'srv']);
		expect(names('#sort=-name')).toEqual(['srv', 'pc-c', 'pc-b', 'pc-a']);
		expect(names('#sort=failed')).toEqual(['srv', 'pc-a', 'pc-b', 'pc-c']);
		expect(names('#sort=seen')).toEqual(['pc-c', 'pc-b', 'pc-a', 'srv']);
		expect(names('#sort=-seen')).toEqual(['pc-b', 'pc-c', 'pc-a', 'srv']);
	});

	it('come in the order of the table where the column is unknown', () => {
		expect(names('#sort=constructor')).toEqual(names(''));
	});

	it('pass the filters that the table has', () => {
		expect(names('#machine=pc-a')).toEqual(['pc-a']);
		expect(names('#machine=pc-x')).toEqual([]);
		expect(names('#verdict=error')).toEqual(names(''));
	});

	it('contain all words, whatever their case and order', () => {
		expect(names('#q=PC')).toEqual(['pc-c', 'pc-a', 'pc-b']);
		expect(names('#q=%20failed%20%20pc-C')).toEqual(['pc-c']);
		expect(names('#q=pc%20srv')).toEqual([]);
	});

	it('are not changed by it', () => {
		names('#sort=-name');
		expect(pcs.rows.map(({name}) => name)).toEqual(['pc-b', 'pc-a', 'pc-c', 'srv']);
	});
});

it('compares consistently, whichever comes first', () => {
	const values = [null, '', 'a', 'b', 0, 1];
	for (const direction of [1, -1] as const)
		for (const a of values)
			for (const b of values) {
				if (typeof a !== typeof b && a !== null && b !== null && a !== '' && b !== '') continue;
				expect(compareValues(a, b, direction) + compareValues(b, a, direction)).toBe(0);
			}
});
