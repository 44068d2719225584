/** Recognizes a code that was not typed to its end, and the codes that begin with it. */
import {explanationOf} from '../codes/explanations.js';
import {allEntries} from '../codes/hresult-lookup.js';
import {formatHresult, hresultFromWin32, nameOf} from '../codes/index.js';

/** The beginning of a code. */
export interface IncompleteCode {
	/** `0x8024` */
	readonly prefix: string;
	/** All known codes that begin with it. */
	readonly count: number;
	/** The likeliest ones. */
	readonly codes: readonly {readonly code: string; readonly name: string; readonly facility: string}[];
}

/** Failures begin with 8, C or D; three digits are more than a count that somebody means. */
const BEGINNING = /^(?:0x)?([89cd][0-9a-f]{2,6})$/i;
const MAX_CODES = 20;

/** `null`: not the beginning of a code, or the number of a Win32 error that has a name. */
export function incompleteCode(text: string): IncompleteCode | null {
	const digits = BEGINNING.exec(text)?.[1]?.toUpperCase();
	if (digits === undefined || isWin32(text, digits)) return null;
	const prefix = `0x${digits}`;
	const found = [...allEntries().values()].filter(({code}) => formatHresult(code).startsWith(prefix));
	if (found.length === 0 && !/^0x/i.test(text)) return null;
	const likely = found.toSorted((one, other) => Number(explanationOf(other.code) !== null) - Number(explanationOf(one.code) !== null));
	return {
		prefix,
		count: found.length,
		codes: likely.slice(0, MAX_CODES).map(({code, name, facility}) => ({code: formatHresult(code), name, facility})),
	};
}

/** 8453 and 0x8CA may be meant as numbers of Win32 errors. */
function isWin32(text: string, digits: string): boolean {
	const value = /^0x/i.test(text) ? Number.parseInt(digits, 16) : /^\d+$/.test(digits) ? Number(digits) : -1;
	return value >= 0 && value <= 0xffff && nameOf(hresultFromWin32(value)) !== null;
}
