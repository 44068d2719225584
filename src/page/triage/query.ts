/** What the tables show, as it is written in the address after the #: table, filters, text, order and page. */

export const TABLE_NAMES = ['machines', 'problems', 'servers', 'versions', 'codes', 'files'] as const;

export type TableName = (typeof TABLE_NAMES)[number];

/** Filters by their name in the address, with their label. */
export const FILTER_LABELS = {
	problem: 'Problem',
	problems: 'Problem',
	server: 'Server',
	version: 'Version',
	code: 'Code',
	verdict: 'Verdict',
	pinning: 'Pinning',
	machine: 'Machine',
	status: 'Status',
} as const;

export type FilterName = keyof typeof FILTER_LABELS;

export const FILTER_NAMES: readonly FilterName[] = Object.keys(FILTER_LABELS) as FilterName[];

export type Filters = Readonly<Partial<Record<FilterName, string>>>;

export interface Query {
	readonly table: TableName;
	readonly filters: Filters;
	/** Words that a row must contain. */
	readonly text: string;
	/** Name of a column; `-` before it sorts downward. Empty: the table's own order. */
	readonly sort: string;
	/** 1-based. */
	readonly page: number;
}

/** Other hashes, without `=`, name a section of the page. */
export function isQuery(hash: string): boolean {
	return hash.includes('=');
}

/** Never fails: what makes no sense is ignored. @param hash with or without its # */
export function parseQuery(hash: string): Query {
	const params = new URLSearchParams(isQuery(hash) ? hash.replace(/^#/, '') : '');
	const filters: Partial<Record<FilterName, string>> = {};
	for (const name of FILTER_NAMES) {
		const value = params.get(name);
		if (value !== null && value !== '') filters[name] = value;
	}
	const table = TABLE_NAMES.find((name) => name === params.get('table'));
	return {
		table: table ?? (filters.status === undefined ? 'machines' : 'files'),
		filters,
		text: params.get('q') ?? '',
		sort: params.get('sort') ?? '',
		page: Math.max(1, Math.floor(Number(params.get('page'))) || 1),
	};
}

/** The address of a query, with its #. */
export function hashOf({table, filters, text, sort, page}: Query): string {
	const params = new URLSearchParams({table});
	for (const [name, value] of Object.entries(filters)) params.set(name, value);
	if (text !== '') params.set('q', text);
	if (sort !== '') params.set('sort', sort);
	if (page > 1) params.set('page', String(page));
	return `#${params.toString()}`;
}

/** The query with changes, from its first page on unless they name one. */
export function changed(query: Query, changes: Partial<Query>): Query {
	return {...query, page: 1, ...changes};
}

/** A table with only this filter. */
export function tableWith(table: TableName, filters: Filters): Query {
	return {table, filters, text: '', sort: '', page: 1};
}

/** The machines with one more filter. */
export function machinesWith(query: Query, name: FilterName, value: string): Query {
	return tableWith('machines', {...(query.table === 'machines' ? query.filters : {}), [name]: value});
}

export function isDescending({sort}: Pick<Query, 'sort'>): boolean {
	return sort.startsWith('-');
}

/** Name of the column that the query sorts by; empty: none. */
export function sortColumn({sort}: Pick<Query, 'sort'>): string {
	return sort.replace(/^-/, '');
}
