/** Finds the rows that a query asks for, in its order. */
import {type FilterName, FILTER_NAMES, isDescending, type Query, sortColumn} from './query.js';

export type SortValue = string | number | null;

export type Direction = 1 | -1;

/** What is needed of a table to find and sort its rows. */
export interface RowSource<Row> {
	readonly rows: readonly Row[];
	readonly columns: readonly {readonly name: string; readonly sortValue: (row: Row) => SortValue}[];
	/** Columns by which rows are sorted unless, or until, the query says otherwise. */
	readonly order: readonly (readonly [column: string, direction: Direction])[];
	readonly filters: Readonly<Partial<Record<FilterName, (row: Row, value: string) => boolean>>>;
	/** Lowercase text of a row that is searched for words. */
	readonly searchText: (row: Row) => string;
}

/** Filters that the table does not have do not apply to it. */
export function selectRows<Row>({rows, columns, order, filters, searchText}: RowSource<Row>, query: Query): readonly Row[] {
	const tests = FILTER_NAMES.flatMap((name) => {
		const [test, value] = [filters[name], query.filters[name]];
		return test === undefined || value === undefined ? [] : [(row: Row) => test(row, value)];
	});
	const terms = query.text
		.toLowerCase()
		.split(/\s+/)
		.filter((term) => term !== '');
	if (terms.length > 0)
		tests.push((row) => {
			const text = searchText(row);
			return terms.every((term) => text.includes(term));
		});
	const keys = [[sortColumn(query), isDescending(query) ? -1 : 1] as const, ...order].flatMap(([name, direction]) => {
		const column = columns.find((one) => one.name === name);
		return column === undefined ? [] : [{sortValue: column.sortValue, direction}];
	});
	return rows
		.filter((row) => tests.every((test) => test(row)))
		.sort((a, b) => {
			for (const {sortValue, direction} of keys) {
				const difference = compareValues(sortValue(a), sortValue(b), direction);
				if (difference !== 0) return difference;
			}
			return 0;
		});
}

/** Unknown values come last in either direction. */
export function compareValues(a: SortValue, b: SortValue, direction: Direction): number {
	if (isUnknown(a) || isUnknown(b)) return Number(isUnknown(a)) - Number(isUnknown(b));
	return a === b ? 0 : a < b ? -direction : direction;
}

function isUnknown(value: SortValue): value is null | '' {
	return value === null || value === '';
}
