/** Says what a code is: its names, its facility, and what the number alone tells where the table has no row. */

import {formatHresult, type HResult, hresultFromWin32, isWinhttpError, toUnsigned, win32Of} from './hresult.js';
import {allEntries, entryByName, entryOf, type HresultEntry} from './hresult-lookup.js';
import {HTTP_STATUS_OF} from './related-codes.js';

/** What is known of a code; `null` where nothing is. */
export interface CodeDescription {
	/** As `formatHresult` prints it. */
	readonly code: string;
	readonly name: string | null;
	/** A facility of the table, or 'ntstatus' or 'ese' for numbers made by rule. */
	readonly facility: string | null;
	readonly aliases: readonly string[];
	/** The signed decimal that scripts and JSON print. */
	readonly decimal: number;
	/** Another number inside this one, in words: 'Win32 error 12002', 'HTTP status 404'. */
	readonly note: string | null;
}

/** High words that only one facility uses (winerror.h, wuerror.h, bitsmsg.h); others are shared. */
const FACILITY_OF_HIGH_WORD: ReadonlyMap<number, string> = new Map([
	[0x0020, 'bits'],
	[0x0024, 'windows-update'],
	[0x8007, 'win32'],
	[0x8019, 'http'],
	[0x8020, 'bits'],
	[0x8024, 'windows-update'],
	[0x803d, 'webservices'],
	[0x80d0, 'delivery-optimization'],
	[0xc190, 'setup'],
	[0xc800, 'ese'],
]);

/** winerror.h: FACILITY_NT_BIT marks an NTSTATUS that is carried as an HRESULT. */
const FACILITY_NT_BIT = 0x10000000;

/** The canonical symbol of a code, `null` where the table has none. */
export function nameOf(code: HResult): string | null {
	return entryOf(toUnsigned(code))?.name ?? null;
}

/** Everything known of a code; takes signed numbers too. */
export function describeCode(code: HResult): CodeDescription {
	const unsigned = toUnsigned(code);
	const entry = entryOf(unsigned);
	return {
		code: formatHresult(unsigned),
		name: entry?.name ?? null,
		facility: entry?.facility ?? facilityOf(unsigned),
		aliases: entry?.aliases ?? [],
		decimal: unsigned | 0,
		note: noteOf(unsigned),
	};
}

/** The code of a symbol or alias, in any case and with blanks around it. */
export function findByName(name: string): HResult | null {
	return entryByName(name.trim())?.code ?? null;
}

/** Rows with `part` in a name or alias, those that begin with it first; at most `limit`. */
export function searchNames(part: string, limit: number): readonly HresultEntry[] {
	const wanted = part.trim().toUpperCase();
	if (wanted === '') return [];
	const beginning: HresultEntry[] = [];
	const within: HresultEntry[] = [];
	for (const entry of allEntries().values()) {
		const names = [entry.name, ...entry.aliases].map((name) => name.toUpperCase());
		if (names.some((name) => name.startsWith(wanted))) beginning.push(entry);
		else if (names.some((name) => name.includes(wanted))) within.push(entry);
	}
	return [...beginning, ...within].slice(0, Math.max(0, limit));
}

function facilityOf(code: HResult): string | null {
	if (code >>> 28 === 0xd) return 'ntstatus';
	const win32 = win32Of(code);
	return (win32 === null ? null : subsystemOf(win32)) ?? FACILITY_OF_HIGH_WORD.get(code >>> 16) ?? null;
}

/** Number ranges of winerror.h and winsock2.h; see `isWinhttpError` for the third. */
function subsystemOf(error: number): string | null {
	if (isWinhttpError(error)) return 'winhttp';
	if (error >= 10004 && error <= 11031) return 'winsock';
	if (error >= 9001 && error <= 9999) return 'dns';
	return null;
}

function noteOf(code: HResult): string | null {
	const win32 = win32Of(code);
	if (win32 !== null) return `Win32 error ${win32}`;

	const status = HTTP_STATUS_OF(code);
	if (status !== null) return `HTTP status ${status}`;

	if (code >>> 28 === 0xd) return `NTSTATUS ${formatHresult(code - FACILITY_NT_BIT)} carried as an HRESULT`;

	// Inferred from the numbers of esent.h, logs, and one Microsoft article; no header states it.
	if (code >>> 16 === 0xc800) return `probably database (ESE) error -${code & 0xffff}`;

	const bare = code > 1 && code <= 0xffff ? nameOf(hresultFromWin32(code)) : null;
	return bare === null ? null : `Win32 error ${code}: ${bare}`;
}
