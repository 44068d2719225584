/** Finds rows of the HRESULT table by number or name; the packed text is decoded when many are asked for. */

import type {HResult} from './hresult.js';
import {type Facility, PACKED_TABLE} from './hresult-table.js';
import {createPackedTable} from './packed-rows.js';

/** One code and its names. `aliases`: other symbols that headers give the same number. */
export interface HresultEntry {
	readonly code: HResult;
	readonly name: string;
	readonly facility: Facility;
	readonly aliases: readonly string[];
}

const NO_ALIASES: readonly string[] = [];

const TABLE = createPackedTable<Facility, HresultEntry>(PACKED_TABLE, (rest, facility, code) => {
	const [name = '', aliases] = rest.split(' ');
	return {code, name, facility, aliases: aliases?.split(',') ?? NO_ALIASES};
});

let byName: ReadonlyMap<string, HresultEntry> | undefined;

/** All rows by number; the order is by facility, then by number. */
export const allEntries: () => ReadonlyMap<HResult, HresultEntry> = TABLE.all;

/** The row of a number, `undefined` where the table has none. */
export const entryOf: (code: HResult) => HresultEntry | undefined = TABLE.rowOf;

/** The row that has this name or alias, in upper case or lower. */
export function entryByName(name: string): HresultEntry | undefined {
	byName ??= indexNames(allEntries().values());
	return byName.get(name.toUpperCase());
}

function indexNames(entries: Iterable<HresultEntry>): Map<string, HresultEntry> {
	const index = new Map<string, HresultEntry>();
	for (const entry of entries) {
		for (const name of [entry.name, ...entry.aliases].map((each) => each.toUpperCase())) {
			// WU_E_REDIRECTOR_UNEXPECTED has two numbers; the lower one, which comes first, is that of today's headers.
			if (!index.has(name)) index.set(name, entry);
		}
	}
	return index;
}
