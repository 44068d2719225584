/** What codes mean in plain words, and what to check first; the packed text is decoded when many are asked for. */

import {type CauseClass, PACKED_EXPLANATIONS} from './explanation-table.js';
import {type HResult, toUnsigned} from './hresult.js';
import {createPackedTable} from './packed-rows.js';
import {parseCode} from './parse-code.js';

export type {CauseClass} from './explanation-table.js';

/** A code in plain words. All are full sentences. */
export interface CodeExplanation {
	readonly meaning: string;
	/** One best guess; the lines around a code may say more. */
	readonly causeClass: CauseClass;
	readonly nextCheck: string;
}

const TABLE = createPackedTable<CauseClass, CodeExplanation>(PACKED_EXPLANATIONS, (rest, causeClass) => {
	const [meaning = '', nextCheck = ''] = rest.split(' > ');
	return {meaning, causeClass, nextCheck};
});

/** All explained codes; the order is by cause class, then by number. */
export const allExplanations: () => ReadonlyMap<HResult, CodeExplanation> = TABLE.all;

/** The explanation of a code, `null` where there is none; takes signed numbers too. */
export function explanationOf(code: HResult): CodeExplanation | null {
	return TABLE.rowOf(toUnsigned(code)) ?? null;
}

/** The same for a code as reports write it, such as `0x80072EE2`. */
export function explanationOfText(code: string | null): CodeExplanation | null {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : explanationOf(parsed.code);
}
