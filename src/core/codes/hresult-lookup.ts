/** Finds rows of the HRESULT table by number or name; the packed text is decoded at the first look-up. */

import type {HResult} from './hresult.js';
import {type Facility, PACKED_TABLE} from './hresult-table.js';

/** One code and its names. `aliases`: other symbols that headers give the same number. */
export interface HresultEntry {
	readonly code: HResult;
	readonly name: string;
	readonly facility: Facility;
	readonly aliases: readonly string[];
}

const NO_ALIASES: readonly string[] = [];

let byCode: ReadonlyMap<HResult, HresultEntry> | undefined;
let byName: ReadonlyMap<string, HresultEntry> | undefined;

/** All rows by number; the order is by facility, then by number. */
export function allEntries(): ReadonlyMap<HResult, HresultEntry> {
	byCode ??= decodeTable();
	return byCode;
}

/** The row of a number, `undefined` where the table has none. */
export function entryOf(code: HResult): HresultEntry | undefined {
	return allEntries().get(code);
}

/** The row that has this name or alias, given in upper case. */
export function entryByName(name: string): HresultEntry | undefined {
	byName ??= indexNames(allEntries().values());
	return byName.get(name);
}

function decodeTable(): Map<HResult, HresultEntry> {
	const entries = new Map<HResult, HresultEntry>();
	for (const [facility, rows] of PACKED_TABLE) {
		for (const row of rows.trim().split('\n')) {
			const [digits = '', name = '', aliases] = row.split(' ');
			const code = Number.parseInt(digits, 16);
			entries.set(code, {code, name, facility, aliases: aliases?.split(',') ?? NO_ALIASES});
		}
	}
	return entries;
}

function indexNames(entries: Iterable<HresultEntry>): Map<string, HresultEntry> {
	const index = new Map<string, HresultEntry>();
	for (const entry of entries) {
		for (const name of [entry.name, ...entry.aliases]) {
			// WU_E_REDIRECTOR_UNEXPECTED has two numbers; the lower one, which comes first, is that of today's headers.
			if (!index.has(name)) index.set(name, entry);
		}
	}
	return index;
}
